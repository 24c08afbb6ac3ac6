"""The rule `image-synthetic`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.analysis.credits import credentials_of, metadata_of, picture_credits
from linkcheck.images.source_types import ENHANCED, SYNTHETIC
from linkcheck.model import Crawl, Finding, ImageCredit, Level, Resource
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences

_WORDS = {
    "trainedAlgorithmicMedia": "was made by a generative model",
    "compositeWithTrainedAlgorithmicMedia": "was made in part by a generative model",
    "compositeSynthetic": "is composed of parts, some of them synthetic",
    "algorithmicallyEnhanced": "was altered by an algorithm",
}


@rule("image-synthetic", level=Level.WARNING)
def image_synthetic(crawl: Crawl, *, enhanced: bool = True) -> Iterator[Finding]:
    """A picture says itself that a generative model made it, or that an algorithm altered it.

    Found are IPTC's digital source types in the picture's metadata (XMP), in the actions of its Content
    Credentials (C2PA) and in the structured data of the page or post that shows it. Readers take a picture
    for something that was seen: say in the caption that it was generated, or take it out. A picture that was
    only enhanced is a note; `enhanced` turns these off. Ignore it where the post is about such pictures. A
    picture that says nothing may be synthetic all the same.
    """
    stated = picture_credits(crawl)
    for found in occurrences(crawl, is_picture):
        said = _said(found.resource, [credit for _, _, credit in stated.get(found.resource.url, ())])
        types = list(dict.fromkeys(kind for _, kind in said))
        grave = [kind for kind in types if kind in SYNTHETIC]
        if grave or (enhanced and types):
            kind = (grave or types)[0]
            voices = list(dict.fromkeys(voice for voice, each in said if each == kind))
            yield Finding(
                f"this picture {_WORDS[kind]}, according to {' and '.join(voices)}",
                found.link,
                related=found.others,
                level=Level.WARNING if grave else Level.NOTE,
                evidence={"digital_source_types": types, "stated_by": voices},
            )


def _said(resource: Resource, stated: list[ImageCredit]) -> list[tuple[str, str]]:
    """Return who says what, of the kinds that count."""
    credentials = credentials_of(resource)
    said = [
        ("its metadata", metadata_of(resource).get("digital_source_type")),
        *(
            ("its Content Credentials", kind)
            for kind in (credentials.digital_source_types if credentials else ())
        ),
        *(("the structured data of its page", credit.digital_source_type) for credit in stated),
    ]
    return [(voice, kind) for voice, kind in said if kind in SYNTHETIC | ENHANCED]
