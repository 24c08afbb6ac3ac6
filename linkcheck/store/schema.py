"""Open the SQLite file of known pictures, new or old, and bring its tables up to date.

Every change is a transaction that begins by taking the write lock, so that several runs can share a file and
a run that is killed leaves what it had committed.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from linkcheck.errors import UsageError

APPLICATION_ID = 0x6C6E6B63  # "lnkc", so that no other program's database is written to
BUSY_SECONDS = 60.0
_HEADER = b"SQLite format 3\0"
_RETRY_SECONDS = 0.02
# What SQLite's own words leave a person to guess.
_HINTS = {
    "SQLITE_CANTOPEN": "it or its folder cannot be written",
    "SQLITE_READONLY": "it cannot be written",
}

# One script for each version of the schema; what stands here is never changed, only added to.
MIGRATIONS = (
    """
    CREATE TABLE pictures (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        picture BLOB NOT NULL,
        url TEXT NOT NULL,
        post TEXT NOT NULL DEFAULT '',
        seen_at TEXT NOT NULL
    )
    """,
    """
    ALTER TABLE pictures RENAME TO pictures_1;
    CREATE TABLE pictures (
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        picture BLOB NOT NULL
    );
    CREATE TABLE sightings (
        id INTEGER PRIMARY KEY,
        picture_id INTEGER NOT NULL REFERENCES pictures (id),
        url TEXT NOT NULL,
        post TEXT NOT NULL,
        credit TEXT NOT NULL DEFAULT '',
        seen_at TEXT NOT NULL,
        UNIQUE (picture_id, url, post)
    );
    INSERT INTO pictures (id, sha256, picture) SELECT id, sha256, picture FROM pictures_1;
    INSERT INTO sightings (picture_id, url, post, seen_at) SELECT id, url, post, seen_at FROM pictures_1;
    DROP TABLE pictures_1
    """,
)
VERSION = len(MIGRATIONS)


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, make it if it is not there, and migrate it if it is of an older version.

    Raises:
        UsageError: it is no such file, of a newer version, damaged, or cannot be written.
    """
    if not path.parent.is_dir():
        raise UsageError(f"{path}: the folder of the image store does not exist")
    _require_database(path)
    with explained(path):
        return _prepared(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None), path, _prepare)


def require_store(path: Path) -> None:
    """Refuse to go on without the file.

    Raises:
        UsageError: it is not there.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such image store; `linkcheck images add` makes one")


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open the file like `connect`, but also in a folder where nothing can be written, SQLite's log included.

    Raises:
        UsageError: it is not there, no such file, of another version, damaged, or what was last added is in
            a log.
    """
    require_store(path)
    if os.access(path.parent, os.W_OK) or not path.is_file():
        return connect(path)
    _require_database(path)
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        raise UsageError(
            f"{path}: the image store cannot be read here: what was last added is still in {log.name}; "
            "copy both to a folder that can be written"
        )
    with explained(path):
        uri = f"{path.absolute().as_uri()}?immutable=1"
        return _prepared(sqlite3.connect(uri, uri=True, isolation_level=None), path, _require_current)


def _prepared(
    connection: sqlite3.Connection, path: Path, prepare: Callable[[sqlite3.Connection, Path], None]
) -> sqlite3.Connection:
    try:
        prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _require_current(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection, path) < VERSION:
        raise UsageError(
            f"{path}: an older linkcheck wrote this store; copy it to a folder that can be written, "
            "to have it brought up to date"
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says into what a person can do.

    Raises:
        UsageError: anything went wrong.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        name = getattr(error, "sqlite_errorname", "")
        hint = next((words for code, words in _HINTS.items() if name.startswith(code)), error)
        raise UsageError(f"{path}: the image store cannot be used: {hint}") from error
    except sqlite3.DatabaseError as error:
        raise UsageError(
            f"{path}: the image store is damaged ({error}); move it away, or restore a copy of it"
        ) from error


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock for what is done here: all of it is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _require_database(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        return
    except OSError as error:
        raise UsageError(f"{path}: the image store cannot be read: {error.strerror}") from error
    if start and start != _HEADER:
        raise UsageError(f"{path}: this is no image store (not an SQLite database)")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = _version(connection, path)
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if version < VERSION:
        with writing(connection):
            for script in MIGRATIONS[_version(connection, path) :]:  # another run may have been quicker
                for statement in script.split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application != APPLICATION_ID and tables:
        raise UsageError(f"{path}: this is no image store, but another program's SQLite database")
    if version > VERSION:
        raise UsageError(
            f"{path}: a newer linkcheck wrote this store (version {version}, this one knows {VERSION}); "
            "update linkcheck, or name another file"
        )
    return int(version)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite itself does not wait when two runs do so at once."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
