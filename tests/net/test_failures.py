"""What exceptions of the network stack say."""

from __future__ import annotations

import errno
import os
import ssl
from typing import cast

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from linkcheck.model import Failure, FailureKind
from linkcheck.net.failures import Exhaustion, LocalFailure, read_failure

KEY = ConnectionKey("a.example", 80, False, True, None, None, None)


def _connector_error(number: int | None, text: str = "") -> aiohttp.ClientConnectorError:
    cause = OSError(text) if number is None else OSError(number, os.strerror(number))
    return aiohttp.ClientConnectorError(KEY, cause)


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_connector_error(errno.ECONNREFUSED), FailureKind.CONNECT_REFUSED),
        (_connector_error(errno.ETIMEDOUT), FailureKind.CONNECT_TIMEOUT),
        (_connector_error(errno.EHOSTUNREACH), FailureKind.CONNECT_FAILED),
        (_connector_error(errno.ECONNRESET), FailureKind.RESET),
        (_connector_error(errno.ECONNABORTED), FailureKind.RESET),
        (_connector_error(None, "Multiple exceptions: a, b"), FailureKind.CONNECT_FAILED),
        (aiohttp.ClientConnectorDNSError(KEY, OSError(None, "odd")), FailureKind.DNS_FAILED),
        (aiohttp.ConnectionTimeoutError(), FailureKind.CONNECT_TIMEOUT),
        (TimeoutError(), FailureKind.TIMEOUT),
        (aiohttp.ServerDisconnectedError(), FailureKind.RESET),
        (aiohttp.ClientOSError(errno.EPIPE, "pipe"), FailureKind.RESET),
        (ConnectionResetError(), FailureKind.RESET),
        (ssl.SSLError(1, "[SSL: TLSV1_ALERT] odd"), FailureKind.TLS_FAILED),
        (aiohttp.InvalidURL("http://a b/"), FailureKind.INVALID_URL),
        (UnicodeError("label too long"), FailureKind.INVALID_URL),
        (OSError(errno.EIO, "odd"), FailureKind.CONNECT_FAILED),
        (aiohttp.ClientPayloadError(), FailureKind.MALFORMED_RESPONSE),
    ],
)
def test_each_exception_is_one_kind_of_failure(error: Exception, kind: FailureKind) -> None:
    assert cast(Failure, read_failure(error)).kind is kind


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.EADDRNOTAVAIL])
def test_a_machine_that_has_run_out_of_something_is_no_failure_of_the_url(number: int) -> None:
    assert isinstance(read_failure(_connector_error(number)), Exhaustion)


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.ENETDOWN])
def test_a_missing_network_may_be_our_own(number: int) -> None:
    assert isinstance(read_failure(_connector_error(number)), LocalFailure)


def test_the_systems_words_are_kept_and_not_asyncios() -> None:
    error = OSError(errno.EHOSTUNREACH, "Connect call failed ('192.0.2.1', 80)")
    failure = read_failure(aiohttp.ClientConnectorError(KEY, error))
    assert failure == Failure(FailureKind.CONNECT_FAILED, os.strerror(errno.EHOSTUNREACH).lower())
