"""Moves of a price: from which close to which, by which rule, and the sum in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proscribe.model.time import Moment
from proscribe.securities.prices.picking import (
    RULES,
    Picked,
    Rule,
    pick_around,
    pick_day,
    pick_last,
)
from proscribe.securities.prices.series import Close, PriceSeries, Refusal

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
_PART = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move between two closes.

    Attributes:
        start: The close it starts from.
        end: The close it ends with.
        change: As a part of the first close, six decimals.
        arithmetic: The sum, in words.
        caveats: What to know of it.
    """

    start: Picked
    end: Picked
    change: Decimal
    arithmetic: str
    caveats: tuple[str, ...] = ()

    @property
    def percent(self) -> Decimal:
        """The change in per cent, one decimal."""
        return (self.change * _HUNDRED).quantize(_TENTH)

    @property
    def rule(self) -> str:
        """Which rules picked the first close, in words."""
        return ", ".join(RULES[rule] for rule in self.start.rules)

    def __str__(self) -> str:
        return f"{signed(self.percent)} %: {self.arithmetic}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What a price did since something became public.

    Attributes:
        moves: One for each close it may be counted from, surest first, to the same end; or why not.
        reaction: From the last close surely before to the first close surely after.
    """

    moves: tuple[Move | Refusal, ...]
    reaction: Move | Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How closes of different days are made comparable.

    Attributes:
        factor: What a later close is multiplied with, for splits in between.
        adjusted: True where the closes adjusted by the file are used in their stead.
        told: In words; empty where there is nothing to tell.
    """

    factor: Decimal
    adjusted: bool
    told: str

    def value(self, close: Close) -> Decimal:
        """Return the close of the later day as it compares with the earlier."""
        return self.base(close) * self.factor

    def base(self, close: Close) -> Decimal:
        """Return the close of the earlier day."""
        adjusted = close.adjusted if self.adjusted else None
        return close.close if adjusted is None else adjusted


def scale_between(series: PriceSeries, first: Close, last: Close) -> Scale | Refusal:
    """Return how the close of a later day compares with that of an earlier.

    Splits that are stated are undone; across a jump that looks like one nobody states only
    closes which the file itself has adjusted may be compared.
    """
    factor, told = Decimal(1), []
    for split in series.splits:
        if split.applied and first.day < split.day <= last.day:
            factor *= split.ratio
            told.append(f"split of {split.ratio.normalize():f} for 1 on {split.day} undone")
    broken = [b for b in series.breaks if first.day <= b.before.day and b.after.day <= last.day]
    if not broken:
        return Scale(factor=factor, adjusted=False, told=", ".join(told))
    if all(one.adjusted is not None for one in (first, last, broken[0].before, broken[0].after)):
        said = "closes adjusted by the file for splits and dividends, because of the jump on "
        days = ", ".join(str(jump.after.day) for jump in broken)
        return Scale(factor=Decimal(1), adjusted=True, told=f"{said}{days}")
    jump = broken[0]
    return Refusal(
        why=f"Between {first.day} and {last.day} the close jumps by {jump.looks_like}, from "
        f"{jump.before} to {jump.after}, and no split is stated.",
        remedy=f"State the split (--split {jump.after.day}:RATIO), or that there was none "
        f"(--split {jump.after.day}:1).",
    )


def move_of(series: PriceSeries, start: Picked, end: Picked) -> Move | Refusal:
    """Return the move between two closes that have been picked."""
    first, last = start.close, end.close
    if last.day < first.day:
        return Refusal(
            why=f"The first close, of {first.day}, is later than the last, of {last.day}.",
            remedy="Name an earlier day to start from, or a later one to end with.",
        )
    scale = scale_between(series, first, last)
    if isinstance(scale, Refusal):
        return scale
    base, value = scale.base(first), scale.value(last)
    change = value / base - 1
    unit = "" if series.currency is None else f" {series.currency}"
    told = f" ({scale.told})" if scale.told else ""
    percent = signed((change * _HUNDRED).quantize(_TENTH))
    return Move(
        start=start,
        end=end,
        change=change.quantize(_PART),
        arithmetic=f"from {base}{unit}, close of {first.day} ({first.source}), to "
        f"{value}{unit}, close of {last.day} ({last.source}){told}: "
        f"({value} - {base}) / {base} = {percent} %",
        caveats=_caveats(series),
    )


def move_between(series: PriceSeries, start: date, end: date) -> Move | Refusal:
    """Return the move from the close of one day to that of another.

    A day on which the venue was closed stands for the trading day before it; a close that is
    missing from the files is not replaced.
    """
    first, last = pick_day(series, start), pick_day(series, end)
    if isinstance(first, Refusal):
        return first
    return last if isinstance(last, Refusal) else move_of(series, first, last)


def moves_since(
    series: PriceSeries, moment: Moment, *, zone: str, until: date | None = None
) -> Since:
    """Return what a price did since something became public.

    Args:
        series: The closes.
        moment: When it became public.
        zone: The publisher's IANA zone, in which a bare day is read.
        until: The day to end with; None for the last close.
    """
    end = pick_last(series) if until is None else pick_day(series, until)
    starts = pick_around(series, moment, zone)
    moves = tuple(_to_end(series, start, end) for start in starts if not _is_past(start, end))
    before = next((s for s in starts if isinstance(s, Refusal) or Rule.BEFORE in s.rules), None)
    after = next((s for s in reversed(starts) if _is_after(s)), None)
    if isinstance(before, Picked) and isinstance(after, Picked) and not _is_past(after, end):
        return Since(moves=moves, reaction=move_of(series, before, after))
    lacking = [one for one in (before, after) if isinstance(one, Refusal)]
    nothing = Refusal(why="There is no close before it, or none after it up to the last day.")
    return Since(moves=moves, reaction=lacking[0] if lacking else nothing)


def _is_past(start: Picked | Refusal, end: Picked | Refusal) -> bool:
    """Return whether the first close after the event is later than the day to end with."""
    return _is_after(start) and isinstance(end, Picked) and _day(start) > end.close.day


def _day(start: Picked | Refusal) -> date:
    return start.close.day if isinstance(start, Picked) else date.min


def _is_after(start: Picked | Refusal) -> bool:
    return isinstance(start, Picked) and Rule.AFTER in start.rules


def _to_end(series: PriceSeries, start: Picked | Refusal, end: Picked | Refusal) -> Move | Refusal:
    if isinstance(start, Refusal):
        return start
    return end if isinstance(end, Refusal) else move_of(series, start, end)


def signed(number: Decimal) -> str:
    """Return a number with its sign, a fall with a minus."""
    return f"{number:+f}" if number else f"{number:f}"


def _caveats(series: PriceSeries) -> tuple[str, ...]:
    found = []
    if series.currency is None:
        found.append("The currency is not known.")
    if series.dividend_adjusted:
        found.append("The closes are adjusted for dividends: they are not what was paid.")
    return tuple(found)
