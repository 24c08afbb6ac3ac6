"""How often a picture is found again after what editors do to pictures, and how often a stranger is.

`PHOTOS=folder make bench ONLY=reuse` takes the photographs of that folder; without it, it says how to.
`PICTURES=200` takes so many, spread over all, and `CHANGES="4:3 watermark"` the changes with one of these
words in their names. Every photograph is cut to 16:9 and then changed; recall is by relation, false ties are
counted over all pairs of different photographs. Give photographs only, and no two of one scene.
"""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from PIL import Image

from linkcheck.images.picture import read_picture
from linkcheck.images.resemblance import Album
from linkcheck.images.thresholds import Thresholds, thresholds
from linkcheck.model import Picture, Relation
from tests.bench.changes import CHANGES
from tests.bench.edits import cut

_LONGEST = 1200
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
_RELATIONS = [
    each.value for each in (Relation.SAME_PICTURE, Relation.RECROPPED, Relation.MIRRORED, Relation.POSSIBLE)
]


def main() -> None:
    """Print recall for each change, and what was found of strangers."""
    folder = os.environ.get("PHOTOS")
    if folder is None:
        print("reuse: name a folder of photographs: PHOTOS=folder make bench ONLY=reuse")
        return
    names = _chosen(sorted(str(path) for path in Path(folder).iterdir() if path.suffix.lower() in _SUFFIXES))
    words = os.environ.get("CHANGES", "").split()
    with ProcessPoolExecutor(initializer=_one_thread) as pool:
        read = dict(zip(names, pool.map(_seen, names, chunksize=4), strict=True))
        seen = {name: picture for name, picture in read.items() if picture is not None}
        held, originals = list(seen), Album(list(seen.values()))
        limits = thresholds(len(held))
        _report_strangers(held, originals, limits)
        for change in CHANGES:
            if not words or any(word in change for word in words):
                changed = list(pool.map(partial(_changed, change), held, chunksize=4))
                _report(change, changed, originals, limits)


def _chosen(names: Sequence[str]) -> list[str]:
    count = min(len(names), int(os.environ.get("PICTURES", "100000")))
    return [names[number * len(names) // count] for number in range(count)]


def _report_strangers(names: Sequence[str], originals: Album, limits: Thresholds) -> None:
    tied = originals.pairs(limits)
    found = dict(Counter(each.relation.value for each in tied))
    pairs = len(names) * (len(names) - 1) // 2
    print(f"reuse: {len(names)} photographs; {pairs:,} pairs of strangers: {found or 'none tied'}")
    for each in tied:
        print(f"  {each.relation.value}: {Path(names[each.one]).name} {Path(names[each.other]).name}")
    print(f"{'':28}{''.join(f'{relation:>14}' for relation in _RELATIONS)}           all   strangers tied")


def _report(change: str, changed: list[Picture | None], originals: Album, limits: Thresholds) -> None:
    numbers = [number for number, picture in enumerate(changed) if picture is not None]
    album = Album([picture for picture in changed if picture is not None])
    found = album.like(originals, limits)
    hits = Counter(each.relation.value for each in found if numbers[each.one] == each.other)
    wrong = Counter(each.relation.value for each in found if numbers[each.one] != each.other)
    shares = [hits[relation] / len(changed) for relation in _RELATIONS]
    figures = "".join(f"{share:14.1%}" for share in (*shares, sum(shares)))
    print(f"{change:28}{figures}   {dict(wrong) or '-'}", flush=True)


def _one_thread() -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"


def _original(name: str) -> Image.Image:
    image = cut(16 / 9, Image.open(name).convert("RGB"), 0.5)
    image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return image


def _seen(name: str) -> Picture | None:
    return _read(_original(name), "JPEG", {"quality": 88})


def _changed(change: str, name: str) -> Picture | None:
    chain, form, options = CHANGES[change]
    chance = random.Random(Path(name).name + change)
    image = _original(name)
    for edit in chain:
        image = edit(image, chance)
    return _read(image, form, options)


def _read(image: Image.Image, form: str, options: Mapping[str, object]) -> Picture | None:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    picture = read_picture(buffer.getvalue(), max_pixels=100_000_000)
    return picture if isinstance(picture, Picture) else None
