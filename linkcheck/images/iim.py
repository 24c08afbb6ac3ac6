"""Read IPTC-IIM (version 4.2): what agencies and Photoshop wrote of a picture before there was XMP.

In a JPEG it is one of Photoshop's image resources.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator

from linkcheck.images.boilerplate import clean

# IPTC-IIM 4.2 §6, record 2. All but the first are said once.
_FIELDS = {
    (2, 80): "creator",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright",
    (2, 40): "instructions",
    (2, 105): "headline",
    (2, 120): "description",
}
_CREATOR = (2, 80)
_DATE, _TIME = (2, 55), (2, 60)
_CHARACTER_SET, _UTF_8 = (1, 90), b"\x1b%G"
_MARK = 0x1C
_HEAD_BYTES = 5
_IS_EXTENDED = 0x8000
_MOST_BYTES = 1024 * 1024

# Photoshop's image resources (Adobe Photoshop File Formats, "Image Resource Blocks").
_RECORDS, _DIGEST = 0x0404, 0x0425
_RESOURCE = b"8BIM"


def read_iim(records: bytes) -> dict[str, str]:
    """Return what data sets state, by field; the capture date as IIM writes it: 20240506070809+0200."""
    found: dict[tuple[int, int], list[bytes]] = {}
    for tag, value in _data_sets(records[:_MOST_BYTES]):
        found.setdefault(tag, []).append(value)
    is_utf_8 = _UTF_8 in b"".join(found.get(_CHARACTER_SET, ()))
    stated = {}
    for tag, field in _FIELDS.items():
        texts = dict.fromkeys(filter(None, (clean(decoded(each, is_utf_8)) for each in found.get(tag, ()))))
        stated[field] = "; ".join(texts) if tag == _CREATOR else next(iter(texts), "")
    moment = b"".join(found.get(tag, [b""])[0] for tag in (_DATE, _TIME))
    return {**stated, "captured_at": moment.decode("ascii", "replace")}


def records_of(resources: bytes) -> bytes:
    """Return the data sets within image resources."""
    return b"".join(content for code, content in _resources(resources) if code == _RECORDS)


def is_newer_than_xmp(resources: bytes, records: bytes) -> bool:
    """Say whether the data sets were changed since XMP was written from them.

    Whoever writes both leaves a digest of the data sets (MWG Guidelines 2.0 §3.3.1).
    """
    digests = [content for code, content in _resources(resources) if code == _DIGEST]
    return bool(records and digests) and hashlib.md5(records, usedforsecurity=False).digest() not in digests


def decoded(value: bytes, is_utf_8: bool = False) -> str:
    """Decode text that need not state its encoding: most writers use UTF-8, old ones Windows-1252.

    A last letter that is cut by the length a field may have is left out.
    """
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(value)
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_utf_8 else "cp1252", "replace")


def _data_sets(records: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Yield record and number, and the value, of each data set (§1.5), whatever is between them."""
    at = 0
    while (at := records.find(_MARK, at)) >= 0 and at + _HEAD_BYTES <= len(records):
        start = at + _HEAD_BYTES
        size = int.from_bytes(records[at + 3 : start], "big")
        if size & _IS_EXTENDED:
            width, start = size ^ _IS_EXTENDED, start + (size ^ _IS_EXTENDED)
            size = int.from_bytes(records[start - width : start], "big")
        yield (records[at + 1], records[at + 2]), records[start : start + size]
        at = start + size


def _resources(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the content of each image resource."""
    at = 0
    while content[at : at + len(_RESOURCE)] == _RESOURCE:
        name_bytes = content[at + 6] if at + 6 < len(content) else 0
        start = at + 6 + (name_bytes + 2) // 2 * 2 + 4  # the name with its length is padded to be even
        size = int.from_bytes(content[start - 4 : start], "big")
        yield int.from_bytes(content[at + 4 : at + 6], "big"), content[start : start + size]
        at = start + size + size % 2
