"""The rule `broken-internal-link`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from linkcheck.model import Crawl, FailureKind, Finding, Level, Link, Resource, Verdict
from linkcheck.pages.fragments import slug_of
from linkcheck.rules import rule
from linkcheck.rules._occurrences import Occurrences, is_clicked, occurrences
from linkcheck.rules.missing_fragment import is_sought
from linkcheck.urls.local import FOLDER_TYPE, INDEXES, PAGE_SUFFIXES, is_file, page_files, path_of
from linkcheck.urls.references import registrable_domain
from linkcheck.verdict import judge

_NAMED = 3
# Suffixes of files that are top-level domains as well.
_FILE_SUFFIXES = frozenset("ai app bz cc docs mov mp pl pm ps py rs sh so sql st tf zip".split())
_ABSOLUTE = re.compile(r"\s*(?:https?:)?[/\\]{2}", re.IGNORECASE)
# `?plain=1#L10` shows a file's source on GitHub.
_LINES = re.compile(r"L\d+(C\d+)?(-L\d+(C\d+)?)?")


@rule("broken-internal-link", level=Level.ERROR)
def broken_internal_link(crawl: Crawl) -> Iterator[Finding]:
    """A link between files of the repository or site leads to a file, or to a part of one, that is not there.

    Relative links, links that begin with `/` (counted from `--root-dir`; without it they are only checked
    where the git work tree has such a file), and with `--site-url` and `--root-dir` also addresses of the
    posts' own site are looked up on disk. `about` may be `about.html`, `about.md` or a folder with an
    index; of a site, `_redirects` and the addresses in front matter count as well. The letters' case
    counts, whatever the disk says: what works on a Mac or Windows is dead on the server. Parts (`#part`)
    are the ids that GitHub makes of headings, `{#own}` ones and ids in HTML; files of other formats are not
    searched for them. Correct the path or the part, or give the file back. Ignore it for files that only
    the builder of the site makes.
    """
    for found in occurrences(crawl, _is_internal):
        if message := _fault(found):
            evidence = {"path": path_of(found.link.fetch_url or ""), "reason": found.judgement.reason}
            yield Finding(message, found.link, related=found.others, evidence=evidence)
    yield from _without_part(crawl)


def _is_internal(link: Link) -> bool:
    return is_clicked(link) and is_file(link.fetch_url or "")


def _fault(found: Occurrences) -> str | None:
    """Say what is wrong with the file that a link leads to; None if nothing is."""
    path = path_of(found.link.fetch_url or "")
    is_own_url = _ABSOLUTE.match(found.link.reference.target) is not None
    if found.judgement.verdict is not Verdict.BROKEN:
        is_bare_folder = is_own_url and found.resource.media_type == FOLDER_TYPE
        index = f"{path}/{INDEXES[0]}".lstrip("/")
        lacks = f"this link leads to a folder without an index: there is no {index}"
        return lacks if is_bare_folder else None
    failure = found.resource.failure
    if failure is not None and failure.kind is FailureKind.FILE_NOT_FOUND and not failure.detail:
        sought = " or ".join(page_files(path)[:_NAMED]) if is_own_url else path
        hint = "; did you forget https://?" if _is_host(found.link.reference.target) else ""
        return f"this link leads to no file: there is no {sought}{hint}"
    return f"this link leads to no file: {path}: {found.judgement.reason}"


def _is_host(target: str) -> bool:
    """Say whether a path begins like an address: with `www.` or with a domain.

    `notes.md` and, alone, `setup.sh` are domains too, and files.
    """
    first, slash, _ = target.strip().partition("/")
    first = first.partition("?")[0].partition("#")[0].lower()
    if first.startswith("www."):
        return True
    suffix = first.rpartition(".")[2]
    is_file_name = f".{suffix}" in PAGE_SUFFIXES or (not slash and suffix in _FILE_SUFFIXES)
    return not is_file_name and registrable_domain(f"https://{first}/") is not None


def _without_part(crawl: Crawl) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.url is not None and _is_internal(link) and _lacks_part(link, crawl.resource(link)):
            places.setdefault((link.document, link.url), []).append(link)
    for links in places.values():
        part = unquote(links[0].fragment)
        path = path_of(links[0].fetch_url or "")
        near = _near(part, crawl.resource(links[0]))
        hint = f"; it has #{near}" if near else ""
        yield Finding(
            f"{path} has no part named #{part}{hint}",
            links[0],
            related=tuple(links[1:]),
            evidence={"path": path, "fragment": part, "nearest_fragment": near},
        )


def _lacks_part(link: Link, resource: Resource | None) -> bool:
    if resource is None or resource.fragments is None or judge(resource).verdict is not Verdict.OK:
        return False
    if "plain=1" in link.reference.target and _LINES.fullmatch(link.fragment):
        return False
    part = unquote(link.fragment).removeprefix("user-content-")
    return is_sought(link, resource) and part not in resource.fragments


def _near(part: str, resource: Resource | None) -> str | None:
    """Return the part that was meant by another spelling: the heading itself, or other letters."""
    return _by_slug((resource.fragments if resource else None) or frozenset()).get(slug_of(part.strip()))


@lru_cache(maxsize=32)
def _by_slug(fragments: frozenset[str]) -> dict[str, str]:
    return {slug_of(each): each for each in sorted(fragments, reverse=True)} | {
        each: each for each in fragments if slug_of(each) == each
    }
