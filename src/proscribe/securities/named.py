"""Identifiers that stand where the name should: ``883 HK Equity``, ``ISIN KYG9830T1067``."""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from proscribe.securities.headers import IDENTIFIERS, PARTIES
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.tickers import ticker_key

# Some sign of an identifier, so that most names are passed over.
_MAY_HOLD = r"[0-9]|(?i:\bequity$)|\b(?:US|HK|CH|LN|JP)$"
_ISIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[A-Za-z0-9]{9}[0-9](?![A-Za-z0-9])")
_LABELLED = re.compile(r"(?i)(isin|cusip|sedol|figi)?[\s:#]*([a-z0-9]{7,12})")
_ALONE = re.compile(
    r"([A-Z0-9]{1,6}[ .][A-Z][A-Z0-9]{0,2}) (?i:equity)|([A-Z0-9]{1,6}\.[A-Z]{1,2})"
    r"|([0-9]{1,6}[ .:][A-Z]{2})|((?:SH|SZ|BJ)[0-9]{6}|HK[0-9]{4,5})"
    r"|((?!CASH|USD|HKD|GBP|CNY|JPY)[A-Z]{1,5} (?:US|HK|CH|LN|JP))"
)
_BEHIND = re.compile(r"(?:^|[\s(\[,;-])([0-9]{3,6}[ .](?:HK|SZ|SS|SH|CH|C1|C2|CG|CS))[)\]]?$")
_BY_LENGTH = {12: ("isin", "figi"), 9: ("cusip",), 7: ("sedol",)}


def name_each(cells: dict[str, pl.Series]) -> None:
    """Name lines that have only an issuer by it, and keep of equal names of a line the first.

    Args:
        cells: The cells by meaning; ``name`` and ``PARTIES`` are changed.
    """
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
        A kind of number with its plain value, or ``ticker_key`` with the key.
    """
    plain = " ".join(name.split())
    isins = {value for text in _ISIN.findall(plain) if (value := _right("isin", text))}
    if len(isins) == 1:
        return "isin", isins.pop()
    labelled = _LABELLED.fullmatch(plain)
    if labelled is not None and any(map(str.isdigit, labelled[2])):
        for kind in _BY_LENGTH.get(len(labelled[2]), ()):
            value = _right(kind, labelled[2])
            if value is not None and labelled[1] in (None, kind, kind.upper()):
                return kind, value
    alone, behind = _ALONE.fullmatch(plain), _BEHIND.search(plain)
    ticker = next(filter(None, alone.groups())) if alone else behind[1] if behind else None
    key = None if ticker is None else ticker_key(ticker)
    return None if key is None else ("ticker_key", key)


def _right(kind: str, text: str) -> str | None:
    return check_identifier(kind, text).value
