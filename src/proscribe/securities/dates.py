"""Days as portfolio files write them; what could be two days is not guessed."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            *("jan january januar janvier", "feb february februar fevrier"),
            *("mar march marz mrz mars", "apr april avril", "may mai", "jun june juni juin"),
            *("jul july juli juillet", "aug august aout", "sep sept september septembre"),
            *("oct october okt oktober octobre", "nov november novembre"),
            "dec december dez dezember decembre",
        ),
        start=1,
    )
    for month in months.split()
}
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[t ]\d{2}:\d{2}.*)?\Z")
_DAY_MONTH_NAME = re.compile(r"(\d{1,2})[-/. ]*([^\W\d_]{3,9})[-/., ]*(\d{4}|\d{2})\Z")
_MONTH_NAME_DAY = re.compile(r"([^\W\d_]{3,9})[-/. ]*(\d{1,2})[-/., ]+(\d{4}|\d{2})\Z")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[t ]\d{1,2}:\d{2}.*)?\Z")
_PIVOT = 70
_LAST_MONTH = 12
_ACCENTS = str.maketrans("äéû", "aeu")


def parse_day_of_file(text: str, *, ahead: bool = False) -> date | str:
    """Read a day.

    Args:
        text: For instance ``2021-03-15``, ``15-Mar-2021``, ``Mar 15, 2021``, ``15.03.2021``.
        ahead: True where the day may lie far in the future, as a maturity: a year of two
            digits is then one of this century, otherwise 70 to 99 are of the last.

    Returns:
        The day, or what is wrong, in words.
    """
    plain = " ".join(text.lower().translate(_ACCENTS).split())
    try:
        found = _parse(plain, ahead=ahead)
    except ValueError:
        return f"{text.strip()!r} is no day of the calendar."
    if found is None:
        return f"{text.strip()!r} is not understood as a day: write it as 2021-03-15."
    return found


def _parse(text: str, *, ahead: bool) -> date | str | None:
    if match := _YEAR_FIRST.match(text):
        return date(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_MONTH_NAME.match(text):
        return _named(match[2], match[1], _year(match[3], ahead=ahead))
    if match := _MONTH_NAME_DAY.match(text):
        return _named(match[1], match[2], _year(match[3], ahead=ahead))
    if match := _NUMBERS.match(text):
        return _numbered(text, match)
    return None


def _named(month: str, day: str, year: int) -> date | None:
    number = _MONTHS.get(month)
    return None if number is None else date(year, number, int(day))


def _numbered(text: str, match: re.Match[str]) -> date | str:
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    # With points the day goes first everywhere that writes points.
    if match[2] == "." or first > _LAST_MONTH or first == second:
        return date(year, second, first)
    if second > _LAST_MONTH:
        return date(year, first, second)
    return (
        f"{text!r} could be {date(year, first, second)} or {date(year, second, first)}: "
        "write the year first."
    )


def _year(text: str, *, ahead: bool) -> int:
    year = int(text)
    if len(text) > len("21"):
        return year
    return 2000 + year if ahead or year < _PIVOT else 1900 + year
