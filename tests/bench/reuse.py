"""How often a picture is found again after what editors do to pictures, and how often a stranger is.

`PHOTOS=folder make bench ONLY=reuse` takes the photographs of that folder; without it, it says how to.
Every one is cut to 16:9 and then changed; recall is by relation, false ties are counted over all pairs of
different photographs. Give photographs only, and no two of one scene.
"""

from __future__ import annotations

import io
import os
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from linkcheck.images.picture import read_picture
from linkcheck.images.resemblance import Album
from linkcheck.images.thresholds import Thresholds, thresholds
from linkcheck.model import Picture, Relation

Change = Callable[[Image.Image, random.Random], Image.Image]

_LONGEST = 1200
_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp"}
_RELATIONS = [
    each.value for each in (Relation.SAME_PICTURE, Relation.RECROPPED, Relation.MIRRORED, Relation.POSSIBLE)
]


def _cut(aspect: float, image: Image.Image, place: float) -> Image.Image:
    width, height = image.size
    if aspect < width / height:
        kept = round(height * aspect)
        left = round((width - kept) * place)
        return image.crop((left, 0, left + kept, height))
    kept = round(width / aspect)
    top = round((height - kept) * place)
    return image.crop((0, top, width, top + kept))


def _centred(aspect: float, width: int, image: Image.Image, chance: random.Random) -> Image.Image:
    return _cut(aspect, image, 0.5).resize((width, round(width / aspect)), Image.Resampling.LANCZOS)


def _focal(aspect: float, width: int, image: Image.Image, chance: random.Random) -> Image.Image:
    return _cut(aspect, image, chance.random()).resize(
        (width, round(width / aspect)), Image.Resampling.LANCZOS
    )


def _same(image: Image.Image, chance: random.Random) -> Image.Image:
    return image


def _scaled(scale: float, image: Image.Image, chance: random.Random) -> Image.Image:
    return image.resize((round(image.width * scale), round(image.height * scale)), Image.Resampling.LANCZOS)


def _trimmed(part: float, image: Image.Image, chance: random.Random) -> Image.Image:
    x, y = round(image.width * part), round(image.height * part)
    return image.crop((x, y, image.width - x, image.height - y))


def _one_side(part: float, image: Image.Image, chance: random.Random) -> Image.Image:
    return image.crop((round(image.width * part), 0, image.width, image.height))


def _mirrored(image: Image.Image, chance: random.Random) -> Image.Image:
    return ImageOps.mirror(image)


def _mirrored_cut(image: Image.Image, chance: random.Random) -> Image.Image:
    return _centred(808 / 508, 808, ImageOps.mirror(image), chance)


def _grey(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.convert("L").convert("RGB")


def _enhanced(
    kind: type[ImageEnhance.Color | ImageEnhance.Brightness | ImageEnhance.Contrast],
    by: float,
    image: Image.Image,
    chance: random.Random,
) -> Image.Image:
    return kind(image).enhance(by)


def _bordered(part: float, color: str, image: Image.Image, chance: random.Random) -> Image.Image:
    return ImageOps.expand(image, round(image.width * part), color)


def _letterboxed(part: float, image: Image.Image, chance: random.Random) -> Image.Image:
    bar = round(image.height * part)
    boxed = Image.new("RGB", (image.width, image.height + 2 * bar), "black")
    boxed.paste(image, (0, bar))
    return boxed


def _credited(image: Image.Image, chance: random.Random) -> Image.Image:
    """Write a credit into a dark bar along the bottom."""
    return _bannered(0.06, image, chance)


def _bannered(part: float, image: Image.Image, chance: random.Random) -> Image.Image:
    image = image.copy()
    top = round(image.height * (1 - part))
    draw = ImageDraw.Draw(image)
    draw.rectangle(
        (0, top, image.width, image.height), fill=chance.choice(("black", "#b00020", "white", "#0b3d91"))
    )
    draw.text(
        (image.width * 0.03, top + 2),
        "PHOTO: SOMEBODY / AGENCY",
        fill="grey",
        font_size=max(8, round(image.height * part * 0.6)),
    )
    return image


def _captioned(image: Image.Image, chance: random.Random) -> Image.Image:
    """Add a white bar with a caption below."""
    bar = round(image.height * 0.08)
    longer = Image.new("RGB", (image.width, image.height + bar), "white")
    longer.paste(image)
    ImageDraw.Draw(longer).text(
        (10, image.height + 2),
        "Somebody shakes hands with somebody",
        fill="black",
        font_size=max(8, round(bar * 0.6)),
    )
    return longer


def _marked(image: Image.Image, chance: random.Random) -> Image.Image:
    layer = Image.new("RGBA", image.size)
    size = round(image.width / 7)
    ImageDraw.Draw(layer).text(
        (image.width * 0.1, image.height * 0.38), "STOCKPHOTO", fill=(255, 255, 255, 110), font_size=size
    )
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _turned(degrees: float, image: Image.Image, chance: random.Random) -> Image.Image:
    turned = image.rotate(degrees, Image.Resampling.BICUBIC)
    return _trimmed(0.02 * degrees, turned, chance)


def _blurred(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(2))


def _worn(image: Image.Image, chance: random.Random) -> Image.Image:
    cut = _credited(_centred(808 / 508, 808, image, chance), chance)
    return _scaled(0.5, cut, chance)


_CHANGES: dict[str, tuple[Change, str, int]] = {
    "JPEG quality 50": (_same, "JPEG", 50),
    "JPEG quality 30": (_same, "JPEG", 30),
    "WebP quality 60": (_same, "WEBP", 60),
    "AVIF quality 50": (_same, "AVIF", 50),
    "GIF": (_same, "GIF", 0),
    "half size": (partial(_scaled, 0.5), "JPEG", 80),
    "quarter size": (partial(_scaled, 0.25), "JPEG", 80),
    "16:9 to 808x508": (partial(_centred, 808 / 508, 808), "JPEG", 75),
    "to 3:2": (partial(_centred, 3 / 2, 800), "JPEG", 75),
    "to 4:3": (partial(_centred, 4 / 3, 800), "JPEG", 75),
    "to 5:4": (partial(_centred, 5 / 4, 800), "JPEG", 75),
    "to 1:1": (partial(_centred, 1.0, 600), "JPEG", 75),
    "to 4:5": (partial(_centred, 4 / 5, 600), "JPEG", 75),
    "to 2:1": (partial(_centred, 2.0, 800), "JPEG", 75),
    "off-centre 808x508": (partial(_focal, 808 / 508, 808), "JPEG", 75),
    "off-centre 3:2": (partial(_focal, 3 / 2, 800), "JPEG", 75),
    "off-centre 4:3": (partial(_focal, 4 / 3, 800), "JPEG", 75),
    "off-centre 1:1": (partial(_focal, 1.0, 600), "JPEG", 75),
    "off-centre 4:5": (partial(_focal, 4 / 5, 600), "JPEG", 75),
    "2 % off each side": (partial(_trimmed, 0.02), "JPEG", 80),
    "5 % off each side": (partial(_trimmed, 0.05), "JPEG", 80),
    "10 % off each side": (partial(_trimmed, 0.10), "JPEG", 80),
    "10 % off one side": (partial(_one_side, 0.10), "JPEG", 80),
    "mirrored": (_mirrored, "JPEG", 80),
    "mirrored to 808x508": (_mirrored_cut, "JPEG", 75),
    "grey": (_grey, "JPEG", 80),
    "saturated": (partial(_enhanced, ImageEnhance.Color, 1.6), "JPEG", 80),
    "brighter": (partial(_enhanced, ImageEnhance.Brightness, 1.25), "JPEG", 80),
    "more contrast": (partial(_enhanced, ImageEnhance.Contrast, 1.4), "JPEG", 80),
    "blurred": (_blurred, "JPEG", 80),
    "white border 5 %": (partial(_bordered, 0.05, "white"), "JPEG", 80),
    "black border 3 %": (partial(_bordered, 0.03, "black"), "JPEG", 80),
    "letterbox 12 %": (partial(_letterboxed, 0.12), "JPEG", 80),
    "credit bar": (_credited, "JPEG", 80),
    "caption below": (_captioned, "JPEG", 80),
    "banner 15 %": (partial(_bannered, 0.15), "JPEG", 80),
    "banner 25 %": (partial(_bannered, 0.25), "JPEG", 80),
    "watermark": (_marked, "JPEG", 80),
    "turned 1 degree": (partial(_turned, 1), "JPEG", 80),
    "turned 2 degrees": (partial(_turned, 2), "JPEG", 80),
    "808x508, credit, half size": (_worn, "JPEG", 50),
}


def main() -> None:
    """Print recall for each change, and what was found of strangers."""
    folder = os.environ.get("PHOTOS")
    if folder is None:
        print("reuse: name a folder of photographs: PHOTOS=folder make bench ONLY=reuse")
        return
    names = sorted(str(path) for path in Path(folder).iterdir() if path.suffix.lower() in _SUFFIXES)
    with ProcessPoolExecutor(initializer=_one_thread) as pool:
        read = dict(zip(names, pool.map(_seen, names, chunksize=4), strict=True))
        seen = {name: picture for name, picture in read.items() if picture is not None}
        held, originals = list(seen), Album(list(seen.values()))
        limits = thresholds(len(held))
        strangers = Counter(each.relation.value for each in originals.pairs(limits))
        pairs = len(held) * (len(held) - 1) // 2
        print(
            f"reuse: {len(held)} photographs; {pairs:,} pairs of strangers: {dict(strangers) or 'none tied'}"
        )
        print(
            f"{'':28}"
            + "".join(f"{relation:>14}" for relation in _RELATIONS)
            + "           all   strangers tied"
        )
        for change in _CHANGES:
            changed = list(pool.map(partial(_changed, change), held, chunksize=4))
            _report(change, changed, originals, limits)


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
    image = _cut(16 / 9, Image.open(name).convert("RGB"), 0.5)
    image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.LANCZOS)
    return image


def _seen(name: str) -> Picture | None:
    return _read(_original(name), "JPEG", 88)


def _changed(change: str, name: str) -> Picture | None:
    function, form, quality = _CHANGES[change]
    return _read(function(_original(name), random.Random(Path(name).name + change)), form, quality)


def _read(image: Image.Image, form: str, quality: int) -> Picture | None:
    buffer = io.BytesIO()
    image.save(buffer, form, **({"quality": quality} if quality else {}))
    picture = read_picture(buffer.getvalue(), max_pixels=100_000_000)
    return picture if isinstance(picture, Picture) else None
