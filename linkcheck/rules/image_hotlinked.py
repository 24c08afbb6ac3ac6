"""The rule `image-hotlinked`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from linkcheck.model import Crawl, Finding, Level
from linkcheck.rules import rule
from linkcheck.rules._occurrences import is_picture, occurrences
from linkcheck.urls.references import is_web, registrable_domain

# Badges by their services and by what their paths say; networks that deliver files of packages to anybody.
_MADE_FOR_IT = re.compile(
    r"https?://(?:(?:img\.shields\.io|badgen\.net|badge\.fury\.io|cdn\.jsdelivr\.net|cdnjs\.cloudflare\.com|unpkg\.com"
    r"|github\.githubassets\.com)/|[^?#]*/badges?(?:[./?#]|$))",
    re.IGNORECASE,
)


@rule("image-hotlinked", level=Level.WARNING)
def image_hotlinked(crawl: Crawl, *, own_hosts: tuple[str, ...] = ()) -> Iterator[Finding]:
    """A picture is loaded from somebody else's site, not from the post's own.

    Its owner can replace it, remove it or refuse it at any time, learns who reads the post, and pays for
    every reader. Copy the picture to the post's own site, with permission and credit. This rule needs to know
    that site: `--site-url`. Another host of the same registrable domain is the site's own; name further
    ones, such as a delivery network's, in `own_hosts`, which covers the hosts below each as well. Ignore
    it for pictures whose licence or service asks for them to be loaded from there. Badges, which show a state
    of today, and pictures from delivery networks for packages are left out.
    """
    if crawl.site_url is None:
        return
    own = {_site(crawl.site_url), *(host.lower().strip(".") for host in own_hosts)}
    for found in occurrences(crawl, is_picture):
        url = found.link.fetch_url or ""
        if is_web(url) and not _is_own(url, own) and not _MADE_FOR_IT.match(url):
            host = urlsplit(url).hostname or ""
            yield Finding(
                f"this picture is loaded from another site: {host}",
                found.link,
                related=found.others,
                evidence={"host": host, "site_url": crawl.site_url},
            )


def _site(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return (registrable_domain(url) or host).lower()


def _is_own(url: str, own: set[str]) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    return _site(url) in own or any(host == each or host.endswith(f".{each}") for each in own)
