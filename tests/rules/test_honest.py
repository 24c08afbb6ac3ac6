"""Honest posts of many kinds get no warning, whatever the rule."""

from __future__ import annotations

import pytest

from tests.bench import rules as bench
from tests.bench import sourcing

_LANGUAGES = {"ar", "en", "es", "he", "ru", "zh"}
_SUFFIXES = {".md", ".html", ".bbcode", ".txt"}


def test_no_honest_post_gets_more_than_a_note(capsys: pytest.CaptureFixture[str]) -> None:
    bench.main()
    printed = capsys.readouterr().out
    assert "0 more than a note" in printed
    assert "link-overuse" in printed


def test_there_are_forty_small_posts_in_six_languages_and_every_format() -> None:
    posts = [path for path in bench.HONEST.rglob("*") if path.is_file()]
    assert len(posts) >= 40
    assert {path.parent.name for path in posts} == _LANGUAGES
    assert {path.suffix for path in posts} == _SUFFIXES
    assert max(path.stat().st_size for path in posts) < 6 * 1024


def test_the_bench_of_sources_prints_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    sourcing.main(links=60, posts=120)
    printed = capsys.readouterr().out
    assert printed.count("60 links to one page") == 3
    assert "passages shared by 120 posts" in printed
