"""Pictures signed on the spot, by a certificate that nobody but a test trusts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tests.images.conftest import encoded, photo

AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CAPTURE = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


class Identity(NamedTuple):
    chain: bytes
    key: bytes
    root: bytes


@cache
def identity(name: str = "Example News") -> Identity:
    """Return a root, and a certificate below it that may sign manifests (C2PA §14.5.1)."""
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name = _name("Example Root")
    root = _builder(root_name, root_name, root_key, is_root=True).sign(root_key, hashes.SHA256())
    leaf = (
        _builder(_name(name), root_name, key, is_root=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Identity(leaf.public_bytes(pem) + root.public_bytes(pem), secret, root.public_bytes(pem))


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name} Desk"),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, is_root: bool
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                key_cert_sign=is_root,
                crl_sign=is_root,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def signed(
    body: bytes | None = None,
    *,
    form: str = "jpeg",
    actions: Sequence[dict[str, Any]] = ({"action": "c2pa.created", "digitalSourceType": CAPTURE},),
    is_edit: bool = False,
    remote_url: str | None = None,
) -> bytes:
    """Return a picture with a manifest in it, or only the URL of one; `is_edit` makes `body` its parent."""
    who = identity()
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", who.chain, who.key, None))
    builder = c2pa.Builder(
        {
            "claim_generator_info": [{"name": "Darkroom", "version": "7"}],
            "title": "A bridge",
            "assertions": [{"label": "c2pa.actions", "data": {"actions": list(actions)}}],
        }
    )
    if is_edit:
        builder.set_intent(c2pa.C2paBuilderIntent.EDIT)
    if remote_url is not None:
        builder.set_no_embed()
        builder.set_remote_url(remote_url)
    target = io.BytesIO()
    source = body or encoded(photo(320, 200), form.upper())
    builder.sign(signer, f"image/{form}", io.BytesIO(source), target)
    return target.getvalue()
