"""Certificates of every kind, from an authority that lives as long as the process."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import trustme

NAME = "site.example"


@cache
def authority() -> trustme.CA:
    """Return the authority that `ca_file` makes a client trust."""
    return trustme.CA()


def write_ca_file(folder: Path) -> str:
    """Write the authority's certificate into a folder and return its path."""
    path = folder / "ca.pem"
    authority().cert_pem.write_to_path(str(path))
    return str(path)


def server_context(kind: str = "good") -> ssl.SSLContext:
    """Return a server's side of TLS: good, soon, expired, early, name, self-signed, unknown or client."""
    now = datetime.now(UTC)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind == "self-signed":
        own = trustme.CA()
        _load(context, own.private_key_pem.bytes() + own.cert_pem.bytes())
        return context
    issuer = trustme.CA() if kind == "unknown" else authority()
    dates = {
        "expired": {"not_before": now - timedelta(days=9), "not_after": now - timedelta(days=2)},
        "soon": {"not_before": now - timedelta(days=9), "not_after": now + timedelta(days=5)},
        "early": {"not_before": now + timedelta(days=2), "not_after": now + timedelta(days=9)},
    }.get(kind, {})
    names = ("other.example",) if kind == "name" else (NAME, "127.0.0.1")
    certificate = issuer.issue_cert(
        *names, not_before=dates.get("not_before"), not_after=dates.get("not_after")
    )
    certificate.configure_cert(context)
    if kind == "client":
        context.verify_mode = ssl.CERT_REQUIRED
        authority().configure_trust(context)
    return context


def _load(context: ssl.SSLContext, pem: bytes) -> None:
    with trustme.Blob(pem).tempfile() as path:
        context.load_cert_chain(path)
