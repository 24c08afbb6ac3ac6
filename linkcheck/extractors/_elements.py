"""Which attributes of which HTML elements refer to something, and to what kind of thing."""

from __future__ import annotations

from collections.abc import Iterator

from turbohtml import Element

from linkcheck.model import Kind

_HREF = ("href", "xlink:href")
_ATTRIBUTES = {
    "area": (("href", Kind.HYPERLINK),),
    "audio": (("src", Kind.MEDIA),),
    "base": (("href", Kind.BASE),),
    "embed": (("src", Kind.FRAME),),
    "frame": (("src", Kind.FRAME),),
    "iframe": (("src", Kind.FRAME),),
    "object": (("data", Kind.FRAME),),
    "video": (("src", Kind.MEDIA), ("poster", Kind.IMAGE)),
}
_IMAGE_PROPERTIES = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image"})

_DESCRIBING = ("alt", "aria-label", "aria-labelledby", "title")
_HIDDEN = "[aria-hidden=true i], [hidden]"

TAGS = ", ".join((*_ATTRIBUTES, "a", "image", "img", "input", "link", "meta", "source"))
SRCSETS = frozenset({"srcset", "data-srcset"})


def targets_of(element: Element) -> Iterator[tuple[str, Kind]]:
    """Yield the name of each attribute that holds a target, and the kind of reference it makes."""
    present = element.attrs
    for name, kind in _candidates(element):
        if name in present:
            yield name, kind


def tokens_of(element: Element, name: str) -> tuple[str, ...]:
    """Return the space-separated tokens of an attribute, in order and in lower case."""
    return tuple((element.attr(name) or "").lower().split())


def relations_of(element: Element) -> tuple[str, ...]:
    """Return how an element relates its target to the page: its `rel`, or what a `meta` element states."""
    if element.tag == "meta":
        return tokens_of(element, "property") or tokens_of(element, "name")
    return tokens_of(element, "rel")


def lacks_alternative(element: Element) -> bool:
    """Say whether an image is neither described nor marked as decoration (HTML §4.8.4.4; WAI-ARIA, names)."""
    if element.tag not in {"img", "input"} or any(name in element.attrs for name in _DESCRIBING):
        return False
    is_image = element.tag == "img" or tokens_of(element, "type") == ("image",)
    is_silent = tokens_of(element, "role") in {("none",), ("presentation",)} or element.closest(_HIDDEN)
    return is_image and not is_silent


def _candidates(element: Element) -> Iterator[tuple[str, Kind]]:
    match element.tag:
        case "a":
            yield from _first(element, Kind.HYPERLINK)
        case "image":
            yield from _first(element, Kind.IMAGE)
        case "img" | "source":
            yield from _pictures(element)
        case "input" if tokens_of(element, "type") == ("image",):
            yield "src", Kind.IMAGE
        case "link":
            yield from _relations(element)
        case "meta":
            names = {*tokens_of(element, "property"), *tokens_of(element, "name")}
            if names & _IMAGE_PROPERTIES:
                yield "content", Kind.IMAGE
        case tag:
            yield from _ATTRIBUTES.get(tag, ())


def _first(element: Element, kind: Kind) -> Iterator[tuple[str, Kind]]:
    """Yield the attribute that counts: `href` wins over `xlink:href` (SVG 2 §16.1.6)."""
    name = next((name for name in _HREF if name in element.attrs), None)
    if name is not None:
        yield name, kind


def _pictures(element: Element) -> Iterator[tuple[str, Kind]]:
    """Yield the sources of an image, also those that a script loads late, and of a video or audio element."""
    parent = element.parent
    is_media = element.tag == "source" and isinstance(parent, Element) and parent.tag in {"video", "audio"}
    kind = Kind.MEDIA if is_media else Kind.IMAGE
    yield "src", kind
    if element.attr("data-src") != element.attr("src"):
        yield "data-src", kind
    yield "srcset", Kind.IMAGE
    if element.attr("data-srcset") != element.attr("srcset"):
        yield "data-srcset", Kind.IMAGE


def _relations(element: Element) -> Iterator[tuple[str, Kind]]:
    """Yield the kind of a `link` element (RFC 6596; HTML §4.6.7.1); an alternate style sheet is no page."""
    relations = tokens_of(element, "rel")
    if "canonical" in relations:
        yield "href", Kind.CANONICAL
    elif "alternate" in relations and "stylesheet" not in relations:
        yield "href", Kind.ALTERNATE
