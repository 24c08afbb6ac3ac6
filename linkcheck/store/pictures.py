"""The pictures that were seen, each with every place it was seen at."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from linkcheck.errors import UsageError
from linkcheck.model import Picture, Sighting
from linkcheck.store.schema import connect, connect_to_read, explained, writing

_SIGHTINGS = """
    SELECT picture_id, url, post, credit, seen_at FROM sightings ORDER BY picture_id, seen_at, id
"""

_BATCH = 100
# Fewer digits of a hash might be those of another picture, or a name.
_LEAST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Known:
    """One picture of the store, by its bytes, and where it was seen, first sighting first."""

    sha256: str
    picture: Picture
    sightings: tuple[Sighting, ...]


class ImageStore:
    """One open file; use it in a `with` statement. What `add` was given is safe when it returns."""

    def __init__(self, path: Path, *, is_for_reading: bool = False) -> None:
        """Open or make the file; one only for reading has to be there, also where nothing can be written.

        Raises:
            UsageError: it is no image store, of a newer version, damaged, or cannot be written.
        """
        self._path = path
        self._connection = connect_to_read(path) if is_for_reading else connect(path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def add(self, sha256: str, picture: Picture, sightings: Iterable[Sighting]) -> int:
        """Keep a picture and where it was seen; return how many of the sightings are new.

        A place that is known keeps the date it was first seen.

        Raises:
            UsageError: the file cannot be written.
        """
        with explained(self._path), writing(self._connection):
            return self._keep(sha256, picture, sightings)

    def add_all(self, pictures: Sequence[Known]) -> None:
        """Keep many pictures, a batch at a time: waiting for the disk takes longer than anything else.

        Raises:
            UsageError: the file cannot be written; whole batches are kept.
        """
        for start in range(0, len(pictures), _BATCH):
            with explained(self._path), writing(self._connection):
                for each in pictures[start : start + _BATCH]:
                    self._keep(each.sha256, each.picture, each.sightings)

    def _keep(self, sha256: str, picture: Picture, sightings: Iterable[Sighting]) -> int:
        number = self._number(sha256, picture)
        return sum(self._note(number, sighting) for sighting in sightings)

    def _number(self, sha256: str, picture: Picture) -> int:
        self._connection.execute(
            "INSERT INTO pictures (sha256, picture) VALUES (?, ?) "
            "ON CONFLICT (sha256) DO UPDATE SET picture = excluded.picture",
            (sha256, msgspec.msgpack.encode(picture)),
        )
        row = self._connection.execute("SELECT id FROM pictures WHERE sha256 = ?", (sha256,)).fetchone()
        return int(row[0])

    def _note(self, number: int, sighting: Sighting) -> int:
        return self._connection.execute(
            "INSERT INTO sightings (picture_id, url, post, credit, seen_at) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            (
                number,
                sighting.url,
                sighting.post or "",
                sighting.credit or "",
                sighting.seen_at.astimezone(UTC).isoformat(timespec="seconds"),
            ),
        ).rowcount

    def forget(self, names: Collection[str]) -> tuple[Known, ...]:
        """Remove what was seen under names: URLs or paths, posts, or how SHA-256 hashes begin (8 digits).

        Return the pictures with the sightings that are gone. A picture that was seen elsewhere too is kept.

        Raises:
            UsageError: nothing was seen under one of the names, and so nothing is removed; or the file cannot
                be written.
        """
        with explained(self._path), writing(self._connection):
            gone: dict[str, list[Sighting]] = {}
            pictures = {each.sha256: each for each in self.known()}
            for name in names:
                found = [(each, seen) for each in pictures.values() for seen in _named(each, name)]
                if not found:
                    raise UsageError(
                        f"{name}: nothing is remembered under this name; "
                        "`linkcheck images list` shows what is"
                    )
                for each, seen in found:
                    if seen not in gone.setdefault(each.sha256, []):
                        gone[each.sha256].append(seen)
            for sha256, sightings in gone.items():
                self._remove(sha256, sightings)
        return tuple(replace(pictures[sha256], sightings=tuple(seen)) for sha256, seen in gone.items())

    def _remove(self, sha256: str, sightings: Iterable[Sighting]) -> None:
        (number,) = self._connection.execute("SELECT id FROM pictures WHERE sha256 = ?", (sha256,)).fetchone()
        for each in sightings:
            self._connection.execute(
                "DELETE FROM sightings WHERE picture_id = ? AND url = ? AND post = ?",
                (number, each.url, each.post or ""),
            )
        self._connection.execute(
            "DELETE FROM pictures WHERE id = ? AND id NOT IN (SELECT picture_id FROM sightings)", (number,)
        )

    def known(self) -> tuple[Known, ...]:
        """Return every picture, in the order in which they were first seen.

        Raises:
            UsageError: the file cannot be read, or what it holds is damaged.
        """
        with explained(self._path):
            places: dict[int, list[Sighting]] = {}
            for number, *row in self._connection.execute(_SIGHTINGS):
                places.setdefault(number, []).append(self._sighting(*row))
            rows = self._connection.execute("SELECT id, sha256, picture FROM pictures ORDER BY id")
            return tuple(self._all(rows, places))

    def _all(self, rows: sqlite3.Cursor, places: dict[int, list[Sighting]]) -> Iterator[Known]:
        for number, sha256, blob in rows:
            if number not in places:  # added between the two questions
                continue
            try:
                picture = msgspec.msgpack.decode(blob, type=Picture)
            except (msgspec.DecodeError, ValueError) as error:
                raise UsageError(f"{self._path}: the image store is damaged ({error})") from error
            yield Known(sha256, picture, tuple(places[number]))

    def _sighting(self, url: str, post: str, credit: str, seen_at: str) -> Sighting:
        try:
            moment = datetime.fromisoformat(seen_at)
        except ValueError as error:
            raise UsageError(f"{self._path}: the image store is damaged ({error})") from error
        return Sighting(url, moment, post or None, credit or None)


def _named(known: Known, name: str) -> tuple[Sighting, ...]:
    """Return the sightings of a picture that a name means."""
    if len(name) >= _LEAST_DIGITS and known.sha256.startswith(name.lower()):
        return known.sightings
    return tuple(each for each in known.sightings if name in {each.url, each.post})
