"""Ask git which files and lines of a work tree differ from an earlier commit.

What git runs is told by the settings and attributes of the repository, which may be a stranger's: no program
of theirs (filters, drivers, hooks, monitors, transports) is started, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Timer
from typing import IO

from linkcheck.errors import UsageError
from linkcheck.sources.patch import Entry, changed_lines, entry_of, file_name, read_records

_TIMEOUT_SECONDS = 120.0
_LINE_BYTES = 65_536
# Where a hook or an alias says that git is at work; a path of ours must mean the repository it lies in.
_MISLEADING = (
    "GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_PREFIX GIT_COMMON_DIR GIT_NAMESPACE GIT_OBJECT_DIRECTORY "
    "GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_EXTERNAL_DIFF GIT_DIFF_OPTS GIT_PAGER GIT_SSH GIT_SSH_COMMAND"
).split()
_SETTINGS = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.sshCommand=false",
    "core.quotePath=true",
    "diff.ignoreSubmodules=all",
    f"diff.orderFile={os.devnull}",
    "submodule.recurse=false",
    "protocol.allow=never",
    "gc.auto=0",
)
_DIFF = (
    "diff", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all",
    "--ignore-cr-at-eol", "--find-renames=50%", "-l1000", "--diff-algorithm=myers", "--inter-hunk-context=0",
    "--src-prefix=a/", "--dst-prefix=b/",
)  # fmt: skip

_SHALLOW = (
    "which holds only a part of the history; fetch all of it (actions/checkout: fetch-depth: 0; elsewhere: "
    "git fetch --unshallow)"
)


class Git:
    """Runs git in one work tree.

    Raises:
        UsageError: from every method: git is not there, or did not answer; the message has its own words.
    """

    def __init__(self, folder: str) -> None:
        """Work in the tree that holds a folder."""
        self._program = _program()
        self._settings: tuple[str, ...] = ()
        self._folder = folder
        top = self._run("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\r\n")
        self.top = os.path.realpath(top)
        self._folder = self.top
        self._settings = self._without_filters()

    def merge_base(self, ref: str) -> str:
        """Return the last commit that a reference and HEAD share."""
        commit = self._commit(ref) if ref.strip() and not ref.startswith("-") and "\0" not in ref else None
        if commit is None:
            raise UsageError(self._unknown(ref))
        if (head := self._commit("HEAD")) is None:
            raise UsageError(f"--since: {self.top}: the repository holds no commit yet")
        code, base = self._try("merge-base", commit, head)
        if code == 0 and base:
            return base.split()[0].decode("ascii")
        if self._is_shallow():
            raise UsageError(f"--since: {ref} and HEAD share no commit in this clone, {_SHALLOW}")
        raise UsageError(f"--since: {ref} and HEAD share no commit, so nothing can be said to have changed")

    def tracked(self) -> tuple[frozenset[str], tuple[str, ...]]:
        """Return the files that git knows, and the folders that are other repositories (submodules)."""
        files, modules = set(), []
        for record in self._run("ls-files", "-s", "-z").split(b"\0"):
            mode, _, path = record.partition(b"\t")
            if path:
                files.add(file_name(path))
                if mode.startswith(b"160000"):
                    modules.append(file_name(path))
        return frozenset(files), tuple(modules)

    def differences(self, commit: str) -> list[Entry]:
        """Return the tracked files that differ between a commit and the work tree, whatever is staged."""
        output = self._run(*_DIFF, "--raw", "--numstat", "-z", "--no-abbrev", commit, "--")
        records = list(read_records(output.split(b"\0")))
        lines: dict[str, list[tuple[int, int]]] = {}
        if any(record.added for record in records):
            with self._stream(*_DIFF, "--patch", "--unified=0", commit, "--") as patch:
                lines = changed_lines(patch)
        return [entry_of(record, lines) for record in records]

    def contents(self, blobs: Sequence[str], limit_bytes: int) -> Iterator[tuple[str, bytes]]:
        """Yield what blobs held, but for those that are larger, or missing from a partial clone."""
        sizes = {}
        listed = self._run("cat-file", "--batch-check", stdin="".join(f"{blob}\n" for blob in blobs).encode())
        for line in listed.splitlines():
            name, _, size = line.decode("ascii", "replace").partition(" blob ")
            if size.isdigit() and int(size) <= limit_bytes:
                sizes[name] = int(size)
        for chunk in _chunks(sizes, 16 * limit_bytes):
            stdin = "".join(f"{blob}\n" for blob in chunk).encode()
            held = self._run("cat-file", "--batch", stdin=stdin)
            start = 0
            for blob in chunk:
                start = held.index(b"\n", start) + 1
                yield blob, held[start : start + sizes[blob]]
                start += sizes[blob] + 1

    def _commit(self, ref: str) -> str | None:
        code, written = self._try("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        commit = written.strip().decode("ascii", "replace")
        return commit if code == 0 and commit.isalnum() else None

    def _unknown(self, ref: str) -> str:
        where = f"--since: {ref!r} names no commit in {self.top}"
        if not ref.strip() or ref.startswith("-") or "\0" in ref:
            return f"{where}; write a branch, a tag or a commit, such as origin/main"
        if self._commit(f"origin/{ref}") is not None:
            return f"{where} (did you mean origin/{ref}?)"
        if self._is_shallow():
            return f"{where}, {_SHALLOW}"
        return f"{where}; fetch it first, or correct its name"

    def _is_shallow(self) -> bool:
        return self._try("rev-parse", "--is-shallow-repository")[1].strip() == b"true"

    def _without_filters(self) -> tuple[str, ...]:
        """Return settings that empty every filter of the repository: git would run it on what it compares."""
        _, listed = self._try("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
        names = listed.decode("utf-8", "surrogateescape").split("\0")
        drivers = {name.rpartition(".")[0] for name in names if name}
        if strange := next((each for each in sorted(drivers) if "=" in each), None):
            raise UsageError(
                f"--since: {self.top}: its settings hold {strange!r}, which cannot be turned off"
            )
        options = ("clean=", "smudge=", "process=", "required=false")
        return tuple(f"{driver}.{option}" for driver in sorted(drivers) for option in options)

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = [part for each in (*_SETTINGS, *self._settings) for part in ("-c", each)]
        return [self._program, "--no-pager", "--literal-pathspecs", *settings, "-C", self._folder, *arguments]

    def _run(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self._done(arguments, stdin)
        if done.returncode:
            raise UsageError(self._refusal(done.stderr))
        return done.stdout

    def _try(self, *arguments: str) -> tuple[int, bytes]:
        """Run what answers no with 1; any other code but 0 is a refusal."""
        done = self._done(arguments, b"")
        if done.returncode not in (0, 1):
            raise UsageError(self._refusal(done.stderr))
        return done.returncode, done.stdout

    def _done(self, arguments: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603  # no shell; what a user or repository says is no option
                self._command(arguments),
                input=stdin,
                capture_output=True,
                env=_environment(),
                timeout=_TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UsageError(_too_slow(self._folder)) from error
        except (OSError, ValueError) as error:
            raise UsageError(f"--since: git could not be run: {error}") from error

    @contextmanager
    def _stream(self, *arguments: str) -> Iterator[Iterator[bytes]]:
        """Give git's output line by line: a patch may be larger than memory."""
        with subprocess.Popen(  # noqa: S603  # as above
            self._command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        ) as process:
            timer = Timer(_TIMEOUT_SECONDS, process.kill)
            timer.start()
            try:
                yield _lines(process.stdout)
                code = process.wait()
            finally:
                timer.cancel()
                process.kill()
        if code:
            raise UsageError(_too_slow(self._folder) if code < 0 else self._refusal(b""))

    def _refusal(self, stderr: bytes) -> str:
        words = " ".join(stderr.decode("utf-8", "replace").split()) or "it stopped without a word"
        if "not a git repository" in words:
            return f"--since: {self._folder} is in no git work tree, so what changed is not known"
        if "promisor" in words:
            return (
                f"--since: {self._folder} is a partial clone, which lacks what files held before, and "
                "nothing is fetched here; clone it without --filter (actions/checkout: without filter)"
            )
        return f"--since: git could not compare {self._folder}: {words[:500]}"


def _lines(stream: IO[bytes] | None) -> Iterator[bytes]:
    """Yield the lines of a stream, long ones cut, since only their beginnings tell anything."""
    is_start = True
    while stream is not None and (piece := stream.readline(_LINE_BYTES)):
        if is_start:
            yield piece
        is_start = piece.endswith(b"\n")


def _chunks(sizes: dict[str, int], limit_bytes: int) -> Iterator[list[str]]:
    chunk: list[str] = []
    total = 0
    for blob, size in sizes.items():
        if chunk and (total + size > limit_bytes or len(chunk) >= 1000):
            yield chunk
            chunk, total = [], 0
        chunk.append(blob)
        total += size
    if chunk:
        yield chunk


@cache
def _program() -> str:
    """Return where git is. On Windows the current folder is searched too, and may be the stranger's own."""
    found = shutil.which("git")
    if found is None or os.path.dirname(os.path.abspath(found)) == os.getcwd():
        raise UsageError("--since: git is not installed, or not on the PATH")
    return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    return kept | {
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "none",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "LC_ALL": "C",
    }


def _too_slow(folder: str) -> str:
    return f"--since: {folder}: git took longer than {_TIMEOUT_SECONDS:.0f} seconds"
