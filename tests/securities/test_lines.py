"""From cells to lines that can be screened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from proscribe.securities.headers import read_layout
from proscribe.securities.lines import LINE_SCHEMA, LineReader


def read(
    headers: list[str], *rows: tuple[str | None, ...], home: str | None = None
) -> list[dict[str, object]]:
    """Return the lines of a small file."""
    layout = read_layout(headers, "p.csv")
    given = pl.DataFrame(list(rows), schema=dict.fromkeys(layout.headers, pl.String), orient="row")
    line = pl.Series(range(2, 2 + len(rows)), dtype=pl.UInt32)
    lines = LineReader(layout, home=home).read(given, line)
    assert lines.schema == pl.Schema(LINE_SCHEMA)
    return lines.to_dicts()


def test_a_line_is_read_whole() -> None:
    headers = [
        *("ISIN", "SEDOL", "Ticker", "Exchange", "Name", "Location", "Asset Class", "Shares"),
        *("Market Value", "Currency", "Weight", "Account", "Trade Date", "Issue Date", "Maturity"),
    ]
    (line,) = read(
        headers,
        (
            *(" kyg9830t1067 ", "BG0ZMJ9", "1810", "XHKG", "XIAOMI CORP", "China", "Equity"),
            *("1,000", "12,345.60", "hkd", "0.5%", "A-1", "2021-03-15", "09-Jul-2018", "-"),
        ),
    )

    assert line == {
        "line": 2,
        "kind": "holding",
        "instrument": "equity",
        "isin": "KYG9830T1067",
        "cusip": None,
        "sedol": "BG0ZMJ9",
        "figi": None,
        "lei": None,
        "ticker_key": "HK:1810",
        "symbol": "1810",
        "name": "XIAOMI CORP",
        "issuer": None,
        "parent": None,
        "beside": [{"column": "Asset Class", "text": "Equity", "sought": "remark"}],
        "location": "CN",
        "currency": "HKD",
        "local_currency": None,
        "quantity": Decimal(1000),
        "price": None,
        "market_value": Decimal("12345.6"),
        "weight": Decimal("0.5"),
        "percent": True,
        "account": "A-1",
        "investor": None,
        "side": None,
        "short": False,
        "acquired": date(2021, 3, 15),
        "traded": None,
        "issued": date(2018, 7, 9),
        "matures": None,
        "problem": None,
        "only_days": False,
    }


def test_a_wrong_identifier_is_said_and_the_rest_is_read() -> None:
    (line,) = read(["isin", "name", "qty"], ("KYG9830T1068", "Xiaomi", "5"))

    assert line["isin"] is None
    assert line["name"] == "Xiaomi"
    assert line["quantity"] == Decimal(5)
    assert line["problem"] == (
        "ISIN KYG9830T1068 fails its check digit: the last digit should be 7."
    )


def test_all_that_is_wrong_with_a_line_is_said() -> None:
    (line,) = read(
        ["isin", "name", "acquired", "market value"],
        ("KYG9830T1068", "Xiaomi", "03/04/2021", "many"),
    )

    assert line["problem"] == (
        "ISIN KYG9830T1068 fails its check digit: the last digit should be 7. "
        "Market value 'many' is no number. "
        "The day acquired, '03/04/2021' could be 2021-03-04 or 2021-04-03: write the year first."
    )
    assert line["only_days"] is False


def test_a_line_of_which_only_a_day_is_wrong_says_so() -> None:
    wrong, right = read(
        ["isin", "name", "acquired"],
        ("KYG9830T1067", "Xiaomi", "03/04/2021"),
        ("KYG9830T1067", "Xiaomi", "2021-03-04"),
    )
    (nameless,) = read(["ticker", "acquired"], ("700", "03/04/2021"))

    assert (wrong["only_days"], right["only_days"], nameless["only_days"]) == (True, False, False)


def test_what_stands_for_the_identifier_of_cash_is_no_problem() -> None:
    lines = read(["isin", "name", "asset class"], ("USD", "USD CASH", "Cash"), ("Total", "", ""))

    assert [(line["kind"], line["problem"]) for line in lines] == [("cash", None), ("total", None)]


def test_mixed_identifiers_go_to_their_kinds() -> None:
    lines = read(
        ["Security ID", "Exchange", "Name"],
        ("US0378331005", "NASDAQ", "a"),
        ("16941M109", "NYSE", "b"),
        ("6073556", "HKEX", "c"),
        ("1810.HK", None, "d"),
        ("12345", "HKEX", "e"),  # the custodian's own number is no ticker
        ("US0378331004", None, "f"),
    )

    assert [line["isin"] for line in lines] == ["US0378331005", *[None] * 5]
    assert lines[1]["cusip"] == "16941M109"
    assert lines[2]["sedol"] == "6073556"
    assert [line["ticker_key"] for line in lines] == [*[None] * 3, "HK:1810", None, None]
    assert [line["problem"] for line in lines[:5]] == [None] * 5
    assert lines[5]["problem"] == (
        "ISIN US0378331004 fails its check digit: the last digit should be 5."
    )


def test_an_isin_and_a_cusip_of_two_securities_are_told() -> None:
    lines = read(["isin", "cusip"], ("US16941M1099", "037833100"), ("US16941M1099", "16941M109"))

    assert [line["problem"] for line in lines] == [
        "ISIN US16941M1099 and CUSIP 037833100 are two securities.",
        None,
    ]


def test_na_is_a_ticker_and_a_name_but_no_number() -> None:
    (line,) = read(["ticker", "exchange", "shares"], ("NA", "Toronto Stock Exchange", "NA"))

    assert line["ticker_key"] == "CA:NA"
    assert (line["quantity"], line["problem"]) == (None, None)


def test_a_ticker_alone_without_its_market_cannot_be_looked_up() -> None:
    lines = read(["ticker", "qty"], ("1810", "1"), ("XIACY", "1"), ("1810.HK", "1"))

    assert [line["ticker_key"] for line in lines] == [None, None, "HK:1810"]
    assert lines[0]["problem"] == (
        "Ticker '1810' does not tell its market: add a column exchange, or write it as in 1810.HK."
    )
    assert lines[2]["problem"] is None


def test_a_home_market_places_bare_tickers_of_letters() -> None:
    lines = read(["ticker"], ("XIACY",), ("1810",), home="US")

    assert [line["ticker_key"] for line in lines] == ["US:XIACY", None]


def test_a_line_that_names_nothing_says_so() -> None:
    (line,) = read(["isin", "name", "qty", "account"], (None, "-", "5", "A"))

    assert (line["kind"], line["problem"]) == ("holding", "The line names no security.")


def test_decimal_commas_are_found_in_the_file() -> None:
    lines = read(["isin", "qty", "market value"], ("KYG9830T1067", "1.000", "12.345,60"))

    assert (lines[0]["quantity"], lines[0]["market_value"]) == (Decimal(1000), Decimal("12345.6"))


@pytest.mark.parametrize(
    ("given", "currency"),
    [
        ("usd", "USD"),
        ("GBp", "GBX"),
        ("GBP", "GBP"),
        ("ZAc", "ZAC"),
        ("Euro", "EUR"),
        ("US Dollar", "USD"),
        ("Eurodollar", "Eurodollar"),
        ("-", None),
    ],
)
def test_a_penny_is_no_pound(given: str, currency: str | None) -> None:
    (line,) = read(["isin", "currency"], ("KYG9830T1067", given))

    assert line["currency"] == currency


def test_the_currency_in_the_header_holds_for_all_lines() -> None:
    (line,) = read(["isin", "Market Value (EUR)"], ("KYG9830T1067", "5"))

    assert line["currency"] == "EUR"


def test_a_location_that_is_not_known_stays_as_given() -> None:
    lines = read(["isin", "country"], ("KYG9830T1067", "Korea (South)"), ("KYG9830T1067", "Asia"))

    assert [line["location"] for line in lines] == ["KR", "Asia"]


def test_unknown_exchanges_are_warned_of_once() -> None:
    layout = read_layout(["ticker", "exchange"], "p.csv")
    reader = LineReader(layout)
    given = pl.DataFrame({"ticker": ["1", "2"], "exchange": ["Nowhere Exchange", "HKEX"]})

    for _ in range(2):
        reader.read(given, pl.Series([2, 3], dtype=pl.UInt32))

    assert reader.warnings == (
        (
            "Exchanges that are not known, so that bare tickers on them are not read: "
            "'Nowhere Exchange'."
        ),
    )


def test_problems_that_are_known_before_come_first() -> None:
    layout = read_layout(["isin"], "p.csv")
    given = pl.DataFrame({"isin": ["KYG9830T1068"]})

    lines = LineReader(layout).read(given, pl.Series([2], dtype=pl.UInt32), {0: "The line is odd."})

    assert lines["problem"][0].startswith("The line is odd. ISIN KYG9830T1068")


def test_two_columns_of_one_identifier_that_differ_throw_doubt_on_the_line() -> None:
    layout = read_layout(["ISIN", "isin code", "Name"], "book.csv")
    given = pl.DataFrame(
        [
            ["US0378331005", "KYG8020E1199", "Apple"],
            ["US0378331005", "US0378331005", "Apple"],
            ["US0378331005", "", "Apple"],
        ],
        schema=list(layout.headers),
        orient="row",
    )

    lines = LineReader(layout).read(given, pl.Series([2, 3, 4], dtype=pl.UInt32))

    assert "name two securities: US0378331005 and KYG8020E1199" in lines["problem"][0]
    assert lines["problem"].to_list()[1:] == [None, None]


@pytest.mark.parametrize(
    ("value", "currency", "read_as"),
    [
        ("$1,000.00", "USD", (Decimal(1000), "USD")),
        ("HK$1,000.00", "HKD", (Decimal(1000), "HKD")),
        ("$1,000.00", "Hong Kong Dollar", (Decimal(1000), "HKD")),
        ("€1,000.00", None, (Decimal(1000), "EUR")),
        ("$1,000.00", None, (Decimal(1000), None)),
        ("1,000.00 CNH", "CNY", (Decimal(1000), "CNY")),
        ("£5.00", "GBp", (Decimal(5), "GBX")),
    ],
)
def test_a_sign_that_agrees_with_the_currency_is_read(
    value: str, currency: str | None, read_as: tuple[Decimal, str | None]
) -> None:
    (line,) = read(["isin", "market value", "currency"], ("KYG9830T1067", value, currency))

    assert (line["market_value"], line["currency"]) == read_as
    assert line["problem"] is None


@pytest.mark.parametrize(
    ("value", "currency"), [("€1,000.00", "USD"), ("$5.00", "EUR"), ("HK$5.00", "USD")]
)
def test_a_sign_of_another_currency_counts_for_nothing_and_is_said(
    value: str, currency: str
) -> None:
    (line,) = read(["isin", "market value", "currency"], ("KYG9830T1067", value, currency))

    assert line["market_value"] is None
    assert f"its line is in {currency}" in str(line["problem"])


@pytest.mark.parametrize("cell", ['="KYG9830T1067"', "'KYG9830T1067", "KYG9830T1067"])
def test_what_guards_a_text_in_a_spreadsheet_is_no_part_of_it(cell: str) -> None:
    (line,) = read(["isin", "name"], (cell, cell.replace("KYG9830T1067", "XIAOMI CORP")))

    assert (line["isin"], line["name"], line["problem"]) == ("KYG9830T1067", "XIAOMI CORP", None)


def test_a_point_alone_is_an_empty_price() -> None:
    (line,) = read(["cusip", "price"], ("98422D105", "."))

    assert (line["price"], line["problem"]) == (None, None)


def test_a_failed_formula_is_told_and_an_empty_cell_is_not() -> None:
    layout = read_layout(["isin", "market value"], "p.csv")
    given = pl.DataFrame({"isin": ["KYG9830T1067"] * 3, "market value": ["#REF!", "NaN", "-"]})
    reader = LineReader(layout)
    reader.read(given, pl.Series([2, 3, 4], dtype=pl.UInt32))

    assert [one.line for one in reader.findings] == [2, 3]
    assert "'#REF!' in the column 'market value'" in reader.findings[0].text
