"""What a line does: a position, long or short, or a trade, of which side and which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from proscribe.securities.headers import column_meaning
from proscribe.securities.instruments import LineKind
from proscribe.securities.sides import (
    Side,
    are_account_types,
    are_all_sides,
    are_trades,
    of_trades,
    read_side,
)
from proscribe.securities.wording import plain_words

if TYPE_CHECKING:
    from proscribe.securities.headers import Layout

_BARE_TYPES = frozenset({"type", "art", "tipo"})


class DealReader:
    """Reads sides and days of trades; what the first lines of a file are, all of it is.

    Args:
        layout: What the columns mean.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._trades: bool | None = None
        self._types_are_sides: bool | None = None

    def sort_out(self, cells: dict[str, pl.Series]) -> None:
        """Set right what a column called ``type`` means: a class, a side, or how it is held."""
        if not is_bare_type(self._layout.columns.get("asset_class", "")):
            return
        words = _distinct(cells["asset_class"])
        if self._types_are_sides is None and words:
            self._types_are_sides = "side" not in cells and are_all_sides(words)
        if self._types_are_sides:
            cells["side"] = cells.pop("asset_class")
            if column_meaning(self._layout.columns.get("acquired", "")) == "traded":
                cells["traded"] = cells.pop("acquired")
        elif are_account_types(words):
            del cells["asset_class"]

    def read(self, cells: dict[str, pl.Series], read: dict[str, pl.Series]) -> None:
        """Add ``side`` of trades and ``short`` of positions to what was read of lines."""
        position = None
        if "side" in cells:
            sides, words = cells["side"], _distinct(cells["side"])
            if self._trades is None and words:
                self._trades = are_trades(words)
            if self._trades:
                known = sides.replace_strict(of_trades(words), return_dtype=pl.String)
                told = known.fill_null(Side.UNKNOWN.value)
                holding = read["kind"] != LineKind.TOTAL.value
                read["side"] = told.set(~holding, None)
                return
            position = sides.replace_strict(
                {text: read_side(text).value for text in words}, return_dtype=pl.String
            )
            if "traded" in read:
                read["acquired"] = _first(read.get("acquired"), read.pop("traded"))
        read["short"] = _short(read, position)


def is_bare_type(header: str) -> bool:
    """Tell whether a column is called just type, which says nothing of what kind of type."""
    return plain_words(header) in _BARE_TYPES


def _distinct(series: pl.Series) -> list[str]:
    return series.drop_nulls().unique(maintain_order=True).to_list()


def _first(series: pl.Series | None, other: pl.Series) -> pl.Series:
    return other if series is None else pl.select(pl.coalesce(series, other)).to_series()


def _short(read: dict[str, pl.Series], position: pl.Series | None) -> pl.Series:
    """Tell which lines are short: by their word, else by the sign of their first number."""
    numbers = [read[name] for name in ("quantity", "market_value", "weight") if name in read]
    rows = len(read["kind"])
    sign = pl.Series([False]).new_from_index(0, rows)
    if numbers:
        sign = (pl.select(pl.coalesce(numbers)).to_series() < 0).fill_null(value=False)
    if position is not None:
        sign |= (position == Side.SHORT.value).fill_null(value=False)
    return sign & (read["kind"] != LineKind.CASH.value)
