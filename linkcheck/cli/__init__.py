"""The command line: arguments → settings → runtime → renderers → exit code. It decides nothing itself."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import TextIO

import click

from linkcheck.cli import images as images  # registers its commands
from linkcheck.cli.commands import linkcheck
from linkcheck.cli.exits import EXIT_BUG, EXIT_CLEAN, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.errors import ConfigError, LinkcheckError
from linkcheck.text.printable import printable

# What writing to a stream fails with where a disk is full or broken.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code (see `linkcheck --help`)."""
    # A run only ever adds to what it knows, so most collections find nothing: 15 % of the time of `extract`.
    gc.set_threshold(200_000, 50, 100)
    _open_streams()
    code = _run(arguments)
    if not _is_flushed(sys.stdout):
        code = code or EXIT_USAGE
    _is_flushed(sys.stderr)
    gc.freeze()  # the interpreter's last collection would look at all that is about to go anyway
    sys.exit(code)


def _open_streams() -> None:
    """Have streams to write to where the shell closed them, and none that cannot take a character."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # until the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = linkcheck.main(args=arguments, prog_name="linkcheck", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except LinkcheckError as error:
        problems = error.problems if isinstance(error, ConfigError) else str(error).split("\n")
        for problem in problems:
            _say(printable(problem))
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return EXIT_INTERRUPTED
    except SystemExit:
        # What click makes of a reader that has gone (`| head`): nothing is wrong, nothing more can be said.
        return EXIT_CLEAN
    except BrokenPipeError:
        return EXIT_CLEAN
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            return _bug(error)
        _say(f"the output cannot be written: {error.strerror}")
        return EXIT_USAGE
    except Exception as error:  # noqa: BLE001  # the border: no traceback reaches a user unasked
        return _bug(error)
    return int(code or 0)


def _is_flushed(stream: TextIO) -> bool:
    """Write what a stream still holds; say False, and why, if it cannot, unless its reader has gone.

    What cannot be written is dropped, so that the interpreter does not try again when it ends.
    """
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            return True
        _say(f"the output cannot be written: {error.strerror}")
        return False
    return True


def _say(message: str) -> None:
    with suppress(OSError):  # a stderr that nobody reads
        click.echo(f"linkcheck: {message}", err=True)


def _bug(error: Exception) -> int:
    import traceback

    if os.environ.get("LINKCHECK_TRACEBACK"):
        traceback.print_exception(error)
    what = f"{type(error).__name__}: {printable(str(error))}"
    _say(
        f"internal error ({what}).\n"
        "This is a bug in linkcheck. Please report it with what LINKCHECK_TRACEBACK=1 prints."
    )
    return EXIT_BUG
