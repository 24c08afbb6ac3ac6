"""What a run says beside its report, whichever command it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
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
