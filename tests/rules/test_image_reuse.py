"""One picture in several places: what is said of it, how gravely, and of what nothing is said."""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageOps

from linkcheck.images.picture import read_picture
from linkcheck.model import Finding, Level, Picture, Resource
from tests.canned import document, report
from tests.images.conftest import encoded, photo

A, B, C = "https://e.org/a.jpg", "https://f.org/b.jpg", "https://g.org/c.jpg"


@cache
def _picture(change: str) -> Picture:
    wide = photo(960, 540, 7)
    changed = {
        "wide": wide,
        "small": wide.resize((480, 270)),
        "square": wide.crop((0, 0, 540, 540)),
        "right": wide.crop((420, 0, 960, 540)),
        "mirrored": ImageOps.mirror(wide),
        "stranger": photo(960, 540, 8),
        "logo": Image.new("L", (200, 200), 250),
    }[change]
    picture = read_picture(encoded(changed, "JPEG", quality=80), max_pixels=10**7)
    assert isinstance(picture, Picture)
    return picture


def held(url: str, change: str) -> Resource:
    return Resource(url, status=200, final_url=url, sha256=f"{url} {change}", picture=_picture(change))


def found(first: str, second: str, *resources: Resource, **options: object) -> list[Finding]:
    """Return what is found in two posts."""
    posts = document(first, "one.md"), document(second, "two.md")
    made = report(*posts, resources=resources, rules={"image-reuse": options})
    return [each for each in made.findings if each.rule == "image-reuse"]


@pytest.mark.parametrize(
    ("change", "relation", "words"),
    [
        ("small", "same-picture", "the same picture in other files (960x540, 480x270), "),
        ("square", "recropped", "the same picture, cut or framed in other ways (960x540, 540x540), "),
        ("mirrored", "mirrored", "the same picture and its mirror image (960x540), "),
    ],
)
def test_across_posts_it_is_a_warning_with_sizes_and_distance(change: str, relation: str, words: str) -> None:
    (warning,) = found(f"![x]({A})", f"![x]({B})", held(A, "wide"), held(B, change))
    assert (warning.level, warning.evidence["relation"]) == (Level.WARNING, relation)
    assert words in warning.message
    assert warning.message.endswith("apart")
    assert " bits of " in warning.message


def test_within_a_post_it_is_a_note() -> None:
    (note,) = found(f"![x]({A})\n\n![x]({B})", "", held(A, "wide"), held(B, "square"))
    assert note.level is Level.NOTE


def test_the_original_of_two_crops_is_told_twice_with_two_fingerprints() -> None:
    both = held(A, "wide"), held(B, "square"), held(C, "right")
    one, other = found(f"![x]({A})", f"![x]({B})\n\n![x]({C})", *both)
    assert one.fingerprint != other.fingerprint


CREDITED = f"![x]({A})\nPhoto: Jane Doe", f"![x]({B})\nPhoto: John Smith"


def test_other_credits_or_captions_are_an_error_for_who_asks() -> None:
    pictures = held(A, "wide"), held(B, "small")
    assert found(*CREDITED, *pictures)[0].level is Level.WARNING
    (error,) = found(*CREDITED, *pictures, conflict_is_error=True)
    assert error.level is Level.ERROR
    assert "Jane Doe" in error.message
    assert "John Smith" in error.message
    told = f"![Lavrov in Moscow]({A})", f"![Flood victims]({B})"
    (error,) = found(*told, *pictures, conflict_is_error=True)
    assert error.message.endswith("it is described as “Lavrov in Moscow” and as “Flood victims”")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"![Lavrov in Moscow]({A})", f"![Minister Lavrov, Moscow]({B})"),
        (f"![Lavrov]({A})", f"![]({B})"),
        (f"![x]({A})\nPhoto: Jane Doe", f"![x]({B})\nPhoto: Doe"),
    ],
)
def test_what_agrees_is_no_error(first: str, second: str) -> None:
    (warning,) = found(first, second, held(A, "wide"), held(B, "small"), conflict_is_error=True)
    assert warning.level is Level.WARNING


def test_what_is_not_one_picture_is_left_alone() -> None:
    one, other = f"![x]({A})", f"![x]({B})"
    assert found(one, other, held(A, "wide"), held(B, "stranger")) == []
    assert found(one, other, held(A, "logo"), held(B, "logo")) == []
    assert found(one, f"[x]({A})", held(A, "wide")) == []
    assert found(one, other) == []
    assert found(one, "", held(A, "wide")) == []
