"""How parked domains give themselves away: the services that serve their pages, and the words of a sale."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Hosts that only ever serve parked pages, their scripts or their frames, and whose they are.
_SERVICES: tuple[tuple[bytes, str], ...] = (
    (b"parkingcrew.net", "ParkingCrew"),
    (b"d38psrni17bvxu.cloudfront.net", "ParkingCrew"),
    (b"sedoparking.com", "Sedo"),
    (b"img.sedoparking.com", "Sedo"),
    (b"bodis.com", "Bodis"),
    (b"parklogic.com", "ParkLogic"),
    (b"above.com/marketplace", "Above"),
    (b"wsimg.com/parking-lander", "GoDaddy"),
    (b"afternic.com/forsale", "Afternic"),
    (b"hugedomains.com/domain_profile", "HugeDomains"),
    (b"dan.com/buy-domain", "Dan"),
    (b"parkingpage.namecheap.com", "Namecheap"),
    (b"skenzo.com", "Skenzo"),
    (b"voodoo.com/js/partner", "Voodoo"),
    (b"park-web.kv.", "parking service"),
    (b"domainparking.", "parking service"),
)
# Scripts and frames, not prose: an article about parking names these hosts as well.
_EMBEDS = re.compile(
    rb"<(?:script|iframe|frame|link|img)\b[^>]{0,500}?(?:src|href)\s*=\s*[\"']?(?:https?:)?//([^\"'>\s]+)"
    rb"|http-equiv\s*=\s*[\"']?refresh[^>]{0,100}?url=\s*[\"']?(?:https?:)?//([^\"'>\s]+)",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"(for sale|is available|buy this domain|domain name|parked|is registered|zu verkaufen|steht zum verkauf|"
    r"à vendre|en venta|à venda|in vendita|te koop|продается|продаётся|للبيع|למכירה|出售|売り出し中|satılık)",
    re.IGNORECASE,
)
_SEARCHED_BYTES = 65_536


def find_parking(body: bytes, *, url: str, title: str | None) -> str | None:
    """Return who parks the domain of a page, None if nobody seems to.

    A title counts only if it names the page's own domain beside words of a sale.
    """
    searched = body[:_SEARCHED_BYTES].lower()
    named = [(mark, service) for mark, service in _SERVICES if mark in searched]
    is_offered = title is not None and _FOR_SALE.search(title) is not None
    if not named and not is_offered:  # nearly every page there is
        return None
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    for match in _EMBEDS.finditer(searched) if named else ():
        target = match[1] or match[2]
        for mark, service in named:
            is_own = host.encode("ascii", "ignore").endswith(mark.split(b"/")[0]) if host else False
            if mark in target and not is_own:
                return service
    return "its owner" if is_offered and host and host in (title or "").lower() else None
