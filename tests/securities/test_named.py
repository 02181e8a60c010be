"""An identifier that stands where the name should is read; a name that looks like one is not."""

from __future__ import annotations

import re

import polars as pl
import pytest

from proscribe.securities.headers import read_layout
from proscribe.securities.lines import LineReader
from proscribe.securities.named import (
    MAY_STAND,
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
        ("HK 0883 0132 59", ("isin", "HK0883013259")),
        ("HK-0883-0132-59", ("isin", "HK0883013259")),
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


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        *((text, "ticker", "HK:981") for text in ("SEHK 981", "HKEX 0981", "0981 (HKEX)")),
        *((text, "ticker", "HK:981") for text in ("981 (hk)", "HK.00981", "HK 00981", "XHKG-981")),
        *((text, "ticker", "HK:981") for text in ("SMIC, SEHK 981", "0981 [SEHK] shares")),
        *((text, "ticker", "CN:688981") for text in ("SH.688981", "688981 (SSE)", "SSE 688981")),
        *((text, "ticker", "CN:002415") for text in ("SZSE 002415", "002415 (SZSE)")),
        *((text, "ticker", "HK:981") for text in ("0981 HKG", "981 XHKG", "0981 hkex", "981-SEHK")),
        *((text, "ticker", "HK:981") for text in ("HKG 0981", "SMIC 0981.HKG H", "[HKG] 981")),
        *((text, "ticker", "CN:002415") for text in ("002415 SHE", "SHE 002415", "002415.XSHE")),
        *((text, "ticker", "CN:688981") for text in ("688981 SHA", "688981 XSHG", "SHA-688981")),
        *((text, "isin", "KYG8020E1199") for text in ("KYG8020E1199A", "KYG8020E1199XHKG")),
        *((text, "isin", "KYG8020E1199") for text in ("Alpha KYG8020E11990", "kyg8020e1199ky")),
        *(
            (text, "isin", "KYG8020E1199")
            for text in ("Alpha KYG 8020 E119 9 shs", "A KY G8020E119 9")
        ),
    ],
)
def test_an_identifier_that_is_written_otherwise_is_possible(
    text: str, kind: str, value: str
) -> None:
    found = (*identifiers_in(text), *possible_identifiers_in(text))

    assert (kind, value) in found
    assert re.search(MAY_STAND, text)


@pytest.mark.parametrize(
    "text",
    [
        *("HKEX 2000000", "SSE PLC", "FUND 981", "981 (HKT)", "THESEHK 981", "HK.981", "HK 98"),
        *("KYG8020E1199ABCDE", "XKYG8020E1199", "KYG8020E1198A", "GRUPO 8020 E119 9"),
        *("BOND FUND 2024", "BIG SUN FUN 202", "in 200241 she bought", "SHA 256", "2019 SHE"),
        *("0981 HKGX", "1.0981 HKG", "A0981 HKG"),
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert not {kind for kind, _ in possible_identifiers_in(text)} & {"ticker", "isin"}
    assert identifiers_in(text) == ()


@pytest.mark.parametrize(
    "piece", ["A", "KY", "A1 ", "KY G8", "SEHK", "SEHK ", "1 (", "0", "HK.", "1 SHE ", "1.("]
)
def test_a_long_text_of_such_pieces_is_read_in_one_pass(piece: str) -> None:
    """Pieces read anew from each place would take hours."""
    text = piece * (200_000 // len(piece))

    assert identifiers_in(text) == ()
    assert possible_identifiers_in(text) == ()


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
