"""What every test starts from: a clean environment."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Machines are noisy: a slow example is not a wrong one.
settings.register_profile("quiet", deadline=None)
settings.load_profile("quiet")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what a developer's own shell may set."""
    for name in list(os.environ):
        if name.startswith("LINKCHECK_") or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
