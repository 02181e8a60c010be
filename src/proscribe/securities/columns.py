"""Whole columns of identifiers and tickers, checked and normalised at once.

The rules are those of ``identifiers`` and ``tickers``; here they run over
arrays of bytes, because a portfolio may have a million lines.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import polars as pl

from proscribe.securities.identifiers import (
    CONSONANTS,
    DIGITS,
    FIGI_BARRED,
    ISIN_PREFIXES,
    LETTERS,
    normalise_identifier,
    scheme,
)
from proscribe.securities.tickers import ticker_key

Signs = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_ALPHABET = DIGITS + LETTERS + "*@#"
_NO_SIGN = 255
_LETTER = 10
_VALUES: Signs = np.full(256, _NO_SIGN, dtype=np.uint8)
_VALUES[np.frombuffer(_ALPHABET.encode(), dtype=np.uint8)] = np.arange(len(_ALPHABET))
_BASE = 36


def _digit_sums(factor: int) -> Signs:
    """Return, for each value of a sign, the sum of the digits of `factor` times it."""
    products = np.arange(len(_ALPHABET)) * factor
    return (products // 10 + products % 10).astype(np.uint8)


# Luhn's weights by place: a letter of an ISIN is two digits, of which the left one is 1, 2 or 3.
_LUHN_ONES = np.stack(
    [np.arange(_BASE) % 10, [(2 * (n % 10)) // 10 + (2 * (n % 10)) % 10 for n in range(_BASE)]]
).astype(np.uint8)
_LUHN_TENS = np.stack([2 * (np.arange(_BASE) // 10), np.arange(_BASE) // 10]).astype(np.uint8)
_LUHN = (_LUHN_ONES + _LUHN_TENS).reshape(-1)
_SINGLE, _DOUBLE = _digit_sums(1), _digit_sums(2)
_LEI_REST, _LEI_LOWEST, _LEI_HIGHEST = 1, 2, 98
_SEDOL_WEIGHTS = (1, 3, 1, 7, 3, 9, 1)


def _prefixes(codes: frozenset[str]) -> Mask:
    table = np.zeros(_BASE * _BASE, dtype=np.bool_)
    for code in codes:
        table[_ALPHABET.index(code[0]) * _BASE + _ALPHABET.index(code[1])] = True
    return table


_ISIN_PREFIXES, _FIGI_BARRED = _prefixes(ISIN_PREFIXES), _prefixes(FIGI_BARRED)
_IS_CONSONANT_OR_DIGIT = np.isin(
    np.arange(256), [_ALPHABET.index(sign) for sign in DIGITS + CONSONANTS]
)
_G = _ALPHABET.index("G")


def _begins_with(signs: Signs, prefixes: Mask) -> Mask:
    places = signs[0].astype(np.uint16) * _BASE + signs[1]
    found: Mask = np.take(prefixes, places)
    return found


def _ends_in_ten(total: npt.NDArray[np.unsignedinteger]) -> Mask:
    ends: Mask = np.equal(total % 10, 0)
    return ends


def _are_digits(signs: Signs) -> Mask:
    digits: Mask = np.less(signs, _LETTER)
    return digits


def _are_consonants_or_digits(signs: Signs) -> Mask:
    all_are: Mask = np.all(np.take(_IS_CONSONANT_OR_DIGIT, signs), axis=0)
    return all_are


def _isins(signs: Signs) -> Mask:
    total = np.zeros(signs.shape[1], dtype=np.uint8)
    doubled = np.zeros(signs.shape[1], dtype=np.uint8)
    for row in signs[::-1]:
        total += _LUHN[row + doubled * _BASE]
        doubled ^= row < _LETTER
    return _ends_in_ten(total) & _begins_with(signs, _ISIN_PREFIXES) & _are_digits(signs[-1])


def _alternating(signs: Signs) -> Mask:
    total = np.zeros(signs.shape[1], dtype=np.uint8)
    for place, row in enumerate(signs[:-1]):
        total += (_DOUBLE if place % 2 else _SINGLE)[row]
    total += signs[-1]
    return _ends_in_ten(total) & _are_digits(signs[-1])


def _figis(signs: Signs) -> Mask:
    letters: Mask = ~_are_digits(signs[0]) & ~_are_digits(signs[1]) & np.equal(signs[2], _G)
    allowed = _are_consonants_or_digits(signs) & ~_begins_with(signs, _FIGI_BARRED)
    return _alternating(signs) & letters & allowed


def _sedols(signs: Signs) -> Mask:
    total = np.zeros(signs.shape[1], dtype=np.uint16)
    for weight, row in zip(_SEDOL_WEIGHTS, signs, strict=True):
        total += row.astype(np.uint16) * weight
    digits = _are_digits(signs)
    built: Mask = ~digits[0] | np.all(digits, axis=0)
    ends: Mask = _ends_in_ten(total) & digits[-1]
    return ends & built & _are_consonants_or_digits(signs)


def _leis(signs: Signs) -> Mask:
    rest = np.zeros(signs.shape[1], dtype=np.uint32)
    for row in signs:
        rest = (rest * np.where(row < _LETTER, 10, 100).astype(np.uint32) + row) % 97
    digits = signs[-2].astype(np.uint16) * 10 + signs[-1]
    computed: Mask = np.greater_equal(digits, _LEI_LOWEST) & np.less_equal(digits, _LEI_HIGHEST)
    ends: Mask = np.equal(rest, _LEI_REST) & np.all(_are_digits(signs[-2:]), axis=0)
    return ends & computed


_CHECKS: dict[str, Callable[[Signs], Mask]] = {
    "isin": _isins,
    "cusip": _alternating,
    "sedol": _sedols,
    "figi": _figis,
    "lei": _leis,
}


def check_column(kind: str, series: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Check a column of identifiers.

    Args:
        kind: ``isin``, ``cusip``, ``sedol``, ``figi`` or ``lei``.
        series: Text; small letters, spaces and hyphens do no harm.

    Returns:
        The identifiers in their plain form, and whether each passes its check; an empty
        cell is null, and false.
    """
    right = _passes(kind, series)
    if bool(right.all()):
        return series, right
    left = ~right & series.is_not_null()
    places = left.arg_true()
    texts = series.gather(places)
    plain = pl.Series(map(normalise_identifier, texts.to_list()), dtype=pl.String)
    values = series.scatter(places, plain.set(plain == "", None))
    return values, right | _passes(kind, values)


def _passes(kind: str, series: pl.Series) -> pl.Series:
    """Tell which of the identifiers are in their plain form and pass their check."""
    length = scheme(kind).length
    passes = np.zeros(len(series), dtype=np.bool_)
    fitting = (series.str.len_bytes() == length).fill_null(value=False).to_numpy()
    texts = series if fitting.all() else series.filter(pl.Series(fitting))
    if len(texts):
        joined = texts.str.join("").item().encode()
        signs = _VALUES[np.frombuffer(joined, dtype=np.uint8)].reshape(-1, length).T
        passes[fitting] = _right(kind, np.ascontiguousarray(signs))
    return pl.Series(passes)


def _right(kind: str, signs: Signs) -> Mask:
    highest = len(_ALPHABET) if kind == "cusip" else _BASE
    known = (signs < highest).all(axis=0)
    return _CHECKS[kind](np.where(known, signs, 0)) & known


def ticker_column(
    tickers: pl.Series, exchanges: pl.Series | None = None, *, home: str | None = None
) -> pl.Series:
    """Return the canonical key of each ticker, null where there is none.

    Args:
        tickers: Text.
        exchanges: The exchange of each, where the file has such a column.
        home: Country of bare tickers of letters, where the user has named it.
    """
    if exchanges is None:
        exchanges = pl.Series([None], dtype=pl.String).new_from_index(0, len(tickers))
    pairs = pl.DataFrame({"ticker": tickers, "exchange": exchanges})
    distinct = pairs.filter(pl.col("ticker").is_not_null()).unique()
    keys = [ticker_key(ticker, exchange, home=home) for ticker, exchange in distinct.iter_rows()]
    known = distinct.with_columns(pl.Series("key", keys, dtype=pl.String))
    joined = pairs.join(
        known, on=["ticker", "exchange"], how="left", nulls_equal=True, maintain_order="left"
    )
    return joined["key"]
