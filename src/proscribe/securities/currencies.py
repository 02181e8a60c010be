"""Currencies as files write them: codes, names, and signs beside an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from proscribe.securities.wording import plain_words

_CODE_LENGTH = 3
_SMALL_UNITS = {"GBp": "GBX", "GBX": "GBX", "ZAc": "ZAC", "ILa": "ILA"}
_NAMES: Mapping[str, tuple[str, ...]] = {
    "USD": (
        *("us dollar", "us dollars", "u s dollar", "u s dollars", "united states dollar"),
        *("united states dollars", "american dollar", "us dlr", "us", "usd us dollar", "美元"),
    ),
    "HKD": ("hong kong dollar", "hong kong dollars", "hk dollar", "hk", "港元", "港币", "港幣"),
    "EUR": ("euro", "euros", "€"),
    "GBP": (
        *("pound sterling", "pounds sterling", "british pound", "british pounds", "sterling"),
        *("uk pound", "gb pound", "£"),
    ),
    "GBX": ("pence", "pence sterling", "british pence", "gb pence"),
    "JPY": ("japanese yen", "yen", "日元"),
    "CNY": (
        *("chinese yuan", "chinese renminbi", "yuan renminbi", "renminbi", "chinese yuan renminbi"),
        *("rmb", "人民币"),
    ),
    "CHF": ("swiss franc", "swiss francs", "schweizer franken"),
    "CAD": ("canadian dollar", "canadian dollars"),
    "AUD": ("australian dollar", "australian dollars"),
    "NZD": ("new zealand dollar", "new zealand dollars"),
    "SGD": ("singapore dollar", "singapore dollars"),
    "TWD": ("taiwan dollar", "new taiwan dollar", "taiwanese dollar"),
    "KRW": ("south korean won", "korean won", "won"),
    "INR": ("indian rupee", "indian rupees"),
    "SEK": ("swedish krona", "swedish kronor"),
    "NOK": ("norwegian krone", "norwegian kroner"),
    "DKK": ("danish krone", "danish kroner"),
    "ZAR": ("south african rand", "rand"),
    "BRL": ("brazilian real", "brazil real"),
    "MXN": ("mexican peso", "mexican pesos"),
    "THB": ("thai baht", "baht"),
    "IDR": ("indonesian rupiah", "rupiah"),
    "MYR": ("malaysian ringgit", "ringgit"),
    "PHP": ("philippine peso", "philippine pesos"),
    "PLN": ("polish zloty", "zloty"),
    "CZK": ("czech koruna",),
    "HUF": ("hungarian forint", "forint"),
    "TRY": ("turkish lira", "new turkish lira"),
    "ILS": ("israeli shekel", "new israeli shekel", "shekel"),
    "AED": ("uae dirham", "emirati dirham"),
    "SAR": ("saudi riyal",),
    "QAR": ("qatari rial", "qatari riyal"),
    "KWD": ("kuwaiti dinar",),
    "RUB": ("russian rouble", "russian ruble", "rouble", "ruble"),
    "CLP": ("chilean peso",),
    "COP": ("colombian peso",),
    "EGP": ("egyptian pound",),
}
_CODES = {name: code for code, names in _NAMES.items() for name in names}
_WITH_SIGN = {"US$": "USD", "HK$": "HKD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD"}
_WITH_SIGN |= {"S$": "SGD", "NZ$": "NZD", "NT$": "TWD", "R$": "BRL", "€": "EUR"}
# What a sign may stand for; a dollar is one of many.
_MAY_BE: Mapping[str, frozenset[str]] = {
    "$": frozenset(
        """
        USD HKD CAD AUD NZD SGD TWD BRL MXN CLP COP ARS BBD BMD BSD BND BZD FJD GYD JMD KYD LRD
        NAD SBD SRD TTD XCD UYU
        """.split()  # noqa: SIM905
    ),
    "€": frozenset({"EUR"}),
    "£": frozenset({"GBP", "GBX", "EGP", "FKP", "GIP", "SHP", "LBP", "SYP"}),
    "¥": frozenset({"JPY", "CNY", "CNH", "RMB"}),
    "￥": frozenset({"JPY", "CNY", "CNH", "RMB"}),
}
_CODE_AND_NAME = re.compile(r"([A-Z]{3}) ?[-–:/(] ?[^()]*\)?|[^()]*\(([A-Z]{3})\)")
_MARK = r"([A-Z]{1,2}\$|[$€£¥￥])|(?:^|[^A-Za-z])([A-Z]{3})(?:[^A-Za-z]|$)"
_ONSHORE = {"CNH": "CNY", "RMB": "CNY", "GBX": "GBP", "ZAC": "ZAR", "ILA": "ILS"}


def currency_code(text: str) -> str:
    """Return the code of a currency (ISO 4217, GBX for pence); the text where it is not known."""
    if text in _SMALL_UNITS:
        return _SMALL_UNITS[text]
    if len(text) == _CODE_LENGTH and text.isascii() and text.isalpha():
        return text.upper()
    both = _CODE_AND_NAME.fullmatch(text)
    if both is not None:
        return both[1] or both[2]
    return _WITH_SIGN.get(text.upper()) or _CODES.get(plain_words(text)) or text


def is_currency_code(text: str) -> bool:
    """Return whether a text has the shape of a code."""
    return len(text) == _CODE_LENGTH and text.isascii() and text.isalpha() and text.isupper()


def contradictions(amounts: pl.Series, currencies: pl.Series) -> Iterator[tuple[int, str, str]]:
    """Yield row, sign and currency of amounts whose own sign is of another currency.

    Args:
        amounts: Amounts as text.
        currencies: The currency each is stated to be in, as code; null where none is stated.
    """
    both = amounts.str.extract_groups(_MARK)
    marks = pl.select(pl.coalesce(both.struct[0], both.struct[1])).to_series()
    for row in (marks.is_not_null() & currencies.is_not_null()).arg_true():
        mark, currency = marks[row], currencies[row]
        if not _agree(mark, currency):
            yield row, mark, currency


def own_currencies(amounts: pl.Series) -> pl.Series:
    """Return the currency that each amount states itself beyond doubt; null where none does."""
    both = amounts.str.extract_groups(_MARK)
    signs = both.struct[0].replace_strict(_WITH_SIGN, default=None, return_dtype=pl.String)
    known = [*_NAMES, *_WITH_SIGN.values()]
    codes = both.struct[1]
    codes = codes.set(~codes.is_in(known).fill_null(value=False), None)
    return pl.select(pl.coalesce(signs, codes)).to_series()


def _agree(mark: str, currency: str) -> bool:
    if mark in _MAY_BE:
        return currency in _MAY_BE[mark]
    own = _WITH_SIGN.get(mark, mark)
    return _ONSHORE.get(own, own) == _ONSHORE.get(currency, currency)
