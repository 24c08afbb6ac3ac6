"""Crawl a web of 200 hosts with log-normal latency, with linkcheck and with the peers that are installed.

The bars: at most 1.3 times the ideal schedule, no wrong verdict, fewer requests than any peer, under 150 MB.
"""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.peers import CHECKERS, PER_HOST, TIMEOUT_SECONDS
from tests.bench.web import Served, address, latencies, served

_HOSTS, _URLS, _SLOW_URLS, _LIMITED_URLS = 200, 5000, 20, 60
_SECOND_PASS_SECONDS = 3
# What may go wrong, how often of a hundred, and what a checker should say of it.
_FAULTS = {"missing": "broken", "error": "unavailable", "reset": "unavailable", "odd": "ok"}
_FAULTY, _SILENT = 0.05, 5


@dataclass(frozen=True, slots=True)
class Workload:
    """URLs with what should be said of them, and the seconds that no schedule can do without."""

    verdicts: Mapping[str, str]
    ideal_seconds: float


def make_workload(web: Served, *, hosts: int = _HOSTS, urls: int = _URLS) -> Workload:
    """Spread URLs over hosts; the first host is very slow, the second limits its rate."""
    chance = random.Random(1)
    verdicts: dict[str, str] = {}
    busy = dict.fromkeys(range(hosts), 0.0)
    for number, seconds in enumerate(latencies(urls, median_seconds=0.12, seed=2)):
        host = 2 + number % (hosts - 2)
        kind = chance.choice(list(_FAULTS)) if chance.random() < _FAULTY else "ok"
        verdicts[_url(web, host, kind, seconds, number)] = _FAULTS.get(kind, "ok")
        busy[host] += seconds
    for number in range(_SLOW_URLS):
        verdicts[_url(web, 0, "ok", 2.0, number)] = "ok"
        busy[0] += 2.0
    for number in range(_LIMITED_URLS):
        verdicts[_url(web, 1, "limited", 0.05, number)] = "ok"
    for number in range(_SILENT):
        verdicts[_url(web, 2 + number, "silent", 0.0, number)] = "unavailable"
    slowest = max(seconds / PER_HOST for seconds in busy.values())
    limited = (_LIMITED_URLS - 10) / 20
    return Workload(verdicts, max(slowest + _SECOND_PASS_SECONDS, limited, 2 * TIMEOUT_SECONDS))


def _url(web: Served, host: int, kind: str, seconds: float, number: int) -> str:
    return f"http://{address(host)}:{web.port}/{kind}/{seconds * 1000:.0f}/{number}"


def _wrong(expected: Mapping[str, str], said: Mapping[str, str], *, is_peer: bool) -> int:
    """Count wrong verdicts; a peer knows only good and bad, so for it any bad will do."""
    if not is_peer:
        return sum(said.get(url) != verdict for url, verdict in expected.items())
    return sum((url in said) != (verdict != "ok") for url, verdict in expected.items())


def main(*, hosts: int = _HOSTS, urls: int = _URLS) -> None:
    """Print a line for each checker."""
    print(f"\ncrawl: {urls:,} URLs of {hosts} hosts, median 120 ms, 5 % faulty, {_SILENT} silent")
    for checker in CHECKERS:
        with served() as web, tempfile.TemporaryDirectory() as folder:
            command = checker.command(Path(folder))
            if command is None:
                print(f"  {checker.name:11} is not installed")
                continue
            os.chmod(folder, 0o755)  # LinkChecker gives up root's rights
            workload = make_workload(web, hosts=hosts, urls=urls)
            _write_posts(Path(folder), workload.verdicts)
            started = time.perf_counter()
            report, megabytes = _run(command)
            seconds = time.perf_counter() - started
            wrong = _wrong(workload.verdicts, checker.read(report), is_peer=checker.is_peer)
            ideal = workload.ideal_seconds
            print(
                f"  {checker.name:11} {seconds:5.1f} s, {seconds / ideal:.2f} times the ideal {ideal:.0f} s, "
                f"{web.count():,} requests, {megabytes:.0f} MB, {wrong} wrong verdicts"
            )


def _write_posts(folder: Path, urls: Iterable[str]) -> None:
    (folder / "post.md").write_text("\n".join(f"- [a link]({url})" for url in urls))
    rows = "\n".join(f'<li><a href="{url}">a link</a>' for url in urls)
    (folder / "post.html").write_text(f"<!DOCTYPE html><title>A post</title><ul>{rows}</ul>")


def _installed() -> dict[str, str]:
    """Return an environment in which Python keeps compiled modules, as it does for what is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _run(command: list[str]) -> tuple[str, float]:
    """Run a command and return what it prints, and its peak memory in MB."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=_installed())
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        output.seek(0)
        return output.read().decode(), usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
