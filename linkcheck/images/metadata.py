"""Read what a picture says of itself: EXIF, IPTC-IIM and XMP, from the header, without decoding it.

A value is taken from XMP, else IIM, else EXIF; from IIM first if it was changed since XMP was written from
it. What cameras fill in by themselves is dropped, and of a position only that there is one is told. A file
without any of this is no fault: most systems strip it.
"""

from __future__ import annotations

import io
import math
import re
import struct
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress

from PIL import ExifTags, Image, TiffImagePlugin

from linkcheck.images import jpeg
from linkcheck.images.boilerplate import clean, said_by_a_person
from linkcheck.images.extras import register_heic
from linkcheck.images.iim import decoded, is_newer_than_xmp, read_iim, records_of
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

# Tags of TIFF (Adobe, TIFF Technical Note 3); ImageMagick's texts in a PNG, hexadecimal below three lines.
_TIFF_RECORDS, _TIFF_RESOURCES = 33723, 34377
_PROFILE = "Raw profile type "
_PROFILE_HEAD_LINES = 3
_XP_AUTHOR = 0x9C9D  # Windows, UTF-16
_DATE = re.compile(
    r"([12]\d{3})[-:/]?(0[1-9]|1[0-2])[-:/]?(0[1-9]|[12]\d|3[01])"
    r"(?:[T ]?([01]\d|2[0-3]):?([0-5]\d)(?::?([0-5]\d|60))?(?:\.\d*)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)
# Opening these starts their decoders, which the limit on pixels is there to prevent for larger ones.
_EAGER = frozenset({"avif", "heic", "webp"})
# What Pillow's readers raise on damaged files.
_DAMAGE = (
    OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, EOFError,
    struct.error, ImportError, Image.DecompressionBombError,
)  # fmt: skip
_PACKET = re.compile(rb"<x:xmpmeta[\s>].*?</x:xmpmeta>", re.DOTALL)


def read_metadata(body: bytes, *, max_pixels: int) -> dict[str, str]:
    """Return what the bytes of a picture say of it, by field; empty where they say nothing.

    Damaged and cut pictures are read as far as their header goes. `gps` is `present` where there is a
    position.
    """
    name = sniff(body)
    resources = jpeg.resources(body) if name == "jpeg" else b""
    records = records_of(resources)
    xmp = _jpeg_xmp(body) if name == "jpeg" else {}
    exif: dict[str, str] = {}
    names: tuple[str, ...] = ()
    with suppress(*_DAMAGE), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _opened(body, name, max_pixels) as image:
            xmp = xmp or read_xmp(_packet(image))
            exif = _read(_exif, image)
            names = _own_names(image)
            resources = resources or _resources(image)
            records = records or _records(image, resources)
    if not xmp and (packet := _scan(body, name)):
        xmp = read_xmp(packet)
    iim = read_iim(records)
    return _merged((iim, xmp, exif) if is_newer_than_xmp(resources, records) else (xmp, iim, exif), names)


def _jpeg_xmp(body: bytes) -> dict[str, str]:
    standard = jpeg.packet(body)
    return read_xmp(jpeg.extended_packet(body, standard)) | read_xmp(standard)


def _opened(body: bytes, name: str, max_pixels: int) -> Image.Image:
    """Open a picture of any size: its header alone is read."""
    if name == "heic":
        register_heic()
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = max_pixels // 2 if name in _EAGER else None  # twice as many are an error
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
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or _profile(image, "xmp")
    return packet.encode() if isinstance(packet, str) else bytes(packet)


def _profile(image: Image.Image, name: str) -> bytes:
    """Return what ImageMagick keeps under a name in a PNG."""
    lines = str(image.info.get(_PROFILE + name, "")).split("\n")
    with suppress(ValueError):
        return bytes.fromhex("".join(lines[_PROFILE_HEAD_LINES:]))
    return b""


def _scan(body: bytes, name: str) -> bytes | None:
    """Find the packet in the raw bytes (ISO 16684-3, packet scanning) where Pillow gives none.

    Not in a picture that it reads well: there, it would be that of a preview or an ingredient.
    """
    if name in {"jpeg", "png", "tiff"}:
        return None
    start = body.find(b"<x:xmpmeta")
    match = _PACKET.search(body, start, start + PACKET_BYTES) if start >= 0 else None
    return match[0] if match else None


def _resources(image: Image.Image) -> bytes:
    """Return Photoshop's image resources in a TIFF or PNG."""
    if isinstance(image, TiffImagePlugin.TiffImageFile):
        return image.tag_v2._tagdata.get(_TIFF_RESOURCES, b"")
    return _profile(image, "8bim") or _profile(image, "iptc")


def _records(image: Image.Image, resources: bytes) -> bytes:
    """Return the data sets of IIM in a TIFF or PNG."""
    if isinstance(image, TiffImagePlugin.TiffImageFile) and _TIFF_RECORDS in image.tag_v2._tagdata:
        return image.tag_v2._tagdata[_TIFF_RECORDS]
    return records_of(resources) or _profile(image, "iptc")


def _exif(image: Image.Image) -> dict[str, str]:
    exif = Image.Image.getexif(image)  # that of a PNG would read its pixels first
    detail = exif.get_ifd(ExifTags.IFD.Exif)
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    author = exif.get(_XP_AUTHOR)
    taken = f"{detail.get(ExifTags.Base.DateTimeOriginal, '')}"
    is_located = all(map(_is_angle, map(position.get, (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude))))
    return {
        "creator": _text(exif.get(ExifTags.Base.Artist))
        or (author.decode("utf-16-le", "replace") if isinstance(author, bytes) else ""),
        "copyright": _text(exif.get(ExifTags.Base.Copyright)),
        "description": _text(exif.get(ExifTags.Base.ImageDescription)),
        "captured_at": taken + _text(detail.get(ExifTags.Base.OffsetTimeOriginal)),
        "gps": "present" if is_located else "",
    }


def _is_angle(value: object) -> bool:
    """Say whether a value is degrees, minutes and seconds; cameras without reception write 0/0 for each."""
    return isinstance(value, tuple) and bool(value) and all(math.isfinite(each) for each in value)


def _text(value: object) -> str:
    """Read an ASCII value, which Pillow takes for Latin-1; the rights of two holders are parted by NUL."""
    if not isinstance(value, (str, bytes)):
        return ""
    raw = value if isinstance(value, bytes) else value.encode("latin-1", "replace")
    return "; ".join(filter(None, (clean(decoded(part)) for part in raw.split(b"\0"))))


def _own_names(image: Image.Image) -> tuple[str, ...]:
    """Return what the camera and the program call themselves."""
    with suppress(*_DAMAGE):
        exif = Image.Image.getexif(image)
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
