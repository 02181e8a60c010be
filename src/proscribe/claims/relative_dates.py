"""Dates reckoned from another day: ``Friday``, ``last month``, ``two weeks after``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from proscribe.claims.dating import WEEKDAYS, Pattern, Reading, Setting

_COUNTS = {
    **{str(number): number for number in range(1, 100)},
    **{
        word: number
        for number, word in enumerate(
            ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
        )
    },
    "one": 1, "an": 1,
}  # fmt: skip
_FULL, _MONTHLY = len("2021-01-14"), len("2021-01")


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<![\\w-]){pattern}(?![\\w])", re.IGNORECASE)


def near_patterns() -> Iterator[Pattern]:
    """Yield those reckoned from the day of publication."""
    yield Pattern(
        _words(r"(?:(?P<which>last|next|this coming|coming)\s+)?(?P<weekday>"
              + "|".join(WEEKDAYS) + ")"),
        _weekday,
        relative=True,
    )  # fmt: skip
    yield Pattern(_words("yesterday|today|tomorrow"), _near_day, relative=True)
    yield Pattern(
        _words(r"(?:(?:earlier|later|late|early)\s+)?(?P<way>this|last|next|previous)\s+"
              r"(?P<unit>month|year|week)"),
        _near_unit,
        relative=True,
    )  # fmt: skip
    yield Pattern(
        _words(r"(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?\s+ago"), _ago, relative=True
    )


def told_patterns() -> Iterator[Pattern]:
    """Yield those reckoned from what the text told of before."""
    yield Pattern(
        _words(r"(?P<count>\w+)\s+(?P<unit>day|week|month|year)s?(?=\s+(?P<way>after|before)\s)"),
        _span_between,
        relative=True,
        told=True,
    )  # fmt: skip
    yield Pattern(_words(r"(?:the|that) same day|that day"), _same_day, relative=True, told=True)
    yield Pattern(
        _words(r"(?:(?P<count>\w+)\s+(?P<unit>day|week)s?\s+(?:earlier|later)|the\s+(?:following|next|"
              r"previous)\s+day|the\s+day\s+before(?=[,.;]|\Z))"),
        _day_from_told,
        relative=True,
        told=True,
    )  # fmt: skip


def _weekday(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.day is None:
        return None, True
    back = (setting.day.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    which = (match["which"] or "").lower()
    if which.startswith(("next", "this coming", "coming")) or (not which and _is_to_be(match)):
        return (setting.day + timedelta(days=(7 - back) % 7 or 7)).isoformat(), True
    if which.startswith("last") and back == 0:
        back = 7
    return (setting.day - timedelta(days=back)).isoformat(), True


def _is_to_be(match: re.Match[str]) -> bool:
    """``will stop trading on Monday``; what was said on Monday is past."""
    return _TO_BE.search(match.string, max(0, match.start() - _REACH), match.start()) is not None


_REACH = 90
_TO_BE = re.compile(
    r"\b(?:will|is to|are to|due to|set to|effective|starting|beginning)\b"
    r"(?:(?!\b(?:said|says|told|announced|ruled)\b)[^.;,]){0,70}\b(?:on|from|by|until|effective|"
    r"starting|beginning) \Z",
    re.IGNORECASE,
)


def _near_day(match: re.Match[str], setting: Setting) -> Reading | None:
    if setting.day is None:
        return None, True
    days = {"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0)
    return (setting.day + timedelta(days=days)).isoformat(), True


def _near_unit(match: re.Match[str], setting: Setting) -> Reading | None:
    """``earlier this month``, ``last year``, ``next month``."""
    if setting.day is None:
        return None, True
    unit, way = match["unit"].lower(), match["way"].lower()
    step = {"last": -1, "previous": -1, "next": 1}.get(way, 0)
    if unit == "year":
        return f"{setting.day.year + step}", True
    if unit == "month":
        months = setting.day.year * 12 + setting.day.month - 1 + step
        return f"{months // 12}-{months % 12 + 1:02d}", True
    start = setting.day - timedelta(days=setting.day.weekday() - 7 * step)
    first, last = (one.isoformat()[:_MONTHLY] for one in (start, start + timedelta(days=_FRIDAY)))
    return (first if first == last else None), True


_FRIDAY = 4


def _ago(match: re.Match[str], setting: Setting) -> Reading | None:
    count = _COUNTS.get(match["count"].lower())
    if setting.day is None or count is None:
        return None, True
    unit = match["unit"].lower()
    if unit == "year":
        return f"{setting.day.year - count}", True
    if unit == "month":
        months = setting.day.year * 12 + setting.day.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02d}", True
    days = count * (7 if unit == "week" else 1)
    return (setting.day - timedelta(days=days)).isoformat(), True


def _same_day(_: re.Match[str], setting: Setting) -> Reading | None:
    return None if setting.told is None else (setting.told.isoformat(), True)


def _day_from_told(match: re.Match[str], setting: Setting) -> Reading | None:
    """``a day earlier``, ``the following day``: reckoned from the day told of, or published.

    What came later than something comes not after the publication, and needs a day told of.
    """
    base = setting.told or setting.day
    if base is None:
        return None
    words = match.group().lower()
    days = 1
    if match["count"] is not None:
        count = _COUNTS.get(match["count"].lower())
        if count is None:
            return None
        days = count * (7 if match["unit"].lower() == "week" else 1)
    if not (words.endswith("later") or words.startswith(("the following", "the next"))):
        return (base - timedelta(days=days)).isoformat(), True
    reckoned = base + timedelta(days=days)
    is_told = setting.told is not None and (setting.day is None or reckoned <= setting.day)
    return (reckoned.isoformat() if is_told else None), True


_COMES = re.compile(r"\b(?:comes?|came) (?:just |only |barely |about |nearly )?\Z")


def _span_between(match: re.Match[str], setting: Setting) -> Reading | None:
    """``sued in May, a month after it was listed``: reckoned from what stands before.

    ``the ruling comes a month after``: from the day told of. What ``six days before the vote``
    stands at the head of is not told of yet, and the vote need not be what was: the day stays open.
    """
    count, unit = _COUNTS.get(match["count"].lower()), match["unit"].lower()
    if count is None:
        return None
    near = setting.near or ""
    if not near and setting.told is not None and _COMES.search(match.string, 0, match.start()):
        near = setting.told.isoformat()
    after = match["way"].lower() == "after"
    steps = -count if after else count
    if unit == "year" and near:
        return f"{int(near[:4]) + steps}", True
    if unit == "month" and len(near) >= _MONTHLY:
        months = int(near[:4]) * 12 + int(near[5:7]) - 1 + steps
        return f"{months // 12}-{months % 12 + 1:02d}", True
    if unit in ("week", "day") and len(near) == _FULL:
        days = timedelta(days=steps * (7 if unit == "week" else 1))
        return (date.fromisoformat(near) + days).isoformat(), True
    return None, True
