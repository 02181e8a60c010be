"""Files as custodians and brokers export them, read without naming a single column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import open_portfolio

SAMPLES = Path(__file__).parent / "samples"
XIAOMI, APPLE = "KYG9830T1067", "US0378331005"


def lines(name: str) -> pl.DataFrame:
    portfolio = open_portfolio(SAMPLES / name)
    return pl.concat([batch.lines for batch in portfolio.batches()])


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("schwab.csv", ("XIACY", 1000, "15340", None), ("AAPL", 82, "9956.44", None)),
        (
            "fidelity.csv",
            ("XIACY", 1000, "15340", "Z12345678"),
            ("AAPL", 82, "9956.44", "Z12345678"),
        ),
        ("ibkr_flex.csv", (XIAOMI, 2000, "48900", "U100"), (APPLE, -10, "-1214.2", "U100")),
        (
            "pershing.csv",
            ("98421U108", 1000, "15340", "ABC123456"),
            ("037833100", 82, "9956.44", "ABC123456"),
        ),
        ("state_street.psv", (XIAOMI, 2000, "6300", "F001"), (APPLE, 82, "9956.44", "F001")),
        ("northern_trust.tsv", (XIAOMI, 2000, "6300", "NT-7"), (APPLE, 82, "9956.44", "NT-7")),
        ("bny.txt", (XIAOMI, 2000, "6300", "100200"), (APPLE, 82, "9956.44", "100200")),
        ("dkb.csv", (XIAOMI, 1000, "2650", None), (APPLE, 82, "8347.6", None)),
        (
            "comdirect.csv",
            ("Xiaomi Corp. Registered Shs B", 1000, "2650", None),
            ("Apple Inc.", 82, "8347.6", None),
        ),
    ],
)
def test_positions_of_a_custodian_are_read(
    name: str, first: tuple[str, int, str, str | None], second: tuple[str, int, str, str | None]
) -> None:
    read = lines(name).with_columns(
        pl.coalesce("isin", "cusip", "symbol", "name").alias("security")
    )

    rows = read.select("security", "quantity", "market_value", "account").head(2).rows()
    expected = [(s, Decimal(q), Decimal(v), a) for s, q, v, a in (first, second)]
    assert rows == expected
    assert read.head(2)["problem"].to_list() == [None, None]
    assert read["side"].null_count() == read.height


def test_a_column_called_type_that_says_cash_or_margin_makes_no_share_cash() -> None:
    read = lines("fidelity.csv")

    assert read["kind"].to_list() == ["holding", "holding"]


def test_schwabs_money_and_its_total_are_no_holdings() -> None:
    read = lines("schwab.csv")

    assert read["kind"].to_list() == ["holding", "holding", "cash", "total"]


def test_the_name_of_the_client_is_not_taken_for_the_security() -> None:
    assert lines("pershing.csv")["name"].to_list() == ["XIAOMI CORP ADR", "APPLE INC"]


def test_a_short_position_is_known_by_its_side_and_sign() -> None:
    assert lines("ibkr_flex.csv")["short"].to_list() == [False, True]


def test_a_price_in_another_currency_than_the_value_is_no_contradiction() -> None:
    portfolio = open_portfolio(SAMPLES / "state_street.psv")
    list(portfolio.batches())

    assert portfolio.checks == ()


def test_a_list_of_trades_in_german_is_read_as_trades() -> None:
    read = lines("swissquote_trades.csv")

    assert read["side"].to_list() == ["buy", "sell"]
    assert read["quantity"].to_list() == [Decimal(2000), Decimal(82)]
    assert read["traded"].to_list() == [None, None]  # 04-03-2021 is one of two days
