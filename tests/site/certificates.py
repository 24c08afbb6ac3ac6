"""Certificates of every kind, from an authority that lives as long as the process."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.oid import NameOID

NAME = "site.example"
KINDS = (
    "good", "soon", "expired", "early", "name", "common-name", "self-signed", "unknown", "rooted", "weak",
    "client",
)  # fmt: skip


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
    """Return a server's side of TLS, of one of the `KINDS`."""
    now = datetime.now(UTC)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if kind == "self-signed":
        own = trustme.CA()
        _load(context, own.private_key_pem.bytes() + own.cert_pem.bytes())
        return context
    if kind == "weak":
        context.set_ciphers("ALL:@SECLEVEL=0")
        _load(context, _certificate(1024))
        return context
    if kind == "common-name":
        _load(context, _certificate(2048, with_names=False))
        return context
    issuer = trustme.CA() if kind in ("unknown", "rooted") else authority()
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
    if kind == "rooted":
        pems = [certificate.private_key_pem, *certificate.cert_chain_pems, issuer.cert_pem]
        _load(context, b"".join(pem.bytes() for pem in pems))
    if kind == "client":
        context.verify_mode = ssl.CERT_REQUIRED
        authority().configure_trust(context)
    return context


def _certificate(bits: int, *, with_names: bool = True) -> bytes:
    """Make a key and have it certified, if need be for a common name alone.

    One of 1024 bits OpenSSL accepts at its security level 0 only.
    """
    issuer = authority()
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    signer = load_pem_x509_certificate(issuer.cert_pem.bytes())
    signing_key = load_pem_private_key(issuer.private_key_pem.bytes(), None)
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(NAME)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]))
        .issuer_name(signer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )
    if with_names:
        builder = builder.add_extension(names, critical=False)
    certificate = builder.sign(signing_key, hashes.SHA256())  # type: ignore[arg-type]  # a key for signatures
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return private + certificate.public_bytes(Encoding.PEM)


def _load(context: ssl.SSLContext, pem: bytes) -> None:
    with trustme.Blob(pem).tempfile() as path:
        context.load_cert_chain(path)
