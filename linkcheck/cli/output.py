"""Where reports go: standard output or files, one or several formats in one run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from linkcheck.errors import UsageError
from linkcheck.model import Report
from linkcheck.renderers import Renderer, renderers
from linkcheck.renderers.shaping import shape_report
from linkcheck.settings import nearest


@dataclass(frozen=True, slots=True)
class Output:
    """One format and the file it is written to; None means standard output."""

    renderer: Renderer
    file: str | None


def outputs(formats: Sequence[str], file: str | None) -> tuple[Output, ...]:
    """Read `NAME` and `NAME=FILE`; without any, the terminal format is meant.

    Raises:
        UsageError: a format does not exist, two share standard output, or a file's folder does not exist.
    """
    chosen = [_output(text, file) for text in formats or ("terminal",)]
    if sum(output.file is None for output in chosen) > 1:
        raise UsageError(
            "--format: only one format can go to standard output; write NAME=FILE for the others"
        )
    if file is not None and not any(output.file == file for output in chosen):
        raise UsageError("--output: every --format names a file of its own already")
    for output in chosen:
        if output.file is not None and not Path(output.file).absolute().parent.is_dir():
            raise UsageError(f"{output.file}: the folder to write to does not exist")
    return tuple(chosen)


def _output(text: str, default_file: str | None) -> Output:
    name, equals, file = text.partition("=")
    if name not in renderers:
        known = ", ".join(renderers)
        raise UsageError(f"--format: {name!r} is none of {known}{nearest(name, renderers)}")
    if equals and not file:
        raise UsageError(f"--format: {text!r} names no file after =")
    return Output(renderers[name], file or default_file)


def write(report: Report, targets: Sequence[Output], *, verbose: bool) -> None:
    """Render the report for every target, each from the shape that a saved report has.

    Raises:
        UsageError: a file cannot be written.
    """
    shaped = shape_report(report)
    for target in targets:
        if target.file is None:
            color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 80
            text = target.renderer.render(shaped, width=width, color=color, verbose=verbose)
        else:
            text = target.renderer.render(shaped, width=100, color=False, verbose=verbose)
        write_text(text, target.file, what="report")


def write_text(text: str, file: str | None, *, what: str) -> None:
    """Write what was rendered to a file, or to standard output; `what` is its name in a message.

    Raises:
        UsageError: the file cannot be written.
    """
    if file is None:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        return
    try:
        Path(file).write_text(text, "utf-8", "replace", newline="\n")
    except OSError as error:
        raise UsageError(f"{file}: the {what} cannot be written: {error.strerror}") from error
