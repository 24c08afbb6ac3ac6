"""What every page that linkcheck writes keeps to, read with a parser that builds the tree browsers build."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

from turbohtml import Document, Element, parse

_POLICY = (
    r"default-src 'none'; (?:script-src 'sha256-(?P<script>[^' ]+)'; )?style-src 'sha256-(?P<style>[^' ]+)'; "
    r"img-src data:; base-uri 'none'; form-action 'none'"
)
# Everything by which HTML loads, embeds, refreshes or sends.
_LOADS = "iframe, frame, object, embed, audio, video, source, track, base, img[srcset], [style], [background]"
_DATA_PNG = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+={0,2}")
_URL_ATTRIBUTES = ("href", "src", "action", "formaction", "poster", "data", "cite", "ping", "xlink:href")


def attribute(node: Element, name: str) -> str:
    """Return an attribute's text, empty if it is not there."""
    value = node.attrs.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def assert_stands_alone(page: str) -> Document:
    """Assert that a page is well-formed, loads nothing and runs its own script alone; return its tree."""
    tree = parse(page)
    assert tree.errors == []
    assert not tree.select(_LOADS)
    for node in tree.select("*"):
        assert not [name for name in node.attrs if name.startswith("on")]
        for name in _URL_ATTRIBUTES:
            if name in node.attrs:
                _assert_harmless(node, attribute(node, name), tree)
    assert_policy(tree)
    ids = Counter(attribute(node, "id") for node in tree.select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    return tree


def _assert_harmless(node: Element, url: str, tree: Document) -> None:
    if url.startswith("#"):
        assert tree.select(f'[id="{url[1:]}"]'), f"{url} leads to nothing"
    elif node.tag == "img":
        assert _DATA_PNG.fullmatch(url)
    elif node.tag == "link":
        assert (attribute(node, "rel"), url) == ("icon", "data:,")
    else:
        assert node.tag == "a"
        assert url.startswith(("https://", "http://"))
        assert attribute(node, "rel").split() == ["noopener", "noreferrer", "nofollow"]


def assert_policy(tree: Document) -> None:
    """Assert that the policy comes first and allows exactly what stands in the page."""
    head = tree.select("head > *")
    assert "charset" in head[0].attrs
    assert attribute(head[1], "http-equiv") == "Content-Security-Policy"
    policy = re.fullmatch(_POLICY, attribute(head[1], "content"))
    assert policy is not None
    for name in ("script", "style"):
        nodes = tree.select(name)
        assert len(nodes) == (policy[name] is not None)
        for node in nodes:
            assert set(node.attrs) == set()
            assert base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode() == policy[name]
            assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", node.text)
    assert attribute(tree.select("meta[name=referrer]")[0], "content") == "no-referrer"


def assert_accessible(tree: Document) -> None:
    """Assert what no browser is needed for: names, headings in order, bound labels, headers of tables."""
    (html,) = tree.select("html")
    assert attribute(html, "lang") == "en"
    assert len(tree.select("main")) == len(tree.select("h1")) == 1
    levels = [int(node.tag[1]) for node in tree.select("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in tree.select("table"):
        assert len(table.select("caption")) == 1
        assert all(attribute(head, "scope") == "col" for head in table.select("thead th"))
    for node in tree.select("input, select"):
        assert tree.select(f'label[for="{attribute(node, "id")}"]')
    for picture in tree.select("svg"):
        assert attribute(picture, "role") == "img"
        assert attribute(picture, "aria-label")
    assert all(attribute(image, "alt") for image in tree.select("img"))
