"""Draw pictures that are to a hash what photographs are, no two alike, thousands in minutes.

Things of every size before each other, light from one side and a texture of all frequencies: dead leaves
(A. Lee, D. Mumford, J. Huang, "Occlusion Models for Natural Images", 2001) have the statistics of
photographs: their edges, their spectrum and their size as a JPEG.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter

_FIELD_SIDE = 2048
_SMALLEST_LEAF, _LARGEST_LEAF = 0.02, 0.7
_LEAVES = 120
_DRAWN_SCALE = 2
_STRENGTHS = (5.0, 9.0, 14.0)
_MIDDLE = 128


def photograph(width: int, height: int, *, seed: int) -> Image.Image:
    """Return a picture of that size, in YCbCr; the same for the same seed and version of the libraries."""
    chance = np.random.default_rng(seed)
    small = (-(-width // _DRAWN_SCALE), -(-height // _DRAWN_SCALE))
    leaves = _leaves(*small, chance).filter(ImageFilter.GaussianBlur(float(chance.uniform(0.2, 2.0))))
    shown = leaves.convert("YCbCr").resize((width, height), Image.Resampling.BILINEAR)
    luma, *chroma = shown.split()
    for relief in (_texture(width, height, chance), _light(width, height, chance)):
        luma = ImageChops.add(luma, relief, offset=-_MIDDLE)
    return Image.merge("YCbCr", (luma, *chroma))


def _leaves(width: int, height: int, chance: np.random.Generator) -> Image.Image:
    palette = chance.integers(10, 245, size=(6, 3))
    image = Image.new("RGB", (width, height), _colour(palette[0]))
    draw = ImageDraw.Draw(image)
    # Radii by a power of -3, the largest ones behind: things look alike at every scale.
    share = chance.random(_LEAVES)
    least, most = _SMALLEST_LEAF**-2, _LARGEST_LEAF**-2
    radii = np.sort((least - share * (least - most)) ** -0.5)[::-1] * min(width, height)
    for radius in radii:
        x, y = chance.uniform(0, width), chance.uniform(0, height)
        colour = _colour(palette[chance.integers(len(palette))] + chance.integers(-25, 26, size=3))
        across, down = radius * chance.uniform(0.4, 1.6), radius * chance.uniform(0.4, 1.6)
        if chance.random() < 0.5:
            draw.ellipse((x - across, y - down, x + across, y + down), fill=colour)
        else:
            turns = np.sort(chance.uniform(0, 2 * np.pi, size=5))
            draw.polygon([(x + across * np.cos(t), y + down * np.sin(t)) for t in turns], fill=colour)
    return image


def _colour(levels: NDArray[np.int64]) -> tuple[int, int, int]:
    red, green, blue = (int(level) for level in np.clip(levels, 0, 255))
    return red, green, blue


def _texture(width: int, height: int, chance: np.random.Generator) -> Image.Image:
    """Cut a piece out of a field at a place of its own, enlarged where the picture is larger than that."""
    field = _field(float(chance.choice(_STRENGTHS)))
    across, down = min(width, _FIELD_SIDE // 2), min(height, _FIELD_SIDE // 2)
    left, top = (int(chance.integers(0, _FIELD_SIDE - side)) for side in (across, down))
    piece = field.crop((left, top, left + across, top + down))
    if chance.random() < 0.5:
        piece = piece.transpose(Image.Transpose.ROTATE_180)
    return piece if piece.size == (width, height) else piece.resize((width, height))


def _light(width: int, height: int, chance: np.random.Generator) -> Image.Image:
    across, down = chance.uniform(-30, 30, size=2)
    corners = np.array([[-across - down, across - down], [down - across, across + down]])
    light = Image.fromarray((corners + _MIDDLE).astype(np.uint8))
    return light.resize((width, height), Image.Resampling.BILINEAR)


@cache
def _field(strength: float) -> Image.Image:
    """Return grey noise whose amplitude falls with its frequency, as that of photographs does."""
    chance = np.random.default_rng(1)
    spectrum = np.fft.rfft2(chance.standard_normal((_FIELD_SIDE, _FIELD_SIDE)))
    frequency = np.hypot(np.fft.fftfreq(_FIELD_SIDE)[:, None], np.fft.rfftfreq(_FIELD_SIDE)[None, :])
    frequency[0, 0] = 1.0
    noise = np.fft.irfft2(spectrum / frequency**0.9, s=(_FIELD_SIDE, _FIELD_SIDE))
    noise = (noise - noise.mean()) / noise.std()
    return Image.fromarray(np.clip(noise * strength + _MIDDLE, 0, 255).astype(np.uint8))
