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
            "too large to examine: over 40,000,000 pixels",
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
