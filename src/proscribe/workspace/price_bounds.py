"""Which days and which benchmark make sense for a question about prices."""

from __future__ import annotations

from datetime import date

from proscribe.model.errors import InputError
from proscribe.model.time import Moment
from proscribe.securities.prices import (
    AbnormalReturn,
    Model,
    PriceSeries,
    Refusal,
    Windows,
    abnormal_return,
)


def refuse_disorder(since: Moment | None, until: date | None, window: tuple[int, int]) -> None:
    """Refuse a window, or two days, of which the last is before the first.

    Raises:
        InputError: It is so.
    """
    if window[0] > window[1]:
        raise InputError(
            f"the window {window[0]}:{window[1]} ends before it begins.",
            remedy=f"Write {window[1]}:{window[0]}.",
        )
    if since is not None and until is not None and since.day > until:
        raise InputError(
            f"{since.day}, to count from, is after {until}, to end with.",
            remedy="Exchange --since and --until.",
        )


def abnormal_beside(
    series: PriceSeries, market: PriceSeries, zero: date | None, *, model: Model, windows: Windows
) -> AbnormalReturn | Refusal:
    """Return what a series did beyond a benchmark, or why that cannot be said.

    Args:
        series: The series.
        market: The benchmark.
        zero: The day the window is counted from; None where there is no event.
        model: What would have been normal.
        windows: Which days count.
    """
    if zero is None:
        return Refusal(why="There is no event to count the days of the window from.")
    if market.closes == series.closes:
        return Refusal(
            why=f"The benchmark ({market.label}) has the very closes of {series.label}: beyond "
            "itself nothing moves.",
            remedy="Give the prices of what stands for the market (--benchmark).",
        )
    return abnormal_return(series, market, zero, model=model, windows=windows)
