"""The process that decodes: it takes bodies on its input, answers on its output, and may die of any.

Messages are a length (8 bytes, big-endian) and so many bytes: a body in, a JSON pair (picture, fault) out.
JSON, since a decoder taken over by a picture must not be able to hand its parent a pickle.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import BinaryIO

import msgspec

from linkcheck.images.fault import PictureFault
from linkcheck.model import Picture

LENGTH_BYTES = 8
READY = b"\0"

# Python, NumPy and SciPy map about 300 MiB; no decoder of ours needs more than 14 bytes a pixel (WebP).
_BASE_BYTES = 448 * 1024 * 1024
_BYTES_PER_PIXEL = 16


def encode_answer(answer: Picture | PictureFault) -> bytes:
    """Write an answer as JSON: [picture, fault], one of them null."""
    is_fault = isinstance(answer, PictureFault)
    return msgspec.json.encode((None, answer) if is_fault else (answer, None))


def decode_answer(message: bytes) -> Picture | PictureFault:
    """Read an answer.

    Raises:
        ValueError: the message is not one, so the worker is not to be trusted any more.
    """
    picture, fault = msgspec.json.decode(message, type=tuple[Picture | None, PictureFault | None])
    if picture is not None:
        return picture
    if fault is not None:
        return fault
    raise ValueError("neither a picture nor a fault")


def serve(
    requests: BinaryIO, answers: BinaryIO, *, max_pixels: int, timeout_seconds: float, anchors: str = ""
) -> None:
    """Say that the process is ready, then answer bodies until the input ends."""
    from linkcheck.images.picture import read_picture  # the parent must not pay for Pillow
    from linkcheck.images.provenance import with_provenance

    answers.write(READY)
    answers.flush()
    while len(length := requests.read(LENGTH_BYTES)) == LENGTH_BYTES:
        body = requests.read(int.from_bytes(length, "big"))
        _limit_time(timeout_seconds)
        answer: Picture | PictureFault
        try:
            answer = with_provenance(
                read_picture(body, max_pixels=max_pixels), body, max_pixels=max_pixels, anchors=anchors
            )
        except MemoryError:
            answer = PictureFault(
                "too large to examine: it needs more memory than a picture may", is_broken=False
            )
        except Exception as error:  # noqa: BLE001  # the border of a job: the next picture must be answered too
            answer = PictureFault(f"the decoder failed with {type(error).__name__}", is_broken=False)
        message = encode_answer(answer)
        answers.write(len(message).to_bytes(LENGTH_BYTES, "big") + message)
        answers.flush()


def main(
    max_pixels: int, timeout_seconds: float, anchors: str
) -> None:  # pragma: no cover  # runs in the worker process only
    """Serve on standard input and output, within limits of memory and time."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)  # whatever a library prints must not look like an answer
    _limit_memory(max_pixels)
    with suppress(BrokenPipeError):  # the parent is gone
        serve(requests, answers, max_pixels=max_pixels, timeout_seconds=timeout_seconds, anchors=anchors)


def _limit_memory(max_pixels: int) -> None:  # pragma: no cover  # would limit the process of the tests
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _lower(resource.RLIMIT_AS, _BASE_BYTES + _BYTES_PER_PIXEL * max_pixels)
    _lower(resource.RLIMIT_CORE, 0)


def _limit_time(timeout_seconds: float) -> None:
    """Let the system end the process if it outlives its parent in a decoder that hangs."""
    if sys.platform == "win32":
        return
    import resource  # not on Windows

    _lower(resource.RLIMIT_CPU, int(time.process_time() + timeout_seconds) + 2)


def _lower(limit: int, value: int) -> None:
    """Set a soft limit, as far as the hard one allows; macOS refuses some of them."""
    import resource  # not on Windows

    _, hard = resource.getrlimit(limit)
    with suppress(ValueError, OSError):
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
