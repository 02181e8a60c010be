"""Whole columns are judged as single identifiers are, and fast."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_series_equal

from proscribe.securities.columns import check_column, ticker_column
from proscribe.securities.identifiers import SCHEMES, check_identifier, normalise_identifier

KINDS = sorted(SCHEMES)
REAL = {
    "isin": "US0378331005",
    "cusip": "037833100",
    "sedol": "BG0ZMJ9",
    "figi": "BBG000B9XRY4",
    "lei": "HWUPKR0MPOU8FGXBT394",
}
A_MILLION = 1_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_right_wrong_untidy_and_empty_cells_are_told_apart(kind: str) -> None:
    real = REAL[kind]
    wrong = real[:-1] + str((int(real[-1]) + 1) % 10)
    column = pl.Series([real, f" {real.lower()} ", wrong, None, "", "é" * 6])

    values, right = check_column(kind, column)

    assert values.to_list()[:4] == [real, real, wrong, None]
    assert right.to_list() == [True, True, False, False, False, False]


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_column_is_judged_as_its_cells_are(kind: str, data: st.DataObject) -> None:
    rules = SCHEMES[kind]
    signs = st.text(rules.alphabet + "aE -é", min_size=rules.length - 2, max_size=rules.length + 1)
    near = st.builds(
        lambda place, sign: REAL[kind][:place] + sign + REAL[kind][place + 1 :],
        st.integers(0, rules.length - 1),
        st.sampled_from(rules.alphabet),
    )
    cells = data.draw(st.lists(signs | near, max_size=20))

    values, right = check_column(kind, pl.Series(cells, dtype=pl.String))

    assert right.to_list() == [check_identifier(kind, cell).value is not None for cell in cells]
    assert values.filter(right).to_list() == [
        normalise_identifier(cell)
        for cell in cells
        if check_identifier(kind, cell).value is not None
    ]


def test_a_million_different_isins_are_checked() -> None:
    bodies = [f"US{number:09d}" for number in range(100)]
    digits = [SCHEMES["isin"].check(body) for body in bodies]
    few = pl.Series([body + digit for body, digit in zip(bodies, digits, strict=True)])
    # All with a zero in the place of the check digit: about one in ten is right.
    many = pl.select(
        pl.concat_str(
            pl.lit("KY"), pl.int_range(A_MILLION).cast(pl.String).str.zfill(9), pl.lit("0")
        )
    ).to_series()

    _, right = check_column("isin", many)

    assert bool(check_column("isin", few)[1].all())
    assert right.sum() == A_MILLION // 10


def test_tickers_are_keyed_pair_by_pair_in_order() -> None:
    tickers = pl.Series(["700", None, "BABA", "-", "1810.HK", "700"])
    exchanges = pl.Series(["XHKG", "XNYS", "XNYS", "-", None, "Shenzhen Stock Exchange"])

    keys = ticker_column(tickers, exchanges)

    assert keys.to_list() == ["HK:700", None, "US:BABA", None, "HK:1810", "CN:000700"]


def test_without_a_column_of_exchanges_only_tickers_that_name_their_market_are_keyed() -> None:
    tickers = pl.Series(["1810.HK", "XIACY", "1810"])

    assert ticker_column(tickers).to_list() == ["HK:1810", None, None]
    assert ticker_column(tickers, home="US").to_list() == ["HK:1810", "US:XIACY", None]


def test_an_empty_column_stays_empty() -> None:
    empty = pl.Series([], dtype=pl.String)

    assert_series_equal(check_column("isin", empty)[0], empty)
    assert ticker_column(empty).len() == 0
