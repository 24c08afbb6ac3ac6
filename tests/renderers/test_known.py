"""What is said of pictures that are compared: how far apart, of how many bits, and what is not known."""

from __future__ import annotations

from datetime import UTC, datetime

from linkcheck.images.measures import Measure, apart
from linkcheck.model import Recollection, Relation, Resource, Sighting
from linkcheck.renderers.known import Answer, answer_lines


def test_a_distance_says_of_how_many_bits_and_by_which_hash() -> None:
    """By every measure that pictures are compared by, so that none is taken for another."""
    said = {apart(6, measure.value) for measure in Measure}
    assert said == {
        "6 of 256 bits apart by phash256",
        "6 of 128 bits apart by phash+dhash",
        "6 of 256 bits apart by crop-phash256",
    }


def test_a_remembered_picture_says_how_far_it_is_apart() -> None:
    sighting = Sighting("https://a.org/1.jpg", datetime(2026, 1, 2, tzinfo=UTC))
    tie = Recollection(Relation.SAME_PICTURE, 14, (sighting,), "phash256")
    lines = answer_lines([Answer("b.jpg", None, Resource("b.jpg"), (tie,))], 30).splitlines()
    assert lines[0] == "b.jpg: seen before"
    assert lines[1].startswith("  same picture, 14 of 256 bits apart by phash256: first seen 2026-01-02")
    unknown = answer_lines([Answer("c.jpg", None, Resource("c.jpg"), ())], 30)
    assert unknown == "c.jpg: not recognised among 30 pictures in the store\n"
