"""Read a day that somebody wrote, where it can mean one day only: year first, or with the month's name."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_NUMBER_OF = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?!\d)", re.ASCII)
_TH = r"(?:st|nd|rd|th)?"
_IN_ENGLISH = re.compile(
    rf"(?:[a-z]{{3,9}},? )?(?:(?P<first>\d{{1,2}}){_TH}(?: of)? (?P<month>{_MONTH})\.?"
    rf"|(?P<named>{_MONTH})\.? (?P<second>\d{{1,2}}){_TH}),? (?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


def read_day(written: str) -> date | None:
    """Return the day that a text begins with; None for none, or one that could be read in two ways.

    >>> read_day("2021-3-4 10:00"), read_day("Thu Mar 04 2021"), read_day("03/04/2021")
    (datetime.date(2021, 3, 4), datetime.date(2021, 3, 4), None)
    """
    text = " ".join(written.split())
    if numbers := _YEAR_FIRST.match(text):
        return day_of(*map(int, numbers.groups()))
    if words := _IN_ENGLISH.match(text):
        month = _NUMBER_OF[(words["month"] or words["named"])[:3].lower()]
        return day_of(int(words["year"]), month, int(words["first"] or words["second"]))
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of the web's time; None for one that cannot be."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _FIRST_YEAR <= year <= _LAST_YEAR else None
