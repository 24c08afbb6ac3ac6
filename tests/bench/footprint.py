"""What a command takes: time, processor time and memory, its child processes included (Linux)."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROPORTIONAL = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)
_EVERY_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one run of a command took; `peak_mb` is of all its processes, what they share counted once."""

    seconds: float
    processor_seconds: float
    peak_mb: float
    printed: str


def footprint(command: Sequence[str], folder: Path) -> Footprint:
    """Run a command in a folder to its end."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        watch = _Watch(process.pid)
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        watch.stop()
        output.seek(0)
        printed = output.read().rstrip()
    return Footprint(seconds, used.ru_utime + used.ru_stime, watch.peak_kb / 1024, printed)


class _Watch(threading.Thread):
    """Looks at a process and all below it, again and again."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak_kb = 0

    def run(self) -> None:
        while not self._ended.wait(_EVERY_SECONDS):
            self.peak_kb = max(self.peak_kb, sum(map(_held_kb, _family(self._pid))))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _family(pid: int) -> list[int]:
    """Return a process and all below it."""
    family, at = [pid], 0
    while at < len(family):
        for children in Path(f"/proc/{family[at]}/task").glob("*/children"):
            try:
                family += map(int, children.read_text().split())
            except OSError:  # it has ended
                continue
        at += 1
    return family


def _held_kb(pid: int) -> int:
    try:
        match = _PROPORTIONAL.search(Path(f"/proc/{pid}/smaps_rollup").read_bytes())
    except OSError:
        return 0
    return int(match[1]) if match else 0
