"""Query parameters that only track the reader, by exact name.

General names such as `ref`, `source`, `id` or `spm` are left alone: on many sites they choose the page.
"""

from __future__ import annotations

import re

_NAMES = frozenset(
    (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid"
        " _hsenc _hsmi hsCtaTracking mkt_tok vero_id _openstat wickedid srsltid _gl _ga s_cid li_fat_id cmpid"
    ).split()
)
_PREFIXES = ("utm_", "__hs", "ml_subscriber", "at_")
_OLYTICS = re.compile(r"oly_(?:anon|enc)_id")


def is_tracking_parameter(name: str) -> bool:
    """Say whether a query parameter of this name never changes what is shown.

    >>> is_tracking_parameter("utm_source"), is_tracking_parameter("ref")
    (True, False)
    """
    return name in _NAMES or name.startswith(_PREFIXES) or _OLYTICS.fullmatch(name) is not None
