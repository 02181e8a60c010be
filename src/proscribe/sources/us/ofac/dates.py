"""Dates as OFAC writes them: ``12 Nov 2020``, ``Nov 2020``, ``2020``, ``1958 to 1960``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_WRITTEN = re.compile(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]{2}) )?(\d{4})\Z")
_DATE = r"(?:(?:\d{1,2} )?[A-Z][a-z]{2} )?\d{4}"
_INEXACT = re.compile(rf"(?:circa {_DATE}|(?:circa )?{_DATE}(?: to |-){_DATE})\Z")
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_DAY_LENGTH = len("2020-11-12")


@lru_cache(maxsize=4096)
def iso_prefix(text: str) -> str | None:
    """Return the date as an ISO prefix no more exact than it is written.

    A whole month or year written as a span is that month or year. ``circa 1960``
    and ``1958 to 1960`` are no date: None.
    """
    match = _WRITTEN.match(_whole(text))
    if match is None:
        return None
    day, month, year = match.groups()
    if month is None:
        return year
    number = _MONTHS.get(month)
    if number is None or day is None:
        return None if number is None else f"{year}-{number:02}"
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


def _whole(text: str) -> str:
    """Write ``01 Jan 1973 to 31 Dec 1973`` as ``1973``; leave any other text alone."""
    first, to, last = text.partition(" to ")
    if not to:
        return text
    begins, ends = full_day(first), full_day(last)
    return text if begins is None or ends is None else span(begins, ends)


def full_day(text: str) -> date | None:
    """Return the day; None where the text is no whole date."""
    prefix = iso_prefix(text)
    if prefix is None or len(prefix) != _DAY_LENGTH:
        return None
    return date.fromisoformat(prefix)


def is_inexact(text: str) -> bool:
    """Tell whether a text is a date that is known only about, or within a span."""
    return _INEXACT.match(text) is not None


def written(day: date) -> str:
    """Write a day as OFAC does."""
    return f"{day.day:02} {_NAMES[day.month - 1]} {day.year}"


def span(first: date, last: date) -> str:
    """Write the days from `first` to `last` as OFAC does: a day, month, year or span of them."""
    if first == last:
        return written(first)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == len(_NAMES):
        return " to ".join(dict.fromkeys((str(first.year), str(last.year))))
    if whole_months:
        months = (f"{_NAMES[day.month - 1]} {day.year}" for day in (first, last))
        return " to ".join(dict.fromkeys(months))
    return f"{written(first)} to {written(last)}"
