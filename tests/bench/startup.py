"""How long the command line takes to say its first word."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

POST = Path(__file__).parents[2] / "samples/posts/hiking-guide.md"
ROUNDS = 5


def main() -> None:
    """Print the best of five runs of each command."""
    print("start-up, best of 5")
    for words in (("--help",), ("extract", str(POST))):
        print(f"  linkcheck {words[0]:<10} {min(_seconds(words) for _ in range(ROUNDS)):.3f} s")


def _seconds(words: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "linkcheck", *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start
