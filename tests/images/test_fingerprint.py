"""What a picture looks like: hashes with pinned values, and what is too plain to have any."""

from __future__ import annotations

import imagehash
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from linkcheck.images.crops import CROPS, NATIVE, TRIMMED, Crop, crops_of
from linkcheck.images.fingerprint import fingerprint
from linkcheck.images.pdq import pdq
from linkcheck.images.windows import HASH_BYTES, crop_hashes
from linkcheck.model import Fingerprint
from tests.images.conftest import photo


def of(image: Image.Image) -> Fingerprint:
    return fingerprint(image.convert("L"), width=image.width, height=image.height)


def apart(one: bytes, other: bytes) -> int:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def crop(hashes: bytes, number: int) -> bytes:
    return hashes[number * HASH_BYTES : (number + 1) * HASH_BYTES]


def test_hashes_stay_what_they_are() -> None:
    """PDQ's are those of pdqhash 0.2.8, the others those of imagehash 4.3.2."""
    seen = of(photo(320, 200, 3))
    assert (seen.phash, seen.dhash) == ("9eb924169f8f6941", "373f2b73fcedacc6")
    assert seen.phash256 == str(imagehash.phash(photo(320, 200, 3), hash_size=16))
    assert (seen.pdq, seen.quality) == (
        "c748fd543ae540bee50cd769b26792afc1443d41996bc5784cfc0cb41b925b4e",
        87,
    )


def test_crops_are_hashed_as_if_they_had_been_cut_out() -> None:
    grey = photo(512, 288, 3).convert("L")
    hashes = crop_hashes(grey)
    assert len(hashes) == len(CROPS) * HASH_BYTES
    for number in (NATIVE, *TRIMMED, *crops_of(4 / 3), len(CROPS) - 1):
        box = CROPS[number].box(512 / 288)
        edges = (round(box.left * 512), round(box.top * 288), round(box.right * 512), round(box.bottom * 288))
        alone = np.packbits(imagehash.phash(grey.crop(edges), hash_size=16).hash).tobytes()
        assert apart(crop(hashes, number), alone) <= 12


def test_tall_pictures_are_cropped_at_their_ends() -> None:
    wide, tall = (
        photo(400, 200, 3).convert("L"),
        photo(400, 200, 3).convert("L").transpose(Image.Transpose.TRANSPOSE),
    )
    square = next(number for number, each in enumerate(CROPS) if each == Crop(1.0, 0.0))
    left_end = wide.crop((0, 0, 200, 200))
    assert apart(crop(crop_hashes(wide), square), crop(crop_hashes(left_end), NATIVE)) <= 12
    top_end = tall.crop((0, 0, 200, 200))
    assert apart(crop(crop_hashes(tall), square), crop(crop_hashes(top_end), NATIVE)) <= 12


@given(st.sampled_from(CROPS), st.floats(0.05, 20))
def test_every_crop_lies_within_the_picture_and_has_its_aspect(part: Crop, aspect: float) -> None:
    box = part.box(aspect)
    assert -1e-9 <= box.left < box.right <= 1 + 1e-9
    assert -1e-9 <= box.top < box.bottom <= 1 + 1e-9
    shape = (box.right - box.left) / (box.bottom - box.top) * aspect
    assert shape == pytest.approx(part.aspect or aspect)


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (3, 2), (64, 64)])
def test_the_smallest_pictures_have_hashes(size: tuple[int, int]) -> None:
    seen = of(photo().resize(size))
    assert len(seen.phash256) == len(seen.pdq) == 64
    assert seen.thumbnail[:2] == bytes(min(side, 96) for side in size)
    assert len(seen.thumbnail) == 2 + seen.thumbnail[0] * seen.thumbnail[1]


def emoji(side: int) -> Image.Image:
    """Draw a face in soft colours on nothing, as emoji fonts do."""
    face = Image.radial_gradient("L").resize((side, side)).point(lambda level: 225 - level // 3)
    drawing = ImageDraw.Draw(face)
    for left in (0.3, 0.6):
        drawing.ellipse([left * side, 0.35 * side, (left + 0.1) * side, 0.5 * side], fill=60)
    drawing.arc(
        [0.25 * side, 0.4 * side, 0.75 * side, 0.8 * side], 20, 160, fill=60, width=max(2, side // 20)
    )
    round_part = Image.new("L", (4 * side, 4 * side), 0)
    ImageDraw.Draw(round_part).ellipse([0, 0, 4 * side, 4 * side], fill=255)
    shown = Image.new("L", (side, side), 255)
    shown.paste(face, mask=round_part.resize((side, side)))
    return shown


def test_what_shows_something_is_compared() -> None:
    assert of(photo()).is_informative
    assert of(photo(128, 72)).is_informative
    assert of(photo(97, 97)).is_informative
    on_white = Image.new("RGB", (600, 400), "white")
    on_white.paste(photo(300, 250), (150, 75))
    assert of(on_white).is_informative


@pytest.mark.parametrize(
    "plain",
    [
        Image.new("L", (400, 300), 255),
        Image.new("L", (400, 300), 0),
        Image.linear_gradient("L").resize((400, 300)),
        Image.effect_noise((400, 300), 6.0).point(lambda level: level // 8 + 200),
        photo(63, 400),
        photo(96, 96),
        emoji(128),
        emoji(512),
    ],
    ids=["white", "black", "gradient", "noise", "small", "icon", "small emoji", "emoji"],
)
def test_what_shows_next_to_nothing_is_not_compared(plain: Image.Image) -> None:
    assert not of(plain).is_informative


@pytest.mark.parametrize("level", [0, 128, 255])
def test_plain_pictures_hash_alike_on_every_machine(level: int) -> None:
    """Rounding errors must not look like frequencies."""
    plain = Image.new("L", (500, 281), level)
    assert pdq(plain) == ("0" * 64, 0)
    first = b"\x80" if level else b"\0"
    assert crop_hashes(plain) == (first + bytes(31)) * len(CROPS)
