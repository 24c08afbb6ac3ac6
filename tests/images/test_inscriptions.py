"""Cards with other words on one ground are not one picture; a picture with words over it still is one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from linkcheck.images.crops import WHOLE
from linkcheck.images.inscriptions import WHOLE_SCALE, inscription
from linkcheck.images.lettering import CELLS, lettered_cells, lettering
from linkcheck.images.picture import read_picture
from linkcheck.images.resemblance import Album
from linkcheck.images.thresholds import thresholds
from linkcheck.model import Picture
from tests.images.conftest import encoded, photo

WORDS = (
    "The harbour stays\nopen to all ships\nof the region",
    "Nobody has seen\nthe minister since",
    "Energy prices fall\nin every village\nthis winter",
    "Мир и свобода\nвыборы завтра",
)
GROUNDS = {
    "photo": photo(960, 540, 7),
    "dim photo": photo(960, 540, 8).point(lambda level: level // 2),
    "blurred photo": photo(960, 540, 9).filter(ImageFilter.GaussianBlur(9)).point(lambda level: level // 2),
    "gradient": ImageOps.colorize(
        Image.linear_gradient("L").rotate(90).resize((960, 540)), "#0a2a6a", "#8ac"
    ),
}


def card(words: str, ground: Image.Image, place: tuple[int, int] = (60, 110)) -> Image.Image:
    drawn = ground.convert("RGB")
    draw = ImageDraw.Draw(drawn)
    draw.text(place, words, fill="white", font_size=56, stroke_width=1)
    draw.rectangle((0, 520, 960, 540), fill="gold")
    return drawn


def seen(image: Image.Image, quality: int = 85) -> Picture:
    picture = read_picture(encoded(image.convert("RGB"), "JPEG", quality=quality), max_pixels=10**7)
    assert isinstance(picture, Picture)
    return picture


def relations(*pictures: Picture) -> list[str]:
    return [each.relation.value for each in Album(pictures).pairs(thresholds(len(pictures)))]


@pytest.mark.parametrize("ground", GROUNDS)
def test_other_words_on_one_ground_are_another_picture(ground: str) -> None:
    cards = [seen(card(words, GROUNDS[ground])) for words in WORDS]
    moved = seen(card(WORDS[0], GROUNDS[ground], (400, 260)))
    assert relations(*cards, moved) == []


@pytest.mark.parametrize("ground", ["photo", "dim photo"])
def test_a_copy_of_a_card_is_the_same_picture(ground: str) -> None:
    image = card(WORDS[0], GROUNDS[ground])
    small = image.resize((480, 270), Image.Resampling.LANCZOS)
    assert relations(seen(image), seen(small, 55)) == ["same-picture"]


def test_a_picture_with_words_over_it_is_the_same_picture() -> None:
    plain = photo(960, 540, 7)
    credited = plain.copy()
    draw = ImageDraw.Draw(credited)
    draw.rectangle((0, 500, 960, 540), fill="black")
    draw.text((20, 505), "PHOTO: SOMEBODY / AGENCY", fill="white", font_size=26)
    assert relations(seen(plain), seen(credited)) == ["same-picture"]


def test_two_credits_do_not_make_two_pictures() -> None:
    pictures = []
    for credit in ("PHOTO: SOMEBODY / AGENCY", "© Another Agency 2024, all rights"):
        image = photo(960, 540, 7).copy()
        ImageDraw.Draw(image).text((20, 500), credit, fill="white", font_size=24)
        pictures.append(seen(image))
    assert relations(*pictures) == ["same-picture"]


def test_words_are_found_where_they_are() -> None:
    cells = lettered_cells(lettering(card(WORDS[0], Image.new("RGB", (960, 540), "#14365a")).convert("L")))
    assert cells[6:20, 2:16].sum() > 20
    assert cells[:, 20:].sum() == 0
    assert not lettered_cells(lettering(Image.new("L", (640, 427), 90))).any()


@pytest.mark.parametrize("size", [(1, 1), (3, 700), (700, 3), (64, 64)])
def test_every_shape_has_its_cells(size: tuple[int, int]) -> None:
    assert len(lettering(Image.new("L", size))) * 8 == CELLS * CELLS


def test_a_fingerprint_of_an_earlier_version_bears_no_words() -> None:
    picture = replace(seen(card(WORDS[0], GROUNDS["photo"])), lettering=b"")
    assert not inscription(picture.first, WHOLE, WHOLE_SCALE).is_worded


def watermarked(image: Image.Image, words: str, *, place: tuple[int, int] = (90, 200)) -> Image.Image:
    layer = Image.new("RGBA", image.size)
    ImageDraw.Draw(layer).text(place, words, fill=(255, 255, 255, 110), font_size=130)
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def grained(seed: int) -> Image.Image:
    """Return a photograph of what looks like letters everywhere, as gravel, leaves and crowds do."""
    levels = np.random.default_rng(seed).integers(0, 256, (135, 240), dtype=np.uint8)
    grain = Image.fromarray(levels).resize((960, 540), Image.Resampling.NEAREST)
    return Image.blend(photo(960, 540, seed).convert("L"), grain, 0.6).convert("RGB")


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_a_watermark_over_what_looks_like_letters_makes_no_other_picture(seed: int) -> None:
    plain = grained(seed)
    assert inscription(seen(plain).first, WHOLE, WHOLE_SCALE).lettered.sum() > 5
    assert relations(seen(plain), seen(watermarked(plain, "STOCKPHOTO"))) == ["same-picture"]
    darker = plain.point(lambda level: round(level * 0.7))
    assert relations(seen(plain), seen(watermarked(darker, "STOCKPHOTO"))) == ["same-picture"]


def test_words_as_pale_as_a_watermark_make_two_pictures_if_both_have_some() -> None:
    plain = photo(960, 540, 9).filter(ImageFilter.GaussianBlur(9)).point(lambda level: level // 3)
    cards = [seen(watermarked(plain, words)) for words in ("Harbour", "Minister")]
    assert relations(*cards) == []
