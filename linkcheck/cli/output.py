"""Where reports go: standard output or files, one or several formats in one run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linkcheck.errors import UsageError
from linkcheck.renderers import Renderer, renderers
from linkcheck.renderers.shaping import shape_report
from linkcheck.settings.values import nearest
from linkcheck.sources.saving import put

if TYPE_CHECKING:
    from linkcheck.model import Report
    from linkcheck.renderers import shape

_STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


@dataclass(frozen=True, slots=True)
class Output:
    """One format and the file it is written to; None means standard output."""

    renderer: Renderer
    file: str | None


def outputs(formats: Sequence[str], file: str | None, inputs: Iterable[str] = ()) -> tuple[Output, ...]:
    """Read `NAME` and `NAME=FILE`; without any, the terminal format is meant.

    Raises:
        UsageError: a format does not exist, two share standard output or a file, a file cannot be written to
            or is one of the inputs.
    """
    chosen = tuple(_output(text, file) for text in formats or ("terminal",))
    if sum(output.file is None for output in chosen) > 1:
        raise UsageError(
            "--format: only one format can go to standard output; write NAME=FILE for the others"
        )
    if file not in (None, *_STDOUT) and not any(output.file == file for output in chosen):
        raise UsageError("--output: every --format names a file of its own already")
    named = [output.file for output in chosen if output.file is not None]
    for name in named:
        require_writable(name)
    _require_distinct(named, inputs)
    return chosen


def _output(text: str, default_file: str | None) -> Output:
    name, equals, file = text.partition("=")
    if name not in renderers:
        known = ", ".join(renderers)
        raise UsageError(f"--format: {name!r} is none of {known}{nearest(name, renderers)}")
    if equals and not file:
        raise UsageError(f"--format: {text!r} names no file after =")
    target = file or default_file
    return Output(renderers[name], None if target in _STDOUT else target)


def require_writable(file: str) -> None:
    """Find out before the work whether a file can be written afterwards.

    Raises:
        UsageError: it cannot; the message says why.
    """
    path = Path(file).absolute()
    if path.is_dir():
        raise UsageError(f"{file}: this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"{file}: the folder to write to does not exist")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{file}: you may not write there")


def _require_distinct(files: Sequence[str], inputs: Iterable[str]) -> None:
    """Refuse to write one file twice, or over a post. Devices and pipes can be written to again."""
    seen: dict[str, str] = {}
    posts = {os.path.realpath(name) for name in inputs if Path(name).is_file()}
    for file in files:
        path = os.path.realpath(file)
        if path in posts:
            raise UsageError(f"{file}: this is one of the inputs, and would be overwritten")
        if path in seen and (not Path(path).exists() or Path(path).is_file()):
            raise UsageError(f"--format: two formats are to be written to {file}; give each its own file")
        seen[path] = file


def write(report: Report, targets: Sequence[Output], *, verbose: bool) -> None:
    """Write a report for every target, each from the shape that a saved report has.

    Raises:
        UsageError: something cannot be written; the rest has been.
    """
    write_shaped(shape_report(report), targets, verbose=verbose)


def write_shaped(report: shape.Report, targets: Sequence[Output], *, verbose: bool) -> None:
    """Write a report that has its public shape for every target, standard output last: its reader may go.

    Raises:
        UsageError: something cannot be written; the rest has been.
    """
    problems: list[str] = []
    for target in sorted(targets, key=lambda each: each.file is None):
        is_terminal = target.file is None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if is_terminal else 80 if target.file is None else 100
        color = is_terminal and "NO_COLOR" not in os.environ
        text = target.renderer.render(report, width=width, color=color, verbose=verbose)
        try:
            write_text(text, target.file, what="report")
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n".join(problems))


def write_text(text: str, file: str | None, *, what: str) -> None:
    """Write what was rendered to a file, or to standard output; `what` is its name in a message.

    A file is replaced at once: if this program is killed, the old one is still there.

    Raises:
        UsageError: it cannot be written.
        BrokenPipeError: nobody reads standard output any more.
    """
    content = text.encode("utf-8", "replace")
    try:
        if file is None:
            _write_out(content)
        else:
            put(file, content)
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if file is None else file
        raise UsageError(f"{where}: the {what} cannot be written: {error.strerror}") from error


def _write_out(content: bytes) -> None:
    """Write all of it to standard output, which takes a part at a time with PYTHONUNBUFFERED."""
    sys.stdout.flush()
    rest = memoryview(content)
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) :]
    sys.stdout.buffer.flush()
