"""An identifier that stands where the name should is read; a name that looks like one is not."""

from __future__ import annotations

import polars as pl
import pytest

from proscribe.securities.headers import read_layout
from proscribe.securities.lines import LineReader
from proscribe.securities.named import (
    identifier_in,
    identifiers_in,
    possible_identifiers_in,
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("883 HK Equity", ("ticker_key", "HK:883")),
        ("883 HK", ("ticker_key", "HK:883")),
        ("0883.HK", ("ticker_key", "HK:883")),
        ("SZ002415", ("ticker_key", "CN:002415")),
        ("Hikvision 002415.SZ", ("ticker_key", "CN:002415")),
        ("HIKVISION (002415 CH)", ("ticker_key", "CN:002415")),
        ("CEO US Equity", ("ticker_key", "US:CEO")),
        ("HK0883013259", ("isin", "HK0883013259")),
        ("Cnooc  isin: hk0883013259", ("isin", "HK0883013259")),
        ("SEDOL B00G0S5", ("sedol", "B00G0S5")),
        ("G9830T106", ("cusip", "G9830T106")),
        ("1810.HK H shares", ("ticker_key", "HK:1810")),
        ("1810.HK-R", ("ticker_key", "HK:1810")),
        ("HKG:1810 (B shares)", ("ticker_key", "HK:1810")),
        ("SEDOL B00G0S5 ordinary", ("sedol", "B00G0S5")),
        ("ISIN code HK0883013259 / cash", ("isin", "HK0883013259")),
        ("LEI HWUPKR0MPOU8FGXBT394 (Apple)", ("lei", "HWUPKR0MPOU8FGXBT394")),
        ("ＨＫ0883013259。", ("isin", "HK0883013259")),
    ],
)
def test_what_stands_for_a_name_is_read(name: str, found: tuple[str, str]) -> None:
    assert identifier_in(name) == found


@pytest.mark.parametrize(
    "name",
    [
        *(
            "SAP SE",
            "3M CO",
            "7 ELEVEN HK",
            "360 SECURITY TECHNOLOGY INC A",
            "CASH HK",
            "APPLE INC",
        ),
        *("HK0883013258", "CUSIP B00G0S5", "KYG9830T1067 US0378331005", "XIAOMI 1810", "ZURICH"),
    ],
)
def test_a_name_a_wrong_digit_and_two_isins_are_none(name: str) -> None:
    assert identifier_in(name) is None


def test_every_identifier_of_a_text_is_read() -> None:
    text = "'KYG9830T1067';US0378331005, 1810.HK and BBG000B9XRY4"

    assert set(identifiers_in(text)) == {
        ("isin", "KYG9830T1067"),
        ("isin", "US0378331005"),
        ("figi", "BBG000B9XRY4"),
        ("ticker", "HK:1810"),
    }


def test_a_symbol_of_letters_and_a_number_without_its_name_are_only_possible() -> None:
    text = "XIACY US EQUITY SPONSORED ADR BG0ZMJ9"

    assert identifiers_in(text) == ()
    assert possible_identifiers_in(text) == (("sedol", "BG0ZMJ9"), ("ticker", "US:XIACY"))
    assert possible_identifiers_in("CHA US DOLLAR BOND FUND 2024") == ()


def test_a_line_with_an_identifier_keeps_it() -> None:
    layout = read_layout(["isin", "name"], "p.csv")
    given = pl.DataFrame({"isin": ["US0378331005", None], "name": ["883 HK", "883 HK Equity"]})
    lines = LineReader(layout).read(given, pl.Series([2, 3], dtype=pl.UInt32))

    assert lines["ticker_key"].to_list() == [None, "HK:883"]
    assert lines["isin"].to_list() == ["US0378331005", None]
