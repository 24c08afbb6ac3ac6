"""The topic `verdicts`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, rows
from linkcheck.verdict import MEANINGS


@topic("verdicts")
def verdicts() -> Iterator[Table]:
    """How a link is judged: what each verdict means.

    Broken needs positive evidence: the server, the registry of names or the certificate says so. What may
    pass is unavailable, what keeps robots out is blocked, and what was not asked is skipped. What fails is
    asked once more at the end of the run before it is judged.
    """
    yield Table(("verdict", "meaning"), rows(MEANINGS.items()))
