"""Whom to trust in TLS, and what a failed handshake says of the server."""

from __future__ import annotations

import re
import ssl
from functools import lru_cache

from linkcheck.errors import UsageError
from linkcheck.model import Failure, FailureKind

# OpenSSL's X509_V_ERR_* codes (x509_vfy.h). Code 20 is an unknown authority as well as a missing intermediate
# certificate, which browsers fetch by themselves, so it is no evidence against the page.
_CERTIFICATE: dict[int, tuple[FailureKind, str]] = {
    9: (FailureKind.TLS_EXPIRED, "it is not valid yet"),
    10: (FailureKind.TLS_EXPIRED, "it has expired"),
    18: (FailureKind.TLS_UNTRUSTED, ""),
    19: (FailureKind.TLS_UNTRUSTED, "its chain ends in an unknown root"),
    20: (FailureKind.TLS_CHAIN, ""),
    21: (FailureKind.TLS_CHAIN, ""),
    62: (FailureKind.TLS_NAME, ""),
    64: (FailureKind.TLS_NAME, ""),
}
# What OpenSSL makes of a plain-text answer; the words differ between its versions.
_NOT_TLS = {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"}
# Alerts of RFC 8446 §6.2 in OpenSSL's words, which name the version that brought each, in plain ones.
_ALERT_VERSION = re.compile(r"^(?:sslv3|tlsv1|tlsv13) (?:alert )?")
_PLAIN = {
    "handshake failure": "no cipher in common",
    "insufficient security": "no cipher in common",
    "protocol version": "no version of TLS in common",
    "unsupported protocol": "no version of TLS in common",
    "unrecognized name": "it does not know the host's name",
    "certificate required": "it asks for a certificate of the reader's",
    "access denied": "it refuses access",
}


@lru_cache(maxsize=8)
def make_context(ca_file: str | None) -> ssl.SSLContext:
    """Trust the system's authorities, and those of a PEM file besides; 30 ms, so once for each file.

    Raises:
        UsageError: the file cannot be read or holds no certificate.
    """
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    context.hostname_checks_common_name = False  # RFC 9525 §2; browsers show a warning in place of the page
    if ca_file is None:
        return context
    try:
        context.load_verify_locations(ca_file)
    except ssl.SSLError as error:
        raise UsageError(f"--ca-file {ca_file}: it holds no certificate in PEM form") from error
    except OSError as error:
        raise UsageError(f"--ca-file {ca_file}: it cannot be read ({error.strerror})") from error
    return context


def read_handshake_failure(error: Exception) -> Failure:
    """Say why a TLS handshake failed."""
    if isinstance(error, ssl.SSLCertVerificationError):
        kind, detail = _CERTIFICATE.get(error.verify_code, (FailureKind.TLS_FAILED, error.verify_message))
        return Failure(kind, detail)
    if getattr(error, "reason", None) in _NOT_TLS:
        return Failure(FailureKind.TLS_NOT_TLS)
    return read_later_failure(error)


def read_later_failure(error: Exception) -> Failure:
    """Say why a TLS connection failed that stood already, or an alert ended."""
    reason = str(getattr(error, "reason", None) or "").lower().replace("_", " ")
    words = _ALERT_VERSION.sub("", reason)
    return Failure(FailureKind.TLS_FAILED, _PLAIN.get(words, words))


def check_anchors(anchors: str | None) -> None:
    """Make sure that a PEM file holds certificates to trust Content Credentials by.

    Raises:
        UsageError: the file cannot be read or holds no certificate.
    """
    if anchors is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(anchors)
    except ssl.SSLError as error:
        raise UsageError(f"--trust-anchors {anchors}: it holds no certificate in PEM form") from error
    except OSError as error:
        raise UsageError(f"--trust-anchors {anchors}: it cannot be read ({error.strerror})") from error
