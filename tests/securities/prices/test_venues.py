from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from proscribe.model.errors import UnknownNameError
from proscribe.securities.prices.venues import VENUES, quoted_currency, venue_named, venue_of_symbol
from tests.securities.prices.making import HONG_KONG, LONDON, NEW_YORK, day


def test_hong_kong_traded_on_the_very_days_its_closes_were_published(shared: Path) -> None:
    text = (shared / "data" / "prices_hk" / "2020-2025" / "1810.HK.csv").read_text("ascii")
    published = {date.fromisoformat(line[:10]) for line in text.splitlines()[1:]}

    assert set(HONG_KONG.days_between(min(published), max(published))) == published


@pytest.mark.parametrize(
    ("on", "is_open"),
    [
        ("2021-01-15", True),
        ("2021-01-16", False),  # Saturday
        ("2021-01-18", False),  # Martin Luther King Day
        ("2021-04-02", False),  # Good Friday
        ("2021-07-05", False),  # Independence Day, observed
        ("2018-12-05", False),  # mourning for George H. W. Bush
        ("2025-01-09", False),  # mourning for Jimmy Carter
        ("2021-10-11", True),  # Columbus Day: banks close, the exchange does not
    ],
)
def test_new_york_keeps_its_holidays(on: str, is_open: object) -> None:
    assert NEW_YORK.is_open(day(on)) is is_open


def test_a_year_before_the_calendar_is_not_known() -> None:
    assert HONG_KONG.is_open(date(2010, 6, 16)) is None
    assert HONG_KONG.is_open(date(2010, 6, 19)) is False


def test_the_close_of_a_half_day_comes_early() -> None:
    assert HONG_KONG.closed_at(date(2021, 12, 24)) == datetime(2021, 12, 24, 4, 10, tzinfo=UTC)
    assert HONG_KONG.closed_at(date(2021, 12, 23)) == datetime(2021, 12, 23, 8, 10, tzinfo=UTC)


def test_hong_kong_has_closed_before_washington_opens() -> None:
    morning = datetime(2021, 1, 14, 11, tzinfo=UTC)  # 06:00 in Washington

    assert HONG_KONG.last_closed(morning) == date(2021, 1, 14)
    assert NEW_YORK.last_closed(morning) == date(2021, 1, 13)
    assert NEW_YORK.last_closed(datetime(2021, 1, 14, 21, tzinfo=UTC)) == date(2021, 1, 14)


@pytest.mark.parametrize(
    ("symbol", "currency"),
    [("1810.HK", "HKD"), ("81810.HK", "CNY"), ("9618.HK", "HKD"), ("600050.SS", "CNY")],
)
def test_a_counter_tells_its_currency_by_its_number(symbol: str, currency: str) -> None:
    venue = venue_of_symbol(symbol)

    assert venue is not None
    assert quoted_currency(venue, symbol) == currency


def test_london_tells_no_currency() -> None:
    assert quoted_currency(LONDON, "BP.L") is None


def test_a_venue_is_found_by_code_or_country_and_refused_otherwise() -> None:
    assert venue_named("hk") is VENUES["XHKG"]
    with pytest.raises(UnknownNameError, match="no venue 'XXXX'"):
        venue_named("XXXX")
