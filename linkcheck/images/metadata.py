"""Read what a picture says of itself: EXIF, IPTC-IIM and XMP, from the header, without decoding it.

A value is taken from XMP, else IIM, else EXIF. What cameras fill in by themselves is dropped, and of a
position only that there is one is told. A file without any of this is no fault: most systems strip it.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from linkcheck.images.boilerplate import clean, said_by_a_person
from linkcheck.images.png import without_pixels
from linkcheck.images.sniff import sniff
from linkcheck.images.source_types import source_type
from linkcheck.images.xmp import PACKET_BYTES, read_xmp

# In the order of the report.
FIELDS = (
    "creator credit source copyright web_statement licensor licensor_url usage_terms instructions headline "
    "description original_document_id document_id digital_source_type captured_at gps manifest_url"
).split()

# Names and phrases, where a camera may have put its own.
_WORDED = frozenset({"creator", "credit", "source", "copyright", "headline", "description", "instructions"})

# IPTC-IIM 4.2 §6, record 2.
_IIM = {
    (2, 80): "creator",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright",
    (2, 40): "instructions",
    (2, 105): "headline",
    (2, 120): "description",
}
_IIM_DATE, _IIM_TIME = (2, 55), (2, 60)
_XP_AUTHOR = 0x9C9D  # Windows, UTF-16
_DATE = re.compile(
    r"([12]\d{3})[-:/]?(0[1-9]|1[0-2])[-:/]?(0[1-9]|[12]\d|3[01])"
    r"(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d|60))?(?:\.\d*)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
# Opening these starts their decoders, which the limit on pixels is there to prevent for larger ones.
_EAGER = frozenset({"avif", "heic", "webp"})
# What Pillow's readers raise on damaged files.
_DAMAGE = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, struct.error)
_PACKET = re.compile(rb"<x:xmpmeta[\s>].*?</x:xmpmeta>", re.DOTALL)


def read_metadata(body: bytes, *, max_pixels: int) -> dict[str, str]:
    """Return what the bytes of a picture say of it, by field; empty where they say nothing.

    Damaged and cut pictures are read as far as their header goes. `gps` is `present` where there is a
    position.
    """
    xmp: dict[str, str] = {}
    iim: dict[str, str] = {}
    exif: dict[str, str] = {}
    names: tuple[str, ...] = ()
    name = sniff(body)
    with suppress(*_DAMAGE), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(body, name, max_pixels) as image:
            xmp = read_xmp(_packet(image))
            iim = _read(_iim, image)
            exif = _read(_exif, image)
            names = _own_names(image)
    if not xmp and (packet := _scan(body, name)):
        xmp = read_xmp(packet)
    return _merged((xmp, iim, exif), names)


def _opened(body: bytes, name: str, max_pixels: int) -> Image.Image:
    """Open a picture of any size: its header alone is read."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = max_pixels if name in _EAGER else None
    try:
        header = without_pixels(body) if name == "png" else body
        return Image.open(io.BytesIO(header), formats=("HEIF" if name == "heic" else name.upper(),))
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _read(reader: Callable[[Image.Image], dict[str, str]], image: Image.Image) -> dict[str, str]:
    """Read one kind of metadata; damage in it says nothing of the others."""
    with suppress(*_DAMAGE):
        return reader(image)
    return {}


def _packet(image: Image.Image) -> bytes:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _scan(body: bytes, name: str) -> bytes | None:
    """Find the packet in the raw bytes (ISO 16684-3, packet scanning) where Pillow gives none.

    Not in a picture that it reads well: there, it would be that of a preview or an ingredient.
    """
    if name in {"jpeg", "png", "tiff"}:
        return None
    start = body.find(b"<x:xmpmeta")
    match = _PACKET.search(body, start, start + PACKET_BYTES) if start >= 0 else None
    return match[0] if match else None


def _iim(image: Image.Image) -> dict[str, str]:
    assert isinstance(image, ImageFile.ImageFile)
    records: Mapping[tuple[int, int], bytes | list[bytes]] = IptcImagePlugin.getiptcinfo(image) or {}
    is_unicode = b"\x1b%G" in b"".join(_listed(records.get((1, 90), b"")))
    found = {
        field: "; ".join(filter(None, (clean(_decoded(each, is_unicode)) for each in _listed(records[tag]))))
        for tag, field in _IIM.items()
        if tag in records
    }
    date = b"".join(_listed(records.get(_IIM_DATE, b""))[:1])
    time = b"".join(_listed(records.get(_IIM_TIME, b""))[:1])
    return found | {"captured_at": (date + time).decode("ascii", "replace")}


def _listed(value: bytes | list[bytes]) -> list[bytes]:
    return value if isinstance(value, list) else [value]


def _decoded(value: bytes, is_unicode: bool) -> str:
    """Decode text that states no encoding: most writers use UTF-8 all the same, old ones Windows-1252."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("utf-8" if is_unicode else "cp1252", "replace")


def _exif(image: Image.Image) -> dict[str, str]:
    exif = image.getexif()
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    author = exif.get(_XP_AUTHOR)
    taken = f"{detail.get(ExifTags.Base.DateTimeOriginal, '')}"
    is_located = {ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude} <= position.keys()
    return {
        "creator": _text(exif.get(ExifTags.Base.Artist))
        or (author.decode("utf-16-le", "replace") if isinstance(author, bytes) else ""),
        "copyright": _text(exif.get(ExifTags.Base.Copyright)),
        "description": _text(exif.get(ExifTags.Base.ImageDescription)),
        "captured_at": taken + _text(detail.get(ExifTags.Base.OffsetTimeOriginal)),
        "gps": "present" if is_located else "",
    }


def _text(value: object) -> str:
    """Read an ASCII value, which Pillow takes for Latin-1; the rights of two holders are parted by NUL."""
    if not isinstance(value, (str, bytes)):
        return ""
    raw = value if isinstance(value, bytes) else value.encode("latin-1", "replace")
    return "; ".join(filter(None, (clean(_decoded(part, is_unicode=False)) for part in raw.split(b"\0"))))


def _own_names(image: Image.Image) -> tuple[str, ...]:
    """Return what the camera and the program call themselves."""
    with suppress(*_DAMAGE):
        exif = image.getexif()
        make, model, software = (
            _text(exif.get(tag)) for tag in (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.Software)
        )
        return (make, model, f"{make} {model}", software)
    return ()


def _merged(sources: tuple[Mapping[str, str], ...], names: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in FIELDS:
        for source in sources:
            if value := _value(field, source.get(field, ""), names):
                found[field] = value
                break
    return found


def _value(field: str, text: str, names: tuple[str, ...]) -> str:
    if field in _WORDED:
        return said_by_a_person(text, names)
    words = clean(text)
    if field == "gps":
        return "present" if words else ""
    if field == "captured_at":
        return _date(words)
    return (source_type(words) or "") if field == "digital_source_type" else words


def _date(text: str) -> str:
    """Write a date of EXIF, IIM or XMP in ISO 8601, with the time and the offset as far as they are stated.

    >>> _date("2005:08:13 09:47:23"), _date("20050813094723+0200"), _date("0000:00:00 00:00:00")
    ('2005-08-13T09:47:23', '2005-08-13T09:47:23+02:00', '')
    """
    match = _DATE.match(text)
    if match is None:
        return ""
    year, month, day, hour, minute, second, offset = match.groups()
    if hour is None:
        return f"{year}-{month}-{day}"
    if offset and offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset or ''}"
