"""What posts say of their own day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linkcheck.model import Document
from linkcheck.text.dates import document_date, last_date
from linkcheck.text.days import read_day

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
        ("a.md", "text/markdown", "---\ndate: 2021/03/04 10:00:00\n---\n"),
        ("a.md", "text/markdown", "---\nauthor:\n  date: 2001-01-01\npubDate: 'Mar 4, 2021'\n---\n"),
        ("a.md", "text/markdown", "---\nlastmod: 2022-01-01\npublishDate: 4 March 2021\n---\n"),
        ("a.md", "text/markdown", "+++\ndate = 2021-03-04T23:00:00-05:00\n+++\n"),
        ("a.md", "text/markdown", '{"title": "x", "date": "2021-03-04"}\n\nText'),
        ("a.md", "text/markdown", "---\n日期: x\ndate: 2021年3月4日\n---\n"),
        ("a.md", "text/markdown", "Title: x\nDate: 2021-03-04 10:20\nCategory: y\n\nText"),
        ("a.rst", "text/plain", "Title\n=====\n\n:date: 2021-03-04 10:20\n:tags: x\n\nText"),
        ("a.adoc", "text/plain", "= Title\nIda\n:revdate: March 4th, 2021\n\nText"),
        ("a.org", "text/plain", "#+TITLE: x\n#+DATE: <2021-03-04 Thu>\n"),
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
        ("a.md", "---\ndate: 03/04/2021\n---\n"),
        ("a.md", "---\nauthor:\n  date: 2021-03-04\n---\n"),
        ("a.md", "---\nlastmod: 2021-03-04\n---\n"),
        ("a.md", "Some text.\n\nDate: 2021-03-04"),
        ("a.md", "The meeting\nDate: 2021-03-04"),
        ("a.md", "x" * 2000 + "\n:date: 2021-03-04"),
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


@pytest.mark.parametrize(
    ("text", "media_type", "day"),
    [
        ("---\ndate: 2021-03-04\n---\n", "text/markdown", DAY),
        ("---\ndate: 2021-03-04\nlastmod: 2023-05-06\n---\n", "text/markdown", date(2023, 5, 6)),
        ("---\ndate: 2021-03-04\nlastmod: 2020-05-06\n---\n", "text/markdown", DAY),
        ("---\ndate: 2021-03-04\nlastmod: soon\n---\n", "text/markdown", DAY),
        ("---\nlast_update:\n  date: 5/6/2023\n  author: x\n---\n", "text/markdown", None),
        ("---\nlast_update:\n  date: 2023-05-06\n---\n", "text/markdown", date(2023, 5, 6)),
        ("+++\ndate = 2021-03-04\nupdated = 2023-05-06\n+++\n", "text/markdown", date(2023, 5, 6)),
        (
            '<meta property="article:published_time" content="2021-03-04">'
            '<meta property="article:modified_time" content="2023-05-06T01:00:00Z">',
            "text/html",
            date(2023, 5, 6),
        ),
        ("No day", "text/markdown", None),
    ],
)
def test_the_last_day_is_that_of_a_later_change(text: str, media_type: str, day: date | None) -> None:
    assert last_date(Document("a", media_type, text)) == day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021-03-04", DAY),
        ("2021. 3. 4.", DAY),
        ("2021/3/4 10:00", DAY),
        ("Thu Mar 04 2021 01:30:00 GMT+0200 (Central European Standard Time)", DAY),
        ("Thursday, March 4, 2021", DAY),
        ("4th of march 2021", DAY),
        ("Sept 3, 2021", date(2021, 9, 3)),
        ("03/04/2021", None),
        ("04.03.2021", None),
        ("2021-03-041", None),
        ("2021-02-30", None),
        ("Marketing 4 2021", None),
        ("1021-03-04", None),
        ("٢٠٢١-٠٣-٠٤", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_means_one_only(written: str, day: date | None) -> None:
    assert read_day(written) == day
