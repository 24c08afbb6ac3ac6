"""Tell what a person wrote into a picture from what cameras and programs put there by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST = 1000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
# What says that there is a right, but not whose: "COPYRIGHT, 2005", "(C) 2013 by", "All rights reserved."
_HOLDERLESS = re.compile(
    r"copyright|copr\.?|all\s+rights\s+reserved|\(c\)|©|\bby\b|[0-9]{2,4}|[^\w]|_", re.IGNORECASE
)
# Descriptions, artists and rights as cameras fill them in (ianare/exif-samples, and the makers' defaults).
_CAMERA = re.compile(
    r"""(?ix) (?:
        (?-i:[A-Z0-9\ .-]*\bDIGITAL\s*(?:STILL\s*)?CAMERA\b[A-Z0-9\ .]*) | digital\s*camera
      | (?:canon|casio|concord|dji|epson|fuji(?:film|\ photo\ film)?|general\ imaging|hp|htc|jenoptik|kodak|
           konica|leica|lg|minolta|motorola|nikon|nokia|olympus|panasonic|pentax|polaroid|ricoh|samsung|sanyo|
           sigma|sony|toshiba|traveler|vivitar)
        \b [\s\w.,&()/+-]* (?:\b[a-z]{0,4}-?\d+\w*|camera|corporation|co\.?,?\s*ltd\.?|dsc|picture)s? [\s.]*
      | samsung\ camera\ pictures | sony\ dsc | minolta\ .* | exif[\s_-]*jpe?g(?:[\s_-]*\w*)? | jpeg\ image
      | dcf\s?\d[\d.]* | img_?\d+ | dsc[nf_]?\d+ | <?\s*digimax.* | creator:\s*gd-jpeg.*
      | lead\ technologies.* | file\ (?:source|written\ by)\b.*
      | optimized\ by\ jpegmini.* | my\ beautiful\ picture
      | (?:camera\ )?(?:owner|user|photographer|author|artist|creator)(?:'?s?\ name)? | ascii | default
      | description | title
      | your\ name(?:\ here)? | unknown(?:\ \w+)? | none | null | n/?a | untitled | test | picasa(?:\ [\d.]+)?
      | microsoft(?:\ corporation)? | windows\ user | admin(?:istrator)? | user | screenshot
    )"""
)


def clean(text: str) -> str:
    """Return a value on one line, without padding, control characters and excess; empty if nothing is said.

    >>> clean("   Jane\\x00  Doe  "), clean("      "), clean("..,")
    ('Jane Doe', '', '')
    """
    words = " ".join(_CONTROL.sub(" ", text.encode("utf-8", "replace").decode()).split())[:_LONGEST].strip()
    return words if any(character.isalnum() for character in words) else ""


def said_by_a_person(text: str, names: Iterable[str] = ()) -> str:
    """Return a cleaned value, or nothing if a camera or program says it; `names` are its own.

    >>> said_by_a_person("KODAK DC240 ZOOM DIGITAL CAMERA"), said_by_a_person("OLYMPUS DIGITAL CAMERA    ")
    ('', '')
    >>> said_by_a_person("COPYRIGHT, 2005"), said_by_a_person("(c) 2005 Jane Doe")
    ('', '(c) 2005 Jane Doe')
    """
    words = clean(text)
    if not _HOLDERLESS.sub("", words) or _CAMERA.fullmatch(words):
        return ""
    own = {clean(name).casefold() for name in names} - {""}
    return "" if words.casefold() in own else words
