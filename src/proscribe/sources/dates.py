"""Dates as lists write them, read no more exactly than they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
_ABOUT = re.compile(
    r"(?:circa|c\.|ca\.?|approximately|approx\.?|about|around|between|before|after|early|late|mid)"
    r"[\s-]",
    re.IGNORECASE,
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?Z?\Z")
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})\Z")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s-])?([A-Za-z]+)\.?,?[\s-](\d{4})\Z|"
    r"([A-Za-z]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,\s?(\d{4})\Z"
)
_DAY_LENGTH = len("2021-01-14")
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as a list writes it.

    Attributes:
        prefix: ``1962``, ``1962-03`` or ``1962-03-09``; None where it is no one date.
        about: True where it is a date known only about (``circa 1958``).
    """

    prefix: str | None
    about: bool = False

    @property
    def day(self) -> date | None:
        """The day, where it is a whole one."""
        if self.prefix is None or self.about or len(self.prefix) != _DAY_LENGTH:
            return None
        return date.fromisoformat(self.prefix)


@lru_cache(maxsize=65536)
def read_date(text: str, *, month_first: bool = False) -> WrittenDate:
    """Read one date: ISO, in figures, with the month in words, or a part of one.

    ``00/00/1962`` is the year 1962 and ``00/03/1962`` its March: a zero stands for what is
    not known. ``circa 1958`` is 1958, known only about. Anything else, and a day that is on
    no calendar, has no prefix.

    Args:
        text: As printed.
        month_first: Figures are month, day, year (``01/14/2021``), as in the United States.
    """
    cleaned = " ".join(text.split()).strip(" .;,()")
    about = _ABOUT.match(f"{cleaned} ")
    if about is not None:
        inner = read_date(cleaned[about.end() :], month_first=month_first)
        return WrittenDate(prefix=inner.prefix, about=inner.prefix is not None)
    return WrittenDate(prefix=_prefix(cleaned, month_first=month_first))


def _prefix(text: str, *, month_first: bool) -> str | None:
    match = _ISO.match(text)
    if match is not None:
        return _iso(*(int(part or 0) for part in match.groups()))
    match = _FIGURES.match(text)
    if match is not None:
        one, _, two, year = match.groups()
        day, month = (two, one) if month_first else (one, two)
        return _iso(int(year), int(month), int(day))
    match = _MONTH_YEAR.match(text)
    if match is not None:
        return _iso(int(match.group(2)), int(match.group(1)), 0)
    match = _WORDS.match(text)
    if match is None:
        return None
    day, word, year = match.groups()[:3] if match.group(2) else _american(match)
    number = _MONTHS.get(word.lower())
    return None if number is None else _iso(int(year), number, int(day or 0))


def _american(match: re.Match[str]) -> tuple[str, str, str]:
    word, day, year = match.groups()[3:]
    return day, word, year


def _iso(year: int, month: int, day: int) -> str | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (day and not month):
        return None
    if not month:
        return f"{year:04}"
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year:04}-{month:02}"
