"""Why bytes that a server sent for an image gave no picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFault:
    """A reason in plain words, fit to follow "the picture is not shown:" in a report.

    `is_broken` is True where no reader would see a picture (no image at all, damaged, cut short). It is False
    where we only cannot look: a format without a decoder here, a limit reached, a decoder that failed.
    """

    reason: str
    is_broken: bool
