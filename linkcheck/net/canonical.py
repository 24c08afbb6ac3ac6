"""Which stated canonical URL to believe (RFC 6596), and why not the others.

The order of voices is Google's ("Consolidate duplicate URLs"), the grounds for distrust are Lighthouse's
canonical audit (several, invalid, other region, other domain, root) and Google's "5 common mistakes with
rel=canonical" (2013: relative, in the body, first page of a series).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from linkcheck.errors import UrlError
from linkcheck.model import CanonicalSource
from linkcheck.urls.references import canonical_key, fetch_url, is_web, resolve, site_of

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_ROOT_PAGE = re.compile(r"/(?:(?:index|default|home)(?:\.\w{1,5})?)?", re.IGNORECASE)
_PAGE_IN_PATH = re.compile(r"/page[/-]?(\d{1,6})(?:/|$)", re.IGNORECASE)
_PAGE_PARAMETERS = frozenset({"page", "paged", "pg", "pagenum"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice says: targets as written, resolved against `base` (or the page's URL).

    `languages` maps the URLs of translations, as written, to their languages; `language` is the page's own.
    """

    source: CanonicalSource
    targets: tuple[str, ...]
    base: str | None = None
    is_misplaced: bool = False
    languages: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Canonical:
    """The URL that the strongest voice states; `distrust` says why it is not believed, if so."""

    source: CanonicalSource
    url: str
    distrust: str | None = None


def choose_canonical(url: str, statements: Iterable[Statement]) -> Canonical | None:
    """Judge the first statement that names a target at all; a weaker voice never outvotes a doubtful one."""
    for statement in statements:
        if any(statement.targets):
            return _judge(url, statement)
    return None


def _judge(url: str, statement: Statement) -> Canonical:
    target = _first(statement)
    try:
        base = resolve(statement.base, url).fetch_url if statement.base else url
        resolved = {fetch_url(resolve(each, base).url) for each in statement.targets if each}
        candidate = fetch_url(resolve(target, base).url)
    except UrlError as error:
        return Canonical(statement.source, target, f"it is malformed: {error}")
    return Canonical(statement.source, candidate, _distrust(url, candidate, len(resolved), statement))


def _distrust(url: str, candidate: str, count: int, statement: Statement) -> str | None:
    """Return the first ground for distrust, None for none."""
    grounds = (
        (count > 1, "several different ones are stated"),
        (not is_web(candidate), "it is not a web address"),
        (statement.is_misplaced, "it stands outside the head of the page"),
        (not _ABSOLUTE.match(_first(statement)), "it is relative"),
        (site_of(url) != site_of(candidate), "it is on another site"),
        (url.startswith("https:") and candidate.startswith("http:"), "it gives up https"),
        (_is_root(candidate) and not _is_root(canonical_key(url)), "it is the root of the site"),
        (_page_number(url) not in {None, _page_number(candidate)}, "it is another page of a series"),
        (_differs_in_language(url, candidate, statement), "it is in another language"),
        (_differs_in_region(url, candidate, statement), "it is for another region"),
    )
    return next((reason for is_ground, reason in grounds if is_ground), None)


def _first(statement: Statement) -> str:
    return next(filter(None, statement.targets))


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _ROOT_PAGE.fullmatch(parts.path) is not None


def _page_number(url: str) -> int | None:
    """Return the number of a page in a series, if it is not the first."""
    parts = urlsplit(url)
    numbers = _PAGE_IN_PATH.findall(parts.path)
    numbers += [value for name, value in parse_qsl(parts.query) if name.lower() in _PAGE_PARAMETERS]
    found = next((int(number[:9]) for number in numbers if number.isascii() and number.isdigit()), 1)
    return found if found > 1 else None


def _differs_in_language(url: str, candidate: str, statement: Statement) -> bool:
    own, other = (tag.partition("-")[0] for tag in _languages(url, candidate, statement))
    return bool(own and other) and other != own and "x" not in {own, other}


def _differs_in_region(url: str, candidate: str, statement: Statement) -> bool:
    """Say whether two variants of one language are meant for different regions (`en-GB`, `en-US`)."""
    own, other = (tag.partition("-")[2] for tag in _languages(url, candidate, statement))
    return bool(own and other) and other != own


def _languages(url: str, candidate: str, statement: Statement) -> tuple[str, str]:
    """Return the language tags of the page and of the candidate, the page's for one that nobody named."""
    resolved = {}
    for target, language in statement.languages.items():
        try:
            resolved[fetch_url(resolve(target, url).url)] = language
        except UrlError:
            continue
    own = resolved.get(url, statement.language)
    return own, resolved.get(candidate, own)
