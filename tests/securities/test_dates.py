"""Days as files write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.securities.dates import parse_day_of_file

THE_DAY = date(2021, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "2021-03-15",
        "20210315",
        "2021/03/15",
        "2021-03-15 00:00:00",
        "2021-03-15T00:00:00Z",
        "15-Mar-2021",
        "15-Mar-21",
        "15 March 2021",
        "15. März 2021",
        "15MAR2021",
        "Mar 15, 2021",
        "March 15 2021",
        "15.03.2021",
        "15/03/2021",
        "03/15/2021",
        "3/15/2021 12:00:00 AM",
    ],
)
def test_a_day_that_can_be_read_in_one_way_is_read(text: str) -> None:
    assert parse_day_of_file(text) == THE_DAY


def test_two_possible_days_are_reported() -> None:
    assert parse_day_of_file("03/04/2021") == (
        "'03/04/2021' could be 2021-03-04 or 2021-04-03: write the year first."
    )


def test_points_put_the_day_first() -> None:
    assert parse_day_of_file("03.04.2021") == date(2021, 4, 3)


def test_a_day_and_month_of_the_same_number_are_certain() -> None:
    assert parse_day_of_file("03/03/2021") == date(2021, 3, 3)


def test_a_short_year_lies_ahead_for_maturities_only() -> None:
    assert parse_day_of_file("01-Jan-70") == date(1970, 1, 1)
    assert parse_day_of_file("01-Jan-70", ahead=True) == date(2070, 1, 1)


@pytest.mark.parametrize("text", ["30/02/2021", "2021-02-30", "31 Jun 2021", "00.01.2021"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    assert parse_day_of_file(text) == f"{text!r} is no day of the calendar."


@pytest.mark.parametrize("text", ["soon", "44270", "15 Foo 2021", "2021", "perpetual"])
def test_what_is_no_day_is_refused(text: str) -> None:
    assert parse_day_of_file(text) == (
        f"{text!r} is not understood as a day: write it as 2021-03-15."
    )


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_written_in_full_is_read_back(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d.%m.%Y"):
        assert parse_day_of_file(day.strftime(form)) == day
