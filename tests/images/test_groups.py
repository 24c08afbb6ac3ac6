"""Which pictures are one picture, by what, and which only look near."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageOps

from linkcheck.images.cliques import cliques
from linkcheck.images.groups import group_images
from linkcheck.images.picture import read_picture
from linkcheck.model import ImageGroup, Kind, Link, Picture, Reference, Relation, Resource, Span
from tests.images.conftest import encoded, photo

WORDPRESS = "https://e.org/wp-content/uploads/2024/10/"
EURONEWS = "https://static.euronews.com/articles/stories/08/82/51/76/"


def link(url: str, line: int = 1, document: str = "a.md", kind: Kind = Kind.IMAGE) -> Link:
    return Link(document, Reference(url, kind, Span(line, 1)), url, url)


def resource(url: str, image: Image.Image, quality: int = 85, *, sha256: str = "") -> Resource:
    picture = read_picture(encoded(image.convert("RGB"), "JPEG", quality=quality), max_pixels=10**7)
    assert isinstance(picture, Picture)
    return Resource(url, status=200, sha256=sha256 or url, picture=picture)


def found(*held: Resource) -> tuple[ImageGroup, ...]:
    """Show each picture once, on a line of its own."""
    places = [link(each.url, line) for line, each in enumerate(held, 1)]
    return group_images(places, {each.url: each for each in held})


def relations(*held: Resource) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.relation.value, group.urls) for group in found(*held)]


@cache
def wide(seed: int = 7) -> Image.Image:
    return photo(960, 540, seed)


def cut(image: Image.Image, aspect: float, place: float = 0.5) -> Image.Image:
    width = round(image.height * aspect)
    left = round((image.width - width) * place)
    return image.crop((left, 0, left + width, image.height))


def card(words: str, *, ground: Image.Image) -> Image.Image:
    """A quotation on a ground that all cards of a series share."""
    drawn = ground.copy()
    draw = ImageDraw.Draw(drawn)
    draw.text((60, 60), "“", fill="white", font_size=120)
    for number, line in enumerate(words.split("/")):
        draw.text((90, 170 + 60 * number), line, fill="white", font_size=48)
    draw.rectangle((0, 520, 960, 540), fill="gold")
    return drawn


def test_one_url_in_two_places_is_a_group_even_if_it_was_never_fetched() -> None:
    (group,) = group_images([link("u", 1), link("u", 9)], {})
    assert (group.relation, len(group.links), group.max_distance_bits) == (Relation.SAME_URL, 2, 0)
    assert (group.ties, dict(group.thresholds)) == ((), {})


def test_the_same_bytes_under_two_urls_are_a_group() -> None:
    held = [resource("u", wide(), sha256="s"), resource("v", wide(), sha256="s")]
    assert relations(*held) == [("same-bytes", ("u", "v"))]
    assert found(*held)[0].ties[0].urls == ("u", "v")


def test_a_recompressed_and_resized_copy_is_the_same_picture() -> None:
    (group,) = found(resource("u", wide()), resource("v", wide().resize((480, 270)), 50))
    (tie,) = group.ties
    assert (group.relation, tie.relation) == ("same-picture", "same-picture")
    assert tie.measure in {"phash256", "phash+dhash"}
    assert tie.distance_bits <= 16
    assert group.max_distance_bits <= 4
    assert group.thresholds["same_phash256_bits"] == 50


@pytest.mark.parametrize("aspect", [808 / 508, 3 / 2, 4 / 3, 5 / 4, 1.0, 4 / 5])
@pytest.mark.parametrize("place", [0.5, 0.13, 0.94])
def test_what_a_cms_cuts_out_is_found_again(aspect: float, place: float) -> None:
    original = resource("u", wide())
    cropped = resource("v", cut(wide(), aspect, place).resize((round(400 * aspect), 400)), 75)
    ((relation, urls),) = relations(original, cropped)
    assert relation in {"same-picture", "recropped"}
    assert urls == ("u", "v")
    assert relations(cropped, original) == [(relation, urls)]


def test_a_crop_says_what_part_it_is() -> None:
    (group,) = found(resource("u", wide()), resource("v", cut(wide(), 1.0, 0.0)))
    (tie,) = group.ties
    assert tie.urls == ("v", "u")
    assert tie.box == pytest.approx((0.0, 0.0, 0.5625, 1.0), abs=0.02)
    assert tie.correlation is not None
    assert tie.correlation > 0.9


def test_tall_pictures_are_cropped_too() -> None:
    tall = wide().transpose(Image.Transpose.TRANSPOSE)
    part = tall.crop((0, 100, tall.width, 100 + tall.width))
    assert relations(resource("u", tall), resource("v", part)) == [("recropped", ("u", "v"))]


def test_frames_and_bars_do_not_hide_a_picture() -> None:
    framed = ImageOps.expand(wide(), 48, "white")
    barred = ImageOps.pad(wide(), (960, 720), color="black")
    trimmed = wide().crop((48, 27, 912, 513))
    for changed in (framed, barred, trimmed):
        ((relation, _),) = relations(resource("u", wide()), resource("v", changed))
        assert relation in {"same-picture", "recropped"}


def test_a_mirror_image_is_found_also_when_it_was_cropped() -> None:
    assert relations(resource("u", wide()), resource("v", ImageOps.mirror(wide()))) == [
        ("mirrored", ("u", "v"))
    ]
    cropped = cut(ImageOps.mirror(wide()), 4 / 3, 0.3)
    assert relations(resource("u", wide()), resource("v", cropped)) == [("mirrored", ("u", "v"))]


def test_a_banner_leaves_it_the_same_picture() -> None:
    bannered = wide().copy()
    ImageDraw.Draw(bannered).rectangle((0, 470, 960, 540), fill="black")
    assert relations(resource("u", wide()), resource("v", bannered)) == [("same-picture", ("u", "v"))]


def test_an_animation_is_known_by_its_middle_frame() -> None:
    frames = [Image.new("RGB", (640, 360), "white"), wide().resize((640, 360)), wide(8).resize((640, 360))]
    body = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    picture = read_picture(body, max_pixels=10**7)
    assert isinstance(picture, Picture)
    animated = Resource("u", status=200, sha256="u", picture=picture)
    assert relations(animated, resource("v", wide())) == [("same-picture", ("u", "v"))]


def test_crops_that_share_little_are_each_a_group_with_the_original() -> None:
    held = [resource("u", wide()), resource("v", cut(wide(), 0.8, 0.0)), resource("w", cut(wide(), 0.8, 1.0))]
    assert relations(*held) == [("recropped", ("u", "v")), ("recropped", ("u", "w"))]


def test_copies_that_are_all_alike_are_one_group() -> None:
    held = [resource(str(quality), wide(), quality) for quality in (90, 70, 50, 30)]
    (group,) = found(*held)
    assert (len(group.links), len(group.ties)) == (4, 3)


def test_renditions_of_one_upload_are_tied_by_their_names_alone() -> None:
    names = [
        EURONEWS + f"{size}_cmsv2_3bf279e3-c9af-592e-a3b7-8798fafab2b5-8825176.jpg"
        for size in ("808x508", "320x180")
    ]
    (group,) = group_images([link(names[0], 1), link(names[1], 2)], {})
    assert (group.relation, group.max_distance_bits) == ("same-asset", 0)
    shown = [resource(names[0], wide()), resource(names[1], cut(wide(), 0.8, 1.0))]
    assert [group.relation for group in found(*shown)] == ["same-asset"]


def test_a_size_in_a_name_ties_only_what_looks_alike() -> None:
    one, other = WORDPRESS + "a-1920x1080.jpg", WORDPRESS + "a-1366x768.jpg"
    assert group_images([link(one, 1), link(other, 2)], {}) == ()
    assert relations(resource(one, wide()), resource(other, wide(8))) == []
    assert relations(resource(one, wide()), resource(other, wide(), 50)) == [("same-asset", (other, one))]


def test_a_logo_is_tied_by_its_name_but_not_by_its_look() -> None:
    logo = Image.new("L", (300, 300), 255)
    ImageDraw.Draw(logo).ellipse((60, 60, 240, 240), fill=20)
    one, other = WORDPRESS + "logo.png", WORDPRESS + "logo-300x300.png"
    assert relations(resource(one, logo), resource(other, logo, 80)) == [("same-asset", (other, one))]
    assert relations(resource("u", logo), resource("v", logo, 80)) == []


@pytest.mark.parametrize("ground", ["plain", "gradient", "blurred"])
def test_cards_of_one_design_are_not_one_picture(ground: str) -> None:
    grounds = {
        "plain": Image.new("RGB", (960, 540), "#14365a"),
        "gradient": ImageOps.colorize(Image.linear_gradient("L").resize((960, 540)), "#021", "#8ac"),
        "blurred": wide()
        .resize((24, 14))
        .resize((960, 540), Image.Resampling.BICUBIC)
        .point(lambda level: level // 2),
    }
    words = (
        "The harbour stays/open to all ships/of the region",
        "Nobody has seen/the minister since",
        "Energy/prices fall in/every/village",
    )
    assert relations(*(resource(each, card(each, ground=grounds[ground])) for each in words)) == []


def test_what_is_no_reuse_is_left_alone() -> None:
    assert relations(*(resource(str(seed), wide(seed)) for seed in range(12))) == []
    assert group_images([link("u", 1), link("u", 1)], {}) == ()
    assert group_images([link("u", 1), link("u", 2, kind=Kind.HYPERLINK)], {}) == ()
    assert group_images([link("u", 1), link("v", 2)], {}) == ()
    preview = Link("a.md", Reference("u", Kind.IMAGE, Span(1, 1), rel=("og:image",)), "u", "u")
    assert group_images([preview, link("u", 7)], {}) == ()
    assert group_images([Link("a.md", Reference("[", Kind.IMAGE, Span(1)))], {}) == ()


def test_pictures_of_an_earlier_version_are_tied_by_bytes_only() -> None:
    old = Picture("jpeg", 100, 100, 1, "0" * 16, "0" * 16, is_informative=True)
    held = {url: Resource(url, status=200, sha256=url, picture=old) for url in ("u", "v")}
    assert group_images([link("u", 1), link("v", 2)], held) == ()


def test_groups_come_in_the_order_of_their_first_link() -> None:
    groups = group_images([link("b", 1), link("a", 2), link("a", 3), link("b", 4)], {})
    assert [group.urls for group in groups] == [("b",), ("a",)]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]),
    st.tuples(st.integers(0, 3)),
)


@given(PAIRS)
def test_every_two_of_a_group_are_tied_and_no_tied_group_is_left_out(
    ties: dict[tuple[int, int], tuple[int, ...]],
) -> None:
    groups = cliques(ties)
    for group in groups:
        assert len(group) > 1
        assert all((one, other) in ties for one in group for other in group if one < other)
    tied = {number for pair in ties for number in pair}
    assert tied == {number for group in groups for number in group}
    assert groups == sorted(set(groups))
