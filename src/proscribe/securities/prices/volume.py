"""How many shares trade in a day, and how many days an exit takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from proscribe.securities.prices.series import Close, PriceSeries, Refusal

PARTICIPATION = Decimal("0.2")
_LEAST_DAYS = 5
_TENTH = Decimal("0.1")
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageVolume:
    """Shares traded a day, on average.

    Attributes:
        shares: The average, whole shares.
        days: How many days were averaged.
        first: The first of them.
        last: The last of them.
        left_out: Days in between whose volume is missing.
        arithmetic: The sum, in words.
    """

    shares: Decimal
    days: int
    first: Close
    last: Close
    left_out: int
    arithmetic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitTime:
    """How many trading days it takes to sell a position.

    Attributes:
        days: Trading days, one decimal.
        whole_days: Trading days, rounded up.
        volume: The average volume it rests on.
        participation: The part of that volume one takes.
        arithmetic: The sum, in words.
        caveats: What to know of it.
    """

    days: Decimal
    whole_days: int
    volume: AverageVolume
    participation: Decimal
    arithmetic: str
    caveats: tuple[str, ...]


def average_volume(
    series: PriceSeries, days: int = 20, *, until: date | None = None
) -> AverageVolume | Refusal:
    """Return the average daily volume of the last days up to and including `until`.

    A day without a volume, or with a volume of 0 although the price moved, is left out and counted.

    Args:
        series: The closes.
        days: How many days with a volume.
        until: The last day; None for the last close.
    """
    closes = [close for close in series.closes if until is None or close.day <= until]
    if not any(close.volume for close in closes):
        return Refusal(
            why="The files have no volume of shares traded.",
            remedy="Give a file with a column of volumes; shares that failed to settle are none.",
        )
    kept: list[Close] = []
    left_out = 0
    for place in range(len(closes) - 1, -1, -1):
        if len(kept) == days:
            break
        close, before = closes[place], closes[place - 1] if place else None
        moved = before is not None and close.close != before.close
        if close.volume is None or (close.volume == 0 and moved):
            left_out += 1
            continue
        kept.append(close)
    if len(kept) < min(days, _LEAST_DAYS):
        return Refusal(
            why=f"Only {len(kept)} days have a volume, too few for an average of {days}.",
            remedy="Give a longer file.",
        )
    kept.reverse()
    total = sum((_shares(series, close, kept[-1]) for close in kept), Decimal(0))
    shares = (total / len(kept)).quantize(_WHOLE)
    apart = f"; {left_out} left out for want of a volume" if left_out else ""
    return AverageVolume(
        shares=shares,
        days=len(kept),
        first=kept[0],
        last=kept[-1],
        left_out=left_out,
        arithmetic=f"{total:,f} shares traded on {len(kept)} days from {kept[0].day} "
        f"({kept[0].source}) to {kept[-1].day} ({kept[-1].source}){apart}: "
        f"{total:,f} / {len(kept)} = {shares:,f} a day",
    )


def _shares(series: PriceSeries, close: Close, last: Close) -> Decimal:
    """Return the shares traded on a day, in those of the last day."""
    shares = close.volume or Decimal(0)
    for split in series.splits:
        if split.applied and close.day < split.day <= last.day:
            shares *= split.ratio
    return shares


def days_to_exit(
    quantity: Decimal,
    series: PriceSeries,
    participation: Decimal = PARTICIPATION,
    *,
    days: int = 20,
    until: date | None = None,
) -> ExitTime | Refusal:
    """Return how many trading days it takes to sell a position at a part of the volume.

    Args:
        quantity: Shares to be sold.
        series: The closes with their volumes.
        participation: Part of the average daily volume that one sells, above 0 up to 1.
        days: How many days the average is of.
        until: The last day of the average; None for the last close.
    """
    if quantity < 0 or not 0 < participation <= 1:
        return Refusal(
            why=f"{quantity} shares at {participation} of the volume cannot be sold.",
            remedy="Give a quantity that is not negative, and a part above 0 up to 1.",
        )
    if series.ended is not None and (until is None or until > series.ended):
        return Refusal(
            why=f"The price stands still from {series.ended} on: trading has ended or is "
            "suspended, and no volume of before tells how long an exit takes.",
            remedy="Look for another venue or share class of the issuer.",
        )
    volume = average_volume(series, days, until=until)
    if isinstance(volume, Refusal):
        return volume
    if volume.shares == 0:
        return Refusal(why="Nothing traded on those days.", remedy="Look for another venue.")
    a_day = volume.shares * participation
    exact = quantity / a_day
    needed = exact.quantize(_TENTH, rounding=ROUND_CEILING)
    short = volume.days < days
    return ExitTime(
        days=needed,
        whole_days=int(exact.to_integral_value(rounding=ROUND_CEILING)),
        volume=volume,
        participation=participation,
        arithmetic=f"{volume.arithmetic}; {participation} of it is {a_day:,f} a day; "
        f"{quantity:,f} / {a_day:,f} = {needed} trading days",
        caveats=(f"The average is of {volume.days} days only, not of {days}.",) if short else (),
    )
