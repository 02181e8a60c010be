"""Days, months and years named in a text, and those meant by ``Friday`` or ``last month``.

What a text leaves open is taken from the day it was published, and said to be; without one
it stays open. Weekdays mean the last such day not after publication, as reporters use them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from proscribe.claims.dating import (
    MONTHS,
    YEAR,
    Pattern,
    Reading,
    Setting,
    bare_year,
    day_of,
    in_some_year,
    is_ahead,
)
from proscribe.claims.foreign_dates import foreign_patterns
from proscribe.claims.relative_dates import near_patterns, told_patterns
from proscribe.claims.scanning import Scanner
from proscribe.model.claim import Span

PUBLICATION, DATELINE, TOLD = "publication date", "dateline", "day told of before"

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_NOT_IN_WORD = r"(?<![\w-])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day, month or year that a text names.

    Attributes:
        span: The words.
        value: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; None where it cannot be told.
        inferred_from: What else was needed.
        relative: True for words that name no calendar day (``Friday``, ``last month``).
    """

    span: Span
    value: str | None
    inferred_from: tuple[str, ...] = ()
    relative: bool = False


def find_dates(
    text: str,
    *,
    published: date | None,
    source: str = PUBLICATION,
    start: int = 0,
    told: date | None = None,
) -> tuple[Dated, ...]:
    """Return the dates of a text in order.

    Args:
        text: The text, or a part of it.
        published: The day it was published; None where unknown.
        source: Where that day is known from.
        start: Where the part begins, to be added to the offsets.
        told: The day that what stands before told of last; ``the same day`` means it.
    """
    setting = Setting(published, source, told)
    found: list[Dated] = []
    taken: list[tuple[int, int]] = []
    patterns, scanner = _patterns_for(
        foreign=_FOREIGN.search(text) is not None,
        digits=_DIGIT.search(text) is not None,
        units=_UNIT.search(text) is not None,
    )
    for pattern, matches in zip(patterns, scanner.scan(text), strict=True):
        for match in matches:
            begin, end = match.span()
            if any(begin < other_end and other < end for other, other_end in taken):
                continue
            read = pattern.read(
                match, _where_told(setting, found, start + begin) if pattern.told else setting
            )
            if read is None:
                continue
            taken.append((begin, end))
            value, inferred = read
            found.append(
                Dated(
                    span=Span(text=match.group(), start=start + begin, end=start + end),
                    value=value,
                    inferred_from=_inferred(pattern, setting, inferred=inferred),
                    relative=pattern.relative,
                )
            )
    found.sort(key=lambda one: one.span.start)
    twice = [one for one, after in pairwise(found) if _names_the_weekday(text, one, after, start)]
    return tuple(one for one in found if one not in twice)


def _names_the_weekday(text: str, one: Dated, after: Dated, start: int) -> bool:
    """``Thursday, 3 June 2021`` is one day, told by its date."""
    return (
        _NEXT_TO.fullmatch(text, one.span.end - start, after.span.start - start) is not None
        and _WEEKDAY.search(one.span.text) is not None
        and len(after.value or "") == _FULL
    )


_NEXT_TO = re.compile(r",? (?:the )?\(?")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\Z")


def _inferred(pattern: Pattern, setting: Setting, *, inferred: bool) -> tuple[str, ...]:
    if pattern.told:
        return (TOLD,)
    return (setting.source,) if inferred else ()


def _where_told(setting: Setting, found: Sequence[Dated], at: int) -> Setting:
    """Return the setting with what stands last before a place."""
    before = [one for one in found if one.span.start < at and one.value is not None]
    before.sort(key=lambda one: one.span.start)
    told = last_day_told(before, None) or setting.told
    return replace(setting, told=told, near=before[-1].value if before else None)


def last_day_told(found: Sequence[Dated], published: date | None) -> date | None:
    """Return the last of some days that is known to the day and is not ahead.

    Args:
        found: What a text named, in order.
        published: The day it was published; None where unknown.
    """
    days = [
        date.fromisoformat(one.value)
        for one in found
        if one.value is not None and len(one.value) == _FULL
    ]
    past = [one for one in days if published is None or one <= published]
    return past[-1] if past else None


_FULL = len("2021-01-14")
_FOREIGN = re.compile(r"[\u0400-\u04ff\u3000-\u9fff]")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=8)
def _patterns_for(
    *, foreign: bool, digits: bool, units: bool
) -> tuple[tuple[Pattern, ...], Scanner]:
    """Return the patterns that can match: they need digits, a unit, or letters of a language."""

    def fits(words: str) -> bool:
        if foreign or not words.isascii():
            return foreign
        return (digits or _NUMBERED.search(words) is None) and (units or _UNITS not in words)

    patterns = tuple(one for one in _patterns() if fits(one.words.pattern))
    return patterns, Scanner([one.words for one in patterns])


_UNITS = "(?P<unit>day|week"
_UNIT = re.compile("day|week|month|year", re.IGNORECASE)
_NUMBERED = re.compile(r"\(\?P<(?:year|day)>")


def find_dateline(text: str) -> date | None:
    """Return the day that a report says at its head it was filed, if it does with its year."""
    head = text[:_HEAD]
    for match in (*_DATELINE.finditer(head), *_DAY_FIRST.finditer(head)):
        named = _full_day(match, Setting(None, ""))
        if named is not None and named[0] is not None:
            return date.fromisoformat(named[0])
    return None


_HEAD = 1_500
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'/-]{{2,40}}(?:\([^)]{{1,20}}\))?,? {_MONTH} {_DAY},? {YEAR}\s*(?:\(|[–—-])",
    re.MULTILINE,
)
_DAY_FIRST = re.compile(
    rf"^(?!(?:On|In|By|From|Since|\w+day)\b)(?:[A-Z][A-Z .'/-]{{2,40}}|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    rf"(?:, [A-Z][\w.]{{1,12}})?),? {_DAY} {_MONTH},? {YEAR}\s*(?:\(|[–—-])",
    re.MULTILINE,
)


def _month_number(text: str) -> int:
    key = text.lower().rstrip(".")[:3]
    return next(place for place, name in enumerate(MONTHS, 1) if name.startswith(key))


def _full_day(match: re.Match[str], _: Setting) -> Reading | None:
    return day_of(int(match["year"]), _month_number(match["month"]), int(match["day"])), False


def _iso_day(match: re.Match[str], _: Setting) -> Reading | None:
    value = day_of(int(match["year"]), int(match["number"]), int(match["day"]))
    return None if value is None else (value, False)


def _day_of_year(match: re.Match[str], setting: Setting) -> Reading | None:
    month, day = _month_number(match["month"]), int(match["day"])
    return in_some_year(setting, (month, day), ahead=is_ahead(match))


def _month_of_year(match: re.Match[str], _: Setting) -> Reading | None:
    return f"{match['year']}-{_month_number(match['month']):02d}", False


def _bare_month(match: re.Match[str], setting: Setting) -> Reading | None:
    """``January`` said in March is the one just past; a deadline is the one to come."""
    if setting.day is None:
        return None, True
    month = _month_number(match["month"])
    year = setting.day.year - (month > setting.day.month)
    if _LAST.search(match.string, max(0, match.start() - len("last ")), match.start()):
        return f"{setting.day.year - (month >= setting.day.month)}-{month:02d}", True
    if is_ahead(match) and month > setting.day.month:
        year += 1
    return f"{year}-{month:02d}", True


_LAST = re.compile(r"\blast \Z", re.IGNORECASE)


def _numbered(match: re.Match[str], _: Setting) -> Reading | None:
    """``14.01.2021``, as written in Europe; with slashes only where one reading is possible."""
    first, second, year = int(match["day"]), int(match["number"]), int(match["year"])
    if match["sign"] == "/":
        if first > len(MONTHS):
            return day_of(year, second, first), False
        if second > len(MONTHS) or first == second:
            return day_of(year, first, second), False
        return None, False
    return day_of(year, second, first), False


@lru_cache(maxsize=1)
def _patterns() -> tuple[Pattern, ...]:
    return (*_made(), *_open_ones())


def _made() -> Iterator[Pattern]:
    def words(pattern: str) -> re.Pattern[str]:
        return re.compile(f"{_NOT_IN_WORD}{pattern}(?![\\w])", re.IGNORECASE)

    yield Pattern(words(rf"{_MONTH}\s+{_DAY},?\s+{YEAR}"), _full_day)
    yield Pattern(words(rf"{_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH},?\s+{YEAR}"), _full_day)
    yield Pattern(re.compile(rf"(?<!\d){YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)"), _iso_day)
    yield Pattern(
        re.compile(
            rf"(?<![\d.])(?P<day>\d{{1,2}})(?P<sign>[./])(?P<number>\d{{1,2}})(?P=sign)"
            rf"{YEAR}(?!\d)"
        ),
        _numbered,
    )
    yield from foreign_patterns()


def _open_ones() -> Iterator[Pattern]:
    """Yield those that leave something open; months begin with a capital: ``may`` is none."""
    yield Pattern(re.compile(rf"{_NOT_IN_WORD}{_MONTH}\s+{_DAY}(?!\w)"), _day_of_year)
    yield Pattern(re.compile(rf"{_NOT_IN_WORD}{_DAY}\s+(?:of\s+)?{_MONTH}(?!\w)"), _day_of_year)
    yield Pattern(re.compile(rf"{_NOT_IN_WORD}{_MONTH},?\s+(?:of\s+)?{YEAR}(?!\w)"), _month_of_year)
    yield from near_patterns()
    yield Pattern(
        re.compile(
            r"(?<![\w-])(?!May\b)(?P<month>January|February|March|April|June|July|August|September|"
            r"October|November|December)(?![\w])"
        ),
        _bare_month,
    )
    yield Pattern(re.compile(r"(?<=\b[Ii]n )(?P<month>May)(?!\w)"), _bare_month)
    yield Pattern(re.compile(rf"{YEAR}(?= (?:году|года|год)\b)"), bare_year)
    yield Pattern(re.compile(rf"(?<=\b[iI]n ){YEAR}(?![\w-])"), bare_year)
    yield Pattern(re.compile(rf"(?<=\b[sS]ince ){YEAR}(?![\w-])"), bare_year)
    yield Pattern(re.compile(rf"(?<=\b[bB]y ){YEAR}(?![\w-])"), bare_year)
    yield from told_patterns()
