"""What a page says of itself: title, fragments, and which URL it calls its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from itertools import islice

import turbohtml
import turbohtml.detect  # registers the codecs of the WHATWG Encoding Standard, `whatwg-…`
from turbohtml import Document, Element

from linkcheck.errors import UrlError
from linkcheck.model import CanonicalSource, ImageCredit
from linkcheck.net.canonical import Canonical, Statement, choose_canonical
from linkcheck.net.statements import NO_STATEMENTS, Statements, read_statements
from linkcheck.net.wording import Wording, read_wording
from linkcheck.pages.fragments import html_fragments
from linkcheck.pages.structured import JSON_LD, Item, image_credits, page_url, structured_items
from linkcheck.urls.references import resolve

HEAD_BYTES = 512 * 1024
_HEAD_END = re.compile(rb"</head[\s>]|<body[\s>]", re.IGNORECASE)
_TITLE_LENGTH = 500
_HEADING = re.compile(rb"<h[12]\b[^>]{0,400}>(.{1,1000}?)</h[12]", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_HEADING_BYTES, _MOST_HEADINGS = 65_536, 6
_MARKS = {
    CanonicalSource.LINK_ELEMENT: b"canonical",
    CanonicalSource.OPEN_GRAPH: b"og:url",
    CanonicalSource.JSON_LD: b"ld+json",
}
# RFC 8288 §3; a quoted parameter may hold commas and semicolons.
_LINK_VALUE = re.compile(r'<([^<>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)')
_REL = re.compile(r';\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))', re.IGNORECASE)
_ROOT_BYTES = 16_384  # comments may come before it
_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?\s*([a-z]{2,3}(?:-[a-z0-9-]{2,20})?)\b")


@dataclass(frozen=True, slots=True)
class Page:
    """What was read. `fragments` holds every id and anchor name, None if they were not looked for.

    `wording` is what readers see, None if only the head came. `image_credits` is what the head's structured
    data says of pictures, `statements` what the head says of the page. `headings` are the first of the body,
    as far as it came.
    """

    title: str | None = None
    canonical: Canonical | None = None
    is_noindex: bool = False
    fragments: frozenset[str] | None = None
    wording: Wording | None = None
    image_credits: tuple[ImageCredit, ...] = ()
    statements: Statements = NO_STATEMENTS
    headings: tuple[str, ...] = ()
    language: str | None = None


def find_head_end(body: bytes | bytearray, start: int = 0) -> int | None:
    """Return where a page's head is over, at or after a position; None if it is not."""
    match = _HEAD_END.search(body, start)
    return match.end() if match else None


def read_page(
    body: bytes,
    *,
    url: str,
    charset: str | None,
    link_headers: Sequence[str] = (),
    with_fragments: bool = False,
    with_wording: bool = False,
) -> Page:
    """Read a page, or the part of it that came.

    The encoding is a byte-order mark's, else `charset` from the header, else the page's own declaration
    (WHATWG HTML §13.2.3.2), else a guess, as some browsers make one. `url` is the one that answered. Only the
    head becomes a tree: four hostile megabytes take 160 MB as one, and nothing as tokens.
    """
    head = body[: min(find_head_end(body) or HEAD_BYTES, HEAD_BYTES)]
    document = _parse(head, charset)
    lowered = head.lower()
    marks = _marks(lowered)
    rest = body[len(head) : len(head) + _HEADING_BYTES].lower()
    scripts = document.select(JSON_LD) if CanonicalSource.JSON_LD in marks else ()
    items = structured_items(script.text for script in scripts)
    text = _decode(body, document) if with_fragments or with_wording else ""
    return Page(
        title=_title(document),
        canonical=choose_canonical(url, _statements(document, marks, link_headers, items)),
        is_noindex=(b"noindex" in lowered or b"none" in lowered) and _is_noindex(document),
        fragments=frozenset(html_fragments(text)) if with_fragments else None,
        wording=read_wording(text) if with_wording else None,
        image_credits=image_credits(items, _base_url(document, url)) if items else (),
        statements=read_statements(document, lowered, items, body=body if b"<time" in rest else b""),
        headings=tuple(_headings(body, len(head), document)) if b"<h1" in rest or b"<h2" in rest else (),
        language=match[1].decode() if (match := _LANGUAGE.search(lowered, 0, _ROOT_BYTES)) else None,
    )


def read_header_canonical(url: str, link_headers: Sequence[str]) -> Canonical | None:
    """Read the canonical URL of what is no page from its headers alone (RFC 6596 §3)."""
    return choose_canonical(url, [_header_statement(link_headers)])


def _parse(head: bytes, charset: str | None) -> Document:
    try:
        return turbohtml.parse(head, encoding=charset, positions=False, detect_encoding=True)
    except LookupError:  # no encoding of the WHATWG Encoding Standard
        return turbohtml.parse(head, positions=False, detect_encoding=True)


def _title(document: Document) -> str | None:
    title = document.select_one("head > title")
    words = " ".join(title.text.split()) if title is not None else ""
    return words[:_TITLE_LENGTH] or None


def _decode(body: bytes, document: Document) -> str:
    """Decode a page in the encoding of its head; if that was a guess, in UTF-8 where the whole page fits."""
    if document.encoding_confidence != "certain":
        with suppress(UnicodeDecodeError):
            return body.decode("utf-8")
    return body.decode(f"whatwg-{document.encoding}", "replace")


def _headings(body: bytes, start: int, document: Document) -> Iterator[str]:
    """Yield the first headings behind the head; those of a page in an unusual encoding may be garbled."""
    for match in islice(_HEADING.finditer(body, start, start + _HEADING_BYTES), _MOST_HEADINGS):
        text = unescape(_TAG.sub(b" ", match[1]).decode(f"whatwg-{document.encoding}", "replace"))
        if words := " ".join(text.split()):
            yield words[:_TITLE_LENGTH]


def _base_url(document: Document, url: str) -> str:
    base = document.select_one("base[href]")
    with suppress(UrlError):
        return resolve(_text(base, "href"), url).fetch_url if base is not None else url
    return url


def _marks(lowered: bytes) -> frozenset[CanonicalSource]:
    """Return what may state a canonical URL there; looking for bytes is quicker than walking the tree."""
    if b"\0" in lowered:  # two bytes a letter
        return frozenset(_MARKS)
    return frozenset(source for source, mark in _MARKS.items() if mark in lowered)


def _statements(
    document: Document,
    marks: frozenset[CanonicalSource],
    link_headers: Sequence[str],
    items: Sequence[Item],
) -> Iterator[Statement]:
    """Yield what is said of the canonical URL, the strongest voice first."""
    if link_headers:
        yield _header_statement(link_headers)
    if CanonicalSource.LINK_ELEMENT in marks:
        yield _link_statement(document)
    if CanonicalSource.OPEN_GRAPH in marks:
        open_graph = document.select('meta[property="og:url"][content]')
        yield Statement(CanonicalSource.OPEN_GRAPH, tuple(_text(meta, "content") for meta in open_graph))
    if CanonicalSource.JSON_LD in marks:
        yield Statement(CanonicalSource.JSON_LD, tuple(filter(None, map(page_url, items))))


def _link_statement(document: Document) -> Statement:
    base = document.select_one("base[href]")
    links = [link for link in document.select("link[rel][href]") if "canonical" in _relations(link)]
    return Statement(
        CanonicalSource.LINK_ELEMENT,
        tuple(_text(link, "href") for link in links),
        base=_text(base, "href") if base is not None else None,
        is_misplaced=any(link.closest("head") is None for link in links),
        languages=_languages(document),
        language=_language(document),
    )


def _is_noindex(document: Document) -> bool:
    """Say whether a page asks search engines to leave it out (`none` is `noindex, nofollow`)."""
    rules = ",".join(_text(meta, "content") for meta in document.select('meta[name="robots" i][content]'))
    return any(rule.strip().lower() in {"noindex", "none"} for rule in rules.split(","))


def _header_statement(link_headers: Sequence[str]) -> Statement:
    targets = []
    for target, parameters in _LINK_VALUE.findall(",".join(link_headers)):
        relation = _REL.search(parameters)
        if relation and "canonical" in (relation[1] or relation[2] or "").lower().split():
            targets.append(target.strip())
    return Statement(CanonicalSource.LINK_HEADER, tuple(targets))


def _text(element: Element, name: str) -> str:
    value = element.attr(name)
    return value.strip() if isinstance(value, str) else ""


def _relations(link: Element) -> list[str]:
    value = link.attr("rel") or ()
    return [word.lower() for word in (value.split() if isinstance(value, str) else value)]


def _languages(document: Document) -> dict[str, str]:
    """Return the language of each translation that the page names, by URL as written."""
    return {
        _text(link, "href"): _text(link, "hreflang").lower()
        for link in document.select("link[rel][hreflang][href]")
        if "alternate" in _relations(link)
    }


def _language(document: Document) -> str:
    root = document.select_one("html[lang]")
    return _text(root, "lang").lower() if root is not None else ""
