"""The keys of a security line: every spelling of its identifiers, none of a wrong one."""

from __future__ import annotations

import pytest

from proscribe.model.listing import SecurityLine, SecurityType
from proscribe.securities.keys import security_keys


def line(
    *,
    isin: str | None = None,
    cusip: str | None = None,
    sedol: str | None = None,
    figi: str | None = None,
    ticker: str | None = None,
) -> SecurityLine:
    return SecurityLine(
        type=SecurityType.EQUITY, isin=isin, cusip=cusip, sedol=sedol, figi=figi, ticker=ticker
    )


def test_every_identifier_of_a_line_is_a_key() -> None:
    keys = security_keys(
        line(isin="KYG9830T1067", sedol="BG0ZMJ9", figi="BBG00KVTBY91", ticker="1810.HK")
    )

    assert keys == (
        ("isin", "KYG9830T1067"),
        ("sedol", "BG0ZMJ9"),
        ("figi", "BBG00KVTBY91"),
        ("ticker", "HK:1810"),
    )


def test_a_cusip_and_the_isin_that_contains_it_find_each_other() -> None:
    assert set(security_keys(line(cusip="16941M109"))) >= {
        ("cusip", "16941M109"),
        ("isin", "US16941M1099"),
    }
    assert security_keys(line(isin="US16941M1099")) == (
        ("isin", "US16941M1099"),
        ("cusip", "16941M109"),
    )


@pytest.mark.parametrize("isin", ["kyg9830t1067", " KYG 9830T 1067 ", "KYG9830T-1067"])
def test_small_letters_and_blanks_do_no_harm(isin: str) -> None:
    assert security_keys(line(isin=isin)) == (("isin", "KYG9830T1067"),)


@pytest.mark.parametrize(
    "wrong",
    [
        line(),
        line(isin="KYG9830T1068"),
        line(isin=""),
        line(cusip="16941M108"),
        line(ticker="1810"),
        line(ticker=""),
    ],
)
def test_a_wrong_identifier_or_none_gives_no_key(wrong: SecurityLine) -> None:
    assert security_keys(wrong) == ()


@pytest.mark.parametrize(
    ("ticker", "key"),
    [
        ("00981 HK", "HK:981"),
        ("0981.HK", "HK:981"),
        ("600050 CN", "CN:600050"),
        ("601728.SS", "CN:601728"),
        ("XIACY", "US:XIACY"),
        ("CHL US", "US:CHL"),
    ],
)
def test_a_ticker_is_placed_on_its_market(ticker: str, key: str) -> None:
    assert security_keys(line(ticker=ticker)) == (("ticker", key),)
