"""The public shape of where pictures come from: metadata, Content Credentials, credits that pages state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from linkcheck import model
from linkcheck.renderers import shape
from linkcheck.urls.redaction import redact, redact_optional


def shape_metadata(metadata: Mapping[str, str]) -> dict[str, str]:
    """Give what a picture says of itself its public shape."""
    return {name: redact(value) for name, value in metadata.items()}


def shape_credentials(credentials: model.Credentials | None) -> shape.Credentials | None:
    """Give Content Credentials their public shape."""
    if credentials is None:
        return None
    return shape.Credentials(
        state=credentials.state,
        signer=redact_optional(credentials.signer),
        issuer=redact_optional(credentials.issuer),
        signed_at=credentials.signed_at,
        generator=redact_optional(credentials.generator),
        title=redact_optional(credentials.title),
        actions=tuple(shape.CredentialAction(**asdict(action)) for action in credentials.actions),
        ingredients=tuple(shape.Ingredient(**asdict(each)) for each in credentials.ingredients),
        digital_source_types=credentials.digital_source_types,
        errors=credentials.errors,
        remote_url=redact_optional(credentials.remote_url),
        note=credentials.note,
    )


def shape_credit(stated: model.ImageCredit) -> shape.ImageCredit:
    """Give what a page states of a picture its public shape."""
    return shape.ImageCredit(
        url=redact(stated.url),
        creator=redact_optional(stated.creator),
        credit=redact_optional(stated.credit),
        copyright=redact_optional(stated.copyright),
        license=redact_optional(stated.license),
        acquire_license_page=redact_optional(stated.acquire_license_page),
        digital_source_type=stated.digital_source_type,
    )
