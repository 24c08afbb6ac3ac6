"""The topic `exit-codes`."""

from __future__ import annotations

from collections.abc import Iterator

from linkcheck.cli.exits import MEANINGS
from linkcheck.cli.manual import topic
from linkcheck.cli.manual.table import Table, rows


@topic("exit-codes")
def exit_codes() -> Iterator[Table]:
    """What a run tells the shell, and CI with it.

    By default only an error fails a run, so that a slow host does not turn a build red. `--fail-on warning`
    is stricter, `--fail-on never` only reports, and `--fail-on new` fails for warnings and errors that the
    baseline does not hold (`linkcheck explain suppress`).
    """
    yield Table(("exit code", "meaning"), rows(MEANINGS.items()))
