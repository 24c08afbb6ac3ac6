"""`make bench`: figures of this machine, to be compared as ratios within one run."""

from __future__ import annotations

from tests.bench import extraction, extractors, pictures, startup

for part in (startup, extraction, extractors, pictures):
    part.main()
