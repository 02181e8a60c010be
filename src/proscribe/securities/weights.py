"""Weights as parts of one: whether a file writes per cent, and whether they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from proscribe.securities.numbers import AMOUNT

_PERCENT = Decimal("0.01")
# Weights that add up to more than this cannot be parts of one: they are per cent.
_MOST_PARTS = Decimal("1.5")
_NEARLY_ONE = (Decimal("0.98"), Decimal("1.02"))
_STEP = Decimal("0.0000000001")
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


class FileWeights:
    """Weights of lines as parts of one, read as each file writes them."""

    def __init__(self) -> None:
        self._factors: dict[str, float] = {}

    def of(self, lines: pl.DataFrame) -> pl.Series:
        """Return the weights of some lines; what is decided of a file first holds for all of it."""
        weights = lines["weight"].cast(pl.Float64)
        for file in lines["file"].unique().to_list():
            if file not in self._factors:
                sums = WeightSums()
                sums.add(lines.filter(pl.col("file") == file))
                factor = sums.scale.factor
                self._factors[file] = 1.0 if factor is None else float(factor)
        factors = [self._factors[file] for file in lines["file"].to_list()]
        return weights * pl.Series(factors, dtype=pl.Float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What part of a fund each of its lines is.

    Attributes:
        values: From 0 to 1, below 0 for a short position; None where it is not known.
        total: The sum of those known.
        rest: The part that no line states, where all are known and they do not add up to one.
        notes: How they are known, and what is odd about them, whole sentences.
    """

    values: tuple[Decimal | None, ...]
    total: Decimal
    rest: Decimal
    notes: tuple[str, ...]


def find_parts(lines: pl.DataFrame) -> Parts:
    """Return the part of each line of a fund: as stated, else from market values in one currency.

    Args:
        lines: The lines of the fund (``securities.lines.LINE_SCHEMA``), its totals left out.
    """
    sums = WeightSums()
    sums.add(lines.with_columns(pl.lit(None, pl.String).alias("account")))
    scale, stated = sums.scale, lines["weight"].to_list()
    notes = []
    given = sum(weight is not None for weight in stated)
    if given and scale.factor is None:
        notes.append(f"Whether the weights are per cent cannot be told: {scale.why}.")
    if given == len(stated) and scale.factor is not None:
        values = [None if each is None else each * scale.factor for each in stated]
    else:
        factor = scale.factor if given else None
        values = _derived(lines, stated, factor, notes)
    values = _at_least_something(lines, values)
    total = sum((value for value in values if value is not None), Decimal(0))
    rest = Decimal(0)
    if values and not _NEARLY_ONE[0] <= total <= _NEARLY_ONE[1]:
        percent = _plain(round(total * 100, 4))
        says = f"The weights add up to {percent} %: they are used as they stand"
        if total < _NEARLY_ONE[0] and None not in values:
            rest = 1 - total
            says += ", and what the rest is counts as not stated"
        notes.append(f"{says}.")
    return Parts(values=tuple(values), total=total, rest=rest, notes=tuple(notes))


def _at_least_something(
    lines: pl.DataFrame, values: Sequence[Decimal | None]
) -> list[Decimal | None]:
    """Give a part to lines whose weight was rounded to nothing, though something is held.

    Only a quantity or a value that is stated to be 0 says that nothing is held.
    """
    worth, held = lines["market_value"].to_list(), lines["quantity"].to_list()
    total = sum((value for value in worth if value is not None), Decimal(0))
    found: list[Decimal | None] = []
    for part, value, quantity in zip(values, worth, held, strict=True):
        unstated = value is None and quantity is None
        if part != 0 or not (value or quantity or unstated):
            found.append(part)
            continue
        sign = -1 if (value or 0) < 0 or (quantity or 0) < 0 else 1
        own = abs((value or 0) / total).quantize(_STEP) if total > 0 else _STEP
        found.append(sign * max(own, _STEP))
    return found


def _derived(
    lines: pl.DataFrame, stated: list[Decimal | None], factor: Decimal | None, notes: list[str]
) -> list[Decimal | None]:
    """Fill weights that are not stated from market values, and say so."""
    kept = [None if w is None or factor is None else w * factor for w in stated]
    missing = sum(value is None for value in kept)
    worth = lines["market_value"].to_list()
    total = sum((value for value in worth if value is not None), Decimal(0))
    currencies = lines.filter(pl.col("market_value").is_not_null())["currency"].n_unique()
    if None in worth or currencies > 1 or total <= 0:
        why = "several currencies" if currencies > 1 else "market values that are not all stated"
        notes.append(f"{missing} weights are not known, and cannot be derived from {why}.")
        return kept
    notes.append(f"{missing} weights are not stated: they are derived from the market values.")
    return [
        (mine / total).quantize(_STEP) if part is None and mine is not None else part
        for part, mine in zip(kept, worth, strict=True)
    ]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
