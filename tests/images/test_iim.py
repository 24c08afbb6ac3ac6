"""IPTC-IIM is read wherever it is kept, in whatever encoding, and never raises."""

from __future__ import annotations

import hashlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

from linkcheck.images.iim import is_newer_than_xmp, read_iim, records_of
from linkcheck.images.metadata import read_metadata
from tests.images.conftest import encoded, photo
from tests.images.test_metadata import LIMIT, xmp


def data_set(record: int, number: int, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def resource(code: int, content: bytes, name: bytes = b"") -> bytes:
    padded = bytes([len(name)]) + name + b"\0" * ((len(name) + 1) % 2)
    return (
        b"8BIM"
        + struct.pack(">H", code)
        + padded
        + struct.pack(">I", len(content))
        + content
        + b"\0" * (len(content) % 2)
    )


def segments(content: bytes, size: int = 60_000) -> bytes:
    """Image resources as the segments of a JPEG, each of so many bytes."""
    parts = [b"Photoshop 3.0\0" + content[at : at + size] for at in range(0, len(content), size)]
    return b"".join(b"\xff\xed" + struct.pack(">H", len(part) + 2) + part for part in parts)


def jpeg(content: bytes, size: int = 60_000, **options: object) -> dict[str, str]:
    body = encoded(photo(64, 48), "JPEG", **options)
    return read_metadata(body[:2] + segments(content, size) + body[2:], max_pixels=LIMIT)


RECORDS = data_set(2, 80, b"Jane Doe") + data_set(2, 110, b"AFP") + data_set(2, 116, b"(c) AFP")
STATED = {"creator": "Jane Doe", "credit": "AFP", "copyright": "(c) AFP"}


@pytest.mark.parametrize(
    ("value", "is_said", "text"),
    [
        ("Łukasz Ōe".encode(), True, "Łukasz Ōe"),
        ("Łukasz Ōe".encode(), False, "Łukasz Ōe"),
        ("José – “AFP”".encode("cp1252"), False, "José – “AFP”"),
        ("سعاد".encode()[:-1], True, "سعا"),  # cut by the 32 bytes that a by-line may have
        ("سعاد".encode()[:-1], False, "سعا"),
    ],
)
def test_text_is_decoded_as_it_was_written(value: bytes, is_said: bool, text: str) -> None:
    said = data_set(1, 90, b"\x1b%G") if is_said else b""
    assert read_iim(said + data_set(2, 80, value))["creator"] == text


def test_what_may_be_said_once_is_taken_from_its_first_place() -> None:
    found = read_iim(
        data_set(2, 110, b"One")
        + data_set(2, 110, b"Two")
        + data_set(2, 80, b"A") * 2
        + data_set(2, 80, b"B")
    )
    assert (found["credit"], found["creator"]) == ("One", "A; B")


def test_a_value_longer_than_32_kib_is_read() -> None:
    long = b"\x1c\x02\x78" + struct.pack(">HI", 0x8004, 40_000) + b"x" * 40_000
    assert len(read_iim(long + data_set(2, 110, b"AFP"))["description"]) == 1000
    assert read_iim(long + data_set(2, 110, b"AFP"))["credit"] == "AFP"


def test_padding_between_data_sets_is_passed_over() -> None:
    found = read_iim(b"\0\0" + data_set(2, 80, b"Jane") + b"\0\0\0" + data_set(2, 110, b"AFP"))
    assert (found["creator"], found["credit"]) == ("Jane", "AFP")


@pytest.mark.parametrize("size", [7, 40, 60_000])
def test_resources_may_be_cut_anywhere_and_go_on_in_the_next_segment(size: int) -> None:
    others = resource(0x03ED, bytes(16)) + resource(0x0BB7, b"odd", name=b"layer")
    assert jpeg(others + resource(0x0404, RECORDS) + others, size) == STATED


def test_a_jpeg_that_cannot_be_opened_still_says_whose_it_is() -> None:
    assert (
        read_metadata(b"\xff\xd8" + segments(resource(0x0404, RECORDS)) + b"\xff\xd9", max_pixels=LIMIT)
        == STATED
    )


def test_a_tiff_keeps_them_by_themselves_or_among_resources() -> None:
    for tag, content in ((33723, RECORDS), (34377, resource(0x0404, RECORDS))):
        directory = TiffImagePlugin.ImageFileDirectory_v2()
        directory[tag] = content
        directory.tagtype[tag] = 1
        body = encoded(photo(64, 48), "TIFF", tiffinfo=directory)
        assert read_metadata(body, max_pixels=LIMIT) == STATED


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize(
    ("name", "content"),
    [("iptc", RECORDS), ("iptc", resource(0x0404, RECORDS)), ("8bim", resource(0x0404, RECORDS))],
)
def test_imagemagick_keeps_them_in_a_text_of_a_png(name: str, content: bytes, zipped: bool) -> None:
    digits = content.hex()
    lines = "\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    text = PngInfo()
    text.add_text(f"Raw profile type {name}", f"\n{name}\n{len(content):8}\n{lines}\n", zip=zipped)
    assert read_metadata(encoded(photo(64, 48), "PNG", pnginfo=text), max_pixels=LIMIT) == STATED


def test_xmp_is_believed_unless_the_data_sets_were_changed_after_it() -> None:
    packet = xmp("<photoshop:Credit>X</photoshop:Credit>")
    records = resource(0x0404, RECORDS)
    for digest, credit in ((None, "X"), (RECORDS, "X"), (RECORDS[:-1], "AFP")):
        noted = b"" if digest is None else resource(0x0425, hashlib.md5(digest).digest())
        assert jpeg(records + noted, xmp=packet)["credit"] == credit
    assert jpeg(resource(0x0425, bytes(16)), xmp=packet)["credit"] == "X"  # nothing to be newer


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"\x1c\x02\x50", b"\x1c\x02\x50\x80\x04", b"8BIM\x04\x04\0\0"]),
)
def test_no_bytes_make_it_raise(noise: bytes, start: bytes) -> None:
    read_iim(start + noise)
    records_of(start + noise)
    is_newer_than_xmp(start + noise, noise)
