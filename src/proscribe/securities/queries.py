"""What a person may mean who types an identifier or a ticker, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.securities.identifiers import (
    ISIN_PREFIXES,
    SCHEMES,
    check_identifier,
    normalise_identifier,
    related_keys,
)
from proscribe.securities.named import identifiers_in
from proscribe.securities.registers import registered_numbers
from proscribe.securities.tickers import seen, ticker_key

# Shapes that hardly any name has; whether the check digit is right is another question.
_SHAPES = {
    "figi": re.compile(r"BBG[0-9B-DF-HJ-NP-TV-Z]{8}[0-9]"),
    "isin": re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]"),
    "lei": re.compile(r"[A-Z0-9]{18}[0-9]{2}"),
    "cusip": re.compile(r"[A-Z0-9]{3}[A-Z0-9*@#]{5}[0-9]"),
    "sedol": re.compile(r"(?:[B-DF-HJ-NP-TV-Z][0-9B-DF-HJ-NP-TV-Z]{5}[0-9]|[0-9]{7})"),
}
_DIGITS_OF_A_CODE = 3
# Of eleven or thirteen characters.
_NEARLY = re.compile(r"[A-Z]{2}(?:[A-Z0-9]{8}|[A-Z0-9]{10})[0-9]")
_LABEL = re.compile(r"\s*(isin|cusip|sedol|figi|lei|ticker|symbol)\b[\s:#=]*(?=\S)", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")
_TOKEN = re.compile(r"[A-Z0-9]{12}")
# What copies of cells, lists and sentences leave around an identifier.
_AROUND = " \t\r\n'\"`´‘’“”«»=.,;:!?()[]{}<>|"
_HOME = "US"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryReading:
    """What a query may be.

    Attributes:
        keys: Kind and value of each identifier it may be, in their plain form.
        problem: What is wrong where it looks like an identifier but is none; None otherwise.
    """

    keys: tuple[tuple[str, str], ...]
    problem: str | None = None


def read_query(query: str) -> QueryReading:
    """Guess which identifier or ticker a query is; a name gives no keys and no problem.

    A bare ticker of letters is taken to be listed in the United States, as
    people write it; the caller still searches it as a name.
    """
    keys, problem = _read(seen(query).strip(_AROUND))
    held = _held(query)
    keys = tuple(dict.fromkeys((*keys, *held)))
    if keys:
        return QueryReading(keys=keys)
    return QueryReading(keys=(), problem=problem or _wrong_within(query))


def _read(query: str) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """Return what a text is as a whole, and what is wrong with it."""
    label = _LABEL.match(query)
    text = query if label is None else query[label.end() :].strip(_AROUND)
    kind = None if label is None else label[1].lower()
    if kind in SCHEMES:
        checked = check_identifier(kind, text)
        if checked.value is None:
            return (), checked.problem
        return ((kind, checked.value), *related_keys(kind, checked.value)), None
    identifiers, problem = _identifiers(text)
    ticker = ticker_key(text, home=_HOME)
    keys = identifiers if ticker is None else (*identifiers, ("ticker", ticker))
    if keys or problem:
        return keys, problem
    return (), _bare_number(text) or _cut_isin(text)


def _held(text: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers that stand in a text beside other words."""
    found = identifiers_in(text)
    related = (key for kind, value in found for key in related_keys(kind, value))
    return (*found, *related, *registered_numbers(text))


def _wrong_within(text: str) -> str | None:
    """Return what is wrong with what looks like an ISIN beside other words."""
    for token in _TOKEN.findall(" ".join(re.split("[^A-Z0-9]+", seen(text)))):
        if _SHAPES["isin"].fullmatch(token) and token[:2] in ISIN_PREFIXES and _is_a_code(token):
            return check_identifier("isin", token).problem
    return None


def identifier_keys(query: str) -> tuple[tuple[str, str], ...]:
    """Return the kinds and values of the identifiers a query may be."""
    return read_query(query).keys


def _identifiers(text: str) -> tuple[tuple[tuple[str, str], ...], str | None]:
    compact = normalise_identifier(text)
    keys: list[tuple[str, str]] = []
    problem = None
    for kind, shape in _SHAPES.items():
        if shape.fullmatch(compact) is None:
            continue
        checked = check_identifier(kind, compact)
        if checked.value is not None:
            keys += [(kind, checked.value), *related_keys(kind, checked.value)]
        elif problem is None and _is_a_code(compact):
            problem = checked.problem
    return tuple(dict.fromkeys(keys)), problem


def _is_a_code(compact: str) -> bool:
    return sum(sign.isdigit() for sign in compact) >= _DIGITS_OF_A_CODE


def _cut_isin(text: str) -> str | None:
    """Return what is wrong with an ISIN that has lost a sign, or has one too many."""
    value = text.upper()
    is_one = _NEARLY.fullmatch(value) is not None and value[:2] in ISIN_PREFIXES
    if not is_one or not _is_a_code(value):
        return None
    return f"{value} has {len(value)} characters, and an ISIN has 12: one is missing or too many."


def _bare_number(text: str) -> str | None:
    if _NUMBER.fullmatch(text) is None:
        return None
    return (
        f"{text} is a ticker without its market, and each market has its own. "
        f"Write {text} HK, {text} CN, or the suffix of another market."
    )
