"""Headers in the spellings of custodians and fund houses."""

from __future__ import annotations

from collections import Counter

import pytest

from proscribe.model.errors import InputError
from proscribe.securities.headers import SPELLINGS, column_meaning, header_score, read_layout
from proscribe.securities.told_columns import ColumnTold, columns_told
from proscribe.securities.wording import plain_words


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("ISIN", "isin"),
        ("isinCode", "isin"),
        ("ISIN_CODE", "isin"),
        ("Code ISIN", "isin"),
        ("Cusip Number", "cusip"),
        ("SEDOL Code", "sedol"),
        ("Composite FIGI", "figi"),
        ("Issuer LEI", "lei"),
        ("CUSIP/ISIN", "identifier"),
        ("Security ID", "identifier"),
        ("Ticker Symbol", "ticker"),
        ("证券代码", "ticker"),
        ("MIC", "exchange"),
        ("Security Name", "name"),
        ("NAME OF ISSUER", "issuer"),
        ("Company Name", "issuer"),
        ("Emittent", "issuer"),
        ("Émetteur", "issuer"),
        ("发行人", "issuer"),
        ("Эмитент", "issuer"),
        ("Ultimate Parent", "parent"),
        ("Guarantor", "parent"),
        ("Reporting entity", None),
        ("Bezeichnung", "name"),
        ("Shares", "quantity"),
        ("Quantité", "quantity"),
        ("Stück", "quantity"),
        ("Market Value", "market_value"),
        ("marketValue", "market_value"),
        ("Market Value (USD)", "market_value"),
        ("MktVal_EUR", "market_value"),
        ("Währung", "currency"),
        ("Market Currency", "local_currency"),
        ("Weight (%)", "weight"),
        ("% of Net Assets", "weight"),
        ("Account Number", "account"),
        ("Asset Class", "asset_class"),
        ("Trade Date", "traded"),
        ("Buy/Sell", "side"),
        ("Investor Type", "investor"),
        ("Maturity", "matures"),
        ("Issue Date", "issued"),
        ("Country of Risk", "location"),
        ("Notional Value", "notional"),
        ("Comment", None),
    ],
)
def test_a_header_is_understood(header: str, meaning: str | None) -> None:
    assert column_meaning(header) == meaning


def test_no_spelling_means_two_things_and_all_are_in_plain_words() -> None:
    counts = Counter(words for spellings in SPELLINGS.values() for words in spellings)

    assert [words for words, count in counts.items() if count > 1] == []
    assert [words for words in counts if plain_words(words) != words] == []


def test_columns_are_found_in_any_order() -> None:
    layout = read_layout(["Qty", "Comment", "Security Name", "isin"], "p.csv")

    assert layout.columns == {"quantity": "Qty", "name": "Security Name", "isin": "isin"}
    assert layout.warnings == ()


def test_of_two_columns_of_one_meaning_the_first_is_read_with_a_warning() -> None:
    layout = read_layout(["ISIN", "Name", "Description"], "p.csv")

    assert layout.columns["name"] == "Name"
    assert layout.warnings == (
        (
            "The columns 'Name' and 'Description' both look like the name: "
            "'Name' is read, the other only looked through for whom it names."
        ),
    )


def test_the_name_of_the_security_and_its_issuer_are_two_fields() -> None:
    layout = read_layout(["Company", "ISIN", "Name", "Issuer", "Ultimate Parent"], "p.csv")

    assert layout.columns == {
        "isin": "ISIN",
        "name": "Name",
        "issuer": "Issuer",
        "parent": "Ultimate Parent",
    }
    assert layout.warnings == (
        (
            "The columns 'Issuer' and 'Company' both look like the issuer: "
            "'Issuer' is read, the other only looked through for whom it names."
        ),
    )


def test_of_two_issuers_without_a_name_both_are_read() -> None:
    layout = read_layout(["Company Name", "Issuer"], "p.csv")

    assert layout.columns == {"issuer": "Issuer", "name": "Company Name"}
    assert layout.warnings == ()


def test_equal_and_empty_headers_are_made_unique() -> None:
    assert read_layout(["isin", "", "Note", "Note"], "p.csv").headers == (
        "isin",
        "column 2",
        "Note",
        "Note (2)",
    )


def test_a_currency_in_the_header_of_the_value_counts() -> None:
    assert read_layout(["isin", "Market Value (EUR)"], "p.csv").currency == "EUR"
    assert read_layout(["isin", "Market Value"], "p.csv").currency is None
    assert read_layout(["isin", "Exchange (MIC)"], "p.csv").currency is None


def test_a_file_without_an_identifying_column_is_refused_in_words() -> None:
    with pytest.raises(InputError) as caught:
        read_layout(["Shares", "Foo", ""], "p.csv")

    assert str(caught.value) == (
        "p.csv: no column says what is held, so no line can be screened; found: 'Shares', 'Foo'. "
        "Name at least one column isin, cusip, sedol, figi, lei, ticker or name."
    )


@pytest.mark.parametrize(
    "cells", [["Currency", "USD"], ["Name", "My Fund"], ["Fund Holdings as of", "x"], [], ["Stock"]]
)
def test_a_fact_about_a_fund_scores_below_a_header(cells: list[str]) -> None:
    assert header_score(cells) < header_score(["ISIN", "Name", "Shares"])


def test_one_true_identifier_among_strange_columns_makes_a_header() -> None:
    assert header_score(["ISIN", "Foo", "Bar", "Baz"]) > 0
    assert header_score(["Foo", "Bar"]) == 0
    assert header_score(["Name", "My Fund"]) == 0


def test_what_a_person_says_of_a_column_counts_before_its_header() -> None:
    headers = ["ISIN", "Kennung", "Name", "Betrag EUR"]
    told = {"ISIN": "", "Kennung": "isin", "Betrag EUR": "market_value"}

    layout = read_layout(headers, "p.csv", told)

    assert layout.columns == {"isin": "Kennung", "name": "Name", "market_value": "Betrag EUR"}
    assert (layout.currency, layout.warnings) == ("EUR", ())
    assert read_layout(headers, "p.csv").columns == {"isin": "ISIN", "name": "Name"}


def test_a_line_with_the_columns_somebody_told_of_is_the_header_and_the_fuller_one_first() -> None:
    told = {"Name": "name"}

    assert header_score(["Name", "My Fund"], told) < header_score(["Name", "ISIN", "Qty"], told)
    assert header_score(["Was", "Wieviel"], {"Was": "name"}) > 0
    assert header_score(["Was", "Wieviel"], {"Anders": "name"}) == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [({"A": "colour"}, "cannot mean 'colour'"), ({"A": "isin", "B": "isin"}, "cannot both mean")],
)
def test_a_column_cannot_mean_anything_nor_two_the_same(told: dict[str, str], said: str) -> None:
    columns = [ColumnTold(file="p.csv", header=h, meaning=m) for h, m in told.items()]

    with pytest.raises(InputError, match=said):
        columns_told(columns, "p.csv")
    assert columns_told(columns, "another.csv") == {}
