"""Which addresses are nobody's business to ask for a stranger's post, checked where the socket is made.

A post is untrusted input and may point at this machine, its network or a cloud's metadata service. The check
of every address at connect time covers literals, name look-ups, redirects and rebinding alike: the address
that was checked is the one connected to.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import lru_cache
from urllib.parse import urlsplit

# An own list: `ipaddress.is_global` lets 6to4, NAT64 and IPv4-compatible forms of private addresses pass, and
# its answer differs between Python versions. Ranges from the IANA IPv4 Special-Purpose Address Registry
# (RFC 6890), multicast and reserved space; 168.63.129.16 is Azure's wire server, in public space.
_PRIVATE_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
    )
)  # fmt: skip
# Of IPv6 only global unicast is public (RFC 4291 §2.4), without the special-purpose ranges inside it: Teredo
# and ORCHID, documentation, 6to4 (which embeds an IPv4 address), AS112.
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")
_PRIVATE_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)

# Names that mean another machine in each network: RFC 6761 §6.3, RFC 6762 §3, RFC 8375; ICANN, 29 July 2024.
_LOCAL_NAMES = ("localhost", "local", "home.arpa", "internal")

AddressInfo = tuple[int, int, int, str, tuple[str, int] | tuple[str, int, int, int]]


class PrivateAddressError(OSError):
    """An address that is not asked.

    The text never varies: the connection race re-raises its first error only if all texts are equal.
    """

    def __init__(self) -> None:
        """Say what was refused, without naming it."""
        super().__init__("private address refused")


class TrustedAddress(str):
    """An address that the user named, which is connected to as it is."""

    __slots__ = ()


@lru_cache(maxsize=4096)
def is_private(address: str) -> bool:
    """Say whether a numeric address is outside the public internet; what is no address counts as private.

    >>> is_private("169.254.169.254"), is_private("::ffff:10.0.0.1"), is_private("9.9.9.9")
    (True, True, False)
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return True
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return parsed not in _PUBLIC_V6 or any(parsed in network for network in _PRIVATE_V6)
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in _PRIVATE_V4)


def is_private_host(url: str) -> bool:
    """Say whether a web URL names a private address or a local name, without any look-up."""
    host = (urlsplit(url).hostname or "").removesuffix(".")
    if f".{host}".endswith(tuple(f".{name}" for name in _LOCAL_NAMES)):
        return True
    is_address = ":" in host or host.rpartition(".")[2].isdigit()  # WHATWG URL §3.5, ends in a number
    return is_address and is_private(host)


def is_onion_host(url: str) -> bool:
    """Say whether a web URL names a service inside Tor, which no name server knows (RFC 7686 §2)."""
    return (urlsplit(url).hostname or "").removesuffix(".").endswith(".onion")


def open_socket(info: AddressInfo) -> socket.socket:
    """Make the socket of a connection, as asyncio would."""
    family, kind, protocol, _, _ = info
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made


def open_public_socket(info: AddressInfo) -> socket.socket:
    """Make the socket of a connection to a public or trusted address.

    Raises:
        PrivateAddressError: the address is private and nobody said it may be asked.
    """
    address = info[4][0]
    if not isinstance(address, TrustedAddress) and is_private(address):
        raise PrivateAddressError
    return open_socket(info)
