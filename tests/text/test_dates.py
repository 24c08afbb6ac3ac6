"""What posts say of their own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linkcheck.model import Document
from linkcheck.text.dates import document_date

DAY = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("name", "media_type", "text"),
    [
        ("a.md", "text/markdown", "---\ntitle: x\ndate: 2021-03-04\n---\nText"),
        ("a.md", "text/markdown", '---\ndate: "2021-03-04T10:00:00Z"\n---\n'),
        ("a.md", "text/markdown", "+++\ndate = 2021-03-04\n+++\n"),
        ("2019-01-01-a.md", "text/markdown", "---\npublished: 2021-3-4\n---\n"),
        ("_posts/2021-03-04-title.md", "text/markdown", "Text"),
        ("blog/2021/03/04/title.html", "text/html", "<p>"),
        ("a.html", "text/html", '<meta property="article:published_time" content="2021-03-04T01:00">'),
        ("a.html", "text/html", '<script>{"datePublished": "2021-03-04"}</script>'),
        ("a.html", "text/html", '<time class=x datetime="2021-03-04">'),
        ("a.txt", "text/plain", "Name\n03-04-2021, 11:01 AM\nText"),
    ],
)
def test_the_day_is_found(name: str, media_type: str, text: str) -> None:
    assert document_date(Document(name, media_type, text)) == DAY


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "Text of 2021-03-04"),
        ("a.md", "---\ntitle: x\n---\ndate: 2021-03-04"),
        ("a.md", "---\ndate: 2021-13-44\n---\n"),
        ("a.md", "---\ndate: yesterday\n---\n"),
        ("build-12021-03-041.md", ""),
        ("0001-01-01.md", ""),
        ("a.txt", "x" * 500 + "\n03-04-2021, 11:01 AM\n"),
        ("a.txt", "Text (03-04-2021, 11:01 AM)"),
    ],
)
def test_no_day_is_made_up(name: str, text: str) -> None:
    assert document_date(Document(name, "text/markdown", text)) is None


def test_the_forum_post_states_its_day() -> None:
    text = Path("samples/posts/forum-post.txt").read_text("utf-8")
    assert document_date(Document("forum-post.txt", "text/plain", text)) == date(2024, 11, 2)
