"""The command `linkcheck init`: a commented settings file to start from."""

from __future__ import annotations

from pathlib import Path

import click

from linkcheck.errors import UsageError


@click.command()
@click.option(
    "--output", "-o", metavar="FILE", default="linkcheck.toml", help="Write it there (linkcheck.toml)."
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def init(output: str, *, force: bool) -> None:
    """Write a settings file in which every setting is explained and none is made yet."""
    from linkcheck.settings.starter import STARTER

    path = Path(output)
    try:
        with path.open("w" if force else "x", encoding="utf-8", newline="\n") as file:
            file.write(STARTER)
    except FileExistsError as error:
        raise UsageError(f"{output}: there is such a file already; --force overwrites it") from error
    except OSError as error:
        raise UsageError(f"{output}: the settings cannot be written: {error.strerror}") from error
    click.echo(f"linkcheck: wrote {output}; `linkcheck config` shows what it sets", err=True)
