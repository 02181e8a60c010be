"""Amounts that say something and yet count for nothing: each is told, none is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from proscribe.securities.checks import Finding
from proscribe.securities.currencies import contradictions, own_currencies
from proscribe.securities.numbers import FAILED_NUMBER

_SHOWN, _SAID_EACH = 40, 20
_WHY = {
    "market_value": ": the value is in no total",
    "weight": ": the weight counts as not stated",
}


class UnreadAmounts:
    """The cells of columns of numbers in which a formula has failed.

    Args:
        headers: The header of each kind of number.
    """

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers
        self._told: list[Finding] = []
        self._counts: dict[str, int] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far; of one column the first twenty cells, and how many there are."""
        more = (
            Finding(line=0, text=f"Cells of {self._headers[meaning]!r} not read: {count} in all.")
            for meaning, count in self._counts.items()
            if count > _SAID_EACH
        )
        return (*self._told, *more)

    def add(self, cells: Mapping[str, pl.Series], line: pl.Series) -> None:
        """Look over a batch.

        Args:
            cells: Cells by what their column means.
            line: The number of each line.
        """
        for meaning, header in self._headers.items():
            if meaning not in cells:
                continue
            given = cells[meaning]
            lost = given.is_in(FAILED_NUMBER).fill_null(value=False).arg_true()
            before = self._counts.get(meaning, 0)
            self._counts[meaning] = before + len(lost)
            for row in lost.head(max(0, _SAID_EACH - before)):
                text = (
                    f"{given[row]!r} in the column {header!r} is no number, a formula has failed"
                    f"{_WHY.get(meaning, '')}."
                )
                self._told.append(Finding(line=line[row], text=text))


def compare_signs(series: pl.Series, read: dict[str, pl.Series]) -> Iterator[tuple[int, str]]:
    """Take the currency an amount states itself; leave out one that contradicts its line.

    Args:
        series: The market values as text.
        read: What was read; ``currency`` and ``market_value`` are changed.

    Yields:
        Row and what is wrong, for each that is left out.
    """
    own = own_currencies(series)
    if own.null_count() < len(own):
        read["currency"] = pl.select(pl.coalesce(read.get("currency", own), own)).to_series()
    if "currency" not in read:
        return
    apart = pl.Series([False]).new_from_index(0, len(series))
    counted = series.set(read["market_value"].is_null(), None)
    for row, mark, currency in contradictions(counted, read["currency"]):
        apart[row] = True
        shown = series[row][:_SHOWN]
        told = f"Market value {shown!r} has the sign {mark}, and its line is in {currency}"
        yield row, f"{told}: it counts for nothing."
    read["market_value"] = read["market_value"].set(apart, None)
