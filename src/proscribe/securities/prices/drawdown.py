"""How far a price fell from its highest close, and when it was back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from proscribe.securities.prices.moves import Move, move_of, scale_between
from proscribe.securities.prices.picking import Picked, Rule
from proscribe.securities.prices.series import Close, PriceSeries, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawdown:
    """The deepest fall from a highest close to a later one.

    Attributes:
        fall: The move from peak to trough.
        recovered: The first later close at or above the peak; None where there is none yet.
        days_down: Calendar days from peak to trough.
        days_to_recover: Calendar days from the trough until it was back; None while it is not.
        arithmetic: In words.
    """

    fall: Move
    recovered: Close | None
    days_down: int
    days_to_recover: int | None
    arithmetic: str


def find_drawdown(
    series: PriceSeries, *, since: date | None = None, until: date | None = None
) -> Drawdown | Refusal:
    """Return the deepest fall between two days, both included.

    Args:
        series: The closes.
        since: First day; None for the first close.
        until: Last day; None for the last close.
    """
    closes = [
        close
        for close in series.closes
        if (since is None or close.day >= since) and (until is None or close.day <= until)
    ]
    if len(closes) < len("ab"):
        return Refusal(
            why="There are not two closes in that time, so nothing can fall.",
            remedy="Name other days, or give a file that has them.",
        )
    values = _comparable(series, closes)
    if isinstance(values, Refusal):
        return values
    peak, trough = _deepest(values)
    if peak == trough:
        return Refusal(why=f"The price never fell between {closes[0].day} and {closes[-1].day}.")
    fall = move_of(series, _picked(closes[peak], "highest"), _picked(closes[trough], "lowest"))
    if isinstance(fall, Refusal):
        return fall
    later = range(trough + 1, len(values))
    back = next((place for place in later if values[place] >= values[peak]), None)
    recovered = None if back is None else closes[back]
    return _told(fall, recovered, closes[-1])


def _told(fall: Move, recovered: Close | None, last: Close) -> Drawdown:
    peak, trough = fall.start.close, fall.end.close
    if recovered is None:
        after = f"not back at the peak by {last.day} ({last.source})"
    else:
        days = _days((recovered.day - trough.day).days)
        after = f"back at the peak after {days} with {recovered}"
    return Drawdown(
        fall=fall,
        recovered=recovered,
        days_down=(trough.day - peak.day).days,
        days_to_recover=None if recovered is None else (recovered.day - trough.day).days,
        arithmetic=f"{fall.arithmetic}; {_days((trough.day - peak.day).days)} down, {after}",
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _picked(close: Close, what: str) -> Picked:
    return Picked(close=close, rules=(Rule.ON,), why=f"the {what} close of the fall")


def _comparable(series: PriceSeries, closes: list[Close]) -> list[Decimal] | Refusal:
    """Return the closes as they compare with the first of them."""
    whole = scale_between(series, closes[0], closes[-1])
    if isinstance(whole, Refusal):
        return whole
    if whole.adjusted:
        return [whole.base(close) for close in closes]
    values = []
    for close in closes:
        factor = Decimal(1)
        for split in series.splits:
            if split.applied and closes[0].day < split.day <= close.day:
                factor *= split.ratio
        values.append(close.close * factor)
    return values


def _deepest(values: list[Decimal]) -> tuple[int, int]:
    """Return the places of the peak and the trough of the deepest fall."""
    best = (0, 0)
    depth = Decimal(0)
    peak = 0
    for place, value in enumerate(values):
        if value > values[peak]:
            peak = place
        fall = value / values[peak] - 1
        if fall < depth:
            depth, best = fall, (peak, place)
    return best
