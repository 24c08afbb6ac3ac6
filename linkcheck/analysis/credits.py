"""Collect what is said of whose a picture is and how it came to be, by whoever says it in a crawl.

The voices are the file's own metadata, the structured data of pages and of HTML posts, and captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import turbohtml

from linkcheck.images.asset import asset_of
from linkcheck.model import Crawl, Credentials, Document, ImageCredit, Kind, Link, Resource
from linkcheck.pages.structured import JSON_LD, image_credits, structured_items
from linkcheck.text.captions import Name, credits_in, names_of
from linkcheck.urls.references import canonical_key

_WINDOW = 1200
_CAPTION_LINES = 2
_LONGEST_LINE = 300
_PREVIEWS = ("og:image", "twitter:image")
_TAG_REST = re.compile(r"[^<>]{0,1000}>")
# What ends a picture's own part of the post: the end of its figure, the next picture, a heading.
_NEXT = re.compile(r"</figure>|<img\b|<h[1-6]\b|!\[|\[img\b|^#{1,6}\s", re.IGNORECASE | re.MULTILINE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|cite|em|font|i|mark|q|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>|\[/?\w+(?:=[^\[\]]*)?\]")
_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")


class Voice(StrEnum):
    """Who says it."""

    METADATA = "metadata"
    PAGE = "page"
    POST = "post"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Statement:
    """One credit as stated: by which voice, where (a URL or a document), in which words, naming whom."""

    voice: Voice
    where: str
    words: str
    names: frozenset[Name]


def statements(crawl: Crawl) -> dict[str, tuple[Statement, ...]]:
    """Return what is said of each picture of the posts, by the URL it is fetched from."""
    pages = _by_picture(crawl)
    said: dict[str, dict[Statement, None]] = {}
    for document, links in _pictures(crawl):
        captions = _captions(document, links)
        for link in links:
            assert link.fetch_url is not None
            found = said.setdefault(link.fetch_url, {})
            resource = crawl.resources.get(link.fetch_url)
            every = (*_embedded(resource), *_stated(link.fetch_url, resource, pages), *captions[link])
            found.update(dict.fromkeys(statement for statement in every if statement.names))
    return {url: tuple(found) for url, found in said.items()}


def picture_credits(crawl: Crawl) -> dict[str, tuple[tuple[Voice, str, ImageCredit], ...]]:
    """Return what pages and posts state of each picture of the posts, as structured data, by its URL."""
    pages = _by_picture(crawl)
    urls = dict.fromkeys(link.fetch_url for _, links in _pictures(crawl) for link in links if link.fetch_url)
    return {url: tuple(_about(url, crawl.resources.get(url), pages)) for url in urls}


def metadata_of(resource: Resource | None) -> Mapping[str, str]:
    """Return what a picture's file says of itself, whether or not it could be decoded."""
    if resource is None:
        return {}
    return resource.picture.metadata if resource.picture is not None else resource.picture_metadata


def credentials_of(resource: Resource) -> Credentials | None:
    """Return a picture's Content Credentials, whether or not it could be decoded."""
    return resource.picture.credentials if resource.picture is not None else resource.picture_credentials


Stated = dict[str, list[tuple[Voice, str, ImageCredit]]]


def _pictures(crawl: Crawl) -> Iterator[tuple[Document, list[Link]]]:
    shown: dict[str, list[Link]] = {document.name: [] for document in crawl.documents}
    for link in crawl.links:
        reference = link.reference
        is_preview = any(name.startswith(_PREVIEWS) for name in reference.rel)
        if reference.kind is Kind.IMAGE and link.fetch_url is not None and not is_preview:
            shown.setdefault(link.document, []).append(link)
    for document in crawl.documents:
        yield document, shown[document.name]


def _by_picture(crawl: Crawl) -> Stated:
    """Index what pages and HTML posts state by the picture it is about."""
    found: Stated = {}
    for document in crawl.documents:
        for credit in document_credits(document):
            _index(found, Voice.POST, document.name, credit)
    for url, resource in crawl.resources.items():
        for credit in resource.image_credits:
            _index(found, Voice.PAGE, url, credit)
    return found


def _index(stated: Stated, voice: Voice, where: str, credit: ImageCredit) -> None:
    for key in _keys(credit.url):
        stated.setdefault(key, []).append((voice, where, credit))


def _keys(url: str) -> dict[str, None]:
    """Return what two URLs of one picture share: pages name one size of it, and posts show another."""
    asset = asset_of(url)
    return dict.fromkeys((canonical_key(url), asset.key) if asset.is_certain else (canonical_key(url),))


@lru_cache(maxsize=64)
def document_credits(document: Document) -> tuple[ImageCredit, ...]:
    """Return what an HTML post states of pictures in its own JSON-LD."""
    if document.media_type != "text/html" or "ld+json" not in document.text:
        return ()
    scripts = turbohtml.parse(document.text).select(JSON_LD)
    return image_credits(structured_items(script.text for script in scripts), document.base_url)


def _about(url: str, resource: Resource | None, pages: Stated) -> Iterator[tuple[Voice, str, ImageCredit]]:
    urls = filter(None, (url, resource.final_url if resource else None))
    keys = dict.fromkeys(key for each in urls for key in _keys(each))
    yield from dict.fromkeys(said for key in keys for said in pages.get(key, ()))


def _embedded(resource: Resource | None) -> Iterator[Statement]:
    metadata = metadata_of(resource)
    words = [metadata[name] for name in ("creator", "credit", "source") if name in metadata]
    if resource is not None and (words := words or [metadata.get("copyright", "")]):
        text = " / ".join(words)
        yield Statement(Voice.METADATA, resource.url, text, names_of(text))


def _stated(url: str, resource: Resource | None, pages: Stated) -> Iterator[Statement]:
    for voice, where, credit in _about(url, resource, pages):
        text = " / ".join(filter(None, (credit.creator, credit.credit))) or credit.copyright or ""
        yield Statement(voice, where, text, names_of(text))


def _captions(document: Document, links: list[Link]) -> dict[Link, tuple[Statement, ...]]:
    lines = document.text.split("\n") if links else []
    found = {}
    for link in links:
        caption = f"{link.reference.anchor}\n{_beside(link, lines)}"
        found[link] = tuple(
            Statement(Voice.CAPTION, document.name, words, names_of(words)) for words in credits_in(caption)
        )
    return found


def _beside(link: Link, lines: list[str]) -> str:
    """Return the words that stand after a picture: the rest of its line, and the next lines that hold any."""
    span = link.reference.span
    line, column = span.end_line or span.line, span.end_column or span.column
    if line > len(lines) or column is None:
        return ""
    window = "\n".join((lines[line - 1][column - 1 :], *lines[line : line + 12]))[:_WINDOW]
    before = lines[line - 1][: column - 1]
    is_in_tag = before.rfind("<") > before.rfind(">")
    rest = _TAG_REST.match(window) if is_in_tag else None
    window = window[rest.end() :] if rest else window
    if end := _NEXT.search(window):
        window = window[: end.start()]
    plain = _TAG.sub("\n", _INLINE_TAG.sub("", _LINK_TARGET.sub("]", window)))
    first, *others = plain.split("\n")
    held = [each for each in others if each.strip()][:_CAPTION_LINES]
    return "\n".join((first, *(each for each in held if len(each) <= _LONGEST_LINE)))
