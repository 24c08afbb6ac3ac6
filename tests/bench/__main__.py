"""`make bench`: figures of this machine, to be compared as ratios within one run.

`make bench ONLY="crawl pictures"` runs some of them.
"""

from __future__ import annotations

import os
import sys

# As in the processes that decode: one core, and figures that do not depend on how many there are.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tests.bench import (
    album,
    analysis,
    crawl,
    extraction,
    extractors,
    fetching,
    pictures,
    reuse,
    sourcing,
    startup,
)

_PARTS = {
    "startup": startup,
    "extraction": extraction,
    "extractors": extractors,
    "pictures": pictures,
    "album": album,
    "sourcing": sourcing,
    "analysis": analysis,
    "reuse": reuse,
    "fetching": fetching,
    "crawl": crawl,
}
unknown = set(sys.argv[1:]) - set(_PARTS)
if unknown:
    sys.exit(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(_PARTS)}")
for name in sys.argv[1:] or _PARTS:
    _PARTS[name].main()
