"""Ten thousand pictures in one run, beside what plain hashing makes of them.

`PICTURES=500 make bench ONLY=album` takes fewer. They are drawn into a folder for temporary files, no two
alike, and removed afterwards. Plain hashing is what duplicate finders do: every file decoded in full, a
64-bit phash of it, and all pairs at most ten bits apart, on as many processors. As no picture is another,
whatever is grouped is a mistake.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from tests.bench.footprint import footprint
from tests.bench.photographs import photograph

_WIDTHS = (480, 640, 800, 808, 1024, 1200, 1200, 1200, 1600, 1920)
_ASPECTS = (16 / 9, 16 / 9, 3 / 2, 4 / 3, 808 / 508, 1.0, 3 / 4)
_PLAIN = "from tests.bench.album import plain; plain({folder!r})"
_NEAR_BITS = 10


def main() -> None:
    """Print pictures a second, processor time, peak memory and false groups of both."""
    count = int(os.environ.get("PICTURES", "10000"))
    with tempfile.TemporaryDirectory(prefix="linkcheck-bench-") as name:
        folder = Path(name)
        print(f"album: drawing {count:,} pictures into {folder} …", flush=True)
        _draw(folder, count)
        post, report = folder / "post.md", folder / "report.json"
        post.write_text("\n\n".join(f"![{name}]({name})" for name in _names(count)))
        print(f"album: {count:,} JPEGs, {_megabytes(folder):,.0f} MB, in one run")
        check = (sys.executable, "-m", "linkcheck", "check", str(post), "--format", f"json={report}")
        _measured("linkcheck", count, check, folder)
        told = msgspec.json.decode(report.read_bytes())
        seen = sum(each["picture"] is not None for each in told["resources"])
        print(f"    pictures examined: {seen:,}; false groups: {len(told['image_groups'])}")
        hashed = (sys.executable, "-c", _PLAIN.format(folder=str(folder)))
        print(_measured("plain phash", count, hashed, Path()))


def _measured(name: str, count: int, command: Sequence[str], folder: Path) -> str:
    """Run a command to its end, print what it took, and return what it printed."""
    took = footprint(command, folder)
    print(
        f"  {name:12} {took.seconds:7.1f} s, {count / took.seconds:6.1f} pictures a second; "
        f"{1000 * took.processor_seconds / count:5.1f} ms of processor time each; "
        f"at most {took.peak_mb:,.0f} MB in all processes",
        flush=True,
    )
    return took.printed


def plain(folder: str) -> None:
    """Hash every picture of a folder and print how many pairs are near."""
    import numpy as np

    with ProcessPoolExecutor() as pool:
        hashes = list(pool.map(_plain_hash, sorted(Path(folder).glob("*.jpg")), chunksize=16))
    words = np.array(hashes, dtype=np.uint64)
    near = sum(
        int((np.bitwise_count(words[row + 1 :] ^ words[row]) <= _NEAR_BITS).sum())
        for row in range(len(words))
    )
    print(f"    false pairs at most {_NEAR_BITS} bits apart: {near}")


def _plain_hash(path: Path) -> int:
    import imagehash
    from PIL import Image

    with Image.open(path) as image:
        return int(str(imagehash.phash(image.convert("RGB"))), 16)


def _names(count: int) -> list[str]:
    return [f"{number:05}.jpg" for number in range(count)]


def _draw(folder: Path, count: int) -> None:
    with ProcessPoolExecutor() as pool:
        list(pool.map(partial(_draw_one, folder), _names(count), chunksize=16))


def _draw_one(folder: Path, name: str) -> None:
    chance = random.Random(name)
    width = chance.choice(_WIDTHS)
    image = photograph(width, round(width / chance.choice(_ASPECTS)), seed=int(name[:5]))
    image.save(folder / name, "JPEG", quality=chance.randint(70, 92))


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.glob("*.jpg")) / 1e6
