"""What an exception of the network stack says: a fact about the exchange, or a fault of this machine."""

from __future__ import annotations

import errno
import os
import ssl
from dataclasses import dataclass

import aiohttp

from linkcheck.model import Failure, FailureKind
from linkcheck.net.guard import PrivateAddressError
from linkcheck.net.names import NameLookupError
from linkcheck.net.tls import read_handshake_failure, read_later_failure

# What an exchange may raise. ValueError is what URL and IDNA parts of the client raise unwrapped.
ExchangeError = (aiohttp.ClientError, OSError, ValueError)

_EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.EADDRNOTAVAIL}
_UNREACHABLE = {errno.ENETUNREACH, errno.ENETDOWN}


@dataclass(frozen=True, slots=True)
class Exhaustion:
    """This machine is short of descriptors, ports or memory; the URL is to be asked again."""

    detail: str


@dataclass(frozen=True, slots=True)
class LocalFailure:
    """A failure that this machine's own missing network would explain as well."""

    failure: Failure


Mishap = Failure | LocalFailure | Exhaustion


def read_failure(error: Exception) -> Mishap:
    """Say what went wrong in an exchange that gave no status."""
    match error:
        case aiohttp.ClientConnectorDNSError():
            return _read_lookup(error.os_error)
        case aiohttp.ClientConnectorCertificateError():
            return read_handshake_failure(error.certificate_error)
        case aiohttp.ClientConnectorSSLError():
            return read_handshake_failure(error.os_error)
        case aiohttp.ClientConnectorError():
            return _read_connection(error.os_error)
        case aiohttp.ClientOSError(__cause__=ssl.SSLError() as later):
            return read_later_failure(later)
        case aiohttp.ConnectionTimeoutError():
            return Failure(FailureKind.CONNECT_TIMEOUT)
        case TimeoutError():
            return Failure(FailureKind.TIMEOUT)
        case aiohttp.ServerDisconnectedError() | ConnectionError():
            return Failure(FailureKind.RESET)
        case ssl.SSLError():  # before OSError, which it is: an alert after the handshake, as in TLS 1.3
            return read_later_failure(error)
        case aiohttp.InvalidURL() | ValueError():
            return Failure(FailureKind.INVALID_URL)
        case OSError():
            return _read_connection(error)
        case _:  # the parser's own words hold pieces of the reply and of our headers, so they are not kept
            return Failure(FailureKind.MALFORMED_RESPONSE)


def _read_lookup(error: OSError) -> Mishap:
    if isinstance(error, NameLookupError):
        failure = Failure(error.kind, error.detail)
        return LocalFailure(failure) if error.is_local else failure
    return Failure(FailureKind.DNS_FAILED)


def _read_connection(error: OSError) -> Mishap:
    number = error.errno or 0
    if isinstance(error, PrivateAddressError):
        return Failure(FailureKind.PRIVATE_ADDRESS)
    if number in _EXHAUSTED:
        return Exhaustion(error.strerror or errno.errorcode[number])
    if number in _UNREACHABLE:
        return LocalFailure(Failure(FailureKind.CONNECT_FAILED, "no route to its network"))
    if number == errno.ECONNREFUSED:
        return Failure(FailureKind.CONNECT_REFUSED)
    if number == errno.ETIMEDOUT:
        return Failure(FailureKind.CONNECT_TIMEOUT)
    if isinstance(error, ConnectionError) or number in {errno.ECONNRESET, errno.EPIPE, errno.ECONNABORTED}:
        return Failure(FailureKind.RESET)
    # asyncio's own words hold the address, and nothing of what the system said
    return Failure(FailureKind.CONNECT_FAILED, os.strerror(number).lower() if number else "")
