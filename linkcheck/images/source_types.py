"""How a picture came to be, in the words of IPTC's NewsCodes, whichever vocabulary stated it."""

from __future__ import annotations

import re

# What a generative model made, wholly or in part (cv.iptc.org/newscodes/digitalsourcetype, 2024-10-23).
SYNTHETIC = frozenset(
    {"trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"}
)
# An algorithm altered what a camera took: sharpened, denoised, enlarged.
ENHANCED = frozenset({"algorithmicallyEnhanced"})

_CODES = (
    *SYNTHETIC,
    *ENHANCED,
    *(
        "algorithmicMedia composite compositeCapture computationalCapture dataDrivenMedia digitalArt "
        "digitalCapture digitalCreation humanEdits minorHumanEdits negativeFilm positiveFilm print "
        "screenCapture softwareImage virtualRecording"
    ).split(),
)
# schema.org writes `TrainedAlgorithmicMediaDigitalSource` (IPTCDigitalSourceEnumeration).
_BY_NAME = {name.lower(): code for code in _CODES for name in (code, f"{code}DigitalSource")}
_BY_NAME["multiplecapturesdigitalsource"] = "compositeCapture"
_LAST_PART = re.compile(r"[^/#:]+/*\Z")


def source_type(stated: str) -> str | None:
    """Return IPTC's code for a digital source type that is stated as a URL, a name or a schema.org member.

    What is no code of IPTC's is returned as its last part; None if nothing is stated.

    >>> source_type(" http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia")
    'trainedAlgorithmicMedia'
    >>> source_type("https://schema.org/TrainedAlgorithmicMediaDigitalSource")
    'trainedAlgorithmicMedia'
    """
    match = _LAST_PART.search(stated.strip())
    name = match[0].rstrip("/").strip() if match else ""
    return _BY_NAME.get(name.lower(), name) or None
