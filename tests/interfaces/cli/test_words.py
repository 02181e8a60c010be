from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from proscribe.interfaces.cli import words
from proscribe.model.time import parse_moment
from proscribe.model.verdict import INVESTORS, Act, Investor, Outcome


@pytest.mark.parametrize(
    ("instant", "zone", "text"),
    [
        (datetime(2021, 3, 15, 13, 30, tzinfo=UTC), "America/New_York", "2021-03-15 09:30 -04:00"),
        (datetime(2022, 1, 15, 4, 59, tzinfo=UTC), "America/New_York", "2022-01-14 23:59 -05:00"),
        (datetime(2021, 5, 25, 20, 9, 7, tzinfo=UTC), "UTC", "2021-05-25 20:09:07 +00:00"),
    ],
)
def test_an_instant_is_written_in_its_zone_with_the_offset(
    instant: datetime, zone: str, text: str
) -> None:
    assert words.when(instant, zone) == text


def test_a_day_is_never_made_more_exact_than_it_is() -> None:
    assert words.moment(parse_moment("2021-03-15")) == "2021-03-15"


def test_money_of_several_currencies_is_not_added_up() -> None:
    sums = (("HKD", Decimal(1_000_000)), ("USD", Decimal("5.5")))

    assert words.amounts(sums) == "HKD 1,000,000.00 + USD 5.50"


@pytest.mark.parametrize(("count", "text"), [(0, "0 lines"), (1, "1 line"), (2_000, "2,000 lines")])
def test_a_count_agrees_with_its_noun(count: int, text: str) -> None:
    assert words.counted(count, "line") == text


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("1 query", "2 queries"),
        ("1 entity", "2 entities"),
        ("1 match", "2 matches"),
        ("1 day", "2 days"),
        ("1 entry indexed", "2 entries indexed"),
    ],
)
def test_the_plural_of_a_noun_is_english(one: str, two: str) -> None:
    noun = one.removeprefix("1 ")

    assert (words.counted(1, noun), words.counted(2, noun)) == (one, two)


def test_every_act_person_and_verdict_has_its_words() -> None:
    assert {*words.ACTS} == {*Act}
    assert {*INVESTORS} == {*Investor}
    assert {*words.ANSWERS} == {*words.STYLES} == {*Outcome}
