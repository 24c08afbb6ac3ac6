"""The ways in which pictures come back: edits, chains of two or three, and the file that is made of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from PIL import Image, ImageEnhance

from tests.bench import edits

Edit = Callable[[Image.Image, random.Random], Image.Image]


class Change(NamedTuple):
    """Edits in their order, and the format and options of the file."""

    edits: tuple[Edit, ...]
    format: str = "JPEG"
    options: Mapping[str, object] = {"quality": 80}


def _jpeg(quality: int, *chain: Edit) -> Change:
    return Change(chain, options={"quality": quality})


_NEWS = partial(edits.centred, 808 / 508, 808)
_CREDITED = partial(edits.bannered, 0.06)
_BRIGHTER = partial(edits.enhanced, ImageEnhance.Brightness, 1.25)
_CENTRED = {
    "16:9 to 808x508": _NEWS,
    "to 3:2": partial(edits.centred, 3 / 2, 800),
    "to 4:3": partial(edits.centred, 4 / 3, 800),
    "to 5:4": partial(edits.centred, 5 / 4, 800),
    "to 1:1": partial(edits.centred, 1.0, 600),
    "to 4:5": partial(edits.centred, 4 / 5, 600),
    "to 2:1": partial(edits.centred, 2.0, 800),
}
_FOCAL = {
    "off-centre 808x508": partial(edits.focal, 808 / 508, 808),
    "off-centre 3:2": partial(edits.focal, 3 / 2, 800),
    "off-centre 4:3": partial(edits.focal, 4 / 3, 800),
    "off-centre 1:1": partial(edits.focal, 1.0, 600),
    "off-centre 4:5": partial(edits.focal, 4 / 5, 600),
}
CHANGES: dict[str, Change] = {
    **{f"JPEG quality {quality}": _jpeg(quality, edits.same) for quality in (95, 50, 30)},
    "JPEG 4:2:0 progressive": Change(
        (edits.same,), options={"quality": 40, "subsampling": "4:2:0", "progressive": True}
    ),
    "WebP quality 60": Change((edits.same,), "WEBP", {"quality": 60}),
    "AVIF quality 50": Change((edits.same,), "AVIF", {"quality": 50, "speed": 8}),
    "PNG": Change((edits.same,), "PNG", {"compress_level": 1}),
    "GIF": Change((edits.same,), "GIF", {}),
    "half size": Change((partial(edits.scaled, 0.5),)),
    "320 wide": Change((partial(edits.to_width, 320),)),
    "twice the size": Change((partial(edits.scaled, 2.0),)),
    **{name: _jpeg(75, edit) for name, edit in (_CENTRED | _FOCAL).items()},
    "2 % off each side": Change((partial(edits.trimmed, 0.02),)),
    "5 % off each side": Change((partial(edits.trimmed, 0.05),)),
    "10 % off each side": Change((partial(edits.trimmed, 0.10),)),
    "10 % off one side": Change((partial(edits.one_side, 0.10),)),
    "mirrored": Change((edits.mirrored,)),
    "grey": Change((edits.grey,)),
    "sepia": Change((edits.sepia,)),
    "saturated": Change((partial(edits.enhanced, ImageEnhance.Color, 1.6),)),
    "brighter": Change((_BRIGHTER,)),
    "darker": Change((partial(edits.enhanced, ImageEnhance.Brightness, 0.7),)),
    "more contrast": Change((partial(edits.enhanced, ImageEnhance.Contrast, 1.4),)),
    "less contrast": Change((partial(edits.enhanced, ImageEnhance.Contrast, 0.6),)),
    "gamma 0.6": Change((partial(edits.gamma, 0.6),)),
    "gamma 1.6": Change((partial(edits.gamma, 1.6),)),
    "blurred": Change((edits.blurred,)),
    "sharpened": Change((partial(edits.enhanced, ImageEnhance.Sharpness, 3.0),)),
    "noise": Change((edits.noisy,)),
    "white border 5 %": Change((partial(edits.bordered, 0.05, "white"),)),
    "black border 3 %": Change((partial(edits.bordered, 0.03, "black"),)),
    "letterbox 12 %": Change((partial(edits.letterboxed, 0.12),)),
    "blurred sides, 2:1": Change((partial(edits.beside_itself, 2.0),)),
    "blurred sides, 4:3": Change((partial(edits.beside_itself, 4 / 3),)),
    "credit bar": Change((_CREDITED,)),
    "caption below": Change((edits.captioned,)),
    "banner 15 %": Change((partial(edits.bannered, 0.15),)),
    "banner 25 %": Change((partial(edits.bannered, 0.25),)),
    "signature": Change((edits.signed,)),
    "small logo": Change((partial(edits.stamped, 0.1),)),
    "large logo": Change((partial(edits.stamped, 0.25),)),
    "large watermark": Change((edits.marked,)),
    "tiled watermark": Change((edits.tiled,)),
    "turned 1 degree": Change((partial(edits.turned, 1),)),
    "turned 2 degrees": Change((partial(edits.turned, 2),)),
    "screenshot": Change((edits.screenshot,)),
    "808x508, credit, half size": _jpeg(50, _NEWS, _CREDITED, partial(edits.scaled, 0.5)),
    "mirrored, 808x508": _jpeg(75, edits.mirrored, _NEWS),
    "mirrored, off-centre 4:3": _jpeg(75, edits.mirrored, _FOCAL["off-centre 4:3"]),
    "grey, to 3:2": _jpeg(60, edits.grey, _CENTRED["to 3:2"]),
    "brighter, off-centre 4:3": _jpeg(75, _BRIGHTER, _FOCAL["off-centre 4:3"]),
    "to 4:3, small logo": _jpeg(75, _CENTRED["to 4:3"], partial(edits.stamped, 0.1)),
    "808x508, large watermark": _jpeg(75, _NEWS, edits.marked),
    "to 3:2, white border": _jpeg(60, _CENTRED["to 3:2"], partial(edits.bordered, 0.05, "white")),
    "sepia, 320 wide, quality 30": _jpeg(30, edits.sepia, partial(edits.to_width, 320)),
    "to 1:1, signature, 320 wide": _jpeg(60, _CENTRED["to 1:1"], edits.signed, partial(edits.to_width, 320)),
}
