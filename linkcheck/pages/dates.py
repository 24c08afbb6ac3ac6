"""When a page was published and changed, as far as it states it: times read, implausible ones told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from linkcheck.text.days import read_day

# The first web page went on line in December 1990; older dates are a program's zero (1970) or a slip.
_FIRST = datetime(1990, 12, 1, tzinfo=UTC)
# Clocks and unstated time zones differ by up to a day.
_SLACK = timedelta(days=1)
_LONGEST = 80  # as JavaScript writes it, with the name of the zone


def read_time(stated: str) -> datetime | None:
    """Return a stated time in UTC: ISO 8601 or RFC 5322 §3.3; None for what could be read in two ways.

    A time without a zone is taken as UTC, a day as its first moment there. Of what else begins with a day
    that means one only (`2024/09/08 10:00`, `September 8, 2024`) that day is taken.

    >>> read_time("2024-09-08T01:30:00+02:00"), read_time("8 September")
    (datetime.datetime(2024, 9, 7, 23, 30, tzinfo=datetime.timezone.utc), None)
    """
    text = stated.strip()
    if not 8 <= len(text) <= _LONGEST or not any(map(str.isdigit, text)):
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = parse(text)
            return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
    day = read_day(text)
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)


def choose_time(stated: Iterable[str], *, now: datetime) -> tuple[datetime | None, tuple[str, ...]]:
    """Return the first plausible time of those stated, and why those before it were not believed."""
    ignored: list[str] = []
    for text in stated:
        found = read_time(text)
        reason = _fault(found, now)
        if reason is None:
            return found, tuple(ignored)
        ignored.append(f"{text[:_LONGEST]}: {reason}")
    return None, tuple(ignored)


@dataclass(frozen=True, slots=True)
class PageDates:
    """When a page says that it was published and changed, and what it says that cannot be, with reasons."""

    published_at: datetime | None = None
    modified_at: datetime | None = None
    ignored: tuple[str, ...] = ()


_UNDATED = PageDates()


def judge_dates(published: Sequence[str], modified: Sequence[str], *, now: datetime) -> PageDates:
    """Judge what a page states; a change before the publication is not believed."""
    if not published and not modified:
        return _UNDATED
    published_at, ignored = choose_time(published, now=now)
    modified_at, also_ignored = choose_time(modified, now=now)
    reasons = [*(f"published {each}" for each in ignored), *(f"modified {each}" for each in also_ignored)]
    if published_at and modified_at and modified_at < published_at - _SLACK:
        reasons.append(f"modified {modified_at:%Y-%m-%dT%H:%M:%SZ}: before it was published")
        modified_at = None
    return PageDates(published_at, modified_at, tuple(reasons))


def _fault(found: datetime | None, now: datetime) -> str | None:
    if found is None:
        return "not a date that can be read"
    if found < _FIRST:
        return "before there were web pages"
    return "in the future" if found > now + _SLACK else None


def is_after(moment: datetime, day: date) -> bool:
    """Say whether a moment is after a day wherever on Earth that day was meant (UTC-12 ends it last).

    >>> is_after(datetime(2024, 3, 2, 11, tzinfo=UTC), date(2024, 3, 1))
    False
    """
    end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1, hours=12)
    return moment > end
