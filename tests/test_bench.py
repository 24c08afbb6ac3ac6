"""The benchmarks run, on a web so small that it measures nothing."""

from __future__ import annotations

import sys

import pytest

from tests.bench import crawl, fetching
from tests.bench.peers import CHECKERS


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not answer on all of 127.0.0.0/8")
def test_they_print_a_figure_for_each_part(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawl, "CHECKERS", CHECKERS[:1])
    monkeypatch.setattr(crawl, "_SILENT", 0)
    monkeypatch.setattr(crawl, "_SLOW_URLS", 2)
    monkeypatch.setattr(crawl, "_LIMITED_URLS", 12)
    crawl.main(hosts=10, urls=60)
    fetching.main(urls=50, hosts=20)
    printed = capsys.readouterr().out
    assert "0 wrong verdicts" in printed
    assert "times bare aiohttp" in printed
    assert printed.count("20 hosts") == 2
