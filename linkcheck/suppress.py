"""Do we care today? Which levels fail a run; a finding that is not wanted is kept, but apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from linkcheck.model import Finding, Level

_GRAVITY = {level: gravity for gravity, level in enumerate(Level)}


def fails(findings: Iterable[Finding], fail_on: Level | Literal["never"]) -> bool:
    """Say whether any finding is at or above the level that fails a run."""
    if fail_on == "never":
        return False
    return any(_GRAVITY[finding.level] <= _GRAVITY[fail_on] for finding in findings)
