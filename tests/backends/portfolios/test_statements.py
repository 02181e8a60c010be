"""Statements of brokers in OFX and as Flex queries, whole, damaged and hostile."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import open_portfolio
from proscribe.model.errors import InputError

SAMPLES = Path(__file__).parent / "samples"
SGML = (SAMPLES / "sgml.ofx").read_text()


def lines(path: Path) -> pl.DataFrame:
    return pl.concat([batch.lines for batch in open_portfolio(path).batches()])


def written(folder: Path, text: str, name: str = "p.ofx") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_positions_of_an_sgml_statement_have_what_its_list_of_securities_says() -> None:
    read = lines(SAMPLES / "sgml.ofx")

    assert read.select("isin", "cusip", "name", "ticker_key", "currency").rows()[:2] == [
        ("KYG9830T1067", None, "XIAOMI CORP & CO", "HK:1810", "HKD"),
        (None, "037833100", "APPLE INC", None, "USD"),
    ]
    assert read["quantity"].to_list() == [Decimal(2000), Decimal(-82), Decimal(10000), None]
    assert read["short"].to_list() == [False, True, False, False]
    assert read["kind"].to_list() == ["holding", "holding", "holding", "cash"]
    assert read["account"].unique().to_list() == ["A-1"]
    assert str(read["matures"][2]) == "2030-01-15"


def test_the_day_of_a_statement_and_what_else_is_in_it_are_said() -> None:
    portfolio = open_portfolio(SAMPLES / "sgml.ofx")

    assert portfolio.facts == {"As of": "2021-03-05"}
    assert "The file also holds 1 trade, not read here." in portfolio.warnings


def test_an_xml_statement_is_read_like_an_sgml_one() -> None:
    (row,) = lines(SAMPLES / "xml.qfx").to_dicts()

    assert (row["cusip"], row["name"], row["market_value"], row["account"]) == (
        "98421U108",
        "XIAOMI CORP <ADR>",
        Decimal(15340),
        "B-2",
    )


def test_a_statement_without_positions_is_read_for_its_orders_then_for_its_trades(
    tmp_path: Path,
) -> None:
    xml = (SAMPLES / "xml.qfx").read_text()
    start, end = xml.index("<INVPOSLIST>"), xml.index("</INVPOSLIST>")
    orders = written(tmp_path, xml[:start] + xml[end + len("</INVPOSLIST>") :], "o.qfx")
    start, end = SGML.index("<INVPOSLIST>"), SGML.index("</INVPOSLIST>")
    trades = written(tmp_path, SGML[:start] + SGML[end:].removeprefix("</INVPOSLIST>"))

    assert lines(orders).select("cusip", "side").rows() == [("98421U108", "buy")]
    assert lines(trades).select("cusip", "side", "traded").rows() == [
        ("037833100", "sell", lines(trades)["traded"][0])
    ]
    assert str(lines(trades)["traded"][0]) == "2021-03-02"


@pytest.mark.parametrize(
    ("kind", "side"),
    [("SELL", "sell"), ("SELLSHORT", "sell_short"), ("SELLTOOPEN", "sell_short"), ("", "sell")],
)
def test_a_short_sale_of_a_statement_is_no_sale(tmp_path: Path, kind: str, side: str) -> None:
    start, end = SGML.index("<INVPOSLIST>"), SGML.index("</INVPOSLIST>")
    text = SGML[:start] + SGML[end:].removeprefix("</INVPOSLIST>")
    path = written(tmp_path, text.replace("<SELLTYPE>SELL", f"<SELLTYPE>{kind}"))

    assert lines(path)["side"].to_list() == [side]


def test_a_gzipped_statement_is_read(tmp_path: Path) -> None:
    path = tmp_path / "p.ofx.gz"
    path.write_bytes(gzip.compress(SGML.encode()))

    assert lines(path).height == 4


def test_a_statement_that_declares_entities_is_refused(tmp_path: Path) -> None:
    hostile = '<?xml version="1.0"?><!DOCTYPE OFX [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    path = written(tmp_path, hostile + "<OFX><INVSTMTRS>&a;</INVSTMTRS></OFX>")
    flex = written(tmp_path, hostile + "<FlexQueryResponse>&a;</FlexQueryResponse>", "f.xml")

    with pytest.raises(InputError, match="declares a document type"):
        open_portfolio(path)
    with pytest.raises(InputError, match="declares a document type"):
        open_portfolio(flex)


@pytest.mark.parametrize("part", [0.4, 0.7, 0.95])
def test_a_statement_that_breaks_off_is_refused_with_its_line(tmp_path: Path, part: float) -> None:
    path = written(tmp_path, SGML[: int(len(SGML) * part)])

    with pytest.raises(InputError, match=r"line \d+.*breaks off inside"):
        open_portfolio(path)


def test_a_bank_statement_is_refused_in_words(tmp_path: Path) -> None:
    path = written(tmp_path, "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1></BANKMSGSRSV1></OFX>")

    with pytest.raises(InputError, match="holds no position of an investment account"):
        open_portfolio(path)


def test_lots_of_a_flex_query_are_not_counted_beside_their_position() -> None:
    (row,) = lines(SAMPLES / "flex.xml").to_dicts()

    assert (row["isin"], row["ticker_key"], row["quantity"]) == (
        "KYG9830T1067",
        "HK:1810",
        Decimal(2000),
    )


def test_an_option_of_a_statement_bears_the_number_of_what_it_is_on(tmp_path: Path) -> None:
    option = (
        '<OpenPosition assetCategory="OPT" symbol="941 C" isin="{}" underlyingSecurityID="{}"'
        ' description="941 30JUN22 50 C" position="-10"/>'
    )
    positions = "".join(
        option.format(*one)
        for one in (("", "HK0941009539"), ("", "941"), ("US0378331005", "HK0941009539"))
    )
    flex = f"<FlexQueryResponse><FlexStatement>{positions}</FlexStatement></FlexQueryResponse>"
    read = lines(written(tmp_path, flex, "f.xml"))

    assert read["isin"].to_list() == ["HK0941009539", None, "US0378331005"]
    assert read["instrument"].to_list() == ["derivative"] * 3

    sgml = (
        "OFXHEADER:100\n\n<OFX><INVSTMTRS><INVPOSLIST><POSOPT><INVPOS><SECID><UNIQUEID>CHL22C50"
        "<UNIQUEIDTYPE>OTHER</SECID><UNITS>1</INVPOS></POSOPT></INVPOSLIST></INVSTMTRS><SECLIST>"
        "<OPTINFO><SECINFO><SECID><UNIQUEID>CHL22C50<UNIQUEIDTYPE>OTHER</SECID><SECNAME>CALL CHL"
        "</SECINFO><SECID><UNIQUEID>16941M109<UNIQUEIDTYPE>CUSIP</SECID></OPTINFO></SECLIST></OFX>"
    )
    assert lines(written(tmp_path, sgml))["cusip"].to_list() == ["16941M109"]
