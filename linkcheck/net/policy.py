"""How this run asks: limits and headers, read once from the settings."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from linkcheck import __version__
from linkcheck.config import USER_AGENT, Config, variable_problems
from linkcheck.errors import UsageError
from linkcheck.model import Kind
from linkcheck.net.hosts import Share
from linkcheck.settings.sections import HostSections, with_variables

# What Firefox sends for a page and for a picture. Some servers answer 406 or 403 to anything shorter.
_ACCEPT_PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
_ACCEPT_PICTURE = "image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5"
_COMMON = {"Accept-Language": "en-US,en;q=0.7,*;q=0.3", "Accept-Encoding": "gzip, deflate, br"}
# What Firefox (its long-term release of 2026) sends besides, when a person types an address in.
_BROWSER = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept-Language": "en-US,en;q=0.5",
    "Upgrade-Insecure-Requests": "1",
    "Sec-Fetch-Dest": "document",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Site": "none",
    "Sec-Fetch-User": "?1",
}

# RFC 9110 §5.1 (token) and §5.5 (field value: visible, space, tab).
_HEADER = re.compile(r"(?P<name>[!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(?P<value>[\t\x20-\x7e\x80-\U0010ffff]*)")
# These frame the message or name the host; a wrong one would make every answer meaningless.
_RESERVED = {"host", "connection", "content-length", "transfer-encoding", "upgrade"}

# Two more tries of the first packet, which TCP repeats after 1 and 3 seconds (RFC 6298 §2.1). Of 20,000 hosts
# 4 % were dead: 10 s for each is what then decides how long the run takes.
_CONNECT_SECONDS = 5.0
_PICTURE_SECONDS = 30.0


_NO_SECTIONS = HostSections({})


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits of one exchange, and the headers it sends. Sizes are in bytes, times in seconds.

    `exchange_seconds` bounds everything from the look-up to the last byte read of one hop.
    """

    exchange_seconds: float
    connect_seconds: float
    picture_seconds: float
    retries: int
    max_redirects: int
    page_bytes: int
    image_bytes: int
    document_bytes: int
    check_images: bool
    allow_private: bool
    user_agent: str
    own_headers: tuple[tuple[str, str], ...]
    robots: bool = False
    retry_as_browser: bool = False
    per_host: int = 8
    hosts: HostSections = _NO_SECTIONS

    def headers(
        self,
        kinds: frozenset[Kind],
        url: str,
        *,
        is_first_origin: bool,
        is_downgraded: bool = False,
        as_browser: bool = False,
    ) -> dict[str, str]:
        """Return the headers of one request.

        Configured ones are for the origin that was asked directly; those of a host are for that host, and
        where a redirect led there, only over its scheme's own port and never after https has been left.
        """
        accept = _ACCEPT_PICTURE if kinds == {Kind.IMAGE} else _ACCEPT_PAGE
        headers = {"User-Agent": self.user_agent, "Accept": accept, **_COMMON}
        if as_browser:
            headers |= _BROWSER
        if is_first_origin:
            headers = replacing(headers, self.own_headers)
        if is_first_origin or not is_downgraded:
            section = self.hosts.of(url, is_direct=is_first_origin)
            headers = replacing(headers, _parse_headers(section.headers))
        return headers

    def exchange_seconds_of(self, url: str) -> float:
        """Return how long one exchange with a URL's host may take."""
        own = self.hosts.of(url).timeout_seconds
        return self.exchange_seconds if own is None else own

    def share_of(self, host: str) -> Share:
        """Return how a host (`host:port`) may be asked."""
        section = self.hosts.of(f"http://{host}")
        return Share(section.per_host or self.per_host, section.delay_seconds)


def read_policy(config: Config, environment: Mapping[str, str] = os.environ) -> Policy:
    """Read the settings; variables that headers are made of get their values here.

    Raises:
        UsageError: a configured header is malformed, or made of a variable that is not set.
    """
    if problems := list(variable_problems(config, environment)):
        raise UsageError("\n".join(f"{key}: {problem}" for key, problem in problems))
    hosts = {
        name: replace(section, headers=tuple(with_variables(section.headers, environment)))
        for name, section in config.hosts.items()
    }
    for section in hosts.values():
        tuple(_parse_headers(section.headers))
    return Policy(
        exchange_seconds=config.timeout_seconds,
        connect_seconds=min(config.timeout_seconds, _CONNECT_SECONDS),
        picture_seconds=_PICTURE_SECONDS,
        retries=config.retries,
        max_redirects=config.max_redirects,
        page_bytes=config.max_page_bytes,
        image_bytes=config.max_image_bytes,
        document_bytes=config.max_document_bytes,
        check_images=config.check_images,
        allow_private=config.allow_private,
        user_agent=config.user_agent or USER_AGENT.format(version=__version__),
        own_headers=tuple(_parse_headers(with_variables(config.headers, environment))),
        robots=config.robots,
        retry_as_browser=config.retry_as_browser,
        per_host=config.per_host,
        hosts=HostSections(hosts),
    )


def replacing(headers: Mapping[str, str], others: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers with others in place of those of the same name, however it is written."""
    own = {name.lower(): (name, value) for name, value in others}
    kept = {name: value for name, value in headers.items() if name.lower() not in own}
    return kept | dict(own.values())


def _parse_headers(headers: Iterable[str]) -> Iterable[tuple[str, str]]:
    for header in headers:
        match = _HEADER.fullmatch(header)
        name = header.partition(":")[0]  # what follows may be a secret
        if match is None:
            raise UsageError(f"--header {name!r}: write it as 'Name: value', on one line")
        if match["name"].lower() in _RESERVED:
            raise UsageError(f"--header {name!r}: this is set by each request itself")
        yield match["name"], match["value"].rstrip(" \t")


def origin(url: str) -> tuple[str, str, int | None]:
    """Return a URL's origin (RFC 6454 §4): scheme, host and port."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port
