"""What the reading of dates of every language rests on: settings, patterns, the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
YEAR = r"(?P<year>(?:19|20)\d\d)"
_AHEAD_REACH = 60
_LEAP_YEAR, _YEAR_DAYS, _NEAR_DAYS = 2020, 365, 60
_AHEAD = re.compile(
    r"\b(?:by|until|till|before|through|no later than|not later than|effective|starting|beginning|"
    r"from|as of|up to|deadline of|expires? on|take effect on|taking effect on|к|до|с)\s+"
    r"(?:midnight |noon |close of business )?(?:on |of )?(?:the )?\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """When a text was published, where that is known from, and what it told of last.

    Attributes:
        day: When it was published.
        source: Where that is known from.
        told: The day it told of last.
        near: The day, month or year that stands before in the same sentence.
    """

    day: date | None
    source: str
    told: date | None = None
    near: str | None = None


Reading = tuple[str | None, bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words of a date, how they are read, and whether from a day that the text told of."""

    words: re.Pattern[str]
    read: Callable[[re.Match[str], Setting], Reading | None]
    relative: bool = False
    told: bool = False


def day_of(year: int, month: int, day: int) -> str | None:
    """Return a day as ISO 8601; None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def is_ahead(match: re.Match[str]) -> bool:
    """Return whether the words before a date say that it is still to come."""
    return (
        _AHEAD.search(match.string, max(0, match.start() - _AHEAD_REACH), match.start()) is not None
    )


def in_some_year(setting: Setting, named: tuple[int, int], *, ahead: bool) -> Reading | None:
    """A day without its year is the last one, or one that is near; a deadline the next one."""
    month, day = named
    if not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    if setting.day is None:
        return None, True
    latest = setting.day + timedelta(days=_YEAR_DAYS - 1 if ahead else _NEAR_DAYS)
    years = (setting.day.year + 1, setting.day.year, setting.day.year - 1)
    candidates = (day_of(year, month, day) for year in years)
    past = [one for one in candidates if one is not None and date.fromisoformat(one) <= latest]
    return (past[0] if past else None), True


def bare_year(match: re.Match[str], _: Setting) -> Reading | None:
    """Read a year that stands alone."""
    return match["year"], False
