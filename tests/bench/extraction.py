"""How fast links are read: the whole `extract` command over 10,000 Markdown posts."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

POSTS, POST_CHARACTERS = 10_000, 1_750
ENGLISH = "The committee published its findings on Tuesday after months of delay, and the ministry answered. "
ARABIC = "أعلن وزير الخارجية الروسي أن المعاهدة التي تعتزم روسيا وإيران توقيعها قريبًا ستتضمن تعزيز التعاون. "


def main() -> None:
    """Write the posts, extract them, and print the rate."""
    with TemporaryDirectory() as folder:
        size = sum(_write(Path(folder), number) for number in range(POSTS))
        start = time.perf_counter()
        words = (sys.executable, "-m", "linkcheck", "extract", folder)
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE)
        seconds = time.perf_counter() - start
    links = done.stdout.count(b"\n")
    rate = size / 1e6 / seconds
    print(f"extract, {POSTS:,} Markdown posts, {size / 1e6:.1f} MB, {links:,} links")
    print(f"  {seconds:.2f} s, {rate:.1f} MB/s, {links / seconds:,.0f} links/s")


def _write(folder: Path, number: int) -> int:
    body = f"---\ntitle: Post {number}\n---\n\n# Post {number}\n\n{''.join(_parts(number))}".encode()
    path = folder / f"{number % 100:02}" / f"{number}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return len(body)


def _parts(number: int) -> Iterator[str]:
    """Yield prose in two scripts, lists, code and about six links to a post."""
    choice = random.Random(number)
    written = 0
    while written < POST_CHARACTERS:
        part = choice.choices(
            [
                ENGLISH * 2,
                ARABIC,
                f"See [report {number % 97}](https://s{choice.randrange(500)}.example.org/{number}?x=1#s). ",
                f"\n\n```python\nprint('https://no.example.org/{number}')\n```\n\n",
                f"![picture](https://img.example.org/{number}.png) ",
                f"Bare https://bare.example.com/{number} here. ",
                "\n\n- item *one*\n- item `two`\n\n",
            ],
            weights=[35, 10, 30, 5, 5, 5, 10],
        )[0]
        written += len(part)
        yield part
