"""Numbers in every locale, read exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.numbers import (
    DecimalSigns,
    Sign,
    decimal_evidence,
    parse_amounts,
    parse_number,
    parse_undecided,
)

# Sign between thousands, sign before decimals.
LOCALES: dict[str, tuple[str, Sign]] = {
    "English": (",", "."),
    "German": (".", ","),
    "French": ("\u202f", ","),
    "Swedish": ("\u00a0", ","),
    "Swiss": ("'", "."),
    "plain": ("", "."),
    "plain with comma": ("", ","),
}
NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, places=2, allow_nan=False, allow_infinity=False
)


def written(number: Decimal, locale: str) -> str:
    group, decimal = LOCALES[locale]
    return f"{number:,.2f}".replace(",", "_").replace(".", decimal).replace("_", group)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,234,567.89", ".", "1234567.89"),
        ("1.234.567,89", ",", "1234567.89"),
        ("1 234 567,89", ",", "1234567.89"),
        ("1'234.5", ".", "1234.5"),
        ("12,34,567.89", ".", "1234567.89"),  # India
        ("(123)", ".", "-123"),
        ("123-", ".", "-123"),
        ("−123", ".", "-123"),
        ("+5", ".", "5"),
        ("5.57%", ".", "5.57"),
        ("$1,234", ".", "1234"),
        ("EUR 1.234,50", ",", "1234.5"),
        ("1.5E+06", ".", "1500000"),
        ("1,5E+06", ",", "1500000"),
        (".5", ".", "0.5"),
        ("0.123456789", ".", "0.12345679"),
    ],
)
def test_a_number_is_read_in_its_locale(text: str, decimal: Sign, number: str) -> None:
    assert parse_number(text, decimal) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("1,5", "."),
        ("1.5", ","),
        ("1,23,4", "."),
        ("1.2.3", "."),
        ("abc", "."),
        ("", "."),
        (".", "."),
        ("INF", "."),
        ("1e31", "."),
        ("12-3", "."),
        ("--5", "."),
    ],
)
def test_what_is_no_number_in_a_locale_is_not_read(text: str, decimal: Sign) -> None:
    assert parse_number(text, decimal) is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("1,234.5", "."),
        ("1.234,5", ","),
        ("1,234,567", "."),
        ("1.234.567", ","),
        ("1.5", "."),
        ("1,5", ","),
        ("0.123", "."),
        ("1234.567", "."),
        ("1 234,567", ","),
        ("1,234", "?"),
        ("1.234", "?"),
        ("USD 1,234", "?"),
        ("1234", None),
        ("1.234,567,8", None),
        ("text, with a comma", None),
    ],
)
def test_what_a_cell_tells_of_its_locale(text: str, sign: str | None) -> None:
    assert decimal_evidence(text) == sign


@pytest.mark.parametrize("locale", LOCALES)
@given(number=NUMBERS)
def test_a_number_written_in_a_locale_is_read_back(locale: str, number: Decimal) -> None:
    text = written(number, locale)
    _, decimal = LOCALES[locale]

    amounts = parse_amounts(pl.Series([text]), decimal, "value")

    assert parse_number(text, decimal) == number
    assert amounts.values.to_list() == [number]
    assert amounts.problems == ()


@pytest.mark.parametrize("locale", LOCALES)
@given(number=NUMBERS)
def test_the_locale_is_found_from_one_number_with_two_decimals(
    locale: str, number: Decimal
) -> None:
    assert decimal_evidence(written(number, locale)) == LOCALES[locale][1]


def test_cells_that_do_not_fit_are_reported_and_empty_ones_are_not() -> None:
    column = pl.Series(["1.5", "1,5", "none at all", "-", "", None, "n/a", "(2)", "1,234.50", "NA"])

    amounts = parse_amounts(column, ".", "quantity")

    read = [None if value is None else float(value) for value in amounts.values]
    assert read == [1.5, None, None, None, None, None, None, -2.0, 1234.5, None]
    assert amounts.problems == (
        (1, "quantity '1,5' does not fit the rest of its column, whose decimal sign is a point."),
        (2, "quantity 'none at all' is no number."),
    )


def test_a_column_tells_its_own_sign() -> None:
    signs = DecimalSigns(frozenset())
    signs.learn({"value": pl.Series(["1,234", "1.234,5", "7"])})

    assert signs.sign("value") == ","


def test_an_ambiguous_column_goes_by_the_rest_of_its_file() -> None:
    signs = DecimalSigns(frozenset())
    signs.learn({"quantity": pl.Series(["1.234"]), "value": pl.Series(["12,50"])})

    assert signs.sign("quantity") == ","


def test_a_sign_once_found_is_kept() -> None:
    signs = DecimalSigns(frozenset())
    signs.learn({"value": pl.Series(["1,5"])})
    signs.learn({"value": pl.Series(["1.5", "2.5"])})

    assert signs.sign("value") == ","


def test_numbers_of_a_workbook_need_no_guess() -> None:
    signs = DecimalSigns(frozenset({"value"}))
    signs.learn({"value": pl.Series(["1.234"])})

    assert signs.sign("value") == "."


def test_without_any_evidence_nothing_is_guessed() -> None:
    signs = DecimalSigns(frozenset())
    column = pl.Series(["1,234", "5", None])
    signs.learn({"value": column})

    assert signs.sign("value") is None
    amounts = parse_undecided(column, "value")
    assert amounts.values.to_list() == [None, Decimal(5), None]
    assert [row for row, _ in amounts.problems] == [0]
    assert "can be read in two ways" in amounts.problems[0][1]


def test_whole_numbers_need_no_sign() -> None:
    signs = DecimalSigns(frozenset())
    signs.learn({"value": pl.Series(["1234", "5"])})

    assert signs.sign("value") == "."
