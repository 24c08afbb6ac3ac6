"""Pictures that show one thing: what ties them, in this run and to those of earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from linkcheck.model.post import Link


class Relation(StrEnum):
    """What ties the pictures of a group together, most certain first.

    `same-asset`: their URLs name one upload. `same-picture`: they look the same as a whole. `recropped`: one
    is a part of the other, or both without their frames. `possible`: somebody should look.
    """

    SAME_URL = "same-url"
    SAME_BYTES = "same-bytes"
    SAME_ASSET = "same-asset"
    SAME_PICTURE = "same-picture"
    RECROPPED = "recropped"
    MIRRORED = "mirrored"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class ImageTie:
    """What ties two files of a group: their URLs, the relation, and how near they are.

    `measure` names the hashes that are `distance_bits` apart; `correlation` (-1 to 1) says how alike the
    pictures are where they were compared, and `box` what part of the second that was, if not all: left, top,
    right and bottom, 0 to 1. All three are None where nothing was compared but names or bytes.
    """

    urls: tuple[str, str]
    relation: Relation
    distance_bits: int = 0
    measure: str | None = None
    correlation: float | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class ImageGroup:
    """Links that show one picture. `relation` is the weakest tie needed to hold the group together.

    `urls` are the distinct URLs, sorted; `links` every place, in document order; `max_distance_bits` the
    greatest phash distance between two of the group, 0 where the bytes or the URL are the same. `ties` hold
    each file to one before it; `thresholds` are the limits that applied, by name, none where nothing was
    measured.
    """

    relation: Relation
    urls: tuple[str, ...]
    links: tuple[Link, ...]
    max_distance_bits: int
    ties: tuple[ImageTie, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where and when a picture was first seen in one place: `post` and `credit` are None if nobody said."""

    url: str
    seen_at: datetime
    post: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Recollection:
    """A picture known from earlier runs, what ties it to one of this run, and every place it was seen at.

    `sightings` are in order of time. `measure` names the hashes that are `distance_bits` apart; None where
    names or bytes tie them.
    """

    relation: Relation
    distance_bits: int
    sightings: tuple[Sighting, ...]
    measure: str | None = None
