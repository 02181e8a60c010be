from __future__ import annotations

from decimal import Decimal

import pytest

from proscribe.model.errors import InputError
from proscribe.securities.prices import move_between
from proscribe.securities.prices.series import Refusal
from tests.securities.prices.making import LONDON, NEW_YORK, day, quote, quotes, series, told


def test_a_plain_series_has_nothing_odd() -> None:
    found = series(quotes("2021-01-13 33.0 5", "2021-01-14 32.65 6"), currency="HKD")

    assert [close.close for close in found.closes] == [Decimal("33.0"), Decimal("32.65")]
    assert found.findings == ()


def test_a_missing_trading_day_is_told_and_not_filled() -> None:
    found = series(quotes("2021-01-13 33.0 5", "2021-01-15 29.3 6"), currency="HKD")

    assert told(found, "gap") == [
        (
            "1 of 3 trading days from 2021-01-13 to 2021-01-15 have no close: 2021-01-14. None was "
            "filled in; this is a broken series."
        )
    ]
    assert found.on(day("2021-01-14")) is None


def test_a_holiday_is_no_gap() -> None:
    found = series(quotes("2021-02-11 28.0", "2021-02-16 30.0"), currency="HKD")

    assert told(found, "gap") == []


def test_a_day_told_twice_counts_once_if_equal_and_not_at_all_if_not() -> None:
    found = series(
        quotes("2021-01-13 33.0", "2021-01-13 33.0", "2021-01-14 32.65", "2021-01-14 32.6")
    )

    assert [close.day for close in found.closes] == [day("2021-01-13")]
    assert told(found, "duplicate") == ["1 repeated with the same close (p.csv:3): counted once."]
    assert told(found, "conflict") == [
        "2021-01-14 has several closes: 32.65 (p.csv:4), 32.6 (p.csv:5). None of them is used."
    ]


def test_newest_first_is_an_order_and_a_jumble_is_none() -> None:
    falling = series(quotes("2021-01-15 29.3", "2021-01-14 32.65", "2021-01-13 33"))
    jumbled = series(quotes("2021-01-15 29.3", "2021-01-13 33", "2021-01-14 32.65"))

    assert told(falling, "order") == []
    assert told(jumbled, "order") == [
        "The days of p.csv are out of order (p.csv:3): they were sorted."
    ]
    assert falling.closes[0].day == jumbled.closes[0].day == day("2021-01-13")


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        ("2021-01-17 33.0", "no_trading_day", "2021-01-17 repeats the close of Friday 2021-01-15"),
        ("2021-02-12 33.0", "no_trading_day", "the market was closed (p.csv:4)"),
        ("2021-01-18 0", "not_positive", "zero or negative"),
        ("2021-01-18 -3", "not_positive", "zero or negative"),
        ("2031-01-14 33.0", "future", "a day after today, 2026-11-27"),
    ],
)
def test_what_cannot_be_a_close_is_left_out_and_told(line: str, kind: str, words: str) -> None:
    found = series(quotes("2021-01-14 32.65", "2021-01-15 33.0", line))

    assert [close.day.day for close in found.closes] == [14, 15]
    assert words in told(found, kind)[0]


def test_a_close_on_a_holiday_with_a_volume_is_kept() -> None:
    found = series(quotes("2021-02-11 28.0 4", "2021-02-12 28.5 700"))

    assert len(found.closes) == 2


def test_a_file_without_one_close_is_refused() -> None:
    with pytest.raises(InputError, match=r"p\.csv: no close can be used\. 1 left out: a close"):
        series(quotes("2021-01-14 0"))


def test_mixed_currencies_are_refused_with_a_line_of_each() -> None:
    lines = [
        quote("2021-01-14 32.65", 2, currency="HKD"),
        quote("2021-01-15 3.78", 3, currency="USD"),
    ]
    with pytest.raises(InputError, match=r"HKD \(p\.csv:2\), USD \(p\.csv:3\)"):
        series(lines)


def test_a_line_without_the_currency_that_others_state_is_left_out() -> None:
    lines = [quote("2021-01-14 32.65", 2, currency="HKD"), quote("2021-01-15 29.3", 3)]

    found = series(lines)

    assert [close.line for close in found.closes] == [2]
    assert "no currency, and other lines state one (p.csv:3)" in told(found, "currency")[0]


def test_pence_and_pounds_are_one_currency_after_a_division() -> None:
    lines = [
        quote("2021-01-14 412.5", 2, currency="GBX"),
        quote("2021-01-15 4.13", 3, currency="GBP"),
    ]

    found = series(lines, LONDON, "BP.L")

    assert found.currency == "GBP"
    assert found.closes[0].close == Decimal("4.125")
    assert "pence are divided by 100" in told(found, "currency")[0]


def test_pence_beside_pounds_that_nobody_states_stop_a_move() -> None:
    found = series(quotes("2021-01-14 412.5", "2021-01-15 4.13"), LONDON, "BP.L")

    refused = move_between(found, day("2021-01-14"), day("2021-01-15"))

    assert "have no unit" in told(found, "currency")[0]
    assert isinstance(refused, Refusal)
    assert "pence beside pounds" in refused.why


def test_a_price_that_stands_still_to_the_end_has_ended() -> None:
    lines = quotes(
        "2021-03-03 116.10", "2021-03-04 117.50", "2021-03-08 121.76", "2021-03-09 121.76",
        "2021-03-10 121.76",
    )  # fmt: skip
    found = series(lines, NEW_YORK, "CEO", is_sparse=True)

    assert found.ended == day("2021-03-08")
    assert [close.line for close in found.stale] == [5, 6]
    assert "trading has ended or is suspended" in told(found, "stale")[0]


def test_a_price_that_jumps_to_where_it_stands_still_is_not_used_at_all() -> None:
    lines = quotes("2021-01-26 19.90", "2021-01-27 14.00", "2021-01-28 14.00", "2021-01-29 14.00")
    found = series(lines, NEW_YORK, "SMICY", is_sparse=True)

    assert found.closes[-1].close == Decimal("19.90")
    assert len(found.stale) == 3


def test_equal_closes_with_a_volume_were_traded() -> None:
    lines = quotes(*(f"2021-01-{number} 10.00 500" for number in range(11, 16)))

    assert series(lines, is_sparse=True).stale == ()


def test_closes_that_fit_no_tick_before_a_dividend_are_adjusted() -> None:
    lines = [
        quote("2021-05-31 38.4774017", 2),
        quote("2021-06-01 38.1250012", 3),
        quote("2021-06-02 38.5", 4, dividend=Decimal("1.76")),
    ]

    found = series(lines)

    assert found.dividend_adjusted
    assert "not what was paid on the day" in told(found, "adjusted")[0]
    assert not series(quotes("2021-06-01 38.1", "2021-06-02 38.5")).dividend_adjusted
