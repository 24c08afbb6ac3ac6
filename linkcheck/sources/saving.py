"""Put new content in place of a file's: all of it or nothing, and only if nobody else changed it."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress


def save(path: str, *, before: bytes, after: bytes) -> str | None:
    """Replace a file whose content is `before`; return the problem that prevents it, None if it was done.

    The new content is written beside the file, forced to disk and renamed over it. Permissions are kept; of
    a symbolic link, the file it leads to is replaced.
    """
    path = os.path.realpath(path)
    try:
        mode = os.stat(path).st_mode
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
            return "it is read-only"
        name = _written_beside(path, after)
    except OSError as error:
        return f"it cannot be written: {error.strerror}"
    try:
        _take_over(path, name)
        with open(path, "rb") as file:
            if file.read() != before:
                return "it was changed by another program meanwhile; run fix again"
        os.replace(name, path)
    except OSError as error:
        return f"it cannot be written: {error.strerror}"
    finally:
        with suppress(OSError):
            os.unlink(name)
    _sync_folder(os.path.dirname(path))
    return None


def _written_beside(path: str, content: bytes) -> str:
    """Write a new file into the folder of `path`, down to the disk, and return its name."""
    descriptor, name = tempfile.mkstemp(prefix=".linkcheck-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return name


def _take_over(path: str, name: str) -> None:
    """Give the new file the permissions, attributes and, as far as allowed, the owner of the old one."""
    status = os.stat(path)
    shutil.copystat(path, name)
    os.utime(name)
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(name, status.st_uid, status.st_gid)
        os.chmod(name, stat.S_IMODE(status.st_mode))  # a change of owner takes the set-id bits away


def _sync_folder(folder: str) -> None:
    """Force the renaming to disk, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put(path: str, content: bytes) -> None:
    """Write a file so that whoever reads it sees its old content or all of the new, also if this is killed.

    What is no ordinary file (`/dev/stdout`, a pipe) is written to as it is; so is a file in a folder that
    takes no new ones, or that cannot be renamed over, as where a container shares it alone.

    Raises:
        OSError: it cannot be written.
    """
    if path.startswith(("/dev/", "/proc/")) or (os.path.exists(path) and not os.path.isfile(path)):
        _write_over(path, content)
        return
    path = os.path.realpath(path)
    try:
        name = _written_beside(path, content)
    except PermissionError:
        if not os.path.exists(path):
            raise
        _write_over(path, content)
        return
    try:
        if os.path.exists(path):
            _take_over(path, name)
        else:
            os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except OSError:
        _write_over(path, content)
    finally:
        with suppress(OSError):
            os.unlink(name)
    _sync_folder(os.path.dirname(path))


def _write_over(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _umask() -> int:
    """Return which permissions new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
