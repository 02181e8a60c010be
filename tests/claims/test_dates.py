"""Which day a text means."""

from __future__ import annotations

from datetime import date

import pytest

from proscribe.claims.dates import PUBLICATION, TOLD, find_dateline, find_dates

SATURDAY = date(2021, 3, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on January 14, 2021", "2021-01-14"),
        ("the 12th day of November 2020", "2020-11-12"),
        ("closed Friday at", "2021-03-05"),
        ("said on Saturday", "2021-03-06"),
        ("Yesterday, it said", "2021-03-05"),
        ("divest by November 11th.", "2021-11-11"),
        ("fell on November 11th.", "2020-11-11"),
        ("Back in January, it", "2021-01"),
        ("earlier this month", "2021-03"),
        ("last year", "2020"),
        ("ruled last March", "2020-03"),
        ("ruled in March", "2021-03"),
        ("two weeks ago", "2021-02-20"),
        ("said last week", "2021-02"),
        ("said this week", "2021-03"),
        ("said in 2016 that", "2016"),
        ("2021年1月14日，国防部", "2021-01-14"),
        ("1月15日公告", "2021-01-15"),
        ("15 января 2021 года", "2021-01-15"),
        ("в марте 2022 года", "2022-03"),
        ("25.12.2020", "2020-12-25"),
        ("from 9:00 a.m. on Thursday, 3 June 2021.", "2021-06-03"),
        ("on Thursday (March 4).", "2021-03-04"),
    ],
)
def test_a_date_is_read_as_it_is_meant(text: str, value: str) -> None:
    assert [one.value for one in find_dates(text, published=SATURDAY)] == [value]


@pytest.mark.parametrize("text", ["it may march on", "31 February 2021", "the 5G and 100 firms"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert [one.value for one in find_dates(text, published=SATURDAY) if one.value] == []


def test_what_needs_the_day_of_publication_says_so_and_stays_open_without_it() -> None:
    [known] = find_dates("closed Friday", published=SATURDAY)
    [unknown] = find_dates("closed Friday", published=None)

    assert known.inferred_from == (PUBLICATION,)
    assert unknown.value is None


def test_the_dateline_of_a_report_is_its_day() -> None:
    assert find_dateline("WASHINGTON, Dec 18 2020 - The U.S.") == date(2020, 12, 18)
    assert find_dateline("Brussels, 18 December 2020 – The U.S.") == date(2020, 12, 18)
    assert find_dateline("The law of 18 December 2020 – as amended") is None
    assert find_dateline("The law of Dec 18 2020 - as amended") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was fined the same day.", "2021-01-14"),
        ("A day earlier it was listed.", "2021-01-13"),
        ("Two days later it sued.", "2021-01-16"),
    ],
)
def test_a_day_is_reckoned_from_the_one_told_of_before(text: str, value: str) -> None:
    [found] = find_dates(text, published=SATURDAY, told=date(2021, 1, 14))

    assert (found.value, found.inferred_from) == (value, (TOLD,))


def test_a_month_after_is_reckoned_from_what_stands_before_in_the_sentence() -> None:
    sued, after = find_dates("It sued in May 2020, two months after it was", published=SATURDAY)
    _, before = find_dates("It sued in May 2020, two months before it was", published=SATURDAY)

    assert (sued.value, after.value, before.value) == ("2020-05", "2020-03", "2020-07")


def test_the_same_day_is_none_where_no_day_was_told_of() -> None:
    assert find_dates("It was fined the same day.", published=SATURDAY) == ()


def test_what_will_be_on_a_weekday_is_ahead_and_what_was_said_on_one_is_not() -> None:
    [ahead] = find_dates("It will stop trading on Monday.", published=SATURDAY)
    [said] = find_dates("It will stop trading, it said on Monday.", published=SATURDAY)

    assert (ahead.value, said.value) == ("2021-03-08", "2021-03-01")
