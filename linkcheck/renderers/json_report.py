"""The `json` format: the whole report for programs, and the links alone for `linkcheck extract`."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from linkcheck.model import Document, Link
from linkcheck.renderers import renderer, shape
from linkcheck.renderers.json_text import json_text
from linkcheck.renderers.saved import storable
from linkcheck.renderers.shaping import shape_extraction


@renderer("json", media_type="application/json")
def render(report: shape.Report) -> str:
    """Write everything the run knows, for programs; `linkcheck schema` describes it."""
    return json_text(report)  # its shape is storable already


def links_json(documents: Iterable[Document], links: Iterable[Link]) -> str:
    """Write documents and their links in the report's item shapes."""
    return encode(shape_extraction(documents, links))


def encode(value: msgspec.Struct) -> str:
    """Write a shape as indented JSON that ends in a newline and is safe to print.

    Lone surrogates become U+FFFD, since JSON between programs cannot carry them (RFC 7493 §2.1).
    """
    return json_text(storable(value))
