"""Why bytes that a server sent for an image gave no picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from linkcheck.model import Credentials


@dataclass(frozen=True, slots=True)
class PictureFault:
    """A reason in plain words, fit to follow "the picture is not shown:" in a report.

    `is_broken` is True where no reader would see a picture (no image at all, damaged, cut short). It is False
    where we only cannot look: a format without a decoder here, a limit reached, a decoder that failed.
    `metadata` and `credentials` hold what the file says all the same.
    """

    reason: str
    is_broken: bool
    metadata: Mapping[str, str] = field(default_factory=dict)
    credentials: Credentials | None = None
