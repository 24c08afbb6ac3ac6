"""HTML: links, images, media, frames, and what the head says of the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.extractors import extractor
from linkcheck.extractors._comments import html_comments
from linkcheck.extractors._markup import Markup
from linkcheck.extractors._positions import Positions
from linkcheck.model import Reference


@extractor("html", media_type="text/html", suffixes=(".html", ".htm", ".xhtml"), comments=html_comments)
def extract(text: str) -> Iterator[Reference]:
    """Yield every reference outside comments, scripts, templates and quoted code."""
    for _, reference in Markup(text, Positions(text)).references():
        yield reference
