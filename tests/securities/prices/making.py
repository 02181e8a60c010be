"""Series for tests, from a few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from proscribe.securities.prices import PriceSeries, Quote, SeriesFacts, build_series
from proscribe.securities.prices.venues import VENUES, Venue

TODAY = date(2026, 11, 27)
HONG_KONG, NEW_YORK, LONDON = VENUES["XHKG"], VENUES["XNYS"], VENUES["XLON"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def quote(text: str, line: int = 2, **further: object) -> Quote:
    """Return the quote of ``DAY CLOSE [VOLUME]``."""
    on, close, *volume = text.split()
    known: dict[str, object] = {
        "day": day(on),
        "close": Decimal(close),
        "file": "p.csv",
        "line": line,
        "volume": Decimal(volume[0]) if volume else None,
    }
    return Quote(**(known | further))  # type: ignore[arg-type]


def quotes(*texts: str) -> list[Quote]:
    return [quote(text, line) for line, text in enumerate(texts, 2)]


def series(
    lines: Iterable[Quote],
    venue: Venue | None = HONG_KONG,
    symbol: str | None = "1810.HK",
    splits: Mapping[date, Decimal] | None = None,
    *,
    currency: str | None = None,
    is_sparse: bool = False,
) -> PriceSeries:
    facts = SeriesFacts(
        today=TODAY,
        symbol=symbol,
        venue=venue,
        currency=currency,
        splits=splits or {},
        trades_seen=is_sparse,
    )
    return build_series([*lines], facts)


def trading_days(venue: Venue, first: date, count: int) -> list[date]:
    days: list[date] = []
    now = first
    while len(days) < count:
        if venue.is_open(now):
            days.append(now)
        now += timedelta(days=1)
    return days


def told(found: PriceSeries, kind: str) -> list[str]:
    return [finding.text for finding in found.findings if finding.kind == kind]
