"""What reading a picture costs, beside the plain way: full decoding and three hashes of the full picture."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from functools import partial

import imagehash
import numpy as np
from PIL import Image

from linkcheck.images.index import HashIndex
from linkcheck.images.picture import read_picture
from samples.pictures import landscape

ROUNDS = 9


def main() -> None:
    """Print the median of nine for two sizes, on the clock and of the processor."""
    print("pictures, milliseconds (of the processor), median of 9")
    for width, height in ((1200, 675), (4000, 3000)):
        buffer = io.BytesIO()
        landscape(width, height, seed=5).save(buffer, "JPEG", quality=85)
        body = buffer.getvalue()
        ours, spent = _median(partial(read_picture, body, max_pixels=40_000_000))
        plain, plainly = _median(partial(_plain, body))
        print(
            f"  {width}x{height}  linkcheck {ours:6.1f} ({spent:5.1f})   "
            f"plain {plain:6.1f} ({plainly:5.1f})   ratio {plainly / spent:4.1f}"
        )
    _search()


def _search() -> None:
    """Print what finding hashes costs: one among a million, and all near pairs of 100,000."""
    chance = np.random.default_rng(1)
    print("  hashes, milliseconds")
    for words, limit_bits in ((1, 8), (4, 31)):
        index = HashIndex(chance.integers(0, 2**64, (1_000_000, words), dtype=np.uint64))
        query = chance.bytes(8 * words)
        taken, _ = _median(partial(index.near, query, limit_bits=limit_bits))
        print(f"    {64 * words:3} bits, one of 1,000,000 within {limit_bits:2}: {taken:8.1f}")
        index = HashIndex(chance.integers(0, 2**64, (100_000, words), dtype=np.uint64))
        start = time.perf_counter()
        index.close_pairs(limit_bits=limit_bits)
        taken = (time.perf_counter() - start) * 1000
        print(f"    {64 * words:3} bits, all pairs of 100,000 within {limit_bits:2}: {taken:6.0f}")


def _plain(body: bytes) -> None:
    image = Image.open(io.BytesIO(body)).convert("RGB")
    for function in (imagehash.phash, imagehash.dhash, imagehash.whash):
        function(image)


def _median(call: Callable[[], object]) -> tuple[float, float]:
    """Return the median of the time that a call takes, and of the processor time, in milliseconds."""

    def once() -> tuple[float, float]:
        start, spent = time.perf_counter(), time.process_time()
        call()
        return (time.perf_counter() - start) * 1000, (time.process_time() - spent) * 1000

    taken, spent = zip(*(once() for _ in range(ROUNDS)), strict=True)
    return statistics.median(taken), statistics.median(spent)
