"""Write what the image store knows: as lines for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from msgspec import Struct

from linkcheck import model
from linkcheck.images.measures import apart
from linkcheck.renderers.fetched import shape_picture
from linkcheck.renderers.json_report import encode
from linkcheck.renderers.lines import counted
from linkcheck.renderers.shape import SCHEMA_VERSION, Picture, Time
from linkcheck.text.printable import printable
from linkcheck.urls.redaction import redact


class Known(Protocol):
    """A remembered picture."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        ...

    @property
    def picture(self) -> model.Picture:
        """What it shows."""
        ...

    @property
    def sightings(self) -> tuple[model.Sighting, ...]:
        """Where it was seen, first sighting first."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one picture that was asked about; `problem` says why it could not be read, if so."""

    name: str
    problem: str | None
    resource: model.Resource
    ties: tuple[model.Recollection, ...]


class Sighting(Struct, frozen=True, kw_only=True):
    """Where and when a picture was first seen in one place."""

    url: str
    post: str | None
    credit: str | None
    seen_at: Time


class Match(Struct, frozen=True, kw_only=True):
    """A remembered picture, and what ties it to the one asked about."""

    relation: model.Relation
    distance_bits: int
    sightings: tuple[Sighting, ...]


class Found(Struct, frozen=True, kw_only=True):
    """One picture that was asked about; `matches` are the surest first, empty if it was never seen."""

    name: str
    problem: str | None
    sha256: str | None
    picture: Picture | None
    matches: tuple[Match, ...]


class Answers(Struct, frozen=True, kw_only=True):
    """What `images find` writes."""

    schema_version: Literal[1]
    pictures: tuple[Found, ...]


class Remembered(Struct, frozen=True, kw_only=True):
    """One picture of the store."""

    sha256: str
    picture: Picture
    sightings: tuple[Sighting, ...]


class Listing(Struct, frozen=True, kw_only=True):
    """What `images list` writes, in the order in which the pictures were first seen."""

    schema_version: Literal[1]
    pictures: tuple[Remembered, ...]


def answers_json(answers: Iterable[Answer]) -> str:
    """Write what is known of the pictures that were asked about, as JSON."""
    found = tuple(
        Found(
            name=redact(answer.name),
            problem=answer.problem,
            sha256=answer.resource.sha256,
            picture=None if answer.resource.picture is None else shape_picture(answer.resource.picture),
            matches=tuple(map(_match, answer.ties)),
        )
        for answer in answers
    )
    return encode(Answers(schema_version=SCHEMA_VERSION, pictures=found))


def known_json(known: Iterable[Known]) -> str:
    """Write the pictures of the store as JSON."""
    remembered = tuple(
        Remembered(
            sha256=each.sha256, picture=shape_picture(each.picture), sightings=_sightings(each.sightings)
        )
        for each in known
    )
    return encode(Listing(schema_version=SCHEMA_VERSION, pictures=remembered))


def answer_lines(answers: Iterable[Answer], remembered: int) -> str:
    """Write what is known of the pictures that were asked about, for people; the store has so many."""
    pictures = counted(remembered, "picture")
    unknown = f"not recognised among {pictures} in the store" if remembered else "the store is empty"
    lines = []
    for answer in answers:
        if answer.problem is None:
            lines.append(f"{printable(redact(answer.name))}: {'seen before' if answer.ties else unknown}")
            lines += [f"  {_tie(tie)}: {_places(tie.sightings)}" for tie in answer.ties]
    return "".join(f"{line}\n" for line in lines)


def known_lines(known: Sequence[Known]) -> str:
    """Write the pictures of the store for people, one line each."""
    return "".join(
        f"{each.picture.width}x{each.picture.height} {each.picture.format}: {_places(each.sightings)}\n"
        for each in known
    )


def _tie(tie: model.Recollection) -> str:
    name = tie.relation.replace("-", " ")
    if not tie.distance_bits:
        return name
    return f"{name}, {apart(tie.distance_bits, tie.measure or 'hash')}"


def _places(sightings: Sequence[model.Sighting]) -> str:
    first = sightings[0]
    post = f" in {first.post}" if first.post else ""
    credit = f", credited to {first.credit}" if first.credit else ""
    more = f", and in {len(sightings) - 1} more" if len(sightings) > 1 else ""
    return printable(f"first seen {first.seen_at:%Y-%m-%d}{post} as {redact(first.url)}{credit}{more}")


def _match(tie: model.Recollection) -> Match:
    return Match(relation=tie.relation, distance_bits=tie.distance_bits, sightings=_sightings(tie.sightings))


def _sightings(sightings: Iterable[model.Sighting]) -> tuple[Sighting, ...]:
    return tuple(
        Sighting(url=redact(each.url), post=each.post, credit=each.credit, seen_at=each.seen_at)
        for each in sightings
    )
