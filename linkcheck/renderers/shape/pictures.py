"""The public shape of pictures: what is known of one, and what ties several together."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from linkcheck.model import CredentialState, Relation
from linkcheck.renderers.shape.posts import Place
from linkcheck.renderers.shape.scalars import Count, Hexadecimal, Part


class CredentialAction(Struct, frozen=True, kw_only=True):
    """One thing that was done to a picture, as its manifest states it."""

    action: str
    software: str | None
    digital_source_type: str | None
    at: str | None


class Ingredient(Struct, frozen=True, kw_only=True):
    """A file that a picture was made from, as its manifest states it."""

    title: str | None
    relationship: str | None
    media_type: str | None
    has_credentials: bool


class Credentials(Struct, frozen=True, kw_only=True):
    """A picture's Content Credentials (C2PA).

    "Valid" means that nothing was changed since it was signed, "Trusted" also that the signer's certificate
    is known; neither says who made the picture. `state` is null where they were not read: `note` says why.
    `remote_url` is where a manifest is kept that is not in the file; it is never fetched.
    """

    state: CredentialState | None
    signer: str | None
    issuer: str | None
    signed_at: str | None
    generator: str | None
    title: str | None
    actions: tuple[CredentialAction, ...]
    ingredients: tuple[Ingredient, ...]
    digital_source_types: tuple[str, ...]
    errors: tuple[str, ...]
    remote_url: str | None
    note: str | None


class ImageCredit(Struct, frozen=True, kw_only=True):
    """What a page states of a picture in its structured data (schema.org `ImageObject`)."""

    url: str
    creator: str | None
    credit: str | None
    copyright: str | None
    license: str | None
    acquire_license_page: str | None
    digital_source_type: str | None


class Frame(Struct, frozen=True, kw_only=True):
    """The perceptual hashes of one frame of an animation."""

    phash: Hexadecimal
    dhash: Hexadecimal
    phash256: Hexadecimal
    pdq: Hexadecimal
    quality: Count
    is_informative: bool


class Picture(Struct, frozen=True, kw_only=True):
    """What is known of an image from its bytes. `phash`, `dhash`, `phash256` and `pdq` are perceptual hashes.

    `quality` is PDQ's measure of how much there is to see. `is_informative` is false for pictures too plain
    to compare by hash. `middle_frame` is the middle one of an animation, null for what does not move.
    `metadata` is what the file says of itself, such as `creator`, `credit`, `digital_source_type`; of a
    position only that there is one.
    """

    format: str
    width: Count
    height: Count
    frames: Count
    phash: Hexadecimal
    dhash: Hexadecimal
    phash256: Hexadecimal
    pdq: Hexadecimal
    quality: Count
    is_informative: bool
    middle_frame: Frame | None
    metadata: dict[str, str]
    credentials: Credentials | None


class ImageTie(Struct, frozen=True, kw_only=True):
    """What ties two files of a group.

    `measure` names the hashes that are `distance_bits` apart; `correlation` says how alike the pictures are
    where they were compared, and `box` what part of the second that was: left, top, right and bottom, 0 to 1.
    All three are null where names or bytes tie them, and `box` also where it was all of the picture.
    """

    urls: tuple[str, str]
    relation: Relation
    distance_bits: Count
    measure: str | None
    correlation: Annotated[float, Meta(ge=-1, le=1)] | None
    box: tuple[Part, Part, Part, Part] | None


class ImageGroup(Struct, frozen=True, kw_only=True):
    """Links that show one picture; `relation` is the weakest tie that holds the group together.

    Every two files of a group are tied; `ties` hold each to one before it. A picture can stand in several
    groups, as the original of two crops does. `max_distance_bits` is the greatest distance of two 64-bit
    phashes. `thresholds` are the limits that applied, by name, where pictures were compared.
    `thumbnails` are small grey pictures, one for each of `urls` as a `data:` URL, as far as there are any.
    """

    relation: Relation
    urls: tuple[str, ...]
    links: tuple[Place, ...]
    max_distance_bits: Count
    ties: tuple[ImageTie, ...]
    thresholds: dict[str, float]
    thumbnails: tuple[str | None, ...]
