"""How many connections this process may hold at once."""

from __future__ import annotations

import sys

_KEPT_FOR_OTHERS = 64
_EACH_EXCHANGE = 2  # its connection, and one more while IPv6 and IPv4 are raced or one is idle in the pool
_HIGHEST = 65_536
_WITHOUT_LIMIT = 4096


def exchanges_at_once() -> int:
    """Raise the soft limit on descriptors as far as is allowed; return how many exchanges fit under it."""
    if sys.platform == "win32":  # sockets are no descriptors there
        return _WITHOUT_LIMIT
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = _HIGHEST if hard == resource.RLIM_INFINITY else min(hard, _HIGHEST)
    if soft < highest:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (highest, hard))
            soft = highest
        except (ValueError, OSError):  # macOS refuses more than its own OPEN_MAX, whatever it says is allowed
            pass
    return max(1, (soft - _KEPT_FOR_OTHERS) // _EACH_EXCHANGE)
