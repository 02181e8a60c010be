"""Identifiers that stand where the name should: ``883 HK Equity``, ``ISIN KYG9830T1067``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from proscribe.securities.headers import IDENTIFIERS, PARTIES
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.tickers import seen, ticker_key

if TYPE_CHECKING:
    import polars as pl

# Some sign of an identifier, so that most names are passed over.
_MAY_HOLD = r"\d|(?i:\bequity$)|\b(?:US|HK|CH|LN|JP)$"
_TOKEN = re.compile(r"[A-Za-z0-9]+")
_BY_LENGTH = {12: ("isin", "figi"), 20: ("lei",)}
_GLUED = re.compile(r"(?i)(?:isin|figi|lei)(?=[a-z0-9]{12}(?:[a-z0-9]{8})?$)")
_MARKED = re.compile(
    r"(?i)(?<![a-z0-9])(cusip|sedol)(?:[\s.]*(?:numbers?|no|code)\b\.?)?[\s:#=]*([a-z0-9]{7,9})"
    r"(?![a-z0-9])"
)
_ALONE = re.compile(r"(?i)(cusip|sedol)?[\s:#]*([a-z0-9]{7}|[a-z0-9]{9})")
_ALONE_TICKER = re.compile(
    r"([A-Z0-9]{1,6}[ .][A-Z][A-Z0-9]{0,2}) (?i:equity)|([A-Z0-9]{1,6}\.[A-Z]{1,2})"
    r"|([0-9]{1,6}[ .:][A-Z]{2})|((?:SH|SZ|BJ)[0-9]{6}|HK[0-9]{4,5})"
    r"|((?!CASH|USD|HKD|GBP|CNY|JPY)[A-Z]{1,5} (?:US|HK|CH|LN|JP))"
)
_LISTED = re.compile(
    r"(?i)(?<![a-z0-9.,])(?:([0-9]{1,6}\.(?:HK|SZ|SS|SH|CN))"
    r"|([0-9]{3,6}[ :-](?:HK|SZ|SS|SH|CH|CN|C1|C2|CG|CS))"
    r"|((?:SH|SZ|BJ)[0-9]{6}|HK[0-9]{4,5})"
    r"|((?:HK|CN|SH|SZ|[a-z]{3,6})\s?:\s?[0-9]{1,6}))(?![a-z0-9])"
)
# A symbol of letters may be a word, and the market behind it another.
_SYMBOL = re.compile(
    r"(?<![A-Za-z0-9.])(?:([A-Z]{2,6}\s?:\s?[A-Z]{1,5}(?:\.[A-Z])?)"
    r"|([A-Z]{2,5}[ .](?:US|UN|UQ|UW|UR|UA|UV|UP|PK|OTC|LN|LI|GR)))(?![A-Za-z0-9])"
    r"(?!\s(?i:dollar|dlr|treasury|tsy|govt|government|corp|inc|llc|ltd))"
)
# A number beside the name of its exchange may be one of another kind.
_EXCHANGES = "SEHK|HKEX|HKSE|X?HKG|SHSE|SZSE|SSE|XSHG|XSHE"
_JOINT = r"[\s.:#()\[\]-]{1,3}"
_LED = rf"(?i:{_EXCHANGES}|SH[AE]){_JOINT}\d|(?i:HK|SH|SZ)[. ]\d{{4}}"
_FOLLOWED = rf"\d(?:{_JOINT}(?i:{_EXCHANGES}|SH[AE])\b|\s?[(\[](?i:HK)[)\]])"
# Two codes that are words as well stand in capitals, beside six figures.
_EXCHANGED = re.compile(
    rf"(?<![A-Za-z0-9])(?:((?i:{_EXCHANGES})){_JOINT}(\d{{1,6}})|(SH[AE]){_JOINT}(\d{{6}})"
    r"|((?i:HK))[. ](\d{4,5})|((?i:S[HZ]))[. ](\d{6}))(?![A-Za-z0-9])"
)
_EXCHANGED_BEHIND = re.compile(
    rf"(?<![A-Za-z0-9.,])(?:(\d{{1,6}}){_JOINT}((?i:{_EXCHANGES}))|(\d{{6}}){_JOINT}(SH[AE])"
    r"|(\d{1,6})\s?[(\[]((?i:HK))[)\]])(?![A-Za-z0-9])"
)
# An ISIN with a market, a class or a slip behind it, and one in groups.
_LENGTHENED = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{2}[A-Za-z0-9]{9}\d)[A-Za-z0-9]{1,4}(?![A-Za-z0-9])"
)
_IN_GROUPS = r"[A-Z]{2}(?:[ -]?[A-Z0-9]){9}[ -]?\d"
_LONG_WORD, _LEAST_FIGURES = re.compile(r"\b[A-Za-z]{4,}\b"), 5
_GROUPED = re.compile(rf"(?<![A-Za-z0-9])(?=({_IN_GROUPS})(?![A-Za-z0-9]))")
_CODE = re.compile(
    r"(?<![A-Za-z0-9])(?=(?:[A-Z]*[0-9]){2})(?:[A-Z0-9]{7}|[A-Z0-9]{9})(?![A-Za-z0-9])"
)
_BY_CODE = {7: "sedol", 9: "cusip"}
# Seven letters and figures, one of them at least a figure.
_LONG = "|".join(rf"[A-Za-z]{{{before}}}\d[A-Za-z\d]{{{6 - before}}}" for before in range(6))
MAY_STAND = (
    rf"{_LONG}|{_LED}|{_FOLLOWED}|\b{_IN_GROUPS}|[A-Za-z]{{6}}\d|(?i:hk)\d{{4}}|(?i:cusip|sedol)|:"
    r"|\d[\s.-]+(?i:HK|SZ|SS|SH|CH|CN|C1|C2|CG|CS)"
    r"|[A-Z][\s.]+(?:US|UN|UQ|UW|UR|UA|UV|UP|PK|OTC|LN|LI|GR)"
    "|[\x00-\x1f\x7f\u00a0\u00ad\u00b2\u00b3\u00b9\u2000-\u200f\u2028-\u209f\u2100-\u214f\u2460-\u24ff"
    "\ufe00-\ufe0f\ufeff\uff00-\uffef\U0001d400-\U0001d7ff]"
)
"""A pattern that every text has in which identifiers stand beside other words."""
_may_stand = re.compile(MAY_STAND).search


def name_each(cells: dict[str, pl.Series]) -> None:
    """Name lines that have only an issuer by it, and keep of equal names of a line the first.

    Args:
        cells: The cells by meaning; ``name`` and ``PARTIES`` are changed.
    """
    import polars as pl

    if "issuer" in cells:
        names = [cells[one] for one in ("name", "issuer") if one in cells]
        cells["name"] = pl.select(pl.coalesce(names)).to_series()
    told: list[pl.Series] = [cells["name"]] if "name" in cells else []
    for meaning in PARTIES:
        if meaning in cells:
            party = cells[meaning]
            for before in told:
                cells[meaning] = cells[meaning].set(party.eq_missing(before), None)
            told.append(party)


def read_names(names: pl.Series, read: dict[str, pl.Series]) -> None:
    """Give each line that has no identifier those that stand in its name.

    Args:
        names: The names.
        read: What was read; columns of identifiers and ``ticker_key`` are filled.
    """
    import polars as pl

    known = [read[kind] for kind in (*IDENTIFIERS, "ticker_key") if kind in read]
    wanted = names.str.contains(_MAY_HOLD).fill_null(value=False)
    for series in known:
        wanted &= series.is_null()
    found: dict[str, dict[int, str]] = {}
    for row in wanted.arg_true():
        held = identifier_in(names[row])
        if held is not None:
            found.setdefault(held[0], {})[row] = held[1]
    for column, values in found.items():
        empty = pl.Series([None], dtype=pl.String).new_from_index(0, len(names))
        filled = read.get(column, empty).cast(pl.String)
        read[column] = filled.scatter([*values], [*values.values()])


@lru_cache(maxsize=50_000)
def identifier_in(name: str) -> tuple[str, str] | None:
    """Return kind and value of the identifier that stands in, or for, a name; None for none.

    Args:
        name: The name.

    Returns:
        A kind of number with its plain value, or ``ticker_key`` with the key. Of several, the one
        of its kind that says most; None where two of a kind stand there.
    """
    held = identifiers_in(name)
    for wanted in (*IDENTIFIERS, "ticker"):
        values = [value for kind, value in held if kind == wanted]
        if len(values) == 1:
            return "ticker_key" if wanted == "ticker" else wanted, values[0]
        if values:
            return None
    plain = " ".join(seen(name).split())
    alone = _ALONE.fullmatch(plain)
    if alone is not None and any(map(str.isdigit, alone[2])):
        kind = _BY_CODE[len(alone[2])]
        value = _right(kind, alone[2])
        if value is not None and alone[1] in (None, kind, kind.upper()):
            return kind, value
    ticker = _ALONE_TICKER.fullmatch(plain)
    key = None if ticker is None else ticker_key(next(filter(None, ticker.groups())))
    return None if key is None else ("ticker_key", key)


def identifiers_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the identifiers that surely stand in a text, whatever else does.

    These are ISIN, FIGI and LEI by their check digits, CUSIP and SEDOL behind their name, and
    tickers of figures with their market.

    Args:
        text: A name, a query or a longer text.

    Returns:
        Kind and plain value of each, once; tickers as ``ticker``.
    """
    if not _may_stand(text):
        return ()
    plain = seen(text)
    found = {("ticker", key): None for key in _tickers(_LISTED, plain)}
    numbers: dict[tuple[str, str], None] = {}
    for token in _TOKEN.findall(plain):
        bare = _GLUED.sub("", token, count=1)
        for kind in _BY_LENGTH.get(len(bare), ()):
            if value := _right(kind, bare):
                numbers[kind, value] = None
    if re.fullmatch(_IN_GROUPS, plain.strip()) and (value := _isin(plain)):
        numbers["isin", value] = None
    for kind, number in _MARKED.findall(plain):
        if value := _right(kind.lower(), number):
            numbers[kind.lower(), value] = None
    return (*numbers, *found)


def possible_identifiers_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return what may be further identifiers in a text, or mere words and numbers of it.

    These are tickers of letters with their market, numbers beside the name of an exchange, CUSIP
    and SEDOL without their name, and ISINs in groups or with more behind them.

    Args:
        text: A name, a query or a longer text.

    Returns:
        Kind and plain value of each, once; tickers as ``ticker``.
    """
    if not _may_stand(text):
        return ()
    plain = seen(text)
    codes = ((_BY_CODE[len(each)], each) for each in _CODE.findall(plain))
    found = {(kind, value): None for kind, each in codes if (value := _right(kind, each))}
    isins = map(_isin, (*_LENGTHENED.findall(plain), *_GROUPED.findall(plain)))
    found |= {("isin", value): None for value in isins if value is not None}
    tickers = (*_tickers(_SYMBOL, plain), *_exchanged(" ".join(plain.split())))
    return (*found, *(("ticker", key) for key in dict.fromkeys(tickers)))


def _isin(text: str) -> str | None:
    """Return the ISIN that a text is, in groups or not; words and a number are none."""
    worded = _LONG_WORD.search(text) is not None or sum(map(str.isdigit, text)) < _LEAST_FIGURES
    return None if worded else _right("isin", text)


def _exchanged(text: str) -> Iterator[str]:
    """Yield the keys of numbers that stand beside the name of an exchange."""
    led = (tuple(filter(None, groups)) for groups in _EXCHANGED.findall(text))
    behind = (tuple(filter(None, groups)) for groups in _EXCHANGED_BEHIND.findall(text))
    for number, market in (*((number, market) for market, number in led), *behind):
        if key := ticker_key(number, market):
            yield key


def _tickers(form: re.Pattern[str], text: str) -> Iterator[str]:
    for groups in form.findall(" ".join(text.split())):
        key = ticker_key(next(filter(None, groups)))
        if key is not None:
            yield key


def _right(kind: str, text: str) -> str | None:
    return check_identifier(kind, text).value
