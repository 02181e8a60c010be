"""Figures, days and words of a model's answer, each found again in the sentence that it quotes.

A figure is read by our own rules from the words, wherever these can; the model's counts only
where they cannot, and only with digits that the words have.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from proscribe.claims.amounts import find_money, find_percents
from proscribe.claims.dates import find_dates
from proscribe.claims.groups import count_of
from proscribe.model.claim import ClaimDate, ClaimValue, DateRole, Span, ValueKind

MODEL = "the model"
"""What a day was inferred from that our own rules cannot read in the words."""

_AMOUNT = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?\Z")
_DAY = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?\Z")
_DIGITS = re.compile(r"[0-9]+")
_LONGEST_WORDS = 1_000
_FULL_DAY = 10
_CORRECTED = "figures and days that the words tell otherwise, taken from the words"

_Choice = TypeVar("_Choice", bound=StrEnum)


def choose(held: object, of: type[_Choice]) -> _Choice | None:
    """Return the one of a choice that an answer names; None where it names none of them."""
    return of(held) if isinstance(held, str) and held in {str(one) for one in of} else None


def find_words(held: object, sentence: Span) -> Span | None:
    """Return where words of an answer stand in the sentence; None where they do not."""
    if not isinstance(held, str) or not 0 < len(held.strip()) <= _LONGEST_WORDS:
        return None
    words = held.strip()
    at = sentence.text.find(words)
    if at < 0:
        return None
    start = sentence.start + at
    return Span(text=words, start=start, end=start + len(words))


def read_value(held: object, sentence: Span, dropped: Counter[str]) -> ClaimValue | None:
    """Return an amount, count or title of an answer, as the words of the sentence tell it."""
    if held is None:
        return None
    kind = choose(held.get("kind"), ValueKind) if isinstance(held, dict) else None
    span = find_words(held.get("text"), sentence) if isinstance(held, dict) else None
    if kind is None or span is None or not isinstance(held, dict):
        dropped["amounts and titles that do not stand in the sentence"] += 1
        return None
    if kind is ValueKind.TEXT:
        return ClaimValue(kind=kind, span=span)
    told = _amount(held.get("amount"))
    own = _own_value(kind, span, sentence, told)
    if own is not None:
        dropped[_CORRECTED] += told is not None and told != own.amount
        return own
    if kind is ValueKind.COUNT:
        return ClaimValue(kind=kind, span=span, amount=_counted(span, told, dropped))
    same = told is not None and _digits(str(abs(told))) == _digits(span.text)
    dropped["amounts that the words do not tell"] += told is not None and not same
    return ClaimValue(kind=kind, span=span, amount=told if same else None)


def _own_value(
    kind: ValueKind, span: Span, sentence: Span, told: Decimal | None
) -> ClaimValue | None:
    if kind is ValueKind.MONEY:
        every = find_money(sentence.text, start=sentence.start)
        return next((one for one in every if _meet(one.span, span)), None)
    if kind is ValueKind.PERCENT:
        for one, moves in find_percents(sentence.text, start=sentence.start):
            if _meet(one.span, span) and one.amount is not None:
                # Where no word of ours tells the direction, the model has read it.
                read = not moves and told is not None and abs(told) == abs(one.amount)
                return ClaimValue(kind=kind, span=one.span, amount=told if read else one.amount)
    return None


def _counted(span: Span, told: Decimal | None, dropped: Counter[str]) -> Decimal | None:
    number = count_of(span.text) or next(
        (count for word in span.text.split() if (count := count_of(word)) is not None), None
    )
    if number is not None:
        dropped[_CORRECTED] += told is not None and told != number
        return Decimal(number)
    same = told is not None and _digits(str(told)) == _digits(span.text)
    dropped["amounts that the words do not tell"] += told is not None and not same
    return told if same else None


def read_date(
    held: object, sentence: Span, dropped: Counter[str], *, published: date | None, source: str
) -> ClaimDate | None:
    """Return a day of an answer, as the words of the sentence tell it.

    Args:
        held: The day in the answer, whatever it is.
        sentence: The sentence.
        dropped: Counts what was not taken, by why.
        published: The day of the text, None where unknown.
        source: Where that day is known from.
    """
    if held is None:
        return None
    span = find_words(held.get("text"), sentence) if isinstance(held, dict) else None
    role = choose(held.get("role"), DateRole) if isinstance(held, dict) else None
    if span is None or role is None or not isinstance(held, dict):
        dropped["days that do not stand in the sentence, or of no known role"] += 1
        return None
    told = _day(held)
    every = find_dates(sentence.text, published=published, source=source, start=sentence.start)
    for one in every:
        if _meet(one.span, span):
            dropped[_CORRECTED] += told is not None and told != one.value
            return ClaimDate(
                span=one.span, value=one.value, role=role, inferred_from=one.inferred_from
            )
    if told is None or not _is_told(told, span.text):
        dropped["days that the words do not tell"] += told is not None
        return ClaimDate(span=span, value=None, role=role)
    return ClaimDate(span=span, value=told, role=role, inferred_from=(MODEL,))


def _day(held: Mapping[str, object]) -> str | None:
    value = held.get("value")
    if not isinstance(value, str) or _DAY.match(value) is None:
        return None
    if len(value) == _FULL_DAY:
        try:
            date.fromisoformat(value)
        except ValueError:
            return None
    return value


def _is_told(value: str, words: str) -> bool:
    """Return whether the words have the digits of the year, and those of the day."""
    numbers = {int(one) for one in _DIGITS.findall(words) if len(one) <= len("2021")}
    parts = value.split("-")
    return {int(parts[0]), int(parts[-1]) if len(value) == _FULL_DAY else int(parts[0])} <= numbers


def _amount(held: object) -> Decimal | None:
    """Read digits; a number of JSON too, as long as it is short."""
    if isinstance(held, bool):
        return None
    text = str(held) if isinstance(held, int | float | str) else ""
    return Decimal(text) if _AMOUNT.match(text) else None


def _digits(text: str) -> str:
    found = "".join(_DIGITS.findall(text))
    return found.rstrip("0") if "." in text or "," in text else found


def _meet(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
