"""The numbers of a query: of registers, papers and securities, each of several in one value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proscribe.matching.identifiers import normalise_number
from proscribe.matching.linking import MARK
from proscribe.matching.several import parts_of_text
from proscribe.model.errors import InputError
from proscribe.screening.parted import parts_of
from proscribe.securities.identifiers import SCHEMES, check_identifier, related_keys
from proscribe.securities.named import identifiers_in
from proscribe.securities.registers import registered_numbers
from proscribe.securities.tickers import ticker_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Key = tuple[str, str]

TICKER = "ticker"
_HOME = "US"
KINDS = {
    "isin": "isin", "isinCode": "isin", "figiCode": "figi", "leiCode": "lei", "ticker": TICKER,
    "swiftBic": MARK,
}  # fmt: skip
"""The kinds of keys that stand in properties."""
_MOST_NUMBERS = 200
_LONGEST_NUMBER = 200
# Of several numbers in one text; a shorter one may be a part of a single number.
_LEAST_PART = 7
# What tables make of whole numbers in a column that has gaps.
_WITH_POINT = re.compile(r"(?<=\d{6})\.0+\Z")


def numbers_of(text: str) -> tuple[str, ...]:
    """Return a number as written, and each of several in one text.

    Blanks part numbers and stand within one, so that the whole is kept beside its parts.

    Args:
        text: The value of a property.

    Raises:
        InputError: It holds too many.
    """
    whole = _WITH_POINT.sub("", text)
    parts = (*(part for part, _ in _parts_of(whole)), *whole.replace(",", " ").split())
    several = [
        part
        for part in dict.fromkeys(parts)
        if len(part) <= _LONGEST_NUMBER and len(normalise_number(part)) >= _LEAST_PART
    ]
    if len(several) > _MOST_NUMBERS:
        raise InputError(
            f"a value holds more than {_MOST_NUMBERS} numbers: {text[:40]!r}…",
            remedy="Give fewer, or in several queries.",
        )
    read = (whole, *several) if len(whole) <= _LONGEST_NUMBER else several
    return tuple(dict.fromkeys(read))


def _parts_of(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a list of numbers; a comma parts them, with a blank behind it or not."""
    return parts_of_text(text.replace(",", ";"))


def securities_of(
    properties: Mapping[str, Iterable[str]],
) -> tuple[tuple[Key, ...], frozenset[str]]:
    """Return the keys of the securities that a query names, and of its LEIs and BICs.

    Args:
        properties: Its properties.

    Returns:
        Kind and value of each, and the values that others may bear: tickers that name no market,
        and what may be an identifier beside other words.
    """
    found: dict[Key, bool] = {}
    for prop, kind in KINDS.items():
        for text in properties.get(prop, ()):
            for key, sure in (*_typed(kind, text), *_held(kind, text)):
                found[key] = found.get(key, False) or sure
    keys = dict.fromkeys(other for key in found for other in (key, *related_keys(*key)))
    return tuple(keys), frozenset(value for (_, value), sure in found.items() if not sure)


def _typed(kind: str, text: str) -> Iterator[tuple[Key, bool]]:
    """Yield what a value is as one of its kind, and each that surely stands by itself in it."""
    if kind == TICKER:
        for one in (text, *(part for part, clear in _parts_of(text) if clear)):
            placed = ticker_key(one)
            value = placed or ticker_key(one, home=_HOME)
            if value is not None:
                yield (kind, value), placed is not None
        return
    for one in map(normalise_number, numbers_of(text)):
        value = _bank(one) if kind == MARK else check_identifier(kind, one).value
        if value is not None:
            yield (kind, value), True


def _bank(number: str) -> str | None:
    return next((value for kind, value in registered_numbers(number) if kind == MARK), None)


def _held(kind: str, text: str) -> Iterator[tuple[Key, bool]]:
    """Yield the identifiers that stand in a value beside other words, as ``check`` reads them."""
    yield from ((key, True) for key in identifiers_in(text))
    kinds = {*SCHEMES, kind}
    yield from ((key, False) for part in parts_of(text) for key in part.keys if key[0] in kinds)
