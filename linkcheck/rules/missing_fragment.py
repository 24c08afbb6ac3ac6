"""The rule `missing-fragment`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from linkcheck.model import Crawl, Finding, Kind, Level, Link, Resource, Verdict
from linkcheck.rules import rule
from linkcheck.urls.local import is_file
from linkcheck.verdict import judge

_FORGES = frozenset({"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht"})
# Lines of a file, comments, reviews, changed files, and the tabs that scripts open.
_FORGE = re.compile(
    r"L\d+(C\d+)?(-L?\d+(C\d+)?)?|lines-\d+(:\d+)?|readme(-ov-file)?|note_\d+|discussion_r\d+|diff-.*|comment-\d+|"
    r"(issuecomment|issue|pullrequestreview|event|commitcomment|discussioncomment|ref-commit)-.*",
    re.IGNORECASE,
)
_MEDIA = re.compile(r"(?:t|xywh|track|page|view|zoom|nameddest)=", re.IGNORECASE)


@rule("missing-fragment", level=Level.WARNING)
def missing_fragment(crawl: Crawl) -> Iterator[Finding]:
    """A link points at a part of a page (`#part`) that the page does not have.

    The page loads, but readers land at its top and must search for what was meant. Look the heading's new
    name up on the page, or drop the fragment. Only pages read to their end are judged; ignore it for pages
    whose parts are drawn by scripts. Parts of files are left to `broken-internal-link`.
    """
    places: dict[tuple[str, str], list[Link]] = {}
    for link in crawl.links:
        if link.reference.kind is Kind.HYPERLINK and link.url and _is_missing(link, crawl):
            places.setdefault((link.document, link.url), []).append(link)
    for links in places.values():
        yield Finding(
            f"the page has no part named #{unquote(links[0].fragment)}", links[0], related=tuple(links[1:])
        )


def _is_missing(link: Link, crawl: Crawl) -> bool:
    """Say whether a page was searched for the fragment in vain."""
    resource = crawl.resource(link)
    if resource is None or resource.fragments is None or resource.is_script_built or is_file(resource.url):
        return False
    return judge(resource).verdict is Verdict.OK and is_sought(link, resource)


def is_sought(link: Link, resource: Resource) -> bool:
    """Say whether a link needs a part that the page does not have (HTML §7.4.6.4).

    `#top` is always there; routes of applications, media fragments (W3C Media Fragments URI) and what forges'
    scripts make (lines, comments) are no parts.
    """
    fragment = link.fragment.partition(":~:")[0]
    if not fragment or fragment.startswith(("!", "/")) or fragment.lower() == "top":
        return False
    if _MEDIA.match(fragment) or (_is_forge(resource) and _FORGE.fullmatch(fragment)):
        return False
    names = {fragment, unquote(fragment)}
    names |= {name.lower() for name in names} if _is_forge(resource) else set()
    names |= {f"user-content-{name}" for name in names}  # GitHub prefixes the ids that authors write
    return not names & (resource.fragments or frozenset())


def _is_forge(resource: Resource) -> bool:
    host = urlsplit(resource.final_url or resource.url).hostname or ""
    return host.removeprefix("www.") in _FORGES or host.startswith(("gitlab.", "gitea.", "git."))
