"""Tickers as lists, funds and vendors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.tickers import canonical_ticker, ticker_key


@pytest.mark.parametrize(
    ("ticker", "key"),
    [
        ("00981 HK", "HK:981"),  # as OFAC prints SMIC
        ("0981.HK", "HK:981"),
        ("1186 HK", "HK:1186"),
        ("00317  HK", "HK:317"),
        ("600050 CN", "CN:600050"),
        ("603019CN", "CN:603019"),  # as OFAC prints Sugon
        ("601186.SS", "CN:601186"),
        ("600118.SH", "CN:600118"),
        ("002415.SZ", "CN:002415"),
        ("600050.CH", "CN:600050"),
        ("600050 CH", "CN:600050"),
        ("600050 C1", "CN:600050"),
        ("688981CH", "CN:688981"),
        ("XIACY US", "US:XIACY"),
        ("CHL UN", "US:CHL"),
        ("BIDU UQ", "US:BIDU"),
        ("BIDU UW", "US:BIDU"),
        ("XIACY UR", "US:XIACY"),
        ("CHL.N", "US:CHL"),
        ("BIDU.O", "US:BIDU"),
        ("XIACY.PK", "US:XIACY"),
        ("BRK/B US", "US:BRK.B"),
        ("BRK.B US Equity", "US:BRK.B"),
        ("ZCH DE", "DE:ZCH"),  # OFAC writes the country
        ("CNU CA", "CA:CNU"),
        ("K3PD SG", "SG:K3PD"),
        ("C1HL34 BR", "BR:C1HL34"),
        ("CHA AR", "AR:CHA"),
        ("CHA RU", "RU:CHA"),
        ("ZCH GR", "DE:ZCH"),  # Bloomberg writes its own code
        ("7203 JT", "JP:7203"),
        ("7203.T", "JP:7203"),
        ("005930.KS", "KR:005930"),
        ("BP/ LN", "GB:BP"),
        ("NOVO-B.CO", "DK:NOVO.B"),
        ("SHOP CN", "CA:SHOP"),  # letters: Bloomberg's Canada, not China
        ("HKG:1810", "HK:1810"),
        ("NYSE:BRK.B", "US:BRK.B"),
        ("SSE:600050", "CN:600050"),
        ("hk:1186", "HK:1186"),
        ("941-HK", "HK:941"),  # FactSet
        ("601186-CN", "CN:601186"),
        ("CHL-US", "US:CHL"),
        ("601186.XSHG", "CN:601186"),
        ("0941.XHKG", "HK:941"),
        ("0941:HK", "HK:941"),
        ("SMICY:US", "US:SMICY"),
        ("601186:CH", "CN:601186"),
        ("sh601186", "CN:601186"),
        ("SZ002415", "CN:002415"),
        ("HK0941", "HK:941"),
        ("601186 SH", "CN:601186"),  # letters before it would be Saint Helena
        ("002415 SZ", "CN:002415"),
        ("1810.HK\u200b", "HK:1810"),  # copied from a web page
        ("\u200e1810\u2060.HK", "HK:1810"),
        ("XIACY\u00a0US", "US:XIACY"),
        ("１８１０．ＨＫ", "HK:1810"),
    ],
)
def test_a_ticker_that_names_its_market_has_one_key(ticker: str, key: str) -> None:
    assert ticker_key(ticker) == key


@pytest.mark.parametrize("ticker", ["1810", "600050", "XIACY", "BRK.B", "-", "", "   ", "A" * 40])
def test_a_market_is_never_guessed(ticker: str) -> None:
    assert ticker_key(ticker) is None


def test_a_bare_ticker_of_letters_is_american_only_if_told_so() -> None:
    assert ticker_key("XIACY", home="US") == "US:XIACY"
    assert ticker_key("BRK/B", home="US") == "US:BRK.B"
    assert ticker_key("1810", home="US") is None


@pytest.mark.parametrize(
    ("ticker", "exchange", "key"),
    [
        ("700", "Hong Kong Exchanges And Clearing Ltd", "HK:700"),
        ("0700", "XHKG", "HK:700"),
        ("5930", "Korea Exchange (Stock Market)", "KR:005930"),
        ("858", "Shenzhen Stock Exchange", "CN:000858"),
        ("BP.", "London Stock Exchange", "GB:BP"),
        ("BT.A", "London Stock Exchange", "GB:BT.A"),
        ("WALMEX*", "Bolsa Mexicana De Valores", "MX:WALMEX"),
        ("PE&OLES*", "Bolsa Mexicana De Valores", "MX:PE&OLES"),
        ("NOVO B", "Omx Nordic Exchange Copenhagen A/S", "DK:NOVO.B"),
        ("NDA SE", "Nasdaq Omx Nordic", "SE:NDA.SE"),
        ("EREGL.E", "Istanbul Stock Exchange", "TR:EREGL"),
        ("MCDOWELL.N", "National Stock Exchange Of India", "IN:MCDOWELL.N"),
        ("PTT.R", "Stock Exchange Of Thailand", "TH:PTT.R"),
        ("0981.HK", "HKEX", "HK:981"),
        ("BABA US", "NYSE", "US:BABA"),
        ("600050", "CN", "CN:600050"),
        ("600050", "China", "CN:600050"),
        ("SHOP", "CN", "CA:SHOP"),
        ("1810", "Hong Kong", "HK:1810"),
        ("0981.HK", "a market nobody knows", "HK:981"),
    ],
)
def test_a_column_of_exchanges_places_a_ticker(ticker: str, exchange: str, key: str) -> None:
    assert ticker_key(ticker, exchange) == key


@pytest.mark.parametrize(
    ("ticker", "exchange"),
    [
        ("700", "China"),  # the country alone may mean Hong Kong
        ("0981 HK", "New York Stock Exchange Inc."),  # contradiction
        ("MESH2", "Ice Futures U.S."),  # a future, though it looks like a ticker
        ("USD", "-"),
        ("-", "NASDAQ"),
        ("700", "a market nobody knows"),
        ("123456", "Hong Kong Stock Exchange"),  # too long
        ("000", "HKEX"),
    ],
)
def test_what_cannot_be_placed_has_no_key(ticker: str, exchange: str) -> None:
    assert ticker_key(ticker, exchange) is None


@given(st.sampled_from(["HK", "CN", "US", "KR", "TR", "MX", "GB"]), st.text("AB01. /-*E"))
def test_the_key_of_a_key_is_the_key(country: str, symbol: str) -> None:
    key = canonical_ticker(country, symbol)

    if key is not None:
        assert ticker_key(key) == key


@pytest.mark.parametrize(
    ("ticker", "exchange", "key"),
    [
        ("002415", "SZSC", "CN:002415"),
        ("002415", "Shenzhen-Hong Kong Stock Connect", "CN:002415"),
        ("601186", "Shanghai - Hong Kong Stock Connect", "CN:601186"),
        ("601186", "Northbound", "CN:601186"),
        ("2415", "Shenzhen-Hong Kong Stock Connect", None),  # Hikvision's or one of Hong Kong
        ("941", "Hong Kong Exchanges and Clearing Limited", "HK:941"),
        ("688981", "Shanghai Stock Exchange STAR", "CN:688981"),
        ("CHL", "New York Stock Exchange, Inc.", "US:CHL"),
        ("CHL", "Somewhere", None),
    ],
)
def test_an_exchange_is_known_by_its_place_however_its_name_goes_on(
    ticker: str, exchange: str, key: str | None
) -> None:
    assert ticker_key(ticker, exchange) == key
