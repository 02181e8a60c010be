"""Days and numbers as price files write them; what could be two things is not guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Literal

import numpy as np

from proscribe.model.time import zone
from proscribe.securities.dates import parse_day_of_file
from proscribe.securities.numbers import Sign, decimal_evidence, is_missing, parse_number
from proscribe.securities.prices.venues import Venue

Order = Literal["dmy", "mdy"]

_NUMBERED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?!\d)")
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?\Z")
_MILLISECONDS = 13
_PIVOT = 70
_MONTHS, _SATURDAY = 12, 5
_PLAIN = re.compile(r"-?\d+\.\d+\Z|-?\d+\Z")
_SCALED = re.compile(r"(.*\d)\s*([KMBT])\Z", re.IGNORECASE)
_SCALES = {
    "K": Decimal(10) ** 3,
    "M": Decimal(10) ** 6,
    "B": Decimal(10) ** 9,
    "T": Decimal(10) ** 12,
}
# Beyond so many decimals, a number has been through a float of four bytes.
_FLOATED = 6


def is_nothing(text: str | None) -> bool:
    """Tell whether a cell says that there is no value: empty, a dash, a point, a word for it."""
    return text is None or text.strip() in {"", "."} or is_missing(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Nothing in a file tells how its days are written; why, in words."""

    why: str


def find_order(texts: Sequence[str]) -> Order | Undecided | None:
    """Tell whether days such as ``01/02/2021`` begin with the day or the month.

    What one cell tells goes for the column: a number above 12, or else that in one of the two
    readings days fall on weekends or out of order and in the other none does.

    Returns:
        The order; None where no cell is written so.
    """
    found = [match for text in texts if (match := _NUMBERED.match(text.strip()))]
    if not found:
        return None
    day_first = any(int(match[1]) > _MONTHS for match in found)
    month_first = any(int(match[2]) > _MONTHS for match in found)
    if day_first and month_first:
        return Undecided(why="some days begin with the day and others with the month")
    if day_first or month_first:
        return "dmy" if day_first else "mdy"
    if all(match[1] == match[2] for match in found):
        return "dmy"
    odd = {order: _oddities([_numbered(match, order) for match in found]) for order in _ORDERS}
    if bool(odd["dmy"]) != bool(odd["mdy"]):
        return "dmy" if not odd["dmy"] else "mdy"
    shown = found[0][0]
    return Undecided(why=f"{shown!r} can be read in two ways, and nothing in the file tells which")


_ORDERS: tuple[Order, Order] = ("dmy", "mdy")


def _oddities(days: Sequence[date | None]) -> int:
    known = [day for day in days if day is not None]
    turns = {later > earlier for earlier, later in pairwise(known) if later != earlier}
    weekends = sum(day.weekday() >= _SATURDAY for day in known)
    return weekends + len(days) - len(known) + (len(turns) > 1)


def _numbered(match: re.Match[str], order: Order) -> date | None:
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    full = year if len(match[3]) > len("21") else year + (2000 if year < _PIVOT else 1900)
    day, month = (first, second) if order == "dmy" else (second, first)
    try:
        return date(full, month, day)
    except ValueError:
        return None


def read_day(text: str, order: Order | None, venue: Venue | None) -> date | str:
    """Read the day of a line.

    An instant with its offset is the day it falls on where the security trades.

    Returns:
        The day, or what is wrong, in words.
    """
    plain = text.strip().strip('"')
    try:
        if _EPOCH.match(plain):
            seconds = int(plain) // (1000 if len(plain) == _MILLISECONDS else 1)
            return _local(datetime.fromtimestamp(seconds, UTC), venue)
        if stamp := _STAMP.match(plain):
            offset = "+00:00" if stamp[3] == "Z" else stamp[3]
            return _local(datetime.fromisoformat(f"{stamp[1]}T{stamp[2]}{offset}"), venue)
    except (ValueError, OverflowError):
        return f"{plain[:40]!r} is no day of the calendar."
    numbered = _NUMBERED.match(plain)
    if numbered is not None and order is not None:
        return _numbered(numbered, order) or f"{plain[:40]!r} is no day of the calendar."
    return parse_day_of_file(plain)


def _local(instant: datetime, venue: Venue | None) -> date:
    if venue is None or instant.utcoffset() is None:
        return instant.date()
    return instant.astimezone(zone(venue.zone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Which sign stands before the decimals of a file; None where nothing tells."""

    sign: Sign | None

    def read(self, text: str) -> Decimal | None:
        """Return the number; None where the text is none."""
        plain = text.strip()
        scale = Decimal(1)
        if scaled := _SCALED.match(plain):
            plain, scale = scaled[1], _SCALES[scaled[2].upper()]
        if _PLAIN.match(plain) and (self.sign == "." or "." not in plain):
            return _exact(plain) * scale
        if self.sign is None and any(mark in plain for mark in ".,"):
            return None
        value = parse_number(plain, self.sign or ".")
        return None if value is None else value.normalize() * scale


def find_sign(texts: Iterable[str]) -> Signs:
    """Tell which sign stands before the decimals of the numbers of a file."""
    points = commas = False
    seen = {".": 0, ",": 0, "?": 0}
    for text in texts:
        plain = _SCALED.sub(r"\1", text.strip())
        if is_nothing(plain):
            continue
        points, commas = points or "." in plain, commas or "," in plain
        evidence = decimal_evidence(plain)
        if evidence is not None:
            seen[evidence] += 1
    if seen["."] != seen[","]:
        return Signs(sign="." if seen["."] > seen[","] else ",")
    # A file that parted thousands with points would part decimals with a comma somewhere.
    if not commas:
        return Signs(sign=".")
    return Signs(sign=None)


def _exact(text: str) -> Decimal:
    """Return a number as it was before it was stored in four or eight bytes and printed.

    A close of 32.65 comes out of such a file as 32.650001525878906.
    """
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _FLOATED:
        return value
    with np.errstate(over="ignore"):
        short = np.float32(text)
    if float(short) == float(text):
        return _shortest(str(short), value)
    return _shortest(repr(float(text)), value)


def _shortest(text: str, otherwise: Decimal) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation:
        return otherwise
    return found if found.is_finite() else otherwise
