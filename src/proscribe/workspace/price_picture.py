"""The picture of what prices did."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from proscribe.backends.reports.price_chart import (
    DrawnClose,
    DrawnMark,
    PricePanel,
    PricePicture,
    runs_of,
)
from proscribe.version import VERSION
from proscribe.workspace.price_events import DESIGNATION
from proscribe.workspace.price_words import remarks_of, rows_of, title_of

if TYPE_CHECKING:
    from datetime import date

    from proscribe.securities.prices import PriceSeries
    from proscribe.workspace.prices import Prices, SeriesPrices

_LONGEST_STEP = 5


def picture_of(prices: Prices) -> PricePicture:
    """Return what the page, or the drawing, of prices shows."""
    return PricePicture(
        caption=prices.subject.caption,
        version=VERSION,
        panels=tuple(_panel(one, prices.until) for one in prices.series),
    )


def _panel(one: SeriesPrices, until: date | None) -> PricePanel:
    closes = [c for c in one.series.closes if until is None or c.day <= until]
    closes = closes or [*one.series.closes]
    days = [close.day for close in closes]
    breaks = [False, *(_is_apart(one.series, a, b) for a, b in pairwise(days))]
    runs = runs_of([str(day) for day in days], breaks)
    return PricePanel(
        title=title_of(one),
        closes=tuple(
            DrawnClose(day=str(close.day), close=float(close.close), run=run)
            for close, run in zip(closes, runs, strict=True)
        ),
        marks=tuple(
            DrawnMark(
                day=str(each.event.published.day),
                text=each.event.what,
                is_designation=each.event.kind == DESIGNATION,
            )
            for each in one.events
        ),
        rows=tuple(rows_of(one)),
        remarks=tuple(remarks_of(one)),
        findings=tuple(map(str, one.series.findings)),
    )


def _is_apart(series: PriceSeries, before: date, after: date) -> bool:
    """Return whether a trading day is missing between two closes."""
    venue = series.venue
    if venue is None or not (venue.knows(before) and venue.knows(after)):
        return (after - before).days > _LONGEST_STEP
    return len(venue.days_between(before, after)) > len("ab")
