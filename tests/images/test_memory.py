"""A run that may take one gibibyte ends properly, whatever pictures it meets, and says what each was."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.images.conftest import chunk, encoded, photo

GIBIBYTE = 1024**3
START = (
    "import resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({GIBIBYTE}, {GIBIBYTE})); "
    "from linkcheck.__main__ import main; main()"
)


def deflated(size: int) -> bytes:
    """So many zeros, or up to a mebibyte more."""
    squeeze = zlib.compressobj(1)
    return b"".join([*(squeeze.compress(bytes(1 << 20)) for _ in range((size >> 20) + 1)), squeeze.flush()])


def png(width: int, height: int, pixels: bytes) -> bytes:
    size = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", size), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def animation(frames: int) -> bytes:
    """A picture, and a plain one until there are so many frames."""
    buffer = io.BytesIO()
    plain = Image.new("P", (320, 200), 1)
    photo(320, 200).convert("P").save(buffer, "GIF", save_all=True, append_images=[plain], duration=40)
    body = buffer.getvalue()
    last = body.rindex(b"\x21\xf9\x04")  # graphic control extension
    return body[:-1] + body[last:-1] * (frames - 2) + b"\x3b"


def header(form: str, width: int, height: int) -> bytes:
    """A small picture whose header claims another size."""
    body = encoded(photo(64, 48), form)
    at, letters = {
        "GIF": (6, "<HH"),
        "BMP": (18, "<II"),
        "JPEG": (body.find(b"\xff\xc0") + 5, ">HH"),
        "AVIF": (body.find(b"ispe") + 8, ">II"),
    }[form]
    sides = (height, width) if form == "JPEG" else (width, height)
    return body[:at] + struct.pack(letters, *sides) + body[at + struct.calcsize(letters) :]


def tiff(width: int, height: int, strip: bytes) -> bytes:
    """One deflated strip of grey."""
    tags = {256: width, 257: height, 258: 8, 259: 8, 262: 1, 273: 110, 278: height, 279: len(strip)}
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4) + strip


def canvas(width: int, height: int) -> bytes:
    """An animated WebP of one small frame on a canvas."""
    inner = encoded(Image.new("RGB", (16, 16)), "WEBP", lossless=True)[12:]
    frame = bytes(6) + (15).to_bytes(3, "little") * 2 + bytes(4) + inner
    chunks = (
        (b"VP8X", b"\2\0\0\0" + b"".join((side - 1).to_bytes(3, "little") for side in (width, height))),
        (b"ANIM", bytes(6)),
        (b"ANMF", frame),
    )
    body = b"WEBP" + b"".join(name + struct.pack("<I", len(each)) + each for name, each in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def laughs() -> bytes:
    """A billion shapes, each used ten times by the next."""
    uses = (
        b'<g id="u%d">%s</g>' % (level, b'<use href="#u%d"/>' % (level - 1) * 10) for level in range(1, 10)
    )
    return b'<rect id="u0"/>' + b"".join(uses) + b'<use href="#u9"/>'


def icon(body: bytes) -> bytes:
    return b"\0\0\1\0\1\0" + struct.pack("<BBBBHHII", 0, 0, 0, 0, 1, 32, len(body), 22) + body


TOO_MANY = "too large to examine: over 40,000,000 pixels"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


def pictures() -> dict[str, tuple[bytes, str | None]]:
    """Each body and what is said of it; None where it is simply read."""
    jpeg = encoded(photo(), "JPEG")
    return {
        "good.jpg": (jpeg, None),
        "pixel.png": (encoded(photo(1, 1), "PNG"), None),
        "frames.gif": (animation(5000), None),
        "wide.png": (png(6000, 6000, deflated(6000 * 24_001)), None),
        "header.png": (
            png(30_000, 30_000, b""),
            TOO_MANY,
        ),
        "bomb.png": (png(30_000, 30_000, deflated(1 << 28)), "not examined: too large to examine"),
        "comment.png": (
            png(64, 64, deflated(1 << 20)).replace(
                b"\0\0\0\0IEND", chunk(b"zTXt", b"a\0\0" + deflated(1 << 28)) + b"\0\0\0\0IEND"
            ),
            None,
        ),
        "cut.jpg": (jpeg[: len(jpeg) // 2], "broken: the JPEG data is cut short"),
        "liar.png": (b"<!DOCTYPE html><title>Log in</title>", "broken: an HTML page, not a picture"),
        "renamed.gif": (encoded(photo(seed=9), "WEBP"), None),
        "empty.jpg": (b"", "broken: the body is empty"),
        "screen.gif": (header("GIF", 65_535, 65_535), TOO_MANY),
        "rows.bmp": (header("BMP", 65_535, 65_535), TOO_MANY),
        "sides.jpg": (header("JPEG", 65_535, 65_535), TOO_MANY),
        "lie.avif": (header("AVIF", 30_000, 30_000), "broken: the AVIF data is damaged"),
        "canvas.webp": (canvas(16_000, 16_000), TOO_MANY),
        "strip.tif": (tiff(30_000, 30_000, deflated(1 << 28)), TOO_MANY),
        "large.tif": (tiff(6000, 6000, deflated(6000 * 6000)), None),
        "inner.ico": (icon(png(30_000, 30_000, deflated(1 << 26))), "not examined: too large to examine"),
        "deep.svg": (SVG % (b"<g>" * 100_000 + b"</g>" * 100_000), "not examined: the decoder crashed"),
        "uses.svg": (SVG % laughs(), "not examined: an SVG drawing that is not drawn here"),
        "file.svg": (SVG % b'<image href="file:///etc/passwd"/>', "it shows pictures that are not in it"),
    }


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold programs to RLIMIT_AS")
def test_every_picture_is_reported_within_a_gibibyte(tmp_path: Path) -> None:
    bodies = pictures()
    for name, (body, _) in bodies.items():
        (tmp_path / name).write_bytes(body)
    (tmp_path / "post.md").write_text("\n\n".join(f"![{name}]({name})" for name in bodies))
    run = subprocess.run(
        (sys.executable, "-c", START, "check", "post.md", "--format", "json"),
        cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr.decode()
    report = json.loads(run.stdout)
    assert report["run"]["complete"]
    seen = {Path(each["url"]).name: each for each in report["resources"]}
    for name, (_, words) in bodies.items():
        said = [
            each["message"]
            for each in report["findings"]
            if Path(each["url"]).name == name
            or name in (Path(url).name for url in each["evidence"].get("urls", ()))
        ]
        assert (seen[name]["picture"] is None) == (words is not None), (name, said)
        assert words is None or any(words in message for message in said), (name, said)
    assert seen["frames.gif"]["picture"]["frames"] == 5000
