"""Bytes become pictures or reasons, whatever they claim to be."""

from __future__ import annotations

import struct
import zlib

import imagehash
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from linkcheck.images.fault import PictureFault
from linkcheck.images.picture import read_picture
from linkcheck.images.sniff import sniff, undecodable
from linkcheck.model import Picture
from tests.images.conftest import chunk, chunks, encoded, photo

MAX = 40_000_000


def read(body: bytes, max_pixels: int = MAX) -> Picture:
    picture = read_picture(body, max_pixels=max_pixels)
    assert isinstance(picture, Picture), picture
    return picture


def fault(body: bytes, max_pixels: int = MAX) -> PictureFault:
    found = read_picture(body, max_pixels=max_pixels)
    assert isinstance(found, PictureFault), found
    return found


def apart(one: Picture, other: Picture) -> int:
    return (int(one.phash, 16) ^ int(other.phash, 16)).bit_count()


def header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", size), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"quality": 90}),
        ("JPEG", {"quality": 40, "progressive": True}),
        ("PNG", {}),
        ("GIF", {}),
        ("WEBP", {"quality": 70}),
        ("AVIF", {"quality": 60}),
        ("BMP", {}),
        ("TIFF", {}),
    ],
)
def test_every_format_of_the_web_gives_the_same_fingerprint(form: str, options: dict[str, object]) -> None:
    picture = read(encoded(photo(), form, **options))
    assert (picture.format, picture.width, picture.height, picture.frames) == (form.lower(), 640, 427, 1)
    assert picture.is_informative
    assert apart(picture, read(encoded(photo(), "PNG"))) <= 4


def test_hashes_are_those_of_imagehash_and_stay_what_they_are() -> None:
    picture = read(encoded(photo(320, 200, 3), "PNG"))
    assert picture.phash == str(imagehash.phash(photo(320, 200, 3)))
    assert picture.dhash == str(imagehash.dhash(photo(320, 200, 3)))
    flat = read(encoded(Image.new("RGB", (100, 100), "white"), "PNG"))
    assert (flat.phash, flat.dhash) == ("8000000000000000", "0000000000000000")


def test_a_resized_and_recompressed_copy_is_near_and_a_stranger_is_far() -> None:
    original = read(encoded(photo(1000, 667), "JPEG", quality=85))
    copy = read(encoded(photo(1000, 667).resize((500, 333)), "JPEG", quality=50))
    assert apart(original, copy) <= 4
    assert apart(original, read(encoded(photo(seed=8), "JPEG"))) > 10


def test_a_large_jpeg_is_scaled_while_decoding_and_keeps_its_size() -> None:
    large = read(encoded(photo(2400, 1600), "JPEG"))
    assert (large.width, large.height) == (2400, 1600)
    assert apart(large, read(encoded(photo(2400, 1600), "PNG"))) <= 4


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_picture_is_put_upright(orientation: int) -> None:
    """Each orientation undone gives the upright picture again."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    turned = photo().transpose(undo[orientation]) if orientation in undo else photo()
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = read(encoded(turned, "JPEG", quality=90, exif=exif))
    assert (picture.width, picture.height) == (640, 427)
    assert apart(picture, read(encoded(photo(), "JPEG", quality=90))) <= 4


def test_transparency_is_seen_on_white() -> None:
    mask = Image.linear_gradient("L").resize(photo().size)
    see_through = photo().copy()
    see_through.putalpha(mask)
    on_white = Image.new("RGB", photo().size, "white")
    on_white.paste(photo(), mask=mask)
    assert apart(read(encoded(see_through, "PNG")), read(encoded(on_white, "PNG"))) <= 2
    palette = see_through.convert("P")
    assert read(encoded(palette, "PNG", transparency=0)).format == "png"
    assert read(encoded(photo().convert("LA"), "PNG")).is_informative


@pytest.mark.parametrize("mode", ["L", "1", "CMYK", "I;16", "F"])
def test_unusual_samples_are_read(mode: str) -> None:
    image = photo().convert("L")
    if mode == "I;16":
        image = image.convert("I").point(lambda level: level * 257).convert("I;16")
        body = encoded(image, "PNG")
    elif mode == "CMYK":
        body = encoded(photo().convert("CMYK"), "JPEG")
    else:
        body = encoded(image.convert(mode), "TIFF")
    assert read(body).width == 640


def test_animations_count_their_frames_and_show_the_first() -> None:
    frames = [photo(seed=number) for number in range(3)]
    body = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    animated = read(body)
    assert animated.frames == 3
    assert apart(animated, read(encoded(frames[0], "PNG"))) <= 6


def test_the_middle_of_an_animation_is_seen_too() -> None:
    """A first frame that fades in from white hides nothing."""
    frames = [Image.new("RGB", photo().size, "white"), photo(seed=1), photo(seed=2)]
    for form in ("GIF", "WEBP", "PNG", "AVIF"):
        animated = read(encoded(frames[0], form, save_all=True, append_images=frames[1:]))
        assert animated.middle is not None
        assert (animated.is_informative, animated.middle.is_informative) == (False, True)
        still = read(encoded(frames[1], "PNG"))
        assert (int(animated.middle.phash, 16) ^ int(still.phash, 16)).bit_count() <= 6
    assert read(encoded(photo(), "GIF")).middle is None


def test_an_animation_of_thousands_of_frames_is_not_played_to_its_middle() -> None:
    frames = [Image.new("L", (3000, 2000), level) for level in range(20)]
    long = read(encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert long.frames == 20
    assert long.middle is not None


def test_an_animation_cut_short_shows_its_first_frame() -> None:
    body = encoded(photo(seed=1), "GIF", save_all=True, append_images=[photo(seed=2), photo(seed=3)])
    found = read_picture(body[: len(body) * 2 // 5], max_pixels=MAX)
    assert isinstance(found, Picture)
    assert found.middle is None or not found.middle.is_informative


def test_icons_are_read_and_too_small_to_compare() -> None:
    icon = read(encoded(photo(48, 48), "ICO", sizes=[(48, 48)]))
    assert (icon.width, icon.is_informative) == (48, False)
    assert not read(encoded(Image.new("RGB", (1, 1)), "PNG")).is_informative


@pytest.mark.parametrize("color", ["white", "black", "blue"])
def test_plain_pictures_are_not_compared(color: str) -> None:
    assert not read(encoded(Image.new("RGB", (400, 300), color), "PNG")).is_informative
    gradient = Image.linear_gradient("L").resize((400, 300))
    assert not read(encoded(gradient, "PNG")).is_informative


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_file_cut_short_says_so(form: str) -> None:
    body = encoded(photo(), form)
    found = fault(body[: len(body) // 2])
    assert found.is_broken
    assert "cut short" in found.reason or "damaged" in found.reason


@pytest.mark.parametrize(
    "options", [{}, {"optimize": True}, {"restart_marker_blocks": 4}, {"subsampling": 0}]
)
def test_a_jpeg_that_lacks_nothing_but_the_mark_of_its_end_is_whole(options: dict[str, object]) -> None:
    body = encoded(photo(), "JPEG", **options)
    for end in (-2, -1):
        assert read(body[:end]) == read(body)
    assert fault(body[:-100]).reason == "the JPEG data is cut short"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_progressive_jpeg_cut_short_says_so(part: float) -> None:
    body = encoded(photo(), "JPEG", progressive=True)
    assert fault(body[: int(len(body) * part)]).reason == "the JPEG data is cut short"


@pytest.mark.parametrize("size", [(640, 2000), (640, 100), (1500, 427), (320, 427)])
def test_a_jpeg_that_lies_about_its_size_is_shown_in_that_size(size: tuple[int, int]) -> None:
    """As in browsers: rows that are not there are grey, pixels that do not fit move to other places."""
    body = encoded(photo(), "JPEG")
    at = body.index(b"\xff\xc0") + 5
    picture = read(body[:at] + struct.pack(">HH", size[1], size[0]) + body[at + 4 :])
    assert (picture.width, picture.height) == size


def test_orientation_in_xmp_alone_turns_no_picture() -> None:
    """Browsers go by Exif (CSS Images 3 §6.1)."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    packet = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description '
        'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
    ).encode()
    for form in ("JPEG", "WEBP"):
        assert read(encoded(photo(), form, xmp=packet)) == read(encoded(photo(), form))


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_every_format_that_states_an_orientation_is_put_upright(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = read(encoded(photo().transpose(Image.Transpose.ROTATE_90), form, exif=exif))
    assert (picture.width, picture.height) == (640, 427)
    assert apart(picture, read(encoded(photo(), "PNG"))) <= 4


def test_pages_of_a_tiff_are_no_animation() -> None:
    pages = [Image.new("L", (20, 20), number) for number in range(50)]
    assert read(encoded(photo().convert("L"), "TIFF", save_all=True, append_images=pages)).frames == 1


@pytest.mark.parametrize(
    "beside",
    [
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 50_000_000)),
        chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(b"x" * 50_000_000)),
        chunk(b"zTXt", b"Comment\0\0no deflate stream"),
        chunk(b"tEXt", b"Comment\0text")[:-4] + b"\0\0\0\0",  # a wrong check sum
        chunk(b"iCCP", b"name\0\0" + b"\xff" * 100),
        chunk(b"zzZz", b"?"),
    ],
)
@pytest.mark.parametrize("place", [1, -1])
def test_what_a_png_says_of_itself_does_not_spoil_it(beside: bytes, place: int) -> None:
    plain = encoded(photo(), "PNG")
    parts = chunks(plain)
    parts.insert(place, beside)
    assert read(plain[:8] + b"".join(parts)) == read(plain)


def test_a_png_with_a_critical_chunk_that_is_damaged_is_broken() -> None:
    parts = chunks(encoded(photo(), "PNG"))
    parts[0] = parts[0][:-4] + b"\0\0\0\0"
    assert fault(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).is_broken


def test_a_size_claimed_beyond_the_limit_is_refused_on_the_header() -> None:
    found = fault(header(30_000, 30_000))
    assert (found.is_broken, "40,000,000 pixels" in found.reason) == (False, True)
    assert fault(encoded(photo(), "PNG"), max_pixels=1000).is_broken is False


def test_a_lying_header_is_damage() -> None:
    assert fault(header(3000, 2000)).is_broken


@pytest.mark.parametrize(
    ("body", "name", "is_broken"),
    [
        (b"", None, True),
        (b"<!doctype html><title>x", "html", True),
        (b"<!-- x --><html>", "html", True),
        (b"\xff\xfe" + "<html><p>".encode("utf-16-le"), "html", True),
        (b"<rss>", "xml", True),
        (b'{"error": 1}', "json", True),
        (b"not found", "text", True),
        (b"\x01\x02\x03", "unknown", True),
        (b"%PDF-1.7", "pdf", True),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video", True),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "jpeg-xl", False),
    ],
)
def test_what_is_no_picture_is_told_from_what_cannot_be_read_here(
    body: bytes, name: str | None, is_broken: bool
) -> None:
    found = undecodable(body, "image/jpeg")
    assert found is not None
    assert found.is_broken is is_broken
    assert name is None or sniff(body) == name


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"BM", b"II*\0"]),
)
def test_no_bytes_make_the_decoder_raise(body: bytes, start: bytes) -> None:
    assert isinstance(read_picture(start + body, max_pixels=10_000), Picture | PictureFault)


DRAWING = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    b'<rect width="200" height="100" fill="#fc0"/><circle cx="60" cy="50" r="40"/></svg>'
)


def test_a_drawing_is_drawn_with_the_extra() -> None:
    drawn = read(DRAWING)
    assert (drawn.format, drawn.width, drawn.height, drawn.is_informative) == ("svg", 512, 256, False)


@pytest.mark.parametrize(
    "body",
    [
        DRAWING.replace(b"<circle", b'<image href="/etc/passwd"/><circle'),
        DRAWING.replace(b"<svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg', 1),
        b"<svg >",
    ],
)
def test_a_drawing_that_cannot_be_drawn_is_no_crash(body: bytes) -> None:
    assert not fault(body).is_broken


def test_a_drawing_of_any_shape_is_drawn_no_longer_than_512_pixels() -> None:
    for box, size in (("0 0 1 100000", (1, 512)), ("0 0 100000 1", (512, 1)), ("0 0 30 60", (256, 512))):
        drawn = read(DRAWING.replace(b"0 0 200 100", box.encode()))
        assert (drawn.width, drawn.height) == size


def test_a_drawing_that_declares_entities_is_not_drawn() -> None:
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 10) for level in range(1, 12))
    bomb = b'<!DOCTYPE svg [<!ENTITY a0 "ha">%s]>' % laughs + DRAWING.partition(b"?>")[2]
    found = fault(bomb)
    assert (found.is_broken, "entities" in found.reason) == (False, True)


def test_heic_is_read_with_the_extra() -> None:
    from pillow_heif import register_heif_opener

    register_heif_opener()
    picture = read(encoded(photo(), "HEIF", quality=80))
    assert (picture.format, picture.width, picture.height) == ("heic", 640, 427)
    assert apart(picture, read(encoded(photo(), "PNG"))) <= 4


@pytest.mark.parametrize("body", [DRAWING, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"])
def test_without_the_extra_a_note_says_what_to_install(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("linkcheck.images.sniff._is_installed", lambda module: False)
    found = undecodable(body, "image/x")
    assert found is not None
    assert (found.is_broken, "[images]" in found.reason) == (False, True)
