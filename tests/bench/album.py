"""Ten thousand pictures in one run, beside what plain hashing makes of them.

`PICTURES=500 make bench ONLY=album` takes fewer. They are drawn once, no two alike, and kept in the folder
for temporary files. Plain hashing is what duplicate finders do: every file decoded in full, a 64-bit phash
of it, and all pairs at most ten bits apart. As no picture is another, whatever is grouped is a mistake.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from samples.pictures import landscape

_WIDTHS = (320, 480, 640, 800, 808, 1024, 1200)
_ASPECTS = (16 / 9, 3 / 2, 4 / 3, 808 / 508, 1.0)
_PLAIN = "from tests.bench.album import plain; plain({folder!r})"
_NEAR_BITS = 10


def main() -> None:
    """Print pictures a second, processor time, peak memory and false groups of both."""
    count = int(os.environ.get("PICTURES", "10000"))
    folder = Path(tempfile.gettempdir()) / f"linkcheck-bench-{count}-pictures"
    _draw(folder, count)
    post, report = folder / "post.md", folder / "report.json"
    post.write_text("\n\n".join(f"![{name}]({name})" for name in _names(count)))
    print(f"album: {count:,} JPEGs, {_megabytes(folder):,.0f} MB, in one run")
    check = (sys.executable, "-m", "linkcheck", "check", str(post), "--format", f"json={report}")
    _measured("linkcheck", count, check, folder)
    groups = msgspec.json.decode(report.read_bytes())["image_groups"]
    print(f"    false groups: {len(groups)}")
    # In one process: decoding on every processor would only divide its time by their number.
    print(_measured("plain phash", count, (sys.executable, "-c", _PLAIN.format(folder=str(folder))), Path()))


def _measured(name: str, count: int, command: Sequence[str], folder: Path) -> str:
    """Run a command to its end, print what it took, and return what it printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read().rstrip()
    taken, spent = time.perf_counter() - start, 1000 * (used.ru_utime + used.ru_stime) / count
    print(
        f"  {name:12} {taken:7.1f} s, {count / taken:6.1f} pictures a second; {spent:6.1f} ms of processor "
        f"time each; the process itself at most {used.ru_maxrss / 1024:,.0f} MB",
        flush=True,
    )
    return printed


def plain(folder: str) -> None:
    """Hash every picture of a folder and print how many pairs are near."""
    import imagehash
    import numpy as np
    from PIL import Image

    hashes = []
    for path in sorted(Path(folder).glob("*.jpg")):
        with Image.open(path) as image:
            hashes.append(int(str(imagehash.phash(image.convert("RGB"))), 16))
    words = np.array(hashes, dtype=np.uint64)
    near = sum(
        int((np.bitwise_count(words[row + 1 :] ^ words[row]) <= _NEAR_BITS).sum())
        for row in range(len(words))
    )
    print(f"    false pairs at most {_NEAR_BITS} bits apart: {near}")


def _names(count: int) -> list[str]:
    return [f"{number:05}.jpg" for number in range(count)]


def _draw(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    missing = [name for name in _names(count) if not (folder / name).exists()]
    if missing:
        print(f"album: drawing {len(missing):,} pictures into {folder} (once) …", flush=True)
        with ProcessPoolExecutor() as pool:
            list(pool.map(partial(_draw_one, folder), missing, chunksize=16))


def _draw_one(folder: Path, name: str) -> None:
    chance = random.Random(name)
    width = chance.choice(_WIDTHS)
    image = landscape(width, round(width / chance.choice(_ASPECTS)), seed=int(name[:5]) + 1000)
    unfinished = folder / f"{name}.part"
    image.convert("RGB").save(unfinished, "JPEG", quality=chance.randint(60, 92))
    unfinished.rename(folder / name)


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.glob("*.jpg")) / 1e6
