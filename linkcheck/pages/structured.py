"""Read what pages state as JSON-LD (schema.org): which URL is their own, and whose their pictures are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from linkcheck.errors import UrlError
from linkcheck.images.boilerplate import clean
from linkcheck.images.source_types import source_type
from linkcheck.model import ImageCredit
from linkcheck.urls.references import is_web, resolve

Item = Mapping[str, object]

JSON_LD = 'script[type="application/ld+json"]'
_LENGTH = 256 * 1024
_MOST_NODES = 20_000
_MOST_CREDITS = 200
# schema.org types of a page or of its main text; others (Organization, Person) have URLs of their own.
_PAGE_TYPES = frozenset({"WebPage", "BlogPosting", "Report", "ItemPage", "AboutPage", "FAQPage"})
_PICTURE_TYPES = frozenset({"ImageObject", "Photograph", "ImageObjectSnapshot", "Barcode"})


def structured_items(scripts: Iterable[str]) -> list[Item]:
    """Return the top-level items of JSON-LD scripts, those of a `@graph` among them, but no damaged ones."""
    return [item for script in scripts for item in _top(_parsed(script))]


def _parsed(script: str) -> object:
    with suppress(ValueError, RecursionError):
        return json.loads(script[:_LENGTH])
    return None


def _top(stated: object) -> Iterator[Item]:
    for item in stated if isinstance(stated, list) else [stated]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def page_url(item: Item) -> str | None:
    """Return the URL that an item gives for the page it describes; None if it describes something else."""
    if not _is_page(item):
        return None
    main = item.get("mainEntityOfPage")
    if isinstance(main, dict):
        main = main.get("@id")
    for value in (main, item.get("url")):
        if isinstance(value, str) and value:
            return value
    return None


def page_dates(items: Iterable[Item]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return when items that describe a page say that it was published, and changed, as written."""
    pages = [item for item in items if _is_page(item)]
    stated = ([item.get(name) for item in pages] for name in ("datePublished", "dateModified"))
    published, modified = (tuple(each for each in values if isinstance(each, str)) for values in stated)
    return published, modified


def _is_page(item: Item) -> bool:
    return any(kind in _PAGE_TYPES or kind.endswith("Article") for kind in _types(item))


def image_credits(items: Iterable[Item], base: str | None) -> tuple[ImageCredit, ...]:
    """Return whose the pictures are that items describe, at any depth, by absolute URL without fragment."""
    found: dict[ImageCredit, None] = {}
    for item in _all(items):
        if not _PICTURE_TYPES.isdisjoint(_types(item)):
            for url in _urls(item, base):
                credit = _credit(url, item)
                if credit != ImageCredit(url) and len(found) < _MOST_CREDITS:
                    found.setdefault(credit)
    return tuple(found)


def _all(items: Iterable[Item]) -> Iterator[Item]:
    """Yield items and whatever they hold, each once."""
    waiting: list[object] = [*reversed(list(items))]
    seen: set[int] = set()
    while waiting and len(seen) < _MOST_NODES:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict) and id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend(reversed([value for value in node.values() if isinstance(value, (dict, list))]))


def _types(item: Item) -> tuple[str, ...]:
    kinds = item.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rpartition("/")[2] for kind in named if isinstance(kind, str))


def _urls(item: Item, base: str | None) -> Iterator[str]:
    for name in ("contentUrl", "url"):
        value = item.get(name)
        for target in value if isinstance(value, list) else [value]:
            with suppress(UrlError):
                if isinstance(target, str) and target.strip():
                    url = resolve(target, base).fetch_url
                    if is_web(url):
                        yield url


def _credit(url: str, item: Item) -> ImageCredit:
    stated = _words(item.get("digitalSourceType"))
    return ImageCredit(
        url,
        creator=_words(item.get("creator")) or _words(item.get("author")),
        credit=_words(item.get("creditText")),
        copyright=_words(item.get("copyrightNotice")) or _words(item.get("copyrightHolder")),
        license=_words(item.get("license")),
        acquire_license_page=_words(item.get("acquireLicensePage")),
        digital_source_type=source_type(stated) if stated else None,
    )


def _words(value: object) -> str | None:
    """Return a value as text: itself, the names of what it is a list of, or the URL of what has no name."""
    texts = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = next((each[key] for key in ("name", "url", "@id", "@value") if each.get(key)), None)  # noqa: PLW2901
        if isinstance(each, str) and (text := clean(each)):
            texts.append(text)
    return clean("; ".join(texts)) or None
