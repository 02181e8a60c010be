"""Whether the date a text gives is one that the record has, to the precision of the text."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

from proscribe.model.claim import Claim, ClaimDate, DateRole

_DAY = timedelta(days=1)
_FULL = len("YYYY-MM-DD")
LONGEST_LAG = timedelta(days=7)


def stated(claim: Claim) -> str | None:
    """Return the date a claim gives for what it says; None where it gives none."""
    when = claim.date
    if when is None or when.value is None or when.role is DateRole.SAID:
        return None
    return when.value


def fits(claimed: str, days: Iterable[date]) -> bool:
    """Return whether one of some days is the date claimed, to its precision."""
    return any(str(day).startswith(claimed) for day in days)


def nearly(when: ClaimDate | None, days: Iterable[date]) -> bool:
    """Return whether a date that was reckoned ("Friday") misses one of some days by a day.

    On the other side of the date line the same hour is another day.
    """
    if when is None or when.value is None or len(when.value) < _FULL or not when.inferred_from:
        return False
    told = date.fromisoformat(when.value)
    return any(abs(told - day) <= _DAY for day in days)


def lags(claimed: str, printed: date) -> bool:
    """Return whether a list may print a day for what had been announced on the day claimed.

    What takes effect, or stands in the gazette, only days later is often printed with that day.
    """
    return timedelta(0) < printed - last_day(claimed) <= LONGEST_LAG


def first_day(claimed: str) -> date:
    """Return the first day a date of any precision may mean."""
    return date.fromisoformat(claimed + "-01-01"[len(claimed) - 4 :])


def last_day(claimed: str) -> date:
    """Return the last day a date of any precision may mean."""
    if len(claimed) == _FULL:
        return date.fromisoformat(claimed)
    year, _, month = claimed.partition("-")
    number = int(month) if month else 12
    return date(int(year), number, calendar.monthrange(int(year), number)[1])


def nearest(claimed: str, days: Iterable[date]) -> date | None:
    """Return the day of the record that lies nearest to the date claimed."""
    first = first_day(claimed)
    return min(days, key=lambda day: abs(day - first), default=None)
