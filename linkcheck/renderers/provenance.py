"""The public shape of where pictures come from: metadata, Content Credentials, credits that pages state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from linkcheck import model
from linkcheck.redaction import redact
from linkcheck.renderers import shape


def shape_metadata(metadata: Mapping[str, str]) -> dict[str, str]:
    """Give what a picture says of itself its public shape."""
    return {name: redact(value) for name, value in metadata.items()}


def shape_credentials(credentials: model.Credentials | None) -> shape.Credentials | None:
    """Give Content Credentials their public shape."""
    if credentials is None:
        return None
    return shape.Credentials(
        state=credentials.state,
        signer=_optional(credentials.signer),
        issuer=_optional(credentials.issuer),
        signed_at=credentials.signed_at,
        generator=_optional(credentials.generator),
        title=_optional(credentials.title),
        actions=tuple(shape.CredentialAction(**asdict(action)) for action in credentials.actions),
        ingredients=tuple(shape.Ingredient(**asdict(each)) for each in credentials.ingredients),
        digital_source_types=credentials.digital_source_types,
        errors=credentials.errors,
        remote_url=_optional(credentials.remote_url),
        note=credentials.note,
    )


def shape_credit(stated: model.ImageCredit) -> shape.ImageCredit:
    """Give what a page states of a picture its public shape."""
    return shape.ImageCredit(
        url=redact(stated.url),
        creator=_optional(stated.creator),
        credit=_optional(stated.credit),
        copyright=_optional(stated.copyright),
        license=_optional(stated.license),
        acquire_license_page=_optional(stated.acquire_license_page),
        digital_source_type=stated.digital_source_type,
    )


def _optional(text: str | None) -> str | None:
    return None if text is None else redact(text)
