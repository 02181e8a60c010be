from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from proscribe.securities.prices.cells import Undecided, find_order, find_sign, read_day
from tests.securities.prices.making import HONG_KONG, NEW_YORK


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["14/01/2021", "15/01/2021"], "dmy"),
        (["01/14/2021", "01/15/2021"], "mdy"),
        (["04/01/2021", "05/01/2021", "06/01/2021", "07/01/2021"], "dmy"),  # Monday to Thursday
        (["2021-01-14"], None),
    ],
)
def test_a_column_tells_whether_the_day_goes_first(texts: list[str], order: str | None) -> None:
    assert find_order(texts) == order


def test_one_day_that_could_be_two_is_not_guessed() -> None:
    assert isinstance(find_order(["03/05/2021"]), Undecided)
    assert isinstance(find_order(["14/01/2021", "01/15/2021"]), Undecided)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-01-14 00:00:00+08:00", date(2021, 1, 14)),
        ("2021-01-13T16:00:00Z", date(2021, 1, 14)),
        ("1610553600", date(2021, 1, 14)),
        ("20210114", date(2021, 1, 14)),
        ("Jan 14, 2021", date(2021, 1, 14)),
        ("14.01.2021", date(2021, 1, 14)),
        ("14-Jan-21", date(2021, 1, 14)),
    ],
)
def test_a_day_is_read_where_the_share_trades(text: str, day: date) -> None:
    assert read_day(text, None, HONG_KONG) == day


def test_an_instant_of_the_evening_in_utc_is_the_day_of_new_york() -> None:
    assert read_day("2021-01-15 02:00:00+00:00", None, NEW_YORK) == date(2021, 1, 14)


def test_what_is_no_day_says_so() -> None:
    assert isinstance(read_day("2021-02-30", None, None), str)
    assert isinstance(read_day("Total", None, None), str)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        (["1,234.50"], "1,234.50", "1234.5"),
        (["1.234,50", "24,45"], "24,45", "24.45"),
        (["24.450"], "24.450", "24.450"),
        (["32.650001525878906"], "32.650001525878906", "32.65"),
        (["0.1234567"], "0.1234567", "0.1234567"),
        (["122.59M"], "122.59M", "122590000.00"),
        (["1.2B"], "1.2B", "1200000000.0"),
        (["950K"], "950K", "950000"),
    ],
)
def test_numbers_are_read_as_their_column_writes_them(
    column: list[str], text: str, value: str
) -> None:
    assert find_sign(column).read(text) == Decimal(value)


def test_a_column_that_can_be_read_in_two_ways_has_no_sign() -> None:
    assert find_sign(["24,450", "25,120"]).sign is None
