"""The image store keeps what it was given, whatever happens to the run, and refuses what it cannot read."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from linkcheck.errors import UsageError
from linkcheck.model import Credentials, CredentialState, Picture, Sighting
from linkcheck.store import schema
from linkcheck.store.pictures import ImageStore, Known
from linkcheck.store.schema import APPLICATION_ID, MIGRATIONS, VERSION
from tests.images.conftest import encoded, photo

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
PICTURE = Picture(
    "jpeg", 1200, 675, 1, "0f" * 8, "f0" * 8, is_informative=True, metadata={"creator": "سعاد"},
    credentials=Credentials(CredentialState.VALID),
)  # fmt: skip


def sighting(url: str = "https://e.org/a.jpg", days: int = 0, **fields: str) -> Sighting:
    return Sighting(url, NOW + timedelta(days=days), **fields)


def test_a_picture_is_kept_with_every_place_it_was_seen_at(tmp_path: Path) -> None:
    path = tmp_path / "images.db"
    later = sighting(days=3, post="b.md", credit="AFP")
    with ImageStore(path) as store:
        assert store.known() == ()
        assert store.add("aa", PICTURE, [later, sighting(post="a.md")]) == 2
        assert store.add("bb", PICTURE, [sighting("https://e.org/b.jpg")]) == 1
    with ImageStore(path) as store:
        first, second = store.known()
    assert (first.sha256, first.picture) == ("aa", PICTURE)
    assert first.sightings == (sighting(post="a.md"), later)
    assert second.sightings == (sighting("https://e.org/b.jpg"),)


def test_a_known_place_keeps_the_date_it_was_first_seen(tmp_path: Path) -> None:
    with ImageStore(tmp_path / "images.db") as store:
        store.add("aa", PICTURE, [sighting(post="a.md")])
        assert store.add("aa", PICTURE, [sighting(post="a.md", days=9, credit="later")]) == 0
        (known,) = store.known()
    assert known.sightings == (sighting(post="a.md"),)


def test_many_pictures_are_kept_in_order(tmp_path: Path) -> None:
    many = tuple(
        Known(f"{number:03}", PICTURE, (sighting(f"https://e.org/{number}"),)) for number in range(250)
    )
    with ImageStore(tmp_path / "images.db") as store:
        store.add_all(many)
        assert store.known() == many


def test_what_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def places() -> Iterator[Sighting]:
        yield sighting()
        raise KeyboardInterrupt

    with ImageStore(tmp_path / "images.db") as store:
        with pytest.raises(KeyboardInterrupt):
            store.add("aa", PICTURE, places())
        assert store.known() == ()
        assert store.add("aa", PICTURE, [sighting()]) == 1


def _write(path: Path, statement: str, *, version: int, application: int = APPLICATION_ID) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(statement)
    connection.execute(f"PRAGMA application_id = {application}")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()


def _ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute(statement).fetchall()
        connection.commit()
        return found
    finally:
        connection.close()


def test_an_older_schema_is_migrated_with_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "images.db"
    _write(path, MIGRATIONS[0], version=1)
    blob = msgspec.msgpack.encode(PICTURE).hex()
    _ask(
        path,
        "INSERT INTO pictures (sha256, picture, url, post, seen_at) "
        f"VALUES ('aa', x'{blob}', 'https://e.org/a.jpg', 'a.md', '{NOW.isoformat()}')",
    )
    with ImageStore(path) as store:
        (known,) = store.known()
        assert store.add("bb", PICTURE, [sighting()]) == 1
    assert (known.picture, known.sightings) == (PICTURE, (sighting(post="a.md"),))
    assert _ask(path, "PRAGMA user_version") == [(VERSION,)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no database, but more than sixteen bytes", "no image store"),
        (b"<html>", "no image store"),
        (b"SQLite format 3\0" + b"junk" * 100, "damaged"),
    ],
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "images.db"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=words):
        ImageStore(path)
    assert path.read_bytes() == content


def test_a_newer_schema_and_another_program_s_database_are_refused(tmp_path: Path) -> None:
    newer, other = tmp_path / "newer.db", tmp_path / "other.db"
    _write(newer, "CREATE TABLE pictures (x)", version=VERSION + 1)
    _write(other, "CREATE TABLE notes (x)", version=0, application=0)
    with pytest.raises(UsageError, match=r"newer linkcheck.*update linkcheck"):
        ImageStore(newer)
    with pytest.raises(UsageError, match="another program's"):
        ImageStore(other)
    assert _ask(other, "SELECT name FROM sqlite_master") == [("notes",)]


def test_places_that_cannot_hold_a_store_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder of the image store does not exist"):
        ImageStore(tmp_path / "none" / "images.db")
    with pytest.raises(UsageError, match="cannot be read"):
        ImageStore(tmp_path)


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in a folder where nothing can be written, for a user whose writing is not refused as such."""
    path = tmp_path / "images.db"
    with ImageStore(path) as store:
        store.add("aa", PICTURE, [sighting()])
    monkeypatch.setattr(os, "access", lambda name, mode: Path(name) != tmp_path)
    return path


def test_a_store_where_nothing_can_be_written_is_read(closed: Path) -> None:
    before = set(closed.parent.iterdir())
    with ImageStore(closed, is_for_reading=True) as store:
        assert [known.sha256 for known in store.known()] == ["aa"]
        assert set(closed.parent.iterdir()) == before
        with pytest.raises(UsageError, match="cannot be used: it cannot be written"):
            store.add("bb", PICTURE, [sighting()])


def test_what_cannot_be_read_without_writing_is_told(closed: Path) -> None:
    _ask(closed, f"PRAGMA user_version = {VERSION - 1}")
    with pytest.raises(UsageError, match="an older linkcheck wrote this store"):
        ImageStore(closed, is_for_reading=True)
    _ask(closed, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(UsageError, match="newer linkcheck"):
        ImageStore(closed, is_for_reading=True)
    closed.with_name("images.db-wal").write_bytes(b"what was last added")
    with pytest.raises(UsageError, match=r"still in images\.db-wal"):
        ImageStore(closed, is_for_reading=True)


def test_reading_migrates_a_store_where_it_can_and_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "images.db"
    with pytest.raises(UsageError, match="there is no such image store"):
        ImageStore(path, is_for_reading=True)
    assert not path.exists()
    path.touch()
    with ImageStore(path, is_for_reading=True) as store:
        assert store.known() == ()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "images.db"
    path.touch()
    with ImageStore(path) as store:
        assert store.add("aa", PICTURE, [sighting()]) == 1


@pytest.mark.parametrize(
    "change", ["UPDATE pictures SET picture = x'00ff'", "UPDATE sightings SET seen_at = 'yesterday'"]
)
def test_damaged_rows_are_told(tmp_path: Path, change: str) -> None:
    path = tmp_path / "images.db"
    with ImageStore(path) as store:
        store.add("aa", PICTURE, [sighting()])
    _ask(path, change)
    with ImageStore(path) as store, pytest.raises(UsageError, match="damaged"):
        store.known()


def test_a_store_that_stays_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "images.db"
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UsageError, match=r"cannot be used: database is locked"):
        ImageStore(path)
    holder.execute("ROLLBACK")
    holder.close()
    with ImageStore(path) as store:
        assert store.add("aa", PICTURE, [sighting()]) == 1


def _folder(path: Path, seeds: range) -> Path:
    path.mkdir()
    for seed in seeds:
        (path / f"{seed:02}.png").write_bytes(encoded(photo(96, 64, seed), "PNG"))
    return path


def _adding(folder: Path, store: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "linkcheck", "images", "add", str(folder), "--image-store", str(store)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_loses_nothing_that_it_called_added(tmp_path: Path) -> None:
    store = tmp_path / "images.db"
    with _adding(_folder(tmp_path / "many", range(60)), store) as adding:
        assert adding.stdout is not None
        told = [adding.stdout.readline() for _ in range(20)]
        os.kill(adding.pid, signal.SIGKILL)
        told += adding.stdout.read().splitlines(keepends=True)
    names = {line.split(maxsplit=1)[1].strip() for line in told if line.endswith("\n")}
    with ImageStore(store) as opened:
        kept = {sighting.url for known in opened.known() for sighting in known.sightings}
        assert len(names) >= 20
        assert names <= kept
        assert opened.add("after", PICTURE, [sighting()]) == 1


def test_two_runs_at_once_share_a_new_store(tmp_path: Path) -> None:
    store = tmp_path / "images.db"
    one, two = _folder(tmp_path / "one", range(25)), _folder(tmp_path / "two", range(15, 40))
    with _adding(one, store) as first, _adding(two, store) as second:
        assert (first.wait(), second.wait()) == (0, 0)
    with ImageStore(store) as opened:
        known = opened.known()
    assert len(known) == 40
    assert sum(len(each.sightings) for each in known) == 50
    assert _ask(store, "PRAGMA integrity_check") == [("ok",)]
