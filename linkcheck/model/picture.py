"""What is known of an image: its fingerprints, what its file says of itself, and who is credited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class CredentialState(StrEnum):
    """What checking a manifest against its file gave, in C2PA's own words (C2PA 2.2 §14.3).

    Valid: nothing was changed since it was signed; trusted: the signer's certificate is also known. Neither
    says who made the picture, or what it shows.
    """

    VALID = "Valid"
    TRUSTED = "Trusted"
    INVALID = "Invalid"


@dataclass(frozen=True, slots=True)
class CredentialAction:
    """One thing that was done to a picture, as its manifest states it; the source type is IPTC's code."""

    action: str
    software: str | None = None
    digital_source_type: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A file that a picture was made from, as its manifest states it."""

    title: str | None
    relationship: str | None
    media_type: str | None
    has_credentials: bool


@dataclass(frozen=True, slots=True)
class Credentials:
    """A picture's Content Credentials (C2PA).

    `state` is None where they were not read, and `note` says why. `actions` are the picture's own, then those
    of what it was made from; `digital_source_types` are all that they state. `errors` are C2PA's codes.
    `remote_url` is where a manifest is kept that is not in the file; it is never fetched.
    """

    state: CredentialState | None = None
    signer: str | None = None
    issuer: str | None = None
    signed_at: str | None = None
    generator: str | None = None
    title: str | None = None
    actions: tuple[CredentialAction, ...] = ()
    ingredients: tuple[Ingredient, ...] = ()
    digital_source_types: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    remote_url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ImageCredit:
    """What a page states of a picture in its structured data (schema.org `ImageObject`).

    `url` is the picture's, absolute and without fragment; `digital_source_type` is IPTC's code.
    """

    url: str
    creator: str | None = None
    credit: str | None = None
    copyright: str | None = None
    license: str | None = None
    acquire_license_page: str | None = None
    digital_source_type: str | None = None


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What one frame looks like, upright and on white: what pictures are compared by.

    `phash`, `dhash` (64 bits), `phash256` and `pdq` (256 bits) are perceptual hashes in hexadecimal;
    `quality` is PDQ's measure of how much there is to see (0 to 100). `crops` are the 256-bit phashes of the
    crops that `images.crops` names, 32 bytes each, and `thumbnail` a small grey picture: its width and
    height, a byte each, then its rows; `lettering` says where words may be (`images.lettering`).
    `is_informative` is False for pictures too plain to compare by what
    they show.
    """

    phash: str
    dhash: str
    is_informative: bool
    phash256: str = ""
    pdq: str = ""
    quality: int = 0
    crops: bytes = b""
    thumbnail: bytes = b""
    lettering: bytes = b""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is known of an image from its bytes.

    The fields of a `Fingerprint` are those of the first frame; `middle` is that of the middle frame of an
    animation, None for what does not move. `width` and `height` are those a reader sees.
    `metadata` is what the file says of itself: `creator`, `credit`, `source`, `copyright`, `web_statement`,
    `licensor`, `licensor_url`, `usage_terms`, `instructions`, `headline`, `description`,
    `original_document_id`, `document_id`, `digital_source_type` (IPTC's code), `captured_at` (ISO 8601) and
    `gps` (only ever `present`), as far as it says anything.
    """

    format: str
    width: int
    height: int
    frames: int
    phash: str
    dhash: str
    is_informative: bool
    metadata: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None
    phash256: str = ""
    pdq: str = ""
    quality: int = 0
    crops: bytes = b""
    thumbnail: bytes = b""
    lettering: bytes = b""
    middle: Fingerprint | None = None

    @property
    def first(self) -> Fingerprint:
        """The fingerprint of the first frame."""
        return Fingerprint(
            self.phash,
            self.dhash,
            self.is_informative,
            self.phash256,
            self.pdq,
            self.quality,
            self.crops,
            self.thumbnail,
            self.lettering,
        )
