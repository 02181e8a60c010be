"""Weights as parts of one: whether a file writes per cent, and whether they add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from proscribe.securities.numbers import AMOUNT

_PERCENT = Decimal("0.01")
# Weights that add up to more than this cannot be parts of one: they are per cent.
_MOST_PARTS = Decimal("1.5")
_NEARLY_ONE = (Decimal("0.98"), Decimal("1.02"))
_MOST, _SAID_EACH = Decimal("1.02"), 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What the weights of a file are multiplied with to be parts of one.

    Attributes:
        factor: 1 or 0.01; None where what the file says and what it adds up to disagree.
        why: How that is known, in words.
    """

    factor: Decimal | None
    why: str


def find_scale(total: Decimal, *, percent: bool) -> Scale:
    """Tell whether weights are per cent or parts of one.

    Args:
        total: Their sum, of absolute values.
        percent: Whether header or cells say that they are per cent.
    """
    if percent and _NEARLY_ONE[0] <= total <= _NEARLY_ONE[1]:
        return Scale(
            factor=None,
            why=f"they are called per cent and add up to {_plain(total)}, as parts of one would",
        )
    if percent:
        return Scale(factor=_PERCENT, why="they are called per cent")
    if total > _MOST_PARTS:
        return Scale(factor=_PERCENT, why=f"they add up to {_plain(total)}")
    return Scale(factor=Decimal(1), why=f"they add up to {_plain(total)}")


class WeightSums:
    """Adds up the weights of one file, account by account."""

    def __init__(self) -> None:
        self._sums: dict[str, Decimal] = {}
        self._absolute: dict[str, Decimal] = {}
        self._percent = False

    def add(self, lines: pl.DataFrame) -> None:
        """Add the weights of some lines."""
        weighed = lines.filter(pl.col("weight").is_not_null())
        if weighed.is_empty():
            return
        self._percent = self._percent or bool(weighed["percent"].any())
        sums = weighed.group_by("account", maintain_order=True).agg(
            pl.col("weight").sum().cast(AMOUNT),
            pl.col("weight").abs().sum().cast(AMOUNT).alias("absolute"),
        )
        for account, total, absolute in sums.iter_rows():
            key = account or ""
            self._sums[key] = self._sums.get(key, Decimal(0)) + total
            self._absolute[key] = self._absolute.get(key, Decimal(0)) + absolute

    @property
    def scale(self) -> Scale:
        """How the file writes weights."""
        most = max(self._absolute.values(), default=Decimal(0))
        return find_scale(most, percent=self._percent)

    def said(self) -> Iterator[str]:
        """Yield what is odd about the sums."""
        if not self._sums:
            return
        scale = self.scale
        if scale.factor is None:
            yield f"Whether the weights are per cent cannot be told: {scale.why}."
            return
        over = [
            (account, total * scale.factor)
            for account, total in self._sums.items()
            if total * scale.factor > _MOST
        ]
        for account, total in over[:_SAID_EACH]:
            whose = f" of account {account}" if account else ""
            yield (
                f"The weights{whose} add up to {_plain(total * 100)} %, more than all there is: "
                "they are counted as they stand."
            )


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
