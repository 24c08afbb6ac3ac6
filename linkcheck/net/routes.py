"""Where to connect instead of where a URL says: curl's `--connect-to HOST:PORT:ADDRESS:PORT`."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

from linkcheck.errors import UsageError

_ENTRY = re.compile(
    r"(?P<host>\[[^\]]*\]|[^:\[\]]*):(?P<port>\d*):(?P<address>\[[^\]]*\]|[^:\[\]]*):(?P<to_port>\d*)"
)
_HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Route:
    """One entry. An empty `host` or a None `port` matches all; what is empty at the other end is kept."""

    host: str
    port: int | None
    address: str
    to_port: int | None

    def matches(self, host: str, port: int) -> bool:
        """Say whether a URL's host (lower-case, without brackets) and port take this route."""
        return self.host in {"", host} and self.port in {None, port}


@dataclass(frozen=True, slots=True)
class Routes:
    """All entries; the first that matches is taken, as curl does."""

    entries: tuple[Route, ...] = ()

    def find(self, host: str, port: int) -> tuple[str, int] | None:
        """Return the address (or name) and port to connect to in place of a URL's own; None for its own."""
        for entry in self.entries:
            if entry.matches(host, port):
                return entry.address or host, port if entry.to_port is None else entry.to_port
        return None

    def names(self, host: str, port: int) -> bool:
        """Say whether an entry names this very host, rather than matching all hosts."""
        return any(entry.host and entry.matches(host, port) for entry in self.entries)


def parse_routes(entries: Iterable[str]) -> Routes:
    """Read the entries of `--connect-to`.

    >>> parse_routes(["::127.0.0.1:8080"]).find("example.org", 443)
    ('127.0.0.1', 8080)

    Raises:
        UsageError: an entry is malformed; the message says which and how to write it.
    """
    return Routes(tuple(_parse(entry) for entry in entries))


def _parse(entry: str) -> Route:
    match = _ENTRY.fullmatch(entry)
    if match is None:
        raise _error(entry, "it needs four parts")
    return Route(
        _host(entry, match["host"]),
        _port(entry, match["port"]),
        _host(entry, match["address"]),
        _port(entry, match["to_port"]),
    )


def _host(entry: str, text: str) -> str:
    if not text.startswith("["):
        return text.lower()
    try:
        return str(ipaddress.IPv6Address(text[1:-1]))
    except ValueError:
        raise _error(entry, f"{text} is not an IPv6 address") from None


def _port(entry: str, text: str) -> int | None:
    if not text:
        return None
    if not 0 < int(text) <= _HIGHEST_PORT:
        raise _error(entry, f"{text} is not a port")
    return int(text)


def _error(entry: str, problem: str) -> UsageError:
    return UsageError(
        f"--connect-to {entry!r}: {problem}; write HOST:PORT:ADDRESS:PORT, IPv6 addresses in brackets"
    )
