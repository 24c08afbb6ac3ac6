"""`make bench`: figures of this machine, to be compared as ratios within one run.

`make bench ONLY="crawl pictures"` runs some of them.
"""

from __future__ import annotations

import sys

from tests.bench import crawl, extraction, extractors, fetching, pictures, startup

_PARTS = {
    "startup": startup,
    "extraction": extraction,
    "extractors": extractors,
    "pictures": pictures,
    "fetching": fetching,
    "crawl": crawl,
}
unknown = set(sys.argv[1:]) - set(_PARTS)
if unknown:
    sys.exit(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(_PARTS)}")
for name in sys.argv[1:] or _PARTS:
    _PARTS[name].main()
