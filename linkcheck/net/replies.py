"""What an exchange brings: a head, and as much of a body as somebody wished for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from enum import StrEnum

from multidict import CIMultiDictProxy


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers of a reply. `length` is the declared size of the body as it is transferred."""

    status: int
    headers: CIMultiDictProxy[str]
    raw_headers: tuple[tuple[bytes, bytes], ...]
    media_type: str | None
    charset: str | None
    length: int | None
    certificate_expires_at: datetime | None = None

    def raw(self, name: bytes) -> bytes | None:
        """Return the first header of that lower-case name as it came; aiohttp's text drops odd bytes."""
        return next((value for key, value in self.raw_headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of a body is wanted: so many decoded bytes at most, or up to where `is_enough` says so.

    `is_enough` gets all bytes so far and how many of them it has seen, and returns where to cut, or None.
    `seconds` is how long the body may take, where it is worth less than the exchange's own limit.
    """

    max_bytes: int
    is_enough: Callable[[bytearray, int], int | None] | None = None
    seconds: float | None = None

    def cut(self, body: bytearray, seen: int) -> int | None:
        """Return where to cut a body of which `seen` bytes were looked at before; None to read on."""
        cut = self.is_enough(body, seen) if self.is_enough else None
        if len(body) > self.max_bytes and (cut is None or cut > self.max_bytes):
            return self.max_bytes
        return cut


class BodyFault(StrEnum):
    """What ended a body before its end, or before as much of it as was wanted."""

    TIMED_OUT = "timed out"
    BROKE_OFF = "broke off"
    UNDECODABLE = "cannot be decompressed"


@dataclass(frozen=True, slots=True)
class Reply:
    """A head and what was read of the body; `is_complete` if that is all of it."""

    head: Head
    body: bytes = b""
    is_complete: bool = False
    fault: BodyFault | None = None

    @property
    def is_document(self) -> bool:
        """True if there is something to read: a success whose body came as far as it was wanted."""
        return 200 <= self.head.status < 300 and self.fault is None


def read_media_type(value: str) -> tuple[str | None, str | None]:
    """Return a `Content-Type` field's media type and charset, lower-case (RFC 9110 §8.3)."""
    declared = value.partition(";")[0].strip().lower()
    message = Message()
    message["Content-Type"] = value.encode("ascii", "replace").decode("ascii")
    charset = message.get_content_charset() if value else None
    return (declared if "/" in declared else None), charset
