from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.prices import Drawdown, Refusal, find_drawdown
from proscribe.securities.prices.drawdown import _deepest
from tests.securities.prices.making import day, quotes, series

LINES = quotes(
    "2021-01-11 10", "2021-01-12 12", "2021-01-13 9", "2021-01-14 11", "2021-01-15 12.5",
    "2021-01-18 12",
)  # fmt: skip


def test_the_deepest_fall_has_its_peak_trough_and_recovery() -> None:
    found = find_drawdown(series(LINES))

    assert isinstance(found, Drawdown)
    assert (found.fall.start.close.line, found.fall.end.close.line) == (3, 4)
    assert found.fall.percent == Decimal("-25.0")
    assert found.recovered is not None
    assert (found.recovered.day, found.days_down, found.days_to_recover) == (
        day("2021-01-15"),
        1,
        2,
    )


def test_a_fall_that_is_not_made_good_says_until_when() -> None:
    found = find_drawdown(series(LINES), until=day("2021-01-14"))

    assert isinstance(found, Drawdown)
    assert found.recovered is None
    assert "not back at the peak by 2021-01-14 (p.csv:5)" in found.arithmetic


def test_a_close_equal_to_the_peak_is_a_recovery() -> None:
    found = find_drawdown(series(quotes("2021-01-11 12", "2021-01-12 9", "2021-01-13 12")))

    assert isinstance(found, Drawdown)
    assert found.recovered is not None
    assert found.recovered.line == 4


def test_a_price_that_only_rises_has_none() -> None:
    found = find_drawdown(series(quotes("2021-01-11 10", "2021-01-12 12")))

    assert isinstance(found, Refusal)


@given(st.lists(st.integers(1, 50), min_size=2, max_size=30))
def test_no_pair_of_closes_falls_deeper(values: list[int]) -> None:
    closes = [*map(Decimal, values)]
    peak, trough = _deepest(closes)
    falls = [
        later / earlier - 1 for place, earlier in enumerate(closes) for later in closes[place:]
    ]

    assert closes[trough] / closes[peak] - 1 == min(falls)
