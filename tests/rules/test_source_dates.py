"""Pages published or changed after the post that cites them: what is found, and what is left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linkcheck.model import Finding, Level, Resource
from linkcheck.pages.dates import choose_time, is_after, judge_dates, read_time
from tests.canned import document, findings

URL = "https://e.org/story"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
POST = f"---\ndate: 2024-03-01\n---\n[a]({URL}) and [b]({URL})"


def page(published: str | None = None, modified: str | None = None, **fields: object) -> Resource:
    held = {"url": URL, "status": 200, "final_url": URL} | fields
    times = [read_time(each) if each else None for each in (published, modified)]
    return Resource(published_at=times[0], modified_at=times[1], **held)  # type: ignore[arg-type]


def found_in(
    resource: Resource, text: str = POST, name: str = "post.md", media_type: str = "text/markdown"
) -> list[Finding]:
    post = document(text, name, media_type)
    return [
        found
        for rule in ("source-newer-than-post", "source-changed-after-post")
        for found in findings(rule, post, resources=[resource])
    ]


def test_a_page_published_after_the_post_is_found_once_with_every_place() -> None:
    (found,) = found_in(page("2024-05-01T08:00:00+02:00", "2024-06-01"))
    assert (found.rule, found.level) == ("source-newer-than-post", Level.NOTE)
    assert found.message == (
        "this page says that it was published on 2024-05-01, after the post (2024-03-01)"
    )
    assert (found.evidence["published_at"], len(found.related)) == ("2024-05-01T06:00:00Z", 1)


def test_a_page_changed_after_the_post_is_found() -> None:
    for published in (None, "2024-02-01"):
        (found,) = found_in(page(published, "2024-05-01"))
        assert (found.rule, found.level) == ("source-changed-after-post", Level.NOTE)


@pytest.mark.parametrize(
    ("text", "name", "media_type"),
    [
        (f"+++\ndate = 2024-03-01\n+++\n[التقرير]({URL})", "a.md", "text/markdown"),
        (f"[отчёт]({URL})", "2024-03-01-post.md", "text/markdown"),
        (f"الخبير\n03-01-2024, 11:01 AM\nالتقرير ({URL})", "a.txt", "text/plain"),
        (
            f'<meta property="article:published_time" content="2024-03-01"><a href="{URL}">informe</a>',
            "a.html",
            "text/html",
        ),
        (f"---\ndate: 2024-03-01\n---\n[报告]({URL})[הדוח]({URL})", "a.md", "text/markdown"),
    ],
)
def test_the_day_of_the_post_is_read_wherever_it_stands(text: str, name: str, media_type: str) -> None:
    assert len(found_in(page("2024-05-01"), text, name, media_type)) == 1


@pytest.mark.parametrize(
    "resource",
    [
        page(),
        page("2024-02-01", "2024-02-02"),
        page("2024-03-01", "2024-03-01"),
        page("2024-03-01T23:59:59-11:00"),
        page("2024-03-02T00:30:00+14:00"),
        page("2024-03-02"),
        page("2024-05-01", status=404),
        page("2024-05-01", status=403),
        page("2024-05-01", url="https://e.org/", final_url="https://e.org/"),
    ],
)
def test_pages_that_may_be_as_old_as_the_post_are_left_alone(resource: Resource) -> None:
    assert found_in(resource) == []


@pytest.mark.parametrize(
    "text",
    [
        f"[a]({URL})",
        f"---\ndate: soon\n---\n[a]({URL})",
        "---\ndate: 2024-03-01\n---\n![a](https://e.org/story)",
        f"---\ndate: 2024-03-01\nlastmod: 2024-06-01\n---\n[a]({URL})",
    ],
)
def test_posts_without_a_day_and_pictures_are_left_alone(text: str) -> None:
    assert found_in(page("2024-05-01", "2024-05-02"), text) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-09-08T01:30:00+02:00", datetime(2024, 9, 7, 23, 30, tzinfo=UTC)),
        ("2024-09-08T01:30:00Z", datetime(2024, 9, 8, 1, 30, tzinfo=UTC)),
        ("2024-09-08T01:30:00.123-05:00", datetime(2024, 9, 8, 6, 30, 0, 123000, tzinfo=UTC)),
        ("2024-09-08 01:30:00", datetime(2024, 9, 8, 1, 30, tzinfo=UTC)),
        ("2024-09-08", datetime(2024, 9, 8, tzinfo=UTC)),
        ("20240908", datetime(2024, 9, 8, tzinfo=UTC)),
        ("Sun, 08 Sep 2024 01:30:00 +0200", datetime(2024, 9, 7, 23, 30, tzinfo=UTC)),
        ("2024/09/08 10:00:00", datetime(2024, 9, 8, tzinfo=UTC)),
        ("2024-09-08 01:30:00 UTC", datetime(2024, 9, 8, tzinfo=UTC)),
        ("2024-09-08T01:30:00+02:00[Europe/Berlin]", datetime(2024, 9, 8, tzinfo=UTC)),
        ("Sun Sep 08 2024 01:30:00 GMT+0200 (CEST)", datetime(2024, 9, 8, 1, 30, tzinfo=UTC)),
        ("September 8, 2024", datetime(2024, 9, 8, tzinfo=UTC)),
        ("2024年9月8日", datetime(2024, 9, 8, tzinfo=UTC)),
        ("8 September", None),
        ("08/09/2024", None),
        ("yesterday", None),
        ("2024-13-45", None),
        ("0000-00-00T00:00:00", None),
        ("9999-12-31T23:59:59-23:59", None),
        ("2024", None),
        ("٢٠٢٤-٠٩-٠٨", None),
        ("", None),
    ],
)
def test_times_are_read_with_their_zone(stated: str, expected: datetime | None) -> None:
    assert read_time(stated) == expected


def test_what_cannot_be_is_passed_over_with_the_reason() -> None:
    stated = ["1970-01-01T00:00:00Z", "3000-01-01", "8 September", "2024-09-08"]
    assert choose_time(stated, now=NOW) == (
        datetime(2024, 9, 8, tzinfo=UTC),
        (
            "1970-01-01T00:00:00Z: before there were web pages",
            "3000-01-01: in the future",
            "8 September: not a date that can be read",
        ),
    )


def test_a_change_before_the_publication_is_not_believed() -> None:
    dates = judge_dates(["2024-09-08"], ["2023-01-01"], now=NOW)
    assert dates.modified_at is None
    assert dates.ignored == ("modified 2023-01-01T00:00:00Z: before it was published",)
    assert judge_dates(["2024-09-08T09:00:00Z"], ["2024-09-08"], now=NOW).modified_at is not None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2024-03-02T12:00:00Z", False), ("2024-03-02T12:00:01Z", True), ("2024-02-01", False)],
)
def test_a_day_lasts_until_it_has_ended_everywhere(moment: str, expected: bool) -> None:
    read = read_time(moment)
    assert read is not None
    assert is_after(read, date(2024, 3, 1)) is expected
