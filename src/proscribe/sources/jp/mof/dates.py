"""Dates as the list writes them: Western, Japanese and as numbers of a spreadsheet.

All texts are normalised first: one width of figures, one kind of bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s*(元|\d{{1,2}})年")
_MARK = re.compile(r"[(]([a-z])[)]|©")
_BETWEEN = re.compile(r"又は|または|及び|並びに|[;、,\n]")
_SERIAL = re.compile(r"\d{4,5}\Z")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_WRITTEN = re.compile(
    r"(?:(\d{4})\s*年)?\s*(?:(\d{1,2})\s*月)?\s*(?:(\d{1,2})(?:/(\d{1,2}))?\s*日)?\Z"
)
_YEARS = re.compile(r"\d{4}(?:/\d{1,2}/\d{1,2})?\s*年?")
_SPAN = re.compile(r"から|[~～-]\s*\d{4}|の間")
_ABOUT = re.compile(r"頃|の頃|およそ|おおよそ|おおむね|おそらく|以前|以後")
_ENDING = re.compile(r"(?:生まれ|生|頃|の頃|とも)\s*\Z|\A(?:おおよそ|およそ|おおむね)\s*")
# Cells of the list in which a person sees more than one reading, or no day at all.
_JUDGED = frozenset(
    {
        "(ヒジュラ暦)",
        "おおむね30~35歳",
        "1958、59又は60年生まれ",
        "1983年2(3)月10日",
        "1966/1969年3月27日",
        "10月10日(year unknown)",
        "9月28日(year unknown)",
    }
)
_EPOCH = date(1899, 12, 30)
_YEAR_LENGTH, _FIRST_YEAR, _LAST_YEAR = 4, 1850, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDate:
    """One date of a cell.

    Attributes:
        text: As written.
        prefix: ``1962``, ``1962-03`` or ``1962-03-09``; None where it is no one date.
        understood: False where it is not even a span, or known to be without a day.
    """

    text: str
    prefix: str | None
    understood: bool = True


def read_dates(text: str) -> Iterator[ReadDate]:
    """Yield the dates of a cell, each no more exactly than it is written.

    A date known only about, and a span of years, has no prefix. One that names the day only
    (``3 July 1978 or the 13th``) takes year and month of the one before.
    """
    if text in _JUDGED:
        yield ReadDate(text=text, prefix=None)
        return
    before: tuple[int, int] = (0, 0)
    for part in _parts(text):
        for found, before_now in _read(part, before):
            before = before_now
            yield found


def _parts(text: str) -> Iterator[str]:
    joined = re.sub(r"\n(?=\s*日)|(?<=から)\n", "", text)
    for marked in _MARK.split(_MARK.sub("\x00", joined).replace("\x00", "(a)")):
        for part in _BETWEEN.split(marked or ""):
            cleaned = part.strip(" .。")
            if cleaned and not re.fullmatch(r"[a-z]|頃", cleaned):
                yield cleaned


def _read(text: str, before: tuple[int, int]) -> Iterator[tuple[ReadDate, tuple[int, int]]]:
    """Yield what a part says, with the year and month that the next part may go on from."""
    if text in _JUDGED or "ヒジュラ暦" in text:
        yield ReadDate(text=text, prefix=None), before
        return
    western = _ERA.sub(_western, re.sub(r"\([^)]{0,400}\)", "", text)).strip()
    about = _ABOUT.search(western) is not None
    bare = _ENDING.sub("", _ENDING.sub("", western)).strip()
    iso = _ISO.match(bare)
    match = _WRITTEN.match(bare if iso is None else _japanese(iso))
    if bare.isdecimal() or match is None or not any(match.groups()):
        yield _otherwise(text, bare), before
        return
    year = int(match.group(1) or before[0])
    month = int(match.group(2) or (0 if match.group(1) else before[1]))
    for day in filter(None, match.groups("")[2:]) if match.group(3) else ("0",):
        prefix = _prefix(year, month, int(day))
        shown = None if about else prefix
        yield ReadDate(text=text, prefix=shown, understood=prefix is not None), (year, month)


def _otherwise(text: str, bare: str) -> ReadDate:
    """Read a bare year, the number of a spreadsheet, or a span of years."""
    if bare.isdecimal() and len(bare) == _YEAR_LENGTH and _is_year(int(bare)):
        return ReadDate(text=text, prefix=bare)
    if _SERIAL.match(bare):
        return ReadDate(text=text, prefix=serial_day(bare).isoformat())
    span = _SPAN.search(bare) is not None and _YEARS.search(bare) is not None
    return ReadDate(text=text, prefix=None, understood=span)


def _western(match: re.Match[str]) -> str:
    era, year = match.groups()
    return f"{_ERAS[era] + (1 if year == '元' else int(year))}年"


def _japanese(match: re.Match[str]) -> str:
    return "{}年{}月{}日".format(*match.groups())


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR


def serial_day(text: str) -> date:
    """Return the day of a spreadsheet's number, which is shown where a cell has no format."""
    return _EPOCH + timedelta(days=int(text))


def _prefix(year: int, month: int, day: int) -> str | None:
    if not _is_year(year) or (day and not month):
        return None
    if not month:
        return f"{year:04}"
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else f"{year:04}-{month:02}"
