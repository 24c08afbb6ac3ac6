"""Tell from the first bytes what a body is, whatever its server called it.

The signatures of the web's formats are those of the WHATWG MIME Sniffing standard (§6.1, §6.2, §7.1); the
others are from the formats' own specifications. Nothing is decoded, so this is safe anywhere.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec

from linkcheck.images.fault import PictureFault

DECODABLE = frozenset({"avif", "bmp", "gif", "ico", "jpeg", "png", "tiff", "webp"})

_NEEDED_DECODERS = {
    "svg": "an SVG drawing; install linkcheck-provenance[images] to have it compared",
    "heic": "an HEIC picture; install linkcheck-provenance[images] to have it compared",
    "jpeg-xl": "a JPEG XL picture, which needs a decoder that linkcheck lacks",
    "jpeg-2000": "a JPEG 2000 picture, which needs a decoder that linkcheck lacks",
}
# What the extra [images] decodes, and by which module.
_EXTRA_DECODERS = {"svg": "resvg_py", "heic": "pillow_heif"}
_OTHER_CONTENT = {
    "html": "an HTML page",
    "xml": "an XML document",
    "json": "JSON",
    "pdf": "a PDF document",
    "video": "a video",
    "gzip": "gzip data",
    "text": "plain text",
    "unknown": "data of no known picture format",
}
_SIGNATURES = (
    (re.compile(rb"\xff\xd8\xff"), "jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "png"),
    (re.compile(rb"GIF8[79]a"), "gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "webp"),
    # "BM" alone also begins English words: a DIB header of a defined size must follow.
    (re.compile(rb"BM.{12}[\x0c\x10\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.DOTALL), "bmp"),
    (re.compile(rb"II[*+]\0|MM\0[*+]"), "tiff"),
    (re.compile(rb"\0\0\x01\0"), "ico"),
    (re.compile(rb"\xff\x0a|\0\0\0\x0cJXL \r\n\x87\n"), "jpeg-xl"),
    (re.compile(rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51"), "jpeg-2000"),
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "video"),
    (re.compile(rb"\x1f\x8b\x08"), "gzip"),
)
_HTML = re.compile(
    rb"<(?:!doctype html|html|head|body|title|script|style|iframe|h1|div|font|table|meta|a|br|p)[\s>/]",
    re.IGNORECASE,
)
_MARKUP_PROLOGUE = re.compile(
    rb"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype\s+svg[^>\[]*(?:\[.*?\]\s*)?>)+", re.DOTALL | re.IGNORECASE
)
_SVG = re.compile(rb"<(?:\w+:)?svg[\s>/]")
_BINARY = re.compile(rb"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SNIFFED_BYTES = 4096


def sniff(body: bytes) -> str:
    """Name what a body is: one of `DECODABLE`, or another format or kind of content by a short name.

    >>> sniff(b"GIF89a..."), sniff(b"<!DOCTYPE html><title>Not here</title>")
    ('gif', 'html')
    """
    for signature, name in _SIGNATURES:
        if signature.match(body):
            return name
    head = body[:_SNIFFED_BYTES]
    if head[4:8] == b"ftyp":
        return _iso_media(head)
    return _text(head.removeprefix(b"\xef\xbb\xbf"))


def undecodable(body: bytes, media_type: str | None = None) -> PictureFault | None:
    """Say why a body cannot be decoded, or None if it can be tried. `media_type` is the one declared, if any.

    A picture under another picture's media type is no fault: browsers go by the bytes (MIME Sniffing §8).
    """
    if not body:
        return PictureFault("the body is empty", is_broken=True)
    name = sniff(body)
    if name in DECODABLE or (name in _EXTRA_DECODERS and _is_installed(_EXTRA_DECODERS[name])):
        return None
    if name in _NEEDED_DECODERS:
        return PictureFault(_NEEDED_DECODERS[name], is_broken=False)
    declared = f" (declared as {media_type})" if media_type else ""
    return PictureFault(f"{_OTHER_CONTENT[name]}, not a picture{declared}", is_broken=True)


@cache
def _is_installed(module: str) -> bool:
    return find_spec(module) is not None


def _iso_media(head: bytes) -> str:
    """Tell ISO base media files apart by their brands (ISO/IEC 14496-12 §4.3; HEIF: 23008-12 annex B)."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end, 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}:
        return "heic"
    return "video"


def _text(head: bytes) -> str:
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        head = head.decode("utf-16", "replace").encode()
    start = head.lstrip()
    if _HTML.match(start):
        return "html"
    prologue = _MARKUP_PROLOGUE.match(start)
    markup = start[prologue.end() :] if prologue else start
    if _SVG.match(markup):
        return "svg"
    if _HTML.match(markup):
        return "html"
    if _BINARY.search(head):
        return "unknown"
    if start.startswith(b"<"):
        return "xml"
    return "json" if start.startswith((b"{", b"[")) else "text"
