"""The benchmarks run, on a web so small that it measures nothing."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from tests.bench import album, analysis, crawl, fetching
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
    analysis.main(posts=3, links=5, hosts=10, urls=60)
    printed = capsys.readouterr().out
    assert "0 wrong verdicts" in printed
    assert "times bare aiohttp" in printed
    assert printed.count("20 hosts") == 2
    assert printed.count("similarity and clustering") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell what one process used")
def test_an_album_of_different_pictures_is_not_grouped(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PICTURES", "6")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    album.main()
    printed = capsys.readouterr().out
    assert "false groups: 0" in printed
    assert "bits apart: 0" in printed
