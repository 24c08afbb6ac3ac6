"""Crawl a web of 200 hosts with log-normal latency, with linkcheck and with the peers that are installed.

The bars: at most 1.3 times the ideal schedule, no wrong verdict, fewer requests than any peer, under 150 MB.
Install a peer with `cargo install lychee` (or set LINKCHECK_BENCH_LYCHEE to its path).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.web import Served, address, latencies, served

_HOSTS, _URLS, _SLOW_URLS, _LIMITED_URLS = 200, 5000, 20, 60
_PER_HOST, _TIMEOUT_SECONDS, _SECOND_PASS_SECONDS = 8, 5, 3
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
    slowest = max(seconds / _PER_HOST for seconds in busy.values())
    limited = (_LIMITED_URLS - 10) / 20
    return Workload(verdicts, max(slowest, limited, 2 * _TIMEOUT_SECONDS + _SECOND_PASS_SECONDS))


def _url(web: Served, host: int, kind: str, seconds: float, number: int) -> str:
    return f"http://{address(host)}:{web.port}/{kind}/{seconds * 1000:.0f}/{number}"


def _linkcheck(post: Path, output: Path) -> list[str]:
    limits = ["--timeout", str(_TIMEOUT_SECONDS), "--per-host", str(_PER_HOST), "--allow-private"]
    return [
        sys.executable,
        "-m",
        "linkcheck",
        "check",
        str(post),
        *limits,
        "-q",
        "--format",
        f"json={output}",
    ]


def _read_linkcheck(output: Path) -> dict[str, str]:
    return {each["url"]: each["verdict"] for each in json.loads(output.read_text())["resources"]}


def _lychee(post: Path, output: Path) -> list[str]:
    program = os.environ.get("LINKCHECK_BENCH_LYCHEE") or shutil.which("lychee") or ""
    limits = ["--timeout", str(_TIMEOUT_SECONDS), "--max-retries", "2", "--no-progress"]
    return [program, str(post), *limits, "--format", "json", "--output", str(output)] if program else []


def _read_lychee(output: Path) -> dict[str, str]:
    report = json.loads(output.read_text())
    maps = (report.get(name, {}) for name in ("error_map", "timeout_map"))
    failed = (each["url"] for found in maps for rows in found.values() for each in rows)
    return dict.fromkeys(failed, "broken")


@dataclass(frozen=True, slots=True)
class _Checker:
    command: Callable[[Path, Path], list[str]]
    read: Callable[[Path], dict[str, str]]


_CHECKERS = {"linkcheck": _Checker(_linkcheck, _read_linkcheck), "lychee": _Checker(_lychee, _read_lychee)}


def _wrong(expected: Mapping[str, str], said: Mapping[str, str], *, is_peer: bool) -> int:
    """Count wrong verdicts; a peer knows only good and bad, so for it any bad will do."""
    if not is_peer:
        return sum(said.get(url) != verdict for url, verdict in expected.items())
    return sum((url in said) != (verdict != "ok") for url, verdict in expected.items())


def main(*, hosts: int = _HOSTS, urls: int = _URLS) -> None:
    """Print a line for each checker."""
    print(f"\ncrawl: {urls:,} URLs of {hosts} hosts, median 120 ms, 5 % faulty, {_SILENT} silent")
    with tempfile.TemporaryDirectory() as folder:
        for name, checker in _CHECKERS.items():
            with served() as web:
                workload = make_workload(web, hosts=hosts, urls=urls)
                post, output = Path(folder, "post.md"), Path(folder, f"{name}.json")
                post.write_text("\n".join(f"- [a link]({url})" for url in workload.verdicts))
                command = checker.command(post, output)
                if not command:
                    print(f"  {name:10} is not installed")
                    continue
                started = time.perf_counter()
                megabytes = _run(command)
                seconds = time.perf_counter() - started
                wrong = _wrong(workload.verdicts, checker.read(output), is_peer=name != "linkcheck")
                ideal = workload.ideal_seconds
                print(
                    f"  {name:10} {seconds:6.1f} s, {seconds / ideal:4.2f} times the ideal {ideal:.1f} s, "
                    f"{web.count():,} requests, {megabytes:.0f} MB, {wrong} wrong verdicts"
                )


def _run(command: list[str]) -> float:
    """Run a command and return its peak memory in MB."""
    pid = os.posix_spawnp(
        command[0],
        command,
        dict(os.environ),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, _, usage = os.wait4(pid, 0)
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
