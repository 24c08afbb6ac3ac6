"""Do we care today? Which levels fail a run; a finding that is not wanted is kept, but apart."""

from __future__ import annotations

from collections.abc import Iterable

from linkcheck.config import FailOn
from linkcheck.model import Finding, Level

_GRAVITY = {level: gravity for gravity, level in enumerate(Level)}


def fails(findings: Iterable[Finding], fail_on: FailOn) -> bool:
    """Say whether any finding is at or above the level that fails a run."""
    if fail_on is FailOn.NEVER:
        return False
    bound = _GRAVITY[Level(fail_on)]
    return any(_GRAVITY[finding.level] <= bound for finding in findings)
