"""What the columns of a price file mean, in the spellings of those who sell or publish prices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from proscribe.model.errors import InputError, Place
from proscribe.securities.prices.currency import plain_currency

# Spellings in lower case, without signs around them; the first that a file has is the one read.
SPELLINGS = {
    "date": (
        *("date", "dates", "day", "trade date", "trading date", "trading day", "exchange date"),
        *("price date", "pricing date", "as of date", "datetime", "date time", "timestamp", "time"),
        *("business date", "datum", "fecha", "data", "日期", "交易日期"),
    ),
    "settlement": ("settlement date",),
    "close": (
        *(
            "close",
            "close price",
            "closing price",
            "close last",
            "close/last",
            "px last",
            "px_last",
        ),
        *("last price", "trade close", "trdprc 1", "last", "price", "price close", "schluss"),
        *("schlusskurs", "cierre", "cloture", "clôture", "chiusura", "ultimo", "收盘", "收盤價"),
        *("收盘价", "收市价"),
    ),
    "adjusted": (
        *("adj close", "adjusted close", "adj close price", "adjclose", "close adj", "adj_close"),
        *("adjusted_close", "adjusted closing price", "px adjusted close", "adj closing price"),
    ),
    "volume": (
        *("volume", "vol", "px volume", "px_volume", "trade volume", "share volume"),
        *("total volume", "acvol uns", "shares traded", "volumen", "成交量"),
    ),
    "currency": ("currency", "ccy", "crncy", "currency code", "trading currency", "waehrung"),
    "symbol": (
        *("symbol", "ticker", "ric", "identifier ric", "instrument", "security", "code"),
        *("ticker symbol", "stock code"),
    ),
    "number": ("isin", "cusip"),
    "split": ("stock splits", "stock split", "split", "splits", "split factor", "split ratio"),
    "dividend": ("dividends", "dividend", "ex dividend", "div cash", "dividend amount"),
}
_BY_SPELLING = {each: meaning for meaning, spelt in SPELLINGS.items() for each in spelt}
_BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_SIGNS = re.compile(r"[<>\".*#:]+")
_TOGETHER = re.compile(r"[\s_\-]+")
_SHOWN = 12
_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceColumns:
    """Places of the columns that are read; all others are passed over.

    Attributes:
        day: Days, or settlement dates.
        close: Closes.
        others: Further columns by what they mean.
        is_fails: True of the fails-to-deliver text of the SEC, whose price is the close of the
            trading day before the settlement date.
        currency: The currency that the header of the closes names in brackets.
    """

    day: int
    close: int
    others: dict[str, int]
    is_fails: bool
    currency: str | None


def price_score(cells: Sequence[str]) -> int:
    """Tell how well cells would do as the header of a price file; 0 where they cannot be one."""
    meant = {meaning for meaning, _ in map(_meaning, cells) if meaning}
    has_day = bool({"date", "settlement"} & meant)
    return len(meant) if has_day and "close" in meant and len(meant) >= _LEAST else 0


def no_prices(headers: Sequence[str], file: str) -> InputError:
    """Return the error for a file without a column of days and one of closes."""
    seen = ", ".join(header.strip()[: _SHOWN * 2] for header in headers[:_SHOWN])
    return InputError(
        "no line heads a column of days and one of closes, so there is no price to read; the first "
        f"line reads: {seen or '(nothing)'}.",
        where=Place(file=file, line=1),
        remedy="Put a header above the rows: date, close, and volume, currency, symbol if known.",
    )


def read_columns(headers: Sequence[str], file: str) -> PriceColumns:
    """Return what the columns mean.

    Raises:
        InputError: Days or closes are missing, or two columns are headed alike.
    """
    found: dict[str, list[tuple[int, str, int]]] = {}
    for place, header in enumerate(headers):
        meaning, spelling = _meaning(header)
        if meaning:
            rank = SPELLINGS[meaning].index(spelling)
            found.setdefault(meaning, []).append((rank, spelling, place))
    is_fails = "settlement" in found and "close" in found
    days = found.pop("settlement", None) if is_fails else found.get("date")
    if not days or "close" not in found:
        raise no_prices(headers, file)
    chosen = {meaning: _one(places, meaning, file) for meaning, places in found.items()}
    return PriceColumns(
        day=_one(days, "date", file),
        close=chosen["close"],
        others={each: at for each, at in chosen.items() if each not in {"date", "close"}},
        is_fails=is_fails,
        currency=_bracketed_currency(headers[chosen["close"]]),
    )


def _one(places: Sequence[tuple[int, str, int]], meaning: str, file: str) -> int:
    ranked = sorted(places)
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        raise InputError(
            f"two columns are headed {ranked[0][1]!r}, so which has the {meaning} cannot be told.",
            where=Place(file=file, line=1, column=ranked[0][1]),
            remedy="Give a file of one security, with one column of each kind.",
        )
    return ranked[0][2]


def _meaning(header: str) -> tuple[str, str]:
    """Return what a header means, and how it spells it; nothing where it is not known."""
    bare = _SIGNS.sub(" ", _BRACKETS.sub(" ", header.replace("<", " ").replace(">", " ")))
    plain = _TOGETHER.sub(" ", bare).strip().lower()
    if plain in _BY_SPELLING:
        return _BY_SPELLING[plain], plain
    return "", ""


def _bracketed_currency(header: str) -> str | None:
    inside = _BRACKETS.search(header)
    return None if inside is None else plain_currency(inside[1])
