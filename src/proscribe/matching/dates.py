"""Dates to the precision they are given in, and what two of them say about two entries.

The weights of birth dates come from persons of four lists (UN, Japan, two US): 1,757 pairs of one
name of three words or more on two lists (one person), 1,314 pairs of alike names within one list
(two persons). Share of the pairs whose best dates stand so, and the log of the ratio:

    ===========================  ========  ===========  ========
    best pair of dates           one (%)   two (%)      log
    ===========================  ========  ===========  ========
    same day                     65.5      0.3          +5.3
    same month, one without day  0.3       0 of 1,314   > +2.3
    same year, one without more  30.8      1.1          +3.3
    same year, other day         1.3       2.3          -0.6
    same day of another year     0.5       0.6          -0.2
    a year apart                 0.2       6.1          -3.4
    two years apart              0.5       7.5          -2.6
    three to ten years apart     0.2       35.3         -5.0
    more than ten years apart    0.6       46.9         -4.3
    ===========================  ========  ===========  ========

Lists copy from each other, so they agree more often than a customer's record and a list do. What
speaks for is therefore kept at rather more than half of it: with +3.0 the same day lifts names
that are wrong nine times in ten (-2.2) just to 0.7 (+0.8), and no worse ones. A year apart is
weakened most: a year of birth counted from an age is off by one in half of all cases.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from proscribe.matching.evidence import MOST_VALUES, Evidence, shown

_LONGEST = 32
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:[T ][0-9:.Z+\-]*)?")
_EUROPEAN = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_SLASHED = re.compile(r"([0-9]{1,2})[/\-]([0-9]{1,2})[/\-]([0-9]{4})")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_MONTHS, _DAYS = 12, 31
_TWO, _SEVERAL = 2, 10


class PartialDate(NamedTuple):
    """A day, month or year, as exact as given.

    Attributes:
        year: Year of the Gregorian calendar.
        month: 1 to 12; None where only the year is known.
        day: 1 to 31; None where only year and month are known.
    """

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWeights:
    """Log-odds of how the best pair of two sets of dates stands, for one kind of date."""

    feature: str
    same_day: float
    same_month: float
    same_year: float
    swapped: float
    near_day: float
    other_day: float
    year_typed: float
    about_a_year: float
    a_year: float
    two_years: float
    several_years: float
    many_years: float


DATES = {
    "birthDate": DateWeights(
        feature="birth date",
        same_day=3.0,
        same_month=2.2,  # between day and year: six pairs in the lists are too few to tell
        same_year=1.5,
        swapped=1.0,  # 03-05 for 05-03: one record in some hundred; by chance one in 11,000
        near_day=0.7,  # same year, and the month or the day: a slip (+0.8 in the lists)
        other_day=-0.8,  # same year, other month and day (-1.2 in the lists)
        year_typed=-0.3,  # same day of another year, one digit off (-0.2 in the lists)
        about_a_year=-0.5,  # a year apart and one is no more than a year
        a_year=-1.5,
        two_years=-3.0,  # the least that takes a name of 0.97 under 0.7
        several_years=-4.0,  # a name of 0.98 under 0.5
        many_years=-4.5,
    ),
    # Deaths are reported and denied for years: they contradict less than births.
    "deathDate": DateWeights(
        feature="death date",
        same_day=2.5,
        same_month=1.8,
        same_year=1.2,
        swapped=0.8,
        near_day=0.6,
        other_day=0.0,
        year_typed=0.0,
        about_a_year=-0.3,
        a_year=-0.5,
        two_years=-1.0,
        several_years=-1.5,
        many_years=-2.0,
    ),
    # Companies are registered anew on change of law or seat (all Russian ones in 2002): another
    # date says little. Many are founded in one year: the year says little too.
    "incorporationDate": DateWeights(
        feature="incorporation date",
        same_day=2.5,
        same_month=1.5,
        same_year=0.8,
        swapped=0.8,
        near_day=0.5,
        other_day=-0.2,
        year_typed=-0.2,
        about_a_year=-0.2,
        a_year=-0.4,
        two_years=-0.7,
        several_years=-1.0,
        many_years=-1.2,
    ),
    # A ship is laid down, launched and delivered within two years; it is built only once.
    "buildDate": DateWeights(
        feature="build date",
        same_day=2.0,
        same_month=1.6,
        same_year=1.2,
        swapped=0.6,
        near_day=0.6,
        other_day=0.6,
        year_typed=-0.2,
        about_a_year=-0.2,
        a_year=-0.2,
        two_years=-1.0,
        several_years=-2.5,
        many_years=-3.0,
    ),
}


@lru_cache(maxsize=50_000)
def parse_date(text: str) -> PartialDate | None:
    """Read one date; None where it is no single date (a range, ``circa``, a word).

    ``1970``, ``1970-05``, ``1970-05-03`` (with a time or without), ``3.5.1970`` and, where only
    one reading makes a date, ``05/31/1970``; of ``05/03/1970`` only the year is certain.

    Args:
        text: What is written where a date should be.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _date(int(year), int(month or 0), int(day or 0))
    if found := _EUROPEAN.fullmatch(text):
        day, month, year = found.groups()
        return _date(int(year), int(month), int(day))
    if found := _SLASHED.fullmatch(text):
        return _slashed(*map(int, found.groups()))
    return None


def _slashed(first: int, second: int, year: int) -> PartialDate | None:
    if first == second or first > _MONTHS:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS else _date(year, 0, 0)


def _date(year: int, month: int, day: int) -> PartialDate | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or month > _MONTHS or day > _DAYS:
        return None
    # The first of January stands for "some day of the year" wherever a form demands a day.
    if month == 0 or (month == 1 and day == 1):
        return PartialDate(year)
    return PartialDate(year, month, day or None)


def weigh_dates(weights: DateWeights, given: Sequence[str], found: Sequence[str]) -> list[Evidence]:
    """Return what two sets of dates of one kind say, none where they say nothing.

    The best pair counts. The more different years there are to choose from, the likelier one
    agrees by chance, and agreement counts that much less.

    Args:
        weights: The weights of this kind of date.
        given: Dates of the query.
        found: Dates of the entry.
    """
    ours, theirs = _read(given), _read(found)
    if not ours or not theirs:
        return []
    best, one, other = -math.inf, "", ""
    for a, text in ours.items():
        for b, printed in theirs.items():
            weight = _compare(weights, a, b)
            if weight > best:
                best, one, other = weight, text, printed
    if best > 0:
        choices = len({each.year for each in ours}) * len({each.year for each in theirs})
        if choices > 1:
            best = max(best - math.log(choices), min(best, weights.near_day))
    if best == 0:
        return []
    return [Evidence(feature=weights.feature, log_odds=best, given=shown(one), found=shown(other))]


def _read(texts: Sequence[str]) -> dict[PartialDate, str]:
    read: dict[PartialDate, str] = {}
    for text in texts[:MOST_VALUES]:
        parsed = parse_date(text) if len(text) <= _LONGEST else None
        if parsed is not None:
            read[parsed] = text
    return read


def _compare(weights: DateWeights, one: PartialDate, other: PartialDate) -> float:
    apart = abs(one.year - other.year)
    if apart == 0:
        return _within_year(weights, one, other)
    exact = one.day is not None and other.day is not None
    if exact and (one.month, one.day) == (other.month, other.day) and _one_digit(one, other):
        return weights.year_typed
    if apart == 1:
        return weights.a_year if exact else weights.about_a_year
    if apart == _TWO:
        return weights.two_years
    return weights.several_years if apart <= _SEVERAL else weights.many_years


def _within_year(weights: DateWeights, one: PartialDate, other: PartialDate) -> float:
    if one.month is None or other.month is None:
        return weights.same_year
    if one.day is None or other.day is None:
        return weights.same_month if one.month == other.month else weights.other_day
    if one == other:
        return weights.same_day
    if (one.month, one.day) == (other.day, other.month):
        return weights.swapped
    near = one.month == other.month or one.day == other.day
    return weights.near_day if near else weights.other_day


def _one_digit(one: PartialDate, other: PartialDate) -> bool:
    return sum(a != b for a, b in zip(str(one.year), str(other.year), strict=True)) == 1
