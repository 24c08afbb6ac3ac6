"""What a reader sees of an HTML element: the words of an anchor."""

from __future__ import annotations

from collections.abc import Iterable

from turbohtml import Element, Node, Text

# What is not shown, and links inside links, which SVG allows: their words are their own.
_UNREAD = frozenset({"script", "style", "template", "noscript", "noembed", "noframes", "datalist", "a"})
# Elements that a browser starts on a line or in a cell of their own, so that words on each side stay apart.
_BLOCKS = frozenset(
    "address article aside blockquote br dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)


def collapse(text: str) -> str:
    """Return the text with each run of white space as one space, and none at the ends."""
    return " ".join(text.split())


def anchor_of(elements: Iterable[Element]) -> str:
    """Return the anchor of a link that consists of `elements`: its visible text, or else its name.

    The name is `aria-label` or `title` (WAI-ARIA, accessible name).
    """
    elements = tuple(elements)
    return collapse(" ".join(_visible_text(element) for element in elements)) or name_of(elements[0])


def name_of(element: Element) -> str:
    """Return what an element without text is called: its `aria-label`, or else its `title`."""
    return collapse(element.attr("aria-label") or "") or collapse(element.attr("title") or "")


def _visible_text(element: Element) -> str:
    """Return the text of an element as shown, with the alternative text of its images."""
    if element.find() is None:
        return element.text
    parts: list[str] = []
    stack: list[Node | str] = [*reversed(list(element))]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif isinstance(node, Text):
            parts.append(node.data)
        elif isinstance(node, Element) and node.tag not in _UNREAD:
            if node.tag in {"img", "area"}:
                parts.append(node.attr("alt") or "")
                continue
            if node.tag in _BLOCKS:
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(list(node)))
    return "".join(parts)
