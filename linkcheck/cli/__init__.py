"""The command line: arguments → settings → runtime → renderers → exit code. It decides nothing itself."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

import click

from linkcheck.cli import images as images  # registers its commands
from linkcheck.cli.commands import linkcheck
from linkcheck.cli.exits import EXIT_BUG, EXIT_INTERRUPTED, EXIT_USAGE
from linkcheck.errors import ConfigError, LinkcheckError
from linkcheck.printable import printable


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code: 0, 1, 2, 3 or 130 (see `linkcheck --help`)."""
    # A run only ever adds to what it knows, so most collections find nothing: 15 % of the time of `extract`.
    gc.set_threshold(200_000, 50, 100)
    sys.exit(_run(arguments))


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
            click.echo(f"linkcheck: {printable(problem)}", err=True)
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("linkcheck: interrupted", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is wrong, and nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the border: no traceback reaches a user unasked
        return _bug(error)
    return int(code or 0)


def _bug(error: Exception) -> int:
    import traceback

    if os.environ.get("LINKCHECK_TRACEBACK"):
        traceback.print_exception(error)
    click.echo(
        f"linkcheck: internal error ({type(error).__name__}: {printable(str(error))}).\n"
        "This is a bug in linkcheck. Please report it with what LINKCHECK_TRACEBACK=1 prints.",
        err=True,
    )
    return EXIT_BUG
