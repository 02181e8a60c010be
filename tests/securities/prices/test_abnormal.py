from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from proscribe.securities.prices import (
    AbnormalReturn,
    Model,
    PriceSeries,
    Refusal,
    Windows,
    abnormal_return,
)
from tests.securities.prices.making import HONG_KONG, quote, series, trading_days

DAYS = trading_days(HONG_KONG, date(2020, 6, 1), 170)
EVENT = DAYS[150]


def both(shock: float = -0.10) -> tuple[PriceSeries, PriceSeries]:
    """A share that follows the market with beta 1.5, and falls by itself on the event."""
    chance = random.Random(7)
    share, market = [100.0], [1000.0]
    for on in DAYS[1:]:
        moved = chance.gauss(0.0005, 0.01)
        market.append(market[-1] * (1 + moved))
        own = 0.001 + 1.5 * moved + chance.gauss(0, 0.004) + (shock if on == EVENT else 0)
        share.append(share[-1] * (1 + own))
    made = [
        series(
            [
                quote(f"{on} {price:.6f} 100", n)
                for n, (on, price) in enumerate(zip(DAYS, prices, strict=True), 2)
            ]
        )
        for prices in (share, market)
    ]
    return made[0], made[1]


def returns(one: PriceSeries) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    closes = np.array([float(close.close) for close in one.closes])
    return np.asarray(closes[1:] / closes[:-1] - 1)


def test_the_market_model_agrees_with_least_squares_done_otherwise() -> None:
    share, market = both()

    found = abnormal_return(share, market, EVENT, windows=Windows(first=0, last=2))

    assert isinstance(found, AbnormalReturn)
    own, other = returns(share), returns(market)  # the return of DAYS[n] is at n - 1
    past, window = slice(149 - 130, 149 - 10), slice(149, 152)
    design = np.column_stack([np.ones(120), other[past]])
    fitted, residue, *_ = np.linalg.lstsq(design, own[past], rcond=None)
    ahead = np.column_stack([np.ones(3), other[window]])
    total = float((own[window] - ahead @ fitted).sum())
    summed = ahead.sum(axis=0)
    variance = float(residue[0]) / 118
    error = np.sqrt(variance * (3 + summed @ np.linalg.inv(design.T @ design) @ summed))
    assert float(found.cumulative) == pytest.approx(total, abs=1e-6)
    assert float(found.standard_error) == pytest.approx(float(error), abs=1e-6)
    assert float(found.beta) == pytest.approx(float(fitted[1]), abs=1e-6)
    assert found.estimated == 120
    assert found.days[0].close.day == EVENT


def test_a_fall_of_its_own_is_abnormal_and_none_is_not() -> None:
    shocked = abnormal_return(*both(-0.10), EVENT)
    calm = abnormal_return(*both(0.0), EVENT)

    assert isinstance(shocked, AbnormalReturn)
    assert isinstance(calm, AbnormalReturn)
    assert shocked.t is not None
    assert shocked.t < -5
    assert calm.t is not None
    assert abs(calm.t) < 2


def test_the_simple_difference_takes_the_benchmark_off_as_it_is() -> None:
    share, market = both()

    found = abnormal_return(share, market, EVENT, model=Model.DIFFERENCE)

    assert isinstance(found, AbnormalReturn)
    for one in found.days:
        assert one.abnormal == pytest.approx(one.actual - one.market, abs=Decimal("0.000002"))
    assert "simple difference" in found.arithmetic


def test_too_few_days_before_are_refused() -> None:
    found = abnormal_return(*both(), DAYS[30])

    assert isinstance(found, Refusal)
    assert "it takes at least 30 before" in found.why


def test_a_day_missing_in_the_window_is_refused() -> None:
    share, market = both()
    torn = series(
        [quote(f"{c.day} {c.close} 1", c.line) for c in share.closes if c.day != DAYS[152]]
    )

    found = abnormal_return(torn, market, EVENT)

    assert isinstance(found, Refusal)
    assert "a gap is not filled" in found.remedy
