"""What a price did beyond the market around an event: the abnormal return.

Returns are simple daily returns. The *market model* fits ``return = alpha + beta * benchmark``
over days before the event; the *difference* takes the benchmark's return off as it is. The
standard error is that of the sum over the event window, of a forecast from the days before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from math import sqrt
from statistics import fmean

from proscribe.securities.prices.moves import scale_between
from proscribe.securities.prices.series import Close, PriceSeries, Refusal

_LEAST_ESTIMATED = 30
_PLACES = Decimal("0.000001")
_LONGEST_STEP = 5


class Model(StrEnum):
    """What would have been normal."""

    MARKET = "market"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Which days count, in trading days from the event; day 0 has the first close after it.

    Attributes:
        first: First day of the event window.
        last: Last day of it.
        estimated: How many returns the estimation takes.
        gap: Days between the end of the estimation and the event window.
    """

    first: int = 0
    last: int = 5
    estimated: int = 120
    gap: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReturn:
    """One day of the event window.

    Attributes:
        offset: Trading days from the event.
        before: The close its return starts from.
        close: The close its return ends with.
        actual: Its return.
        market: That of the benchmark.
        abnormal: What is left over the normal.
    """

    offset: int
    before: Close
    close: Close
    actual: Decimal
    market: Decimal
    abnormal: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AbnormalReturn:
    """The abnormal return over a window.

    Attributes:
        model: What would have been normal.
        benchmark: The benchmark.
        days: The days of the window.
        cumulative: Sum of the abnormal returns, as a part.
        standard_error: Of that sum.
        t: Sum by standard error; None where the error is 0.
        alpha: Of the market model, a day; 0 of the difference.
        beta: Of the market model; 1 of the difference.
        estimated: How many returns were estimated from.
        estimated_from: First close of the estimation.
        estimated_to: Last close of the estimation.
        arithmetic: In words.
        caveats: What to know of it.
    """

    model: Model
    benchmark: str
    days: tuple[DayReturn, ...]
    cumulative: Decimal
    standard_error: Decimal
    t: Decimal | None
    alpha: Decimal
    beta: Decimal
    estimated: int
    estimated_from: Close
    estimated_to: Close
    arithmetic: str
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """One day's return of both, from the same close to the same close."""

    before: Close
    close: Close
    actual: float
    market: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fit:
    """What the days before tell of a normal day."""

    alpha: float
    beta: float
    variance: float
    count: int
    mean: float
    spread: float
    is_market: bool

    def error(self, market: Sequence[float]) -> float:
        """Return the standard error of the sum of forecasts for days with those returns."""
        days = len(market)
        own = float(days)
        if self.is_market:
            own += days * days / self.count
            own += (sum(market) - days * self.mean) ** 2 / self.spread if self.spread else 0.0
        return sqrt(self.variance * own)


def abnormal_return(
    series: PriceSeries,
    benchmark: PriceSeries,
    event: date,
    *,
    model: Model = Model.MARKET,
    windows: Windows | None = None,
) -> AbnormalReturn | Refusal:
    """Return what a price did beyond its benchmark around an event.

    Args:
        series: The closes of the security.
        benchmark: Those of the benchmark.
        event: The trading day of the first close after it.
        model: What would have been normal.
        windows: Which days count.
    """
    chosen = Windows() if windows is None else windows
    if not -chosen.estimated < chosen.first <= chosen.last or chosen.gap < 0:
        return Refusal(
            why=f"A window from day {chosen.first} to day {chosen.last} is none.",
            remedy="Give its first day, then its last, such as 0:5.",
        )
    pairs = _paired(series, benchmark)
    zero = next((place for place, pair in enumerate(pairs) if pair.close.day == event), None)
    if zero is None:
        return Refusal(
            why=f"There is no return of {event} that both {series.label} and {benchmark.label} "
            "have from the same trading day before.",
            remedy="Give files that hold that day and the trading day before it.",
        )
    start, stop = zero + chosen.first, zero + chosen.last + 1
    past = pairs[max(start - chosen.gap - chosen.estimated, 0) : max(start - chosen.gap, 0)]
    if start < 0 or stop > len(pairs) or len(past) < _LEAST_ESTIMATED:
        return Refusal(
            why=f"The files have {len(past)} returns before the window and "
            f"{len(pairs) - zero - 1} after day 0; it takes at least {_LEAST_ESTIMATED} before and "
            f"{chosen.last} after.",
            remedy="Give longer files, or a shorter window.",
        )
    torn = [b.close for a, b in pairwise(pairs[start:stop]) if a.close.day != b.before.day]
    if torn:
        return Refusal(
            why=f"In the window, the close of a trading day before {torn[0].day} is missing from "
            f"{series.label} or {benchmark.label}, or a jump there looks like a split.",
            remedy="Give files that have every day: a gap is not filled.",
        )
    fit = _fitted(past, is_market=model is Model.MARKET)
    return _measured((series, benchmark), pairs[start:stop], past, (fit, model, chosen))


def _measured(
    both: tuple[PriceSeries, PriceSeries],
    window: Sequence[_Pair],
    past: Sequence[_Pair],
    how: tuple[_Fit, Model, Windows],
) -> AbnormalReturn:
    fit, model, windows = how
    left = [pair.actual - fit.alpha - fit.beta * pair.market for pair in window]
    total, error = sum(left), fit.error([pair.market for pair in window])
    days = tuple(
        DayReturn(
            offset=windows.first + place,
            before=pair.before,
            close=pair.close,
            actual=_exact(pair.actual),
            market=_exact(pair.market),
            abnormal=_exact(abnormal),
        )
        for place, (pair, abnormal) in enumerate(zip(window, left, strict=True))
    )
    normal = (
        f"normal return = {fit.alpha:+.5f} {fit.beta:+.3f} x benchmark (market model, least squares"
        if model is Model.MARKET
        else "normal return = that of the benchmark (simple difference"
    )
    share, market = both
    return AbnormalReturn(
        model=model,
        benchmark=market.label,
        days=days,
        cumulative=_exact(total),
        standard_error=_exact(error),
        t=_exact(total / error) if error else None,
        alpha=_exact(fit.alpha),
        beta=_exact(fit.beta),
        estimated=fit.count,
        estimated_from=past[0].before,
        estimated_to=past[-1].close,
        arithmetic=f"{normal}; {fit.count} daily returns from {past[0].before.day} "
        f"({past[0].before.source}) to {past[-1].close.day} ({past[-1].close.source})); abnormal "
        f"returns of {len(days)} days from the close of {days[0].before.day} "
        f"({days[0].before.source}) to that of {days[-1].close.day} ({days[-1].close.source}) sum "
        f"to {total * 100:+.1f} %, standard error {error * 100:.1f} %",
        caveats=tuple(_caveats(share, market)),
    )


def _caveats(series: PriceSeries, benchmark: PriceSeries) -> list[str]:
    found = []
    if series.venue is None or benchmark.venue is None or series.venue != benchmark.venue:
        found.append("The two close at different hours, or it is not known when they do.")
    if series.currency != benchmark.currency:
        found.append("The two are in different currencies; nothing was converted.")
    if series.dividend_adjusted != benchmark.dividend_adjusted:
        found.append("Only one of the two is adjusted for dividends.")
    return found


def _fitted(past: Sequence[_Pair], *, is_market: bool) -> _Fit:
    actual, market = [pair.actual for pair in past], [pair.market for pair in past]
    mean, level = fmean(market), fmean(actual)
    spread = sum((one - mean) ** 2 for one in market)
    alpha, beta = 0.0, 1.0
    if is_market:
        joint = sum((a - level) * (m - mean) for a, m in zip(actual, market, strict=True))
        beta = joint / spread if spread else 0.0
        alpha = level - beta * mean
    left = [a - alpha - beta * m for a, m in zip(actual, market, strict=True)]
    middle = 0.0 if is_market else fmean(left)
    freedom = len(past) - (2 if is_market else 1)
    return _Fit(
        alpha=alpha,
        beta=beta,
        variance=sum((one - middle) ** 2 for one in left) / freedom,
        count=len(past),
        mean=mean,
        spread=spread,
        is_market=is_market,
    )


def _paired(series: PriceSeries, benchmark: PriceSeries) -> list[_Pair]:
    """Return the returns both have from the same trading day to the next.

    A return across a jump that looks like a split nobody states is none.
    """
    market = {close.day: (place, close) for place, close in enumerate(benchmark.closes)}
    found = []
    for before, close in zip(series.closes, series.closes[1:], strict=False):
        one, two = market.get(before.day), market.get(close.day)
        if one is None or two is None or two[0] != one[0] + 1:
            continue
        if not _adjoin(series, before, close):
            continue
        own = _return(series, before, close)
        other = _return(benchmark, one[1], two[1])
        if own is not None and other is not None:
            found.append(_Pair(before=before, close=close, actual=own, market=other))
    return found


def _adjoin(series: PriceSeries, before: Close, close: Close) -> bool:
    """Return whether no trading day lies between two closes."""
    venue = series.venue
    if venue is None or not (venue.knows(before.day) and venue.knows(close.day)):
        return (close.day - before.day).days <= _LONGEST_STEP
    return len(venue.days_between(before.day, close.day)) <= len("ab")


def _return(series: PriceSeries, before: Close, close: Close) -> float | None:
    scale = scale_between(series, before, close)
    if isinstance(scale, Refusal):
        return None
    return float(scale.value(close) / scale.base(before) - 1)


def _exact(number: float) -> Decimal:
    return Decimal(repr(number)).quantize(_PLACES)
