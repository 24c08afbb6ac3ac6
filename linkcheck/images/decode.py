"""Turn hostile bytes into a small grey picture that every fingerprint is computed from.

Meant for a process of its own (`worker`): Pillow's limits and Python's warnings are changed for the call.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

from PIL import (
    AvifImagePlugin,
    IcoImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    TiffImagePlugin,
    WebPImagePlugin,
)

from linkcheck.images.extras import draw_svg, register_heic
from linkcheck.images.fault import PictureFault
from linkcheck.images.png import drawn
from linkcheck.images.sniff import sniff, undecodable

# Image.open() by explicit format imports none of these; all 42 plug-ins would take 0.1 s to import.
_PLUGINS = (AvifImagePlugin, IcoImagePlugin, TiffImagePlugin, WebPImagePlugin)

THUMBNAIL_PIXELS = 512
"""The longer side of the grey picture. Its 64-bit phash differs from the full picture's by 2 bits at most."""

# JPEG scaled while decoding, never below this: at 512 the hashes move by 2 bits at most, at 256 by 4, and the
# time for 4000x3000 falls from 58 to 24 ms (measured on 323 photographs).
_DRAFT_PIXELS = (512, 512)

# What is decoded to reach the middle of an animation: about a second.
_MOST_FRAME_PIXELS = 50_000_000
_ANIMATED = frozenset({"avif", "gif", "png", "webp"})

# The decoder looks so far ahead before it gives the last pixels.
_LOOK_AHEAD = bytes(8)

_ORIENTATION_TAG = 0x0112
# How to make the picture upright, by orientation (Exif 2.3 §4.6.4 A, tag 274).
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's readers raise on damaged files.
_DAMAGE = (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, EOFError, struct.error)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture's first frame, upright and on white: `grey` is it at most 512 pixels long.

    `width` and `height` are those a reader sees, after turning. `middle` is like `grey` for the middle frame
    of an animation, or one before it where that is too far in; None if there is none, or it is damaged.
    """

    format: str
    width: int
    height: int
    frames: int
    grey: Image.Image
    middle: Image.Image | None = None


def decode(body: bytes, *, max_pixels: int) -> Decoded | PictureFault:
    """Decode the first and the middle frame of a picture whose header claims at most `max_pixels`.

    Raises:
        MemoryError: decoding needs more than the process may have.
    """
    if fault := undecodable(body):
        return fault
    name = sniff(body)
    try:
        source, form = _opened(name, body)
        with _limited(max_pixels), Image.open(io.BytesIO(source), formats=(form,)) as image:
            return _decoded(name, image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return PictureFault(f"too large to examine: over {max_pixels:,} pixels", is_broken=False)
    except _DAMAGE as error:
        if "memory" in str(error):  # how Pillow's own decoders say it
            raise MemoryError from error
        if name == "jpeg" and (whole := _without_end(body, max_pixels)):
            return whole
        if name == "svg":  # browsers draw more than we can
            return PictureFault(f"an SVG drawing that is not drawn here: {error}", is_broken=False)
        return PictureFault(f"the {name.upper()} data is {_damage(name, body, error)}", is_broken=True)


def _opened(name: str, body: bytes) -> tuple[bytes, str]:
    """Return what Pillow is to open, and by which of its formats."""
    if name == "svg":
        return draw_svg(body), "PNG"
    if name == "heic":
        register_heic()
        return body, "HEIF"
    if name == "png":
        return drawn(body), "PNG"
    return body, name.upper()


def _decoded(name: str, image: Image.Image) -> Decoded:
    width, height = image.size
    # A JPEG with more pictures behind it (MPO: depth maps, previews) still shows one; so do the others.
    frames = 1 if name in {"jpeg", "ico", "tiff"} else getattr(image, "n_frames", 1)
    image.info.pop("xmp", None)  # an orientation that only XMP states is no reason for browsers to turn it
    image.draft("L", _DRAFT_PIXELS)
    image.load()
    if name == "ico":
        width, height = image.size  # the directory of an icon need not tell the truth
    orientation = image.getexif().get(_ORIENTATION_TAG, 1)
    grey = _upright(_thumbnail(_grey(image)), orientation)
    middle = _middle(image, frames) if name in _ANIMATED else None
    if orientation in {5, 6, 7, 8}:
        width, height = height, width
    return Decoded(name, width, height, frames, grey, middle and _upright(middle, orientation))


def _without_end(body: bytes, max_pixels: int) -> Decoded | None:
    """Decode a JPEG that ends before its end is marked, if all rows are there: readers miss nothing."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        source = io.BytesIO(body.rstrip(b"\xff") + _LOOK_AHEAD)
        with _limited(max_pixels), Image.open(source, formats=("JPEG",)) as image:
            vars(image)["load_read"] = source.read  # its own adds the mark, and the rows that miss turn grey
            decoded = _decoded("jpeg", image)
            width, height = image.size
            last_row = image.convert("L").crop((0, height - 1, width, height))
            return decoded if last_row.getbbox() else None  # what was not decoded is black
    except _DAMAGE:
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _upright(grey: Image.Image, orientation: int) -> Image.Image:
    return grey.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else grey


def _middle(image: Image.Image, frames: int) -> Image.Image | None:
    """Return the middle frame, as far in as may be decoded: every frame before it has to be, too."""
    width, height = image.size
    number = min(frames // 2, _MOST_FRAME_PIXELS // (width * height))
    if number < 1:
        return None
    try:
        image.seek(number)
        image.load()
    except _DAMAGE as error:
        if "memory" in str(error):
            raise
        return None
    return _thumbnail(_grey(image))


def _grey(image: Image.Image) -> Image.Image:
    """Return 8-bit luma (ITU-R BT.601) on white, using one or two bytes a pixel beyond the picture's own."""
    if image.mode in {"I", "F"} or image.mode.startswith("I;16"):
        return _deep_grey(image)
    if image.mode == "LAB":
        return image.getchannel("L")
    if image.has_transparency_data:
        if image.mode not in {"LA", "RGBA"}:
            image = image.convert("LA" if image.mode == "L" else "RGBA")
        alpha = image.getchannel("A")
        # Grey first, white under it afterwards: the same sum as in colour, with a quarter of the memory.
        grey = image.convert("L")
        grey.paste(255, mask=ImageChops.invert(alpha))
        return grey
    return image.convert("L")


def _deep_grey(image: Image.Image) -> Image.Image:
    """Scale 16 and 32-bit samples to 8 bits; `convert` alone would clip them to white."""
    if image.mode.startswith("I;16"):
        low, high = 0.0, 65535.0
        image = image.convert("F")
    else:
        image = image.convert("F")
        low, high = cast(tuple[float, float], image.getextrema())
    scale = 255 / ((high - low) or 1)
    return image.point(lambda level: level * scale - low * scale).convert("L")


def _thumbnail(grey: Image.Image) -> Image.Image:
    longer = max(grey.size)
    if longer <= THUMBNAIL_PIXELS:
        return grey
    width, height = (max(1, round(side * THUMBNAIL_PIXELS / longer)) for side in grey.size)
    return grey.resize((width, height), Image.Resampling.BOX)


@contextmanager
def _limited(max_pixels: int) -> Iterator[None]:
    """Let Pillow refuse larger pictures on their header, inner ones of an icon included."""
    before = Image.MAX_IMAGE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # damaged metadata does not matter here
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        Image.MAX_IMAGE_PIXELS = max_pixels
        try:
            yield
        finally:
            Image.MAX_IMAGE_PIXELS = before


def _damage(name: str, body: bytes, error: BaseException) -> str:
    # libwebp says nothing of length, but the RIFF header does (RFC 9649 §2.4).
    is_short = name == "webp" and int.from_bytes(body[4:8], "little") + 8 > len(body)
    return (
        "cut short"
        if is_short or isinstance(error, EOFError) or "truncated" in str(error).lower()
        else "damaged"
    )
