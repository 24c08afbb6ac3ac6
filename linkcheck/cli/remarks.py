"""What a run says beside its report, whichever command it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from linkcheck.config import Config
    from linkcheck.model import Document


def remark_unread(inputs: Sequence[str], documents: Iterable[Document]) -> None:
    """Say how many text documents lie in the folders that linkcheck does not read."""
    from linkcheck.reading import passed_over

    if unread := passed_over(inputs, documents):
        count = sum(number for _, number in unread)
        were = "1 text document was" if count == 1 else f"{count:,} text documents were"
        which = ", ".join(f"{number:,} {suffix}" for suffix, number in unread)
        why = "linkcheck does not know these formats; a file that is named is read as plain text"
        click.echo(f"linkcheck: {were} not read ({which}): {why}", err=True)


def is_empty(documents: int, links: int, config: Config, *, quiet: bool) -> bool:
    """Say aloud when nothing was checked; return whether that fails the run."""
    if links:
        return False
    if not quiet or config.fail_if_empty:
        what = "no link was found in the documents" if documents else "no document was found in the inputs"
        click.echo(f"linkcheck: {what}", err=True)
    return config.fail_if_empty
