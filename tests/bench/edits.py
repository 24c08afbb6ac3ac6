"""What editors, sites and readers do to a picture before it is published again, one function each.

Every edit takes a picture and the chance that chooses where and how, and returns another picture.
"""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageOps

Chance = random.Random
_SMOOTH = Image.Resampling.LANCZOS


def same(image: Image.Image, chance: Chance) -> Image.Image:
    """Change nothing: the file is only saved anew."""
    return image


def cut(aspect: float, image: Image.Image, place: float) -> Image.Image:
    """Cut out the largest part with that aspect, at a place from 0 to 1 along what is cut."""
    width, height = image.size
    if aspect < width / height:
        kept = round(height * aspect)
        left = round((width - kept) * place)
        return image.crop((left, 0, left + kept, height))
    kept = round(width / aspect)
    top = round((height - kept) * place)
    return image.crop((0, top, width, top + kept))


def centred(aspect: float, width: int, image: Image.Image, chance: Chance) -> Image.Image:
    """Cut the middle out, in another size."""
    return cut(aspect, image, 0.5).resize((width, round(width / aspect)), _SMOOTH)


def focal(aspect: float, width: int, image: Image.Image, chance: Chance) -> Image.Image:
    """Cut out a part about what an editor clicked on, in another size."""
    return cut(aspect, image, chance.random()).resize((width, round(width / aspect)), _SMOOTH)


def scaled(scale: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Make it smaller or larger."""
    return image.resize((round(image.width * scale), round(image.height * scale)), _SMOOTH)


def to_width(width: int, image: Image.Image, chance: Chance) -> Image.Image:
    """Make it so many pixels wide."""
    return scaled(width / image.width, image, chance)


def trimmed(part: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Cut a part off each side."""
    x, y = round(image.width * part), round(image.height * part)
    return image.crop((x, y, image.width - x, image.height - y))


def one_side(part: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Cut a part off the left."""
    return image.crop((round(image.width * part), 0, image.width, image.height))


def mirrored(image: Image.Image, chance: Chance) -> Image.Image:
    """Turn left into right."""
    return ImageOps.mirror(image)


def turned(degrees: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Turn it, and cut the corners away."""
    return trimmed(0.02 * degrees, image.rotate(degrees, Image.Resampling.BICUBIC), chance)


def grey(image: Image.Image, chance: Chance) -> Image.Image:
    """Take the colours away."""
    return image.convert("L").convert("RGB")


def sepia(image: Image.Image, chance: Chance) -> Image.Image:
    """Colour it as a filter of an app does: brown, softer, darker at the edges."""
    toned = ImageOps.colorize(image.convert("L"), "#2b1a0a", "#fff3d8", "#a8845a")
    x, y = (np.linspace(-1, 1, side) for side in image.size)
    shade = 1 - 0.35 * np.clip(x[None, :] ** 2 + y[:, None] ** 2, 0, 1.5)
    return Image.fromarray((np.asarray(toned) * shade[:, :, None]).astype(np.uint8))


def enhanced(
    kind: type[ImageEnhance.Color | ImageEnhance.Brightness | ImageEnhance.Contrast | ImageEnhance.Sharpness],
    by: float,
    image: Image.Image,
    chance: Chance,
) -> Image.Image:
    """Give it more or less of something."""
    return kind(image).enhance(by)


def gamma(by: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Make its middle tones lighter (below 1) or darker."""
    return image.point([round(255 * (level / 255) ** by) for level in range(256)] * 3)


def blurred(image: Image.Image, chance: Chance) -> Image.Image:
    """Take its finest details away."""
    return image.filter(ImageFilter.GaussianBlur(2))


def noisy(image: Image.Image, chance: Chance) -> Image.Image:
    """Add the grain of a bad copy."""
    grain = np.random.default_rng(chance.getrandbits(32)).normal(0, 12, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))


def bordered(part: float, color: str, image: Image.Image, chance: Chance) -> Image.Image:
    """Put a frame around it."""
    return ImageOps.expand(image, round(image.width * part), color)


def letterboxed(part: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Put black bars above and below."""
    bar = round(image.height * part)
    boxed = Image.new("RGB", (image.width, image.height + 2 * bar), "black")
    boxed.paste(image, (0, bar))
    return boxed


def beside_itself(aspect: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Fill a frame of another shape with it, and what is left with a blurred copy, as television does."""
    width, height = image.size
    size = (width, round(width / aspect)) if aspect < width / height else (round(height * aspect), height)
    filled = ImageOps.fit(image, size).filter(ImageFilter.GaussianBlur(25))
    filled.paste(image, ((size[0] - width) // 2, (size[1] - height) // 2))
    return filled


def bannered(part: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Lay a bar with words over the bottom."""
    image = image.copy()
    top = round(image.height * (1 - part))
    draw = ImageDraw.Draw(image)
    color = chance.choice(("black", "#b00020", "white", "#0b3d91"))
    draw.rectangle((0, top, image.width, image.height), fill=color)
    size = max(8, round(image.height * part * 0.6))
    draw.text((image.width * 0.03, top + 2), "PHOTO: SOMEBODY / AGENCY", fill="grey", font_size=size)
    return image


def captioned(image: Image.Image, chance: Chance) -> Image.Image:
    """Add a white bar with a caption below."""
    bar = round(image.height * 0.08)
    longer = Image.new("RGB", (image.width, image.height + bar), "white")
    longer.paste(image)
    size = max(8, round(bar * 0.6))
    words = "Somebody shakes hands with somebody"
    ImageDraw.Draw(longer).text((10, image.height + 2), words, fill="black", font_size=size)
    return longer


def marked(image: Image.Image, chance: Chance) -> Image.Image:
    """Write an agency's name across the middle, half through."""
    size = round(image.width / 7)
    return _written(image, (image.width * 0.1, image.height * 0.38), "STOCKPHOTO", size, opacity=110)


def signed(image: Image.Image, chance: Chance) -> Image.Image:
    """Write a name small into a corner."""
    size = max(10, round(image.width / 40))
    place = image.width * chance.choice((0.03, 0.7)), image.height * chance.choice((0.04, 0.92))
    return _written(image, place, "© some agency", size, opacity=220)


def tiled(image: Image.Image, chance: Chance) -> Image.Image:
    """Write an agency's name all over it, aslant, as previews of agencies have it."""
    layer = Image.new("RGBA", (2 * image.width, 2 * image.width))
    draw, size = ImageDraw.Draw(layer), round(image.width / 22)
    for top in range(0, layer.height, 4 * size):
        draw.text(
            (size * (top // size % 8), top), "agency  images   " * 12, (255, 255, 255, 90), font_size=size
        )
    layer = layer.rotate(30).crop((image.width // 2, image.width // 2, *(3 * image.width // 2,) * 2))
    return _laid(image, layer.crop((0, 0, *image.size)))


def stamped(part: float, image: Image.Image, chance: Chance) -> Image.Image:
    """Put a site's logo, so wide a part of the picture, into a corner."""
    side = round(image.width * part)
    layer = Image.new("RGBA", image.size)
    left = chance.choice((side // 4, image.width - side - side // 4))
    top = chance.choice((side // 4, image.height - side // 2 - side // 4))
    draw = ImageDraw.Draw(layer)
    color = chance.choice(("#e30613", "#0057b7", "white", "black"))
    draw.rounded_rectangle((left, top, left + side, top + side // 2), side // 10, fill=color)
    draw.text((left + side * 0.1, top + side * 0.06), "NEWS", fill="grey", font_size=round(side * 0.3))
    return _laid(image, layer)


def _written(
    image: Image.Image, place: tuple[float, float], words: str, size: int, *, opacity: int
) -> Image.Image:
    layer = Image.new("RGBA", image.size)
    ImageDraw.Draw(layer).text(place, words, fill=(255, 255, 255, opacity), font_size=size)
    return _laid(image, layer)


def _laid(image: Image.Image, layer: Image.Image) -> Image.Image:
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def screenshot(image: Image.Image, chance: Chance) -> Image.Image:
    """Show it as a browser window does: under a bar with an address, over a line of text."""
    bar, margin = round(image.height * 0.1), round(image.width * 0.02)
    page = Image.new("RGB", (image.width + 2 * margin, image.height + 3 * bar), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, page.width, bar), fill="#dee1e6")
    draw.rounded_rectangle(
        (page.width * 0.15, bar * 0.2, page.width * 0.8, bar * 0.8), bar * 0.3, fill="white"
    )
    draw.text((page.width * 0.17, bar * 0.3), "news.example/story", fill="black", font_size=bar * 0.35)
    page.paste(image, (margin, bar + margin))
    words = "What the minister said of the harbour and its ships"
    draw.text((margin, page.height - bar * 1.2), words, fill="black", font_size=bar * 0.5)
    return page
