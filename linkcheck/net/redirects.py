"""Follow redirects by hand: where a reply leads, what may follow there, and when a chain goes in circles."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit, urlunsplit

import aiohttp
from yarl import URL

from linkcheck.errors import UrlError
from linkcheck.model import PERMANENT, Failure, FailureKind, Redirect
from linkcheck.net.policy import origin
from linkcheck.urls.references import fetch_url, is_web, resolve

_STATUSES = frozenset({301, 302, 303, 307, 308})  # Fetch, redirect status
_MADE_BY_PAGE = 200
_ASCII = bytes(range(0x80)).decode("ascii")


@dataclass(slots=True)
class Chain:
    """One URL's way through redirects. `url` is the next one to ask for, without userinfo and fragment.

    Cookies live and die with the chain: enough for a wall that sets one and looks for it, too short to track.
    """

    url: str
    authorization: str | None = None
    hops: list[Redirect] = field(default_factory=list)
    _first_url: str = ""
    _cookies: aiohttp.CookieJar | None = None
    _visited: set[tuple[str, str]] = field(default_factory=set)
    _has_returned: bool = False

    @property
    def is_first_origin(self) -> bool:
        """True while the URL belongs to the origin that was asked directly (RFC 6454)."""
        return not self.hops or origin(self.url) == origin(self._first_url)

    @property
    def is_downgraded(self) -> bool:
        """True where a redirect led away from https: whoever sits between may have chosen where to."""
        urls = (self._first_url, *(hop.url for hop in self.hops))
        return not self.url.startswith("https:") and any(url.startswith("https:") for url in urls)

    @property
    def is_permanent(self) -> bool:
        """True if there were redirects and each of them was permanent."""
        return bool(self.hops) and all(hop.status in PERMANENT for hop in self.hops)

    def headers(self) -> dict[str, str]:
        """Return the headers that this chain adds to the request it makes next."""
        headers = {}
        cookie = self._cookie()
        self._visited.add((self.url, cookie))
        if cookie:
            headers["Cookie"] = cookie
        if self.authorization and self.is_first_origin:
            headers["Authorization"] = self.authorization
        return headers

    def keep_cookies(self, headers: list[str]) -> None:
        """Take the `Set-Cookie` headers of the URL's reply."""
        if headers:
            if self._cookies is None:
                self._cookies = aiohttp.CookieJar(unsafe=True)  # unsafe: from IP addresses as well
            self._cookies.update_cookies_from_headers(headers, URL(self.url, encoded=True))

    def follow(self, status: int, location: bytes | None, *, limit: int) -> bool | Failure:
        """Go where a reply leads.

        False if it leads nowhere and is final; a failure if nobody can go there.
        """
        if status not in _STATUSES or not location or not location.strip():
            return False
        target = _resolve_location(location, self.url)
        if isinstance(target, Failure):
            return target
        if len(self.hops) == limit:
            return Failure(FailureKind.REDIRECT_LIMIT, f"more than {limit} times")
        target, _ = _split_userinfo(target)  # credentials from a server are not ours to send or to show
        self.hops.append(Redirect(status, target))
        self.url = fetch_url(target)
        if (self.url, self._cookie()) in self._visited:
            if self._has_returned:
                return Failure(FailureKind.REDIRECT_LOOP)
            self._has_returned = True  # some sites send everybody back once, and browsers go
        return True

    def go_on(self, target: str, *, limit: int) -> bool:
        """Go where a page sends its readers by itself; False if the chain has been there, or is too long."""
        target, _ = _split_userinfo(target)
        url = fetch_url(target)
        if len(self.hops) >= limit or (url, self._cookie()) in self._visited:
            return False
        self.hops.append(Redirect(_MADE_BY_PAGE, target))
        self.url = url
        return True

    def _cookie(self) -> str:
        if self._cookies is None:
            return ""
        morsels = self._cookies.filter_cookies(URL(self.url, encoded=True)).values()
        return "; ".join(f"{morsel.key}={morsel.coded_value}" for morsel in morsels)


def start_chain(url: str) -> Chain:
    """Begin at a URL; its userinfo becomes a header for its own origin (RFC 7617).

    Raises:
        UrlError: no host can be asked for it.
    """
    bare, userinfo = _split_userinfo(resolve(url).fetch_url)
    authorization = None
    if userinfo:
        user, _, password = userinfo.partition(":")
        pair = unquote_to_bytes(user) + b":" + unquote_to_bytes(password)
        authorization = "Basic " + base64.b64encode(pair).decode("ascii")
    return Chain(bare, authorization, _first_url=bare)


def _resolve_location(location: bytes, base: str) -> str | Failure:
    """Resolve a `Location` (RFC 9110 §10.2.2); bytes that are no UTF-8 are kept, percent-encoded."""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = quote_from_bytes(location, safe=_ASCII)
    if text.lower().startswith("www."):  # to a browser a relative path like any other
        text = f"./{text}"
    try:
        target = resolve(text, base).url
    except UrlError as error:
        return Failure(FailureKind.REDIRECT_INVALID, str(error))
    if not is_web(target):
        return Failure(FailureKind.REDIRECT_SCHEME, target.partition(":")[0])
    return target


def _split_userinfo(url: str) -> tuple[str, str]:
    if "@" not in url:
        return url, ""
    parts = urlsplit(url)
    userinfo, at, host = parts.netloc.rpartition("@")
    return (urlunsplit(parts._replace(netloc=host)), userinfo) if at else (url, "")
