"""What does not add up in a portfolio file, though each of its cells can be read.

Nothing is corrected and nothing left out: a line that is odd stays as it is, and what
is odd about it is said with its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

import polars as pl

from proscribe.model.verdict import Instrument
from proscribe.securities.currencies import is_currency_code
from proscribe.securities.headers import IDENTIFIERS
from proscribe.securities.instruments import LineKind
from proscribe.securities.sides import Side
from proscribe.securities.weights import WeightSums

_SAME_LINE = ("account", "acquired", "side", "traded", "short")
_SAID_EACH = 20
_WORTH_A_LOOK = 0.005
_HALF = Decimal("0.5")
_PLACES = 2
_COMPARED_ENOUGH = 10
_HUNDREDTH = Decimal("0.01")
_PER_HUNDRED = ("debt", "convertible")
_IN_PENCE = ("GBX", "ZAC", "ILA", "GBP", "ZAR", "ILS")
Say: TypeAlias = Callable[[dict[str, object]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something odd.

    Attributes:
        line: The line it was found in; 0 where it is about the file.
        text: What is odd, whole sentences.
    """

    line: int
    text: str


class LineChecks:
    """Looks over the lines of one file as they are read."""

    def __init__(self) -> None:
        self._seen: list[pl.DataFrame] = []
        self._each: dict[str, list[Finding]] = {}
        self._counts: dict[str, int] = {}
        self._compared = 0
        self._valued_without_currency: dict[str, int] = {}
        self._currencies: dict[str, None] = {}
        self._weights = WeightSums()

    def add(self, lines: pl.DataFrame) -> None:
        """Look over a batch of lines (``securities.lines.LINE_SCHEMA``)."""
        held = lines.filter(pl.col("kind") != LineKind.TOTAL.value)
        security = pl.col("instrument").fill_null("") != Instrument.CURRENCY.value
        self._remember(held.filter(security))
        self._weights.add(held)
        self._add_currencies(held)
        self._add_each("short", held.filter(pl.col("short") & security), _short)
        zero = (pl.col("quantity") == 0) & (pl.col("kind") == LineKind.HOLDING.value)
        self._add_each("zero", held.filter(zero), _zero)
        self._add_each("side", held.filter(pl.col("side") == Side.UNKNOWN.value), _unknown_side)
        self._compare(held)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found so far, by line."""
        found = [*self._repeated(), *self._about_currencies(), *self._weights_said()]
        for kind, several in self._each.items():
            count = self._counts[kind]
            if kind == "apart" and self._mostly_apart(count):
                found.append(Finding(line=0, text=_other_currency(count, self._compared)))
                continue
            found += several
            if count > len(several):
                found.append(Finding(line=0, text=f"{_MORE[kind]}: {count} lines in all."))
        return tuple(sorted(found, key=lambda one: one.line))

    def _add_each(self, kind: str, lines: pl.DataFrame, say: Say) -> None:
        if lines.is_empty():
            return
        self._counts[kind] = self._counts.get(kind, 0) + lines.height
        several = self._each.setdefault(kind, [])
        for row in lines.head(_SAID_EACH - len(several)).iter_rows(named=True):
            several.append(Finding(line=row["line"], text=say(row)))

    def _remember(self, lines: pl.DataFrame) -> None:
        held = lines.filter(pl.col("kind") != LineKind.CASH.value)
        told = [*IDENTIFIERS, "ticker_key"]
        named = pl.col("name") + pl.col("issuer").fill_null("")
        keys = held.select(
            pl.coalesce([*map(pl.col, told), named]).alias("security"), "line", *_SAME_LINE
        ).filter(pl.col("security").is_not_null())
        if not keys.is_empty():
            hashes = keys.select("security", *_SAME_LINE).hash_rows()
            self._seen.append(pl.DataFrame({"hash": hashes, "line": keys["line"]}))

    def _repeated(self) -> Iterator[Finding]:
        if not self._seen:
            return
        all_lines = pl.concat(self._seen)
        first = pl.col("line").first().over("hash")
        repeated = all_lines.with_columns(first.alias("first")).filter(
            pl.col("line") != pl.col("first")
        )
        for line, before in repeated.head(_SAID_EACH).select("line", "first").iter_rows():
            yield Finding(
                line=line,
                text=f"The same security stands in line {before}, in the same account. Both lines "
                "are kept and both are counted in the totals.",
            )
        if repeated.height > _SAID_EACH:
            text = f"Securities that stand twice in one account: {repeated.height} lines in all."
            yield Finding(line=0, text=text)

    def _add_currencies(self, lines: pl.DataFrame) -> None:
        valued = lines.filter(pl.col("market_value").is_not_null())
        without = valued.filter(pl.col("currency").is_null())
        if not without.is_empty():
            known = self._valued_without_currency
            known.setdefault("first", without["line"].item(0))
            known["count"] = known.get("count", 0) + without.height
        for code in valued["currency"].drop_nulls().unique(maintain_order=True):
            self._currencies[code] = None

    def _about_currencies(self) -> Iterator[Finding]:
        without, several = self._valued_without_currency, sorted(self._currencies)
        if without and several:
            yield Finding(
                line=without["first"],
                text=f"No currency is stated here though others are in {', '.join(several)} "
                f"({without['count']} such in the file): their values are added up by themselves.",
            )
        elif without:
            text = "No line states a currency: the totals are in whatever the values are in."
            yield Finding(line=0, text=text)
        for text in (
            f"{one!r} is no currency code." for one in several if not is_currency_code(one)
        ):
            yield Finding(line=0, text=f"{text} Values in it are added up by themselves.")
        if len(several) > 1:
            text = f"Values are in {', '.join(several)}: each is added up by itself."
            yield Finding(line=0, text=text)

    def _weights_said(self) -> Iterator[Finding]:
        yield from (Finding(line=0, text=text) for text in self._weights.said())

    def _compare(self, lines: pl.DataFrame) -> None:
        """Compare quantity times price with the value, where all are in one currency."""
        same = pl.col("local_currency").is_null() | (
            pl.col("local_currency") == pl.col("currency")
        ).fill_null(value=False)
        given = pl.all_horizontal(
            pl.col(name).is_not_null() for name in ("quantity", "price", "market_value")
        )
        kind = (pl.col("kind") == LineKind.HOLDING.value) & (pl.col("quantity") != 0)
        compared = lines.filter(kind & given & same)
        self._compared += compared.height
        quantity, price, value = (
            pl.col(name).cast(pl.Float64).abs() for name in ("quantity", "price", "market_value")
        )
        far = (quantity * price - value).abs() > _WORTH_A_LOOK * value
        doubtful = compared.filter(far)
        if not doubtful.is_empty():
            apart = [is_apart(row) for row in doubtful.iter_rows(named=True)]
            self._add_each("apart", doubtful.filter(pl.Series(apart)), _apart)

    def _mostly_apart(self, count: int) -> bool:
        return self._compared >= _COMPARED_ENOUGH and count * 2 > self._compared


def is_apart(row: dict[str, object]) -> bool:
    """Tell whether a value differs from quantity times price by more than rounding explains.

    Bonds are priced per hundred, and some shares in hundredths of their currency.
    """
    quantity, price, value = (row[name] for name in ("quantity", "price", "market_value"))
    if not (
        isinstance(quantity, Decimal) and isinstance(price, Decimal) and isinstance(value, Decimal)
    ):
        return False
    factors = [Decimal(1)]
    if row["instrument"] in _PER_HUNDRED:
        factors.append(_HUNDREDTH)
    if row["currency"] in _IN_PENCE:
        factors.append(_HUNDREDTH)
    step = _HALF.scaleb(-max(_decimals(price), _PLACES))
    exact = abs(quantity) * abs(price)
    return all(
        abs(exact * factor - abs(value)) > abs(quantity) * step * factor + 1 for factor in factors
    )


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _short(row: dict[str, object]) -> str:
    return (
        f"A short position{_of(row)}: buying covers it and counts as a buy; a sale adds to it and "
        "is no divestment."
    )


def _zero(row: dict[str, object]) -> str:
    return f"The quantity{_of(row)} is 0: nothing is held, and the line is answered all the same."


def _unknown_side(row: dict[str, object]) -> str:
    return (
        f"Whether this is a purchase or a sale{_of(row)} cannot be read: the line is for REVIEW. "
        "Write buy, sell, sell short or cover."
    )


def _apart(row: dict[str, object]) -> str:
    quantity, price, value = (row[name] for name in ("quantity", "price", "market_value"))
    if not (isinstance(quantity, Decimal) and isinstance(price, Decimal)):
        return ""
    product = (quantity * price).quantize(_HUNDREDTH)
    return (
        f"Quantity × price{_of(row)} is {_plain(quantity)} × {_plain(price)} = {product:f}, and "
        f"the market value says {_plain(value)}: the value is counted as it stands."
    )


def _other_currency(count: int, compared: int) -> str:
    return (
        f"In {count} of {compared} lines the market value is not quantity × price: price and "
        "value may be in two currencies. The values are counted as they stand."
    )


def _of(row: dict[str, object]) -> str:
    return "" if row["name"] is None else f" of {row['name']}"


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


_MORE = {
    "short": "Short positions",
    "zero": "Quantities of 0",
    "side": "Sides that cannot be read",
    "apart": "Market values that are not quantity × price",
}
