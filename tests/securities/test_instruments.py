"""What lines are, by asset class and name."""

from __future__ import annotations

import polars as pl
import pytest

from proscribe.securities.instruments import TOTAL_LABEL, classify_lines


def classify(
    name: str | None,
    asset_class: str | None,
    *,
    exchange: str | None = None,
    identified: bool = False,
) -> tuple[str, str | None]:
    """Return kind and instrument of one line."""
    total = name is not None and bool(pl.Series([name]).str.contains(TOTAL_LABEL)[0])
    schema = {
        **{column: pl.String() for column in ("name", "asset_class", "exchange")},
        **{column: pl.Boolean() for column in ("identified", "labelled_total")},
    }
    row = {
        "name": [name],
        "asset_class": [asset_class],
        "exchange": [exchange],
        "identified": [identified],
        "labelled_total": [total],
    }
    ((kind, instrument),) = classify_lines(pl.DataFrame(row, schema=schema)).rows()
    return kind, instrument


@pytest.mark.parametrize(
    ("name", "asset_class", "instrument"),
    [
        ("CHINA MOBILE LTD", "Equity", "equity"),
        ("ALIBABA GROUP HOLDING ADR REPRESEN", "Equity", "adr"),
        ("PAO NOVATEK GDR", "Equity", "adr"),
        ("VIPSHOP HOLDINGS SPONSORED ADS REP", "Equity", "adr"),
        ("NIO AMERICAN DEPOSITARY SHARES REP", "Equity", "adr"),
        ("QUDIAN AMERICAN DEPOSITORY SHARES", "Equity", "adr"),
        ("PTT NON-VOTING DR PCL", "Equity", "adr"),
        ("DR REDDYS LABORATORIES LTD", "Equity", "equity"),
        ("LEGEND HOLDINGS CORP H RIGHTS", "Equity", "warrant"),
        ("WT MICROELECTRONICS LTD", "Equity", "equity"),
        ("XYZ CORP WT EXP 2027", None, "warrant"),
        ("ISHARES MSCI CHINA ETF", "Equity", "etf"),
        ("HUAWEI 4.125% 2026", None, "debt"),
        ("SMIC 2.693 02/27/25", None, "debt"),
        ("HUAWEI INVESTMENT", "Fixed Income", "debt"),
        ("XIAOMI BEST TIME 0 12/17/27 CONV", "Fixed Income", "convertible"),
        ("SMIC CONVERTIBLE BOND", None, "convertible"),
        ("BLK CSH FND TREASURY SL AGENCY", "Money Market", "fund"),
        ("GROWTH UCITS", None, "fund"),
        ("XIAOMI CORP", None, None),
        ("XIAOMI CORP", "an asset class nobody knows", None),
        (None, "ETF", "etf"),
    ],
)
def test_a_holding_has_its_instrument(
    name: str | None, asset_class: str | None, instrument: str | None
) -> None:
    assert classify(name, asset_class, identified=True) == ("holding", instrument)


@pytest.mark.parametrize(
    ("name", "asset_class"),
    [
        ("USD CASH", "Cash"),
        ("SAR CASH(COMMITTED)", "Cash"),
        ("CASH COLLATERAL USD UBFUT", "Cash Collateral and Margins"),
        ("USD CASH", "Cash and/or Derivatives"),
        ("HKD", None),
        ("Cash (EUR)", None),
        ("Margin balance", None),
        ("US Dollar", None),
    ],
)
def test_cash_is_cash(name: str, asset_class: str | None) -> None:
    assert classify(name, asset_class) == ("cash", "currency")


def test_a_company_called_cash_is_a_holding() -> None:
    assert classify("CASH CONVERTERS INTL", None) == ("holding", None)
    assert classify("USD CASH", None, identified=True) == ("holding", None)


@pytest.mark.parametrize(
    ("name", "asset_class", "exchange", "instrument"),
    [
        ("MSCI EMER MKT INDEX (ICE) MAR 20", "Futures", "Ice Futures U.S.", "derivative"),
        ("S&P500 EMINI MAR 22", "Cash and/or Derivatives", None, "derivative"),
        ("ANY INDEX", None, "Ice Futures U.S.", "derivative"),
        ("HSI FUTURE JUN 21", None, None, "derivative"),
        ("INR/USD", "FX", None, "currency"),
        ("INR/USD", None, None, "currency"),
    ],
)
def test_derivatives_are_no_holdings(
    name: str, asset_class: str | None, exchange: str | None, instrument: str
) -> None:
    assert classify(name, asset_class, exchange=exchange) == ("derivative", instrument)


def test_a_company_with_a_future_in_its_name_is_a_holding() -> None:
    assert classify("FUTURE LAND HOLDINGS", None) == ("holding", None)


@pytest.mark.parametrize(
    "label", ["Total", "GRAND TOTAL:", "Total market value", "Sub-total", "合计"]
)
def test_a_total_is_a_total(label: str) -> None:
    assert classify(label, None) == ("total", None)


@pytest.mark.parametrize("name", ["TOTAL SE", "TOTALENERGIES", "Total Access Communication"])
def test_a_company_called_total_is_a_holding(name: str) -> None:
    assert classify(name, None) == ("holding", None)


def test_a_total_with_an_identifier_is_a_holding() -> None:
    assert classify("TOTAL", None, identified=True) == ("holding", None)
