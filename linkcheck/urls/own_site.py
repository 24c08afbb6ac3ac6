"""The posts' own site on disk: `--site-url` says what its addresses are, `--root-dir` where its files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from linkcheck.errors import UrlError, UsageError
from linkcheck.urls.local import Located, at_path
from linkcheck.urls.references import is_web, registrable_domain, resolve


@dataclass(frozen=True, slots=True)
class OwnSite:
    """A site that the root folder is published as. `port` is None for the usual one of http and https.

    `prefix` is the path of its front page and ends with a slash; what lies above it is another site.
    """

    origin: str
    hosts: frozenset[str]
    port: int | None
    prefix: str

    def locate(self, url: str) -> Located | None:
        """Return the file below the root that an absolute URL stands for; None if it is not of this site.

        Scheme and query do not matter, `www.` not where it was put before a registered domain or left out.

        Raises:
            UrlError: no file can have that name.
        """
        parts = urlsplit(url)
        if not is_web(url) or parts.hostname not in self.hosts or parts.port != self.port:
            return None
        path = unquote(parts.path)
        if path + "/" == self.prefix:
            path = self.prefix
        if not path.startswith(self.prefix):
            return None
        return at_path(path.removeprefix(self.prefix), parts.fragment)


def own_site(site_url: str | None, root_dir: str | None) -> OwnSite | None:
    """Return the site whose files are in the root folder; None unless both were given.

    Raises:
        UsageError: the site's address is no URL.
    """
    if site_url is None or root_dir is None:
        return None
    try:
        url = resolve(site_url).fetch_url
    except UrlError as error:
        raise UsageError(f"--site-url: {site_url}: {error}") from error
    parts = urlsplit(url)
    host = parts.hostname or ""
    bare = host.removeprefix("www.")
    hosts = {bare, f"www.{bare}"} if registrable_domain(f"https://{bare}/") == bare else {host}
    return OwnSite(url, frozenset(hosts), parts.port, unquote(parts.path).rstrip("/") + "/")
