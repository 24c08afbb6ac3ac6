"""Draw the pictures of the sample web: invented landscapes, the same bytes at every run of one Pillow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

FOLDER = Path(__file__).parent / "web" / "pictures"


def landscape(width: int, height: int, *, seed: int) -> Image.Image:
    """Paint hills under a sky: smooth noise at several scales, so that it looks alike at every size."""
    random = np.random.default_rng(seed)
    picture = np.zeros((height, width, 3))
    for cells, weight in ((3, 1.0), (6, 0.6), (14, 0.35), (40, 0.15)):
        noise = random.random((cells, cells, 3)) * 255
        layer = Image.fromarray(noise.astype("uint8")).resize((width, height), Image.Resampling.BICUBIC)
        picture += weight * np.asarray(layer, dtype=float)
    picture -= picture.min()
    picture *= 255 / picture.max()
    for ridge in range(4):
        line = height * (0.45 + 0.13 * ridge) + np.cumsum(random.normal(0, height / 180, width))
        picture[np.arange(height)[:, None] > line[None, :]] *= 0.72
    return Image.fromarray(picture.astype("uint8"))


def main() -> None:
    """Write every picture; one of them also resized and recompressed, as a forum's cache would."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    landscape(1200, 675, seed=1).save(FOLDER / "hall-1200x675.jpg", quality=82)
    landscape(808, 508, seed=2).save(FOLDER / "handshake-808x508.jpg", quality=82)
    landscape(640, 427, seed=3).save(FOLDER / "bridge-640x427.jpg", quality=82)
    ridge = landscape(1000, 667, seed=4)
    ridge.save(FOLDER / "ridge-1000x667.jpg", quality=85)
    ridge.resize((500, 333), Image.Resampling.LANCZOS).save(FOLDER / "ridge-500x333.jpg", quality=55)


if __name__ == "__main__":
    main()
