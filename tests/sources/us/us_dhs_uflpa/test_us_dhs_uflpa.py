from __future__ import annotations

from datetime import date

from proscribe.registry import load_source, packaged_snapshot
from tests.sources.editions import packaged_listings

KEY = "us_dhs_uflpa"
LISTINGS = packaged_listings(KEY)


def day(slug: str) -> date | None:
    [designation] = LISTINGS[f"{KEY}-{slug}"].designations
    return designation.listed_on


def test_additions_have_the_day_they_took_effect() -> None:
    assert day("baoding-lyszd") == date(2022, 6, 21)
    assert day("ninestar") == date(2023, 6, 12)
    assert day("camel-group") == date(2023, 8, 2)
    assert day("dongguan-oasis") == date(2024, 6, 12)
    assert day("turpan-esquel") == date(2024, 11, 1)


def test_an_addition_is_public_the_day_it_was_announced() -> None:
    [designation] = LISTINGS[f"{KEY}-shandong-meijia"].designations

    assert designation.published is not None
    assert designation.published.day == date(2024, 6, 11)
    assert (designation.authority, designation.program) == ("us-dhs", "UFLPA")


def test_who_stood_on_the_list_since_a_day_not_at_hand_has_none() -> None:
    assert day("changji-esquel") is None
    assert day("xinjiang-east-hope") is None


def test_no_designation_has_a_day_before_the_first_list() -> None:
    first = min(each for slug in LISTINGS if (each := day(slug.removeprefix(f"{KEY}-"))))

    assert first == date(2022, 6, 21)


def test_the_file_says_that_it_is_not_the_whole_list() -> None:
    source = load_source(KEY)
    edition = source.parse(packaged_snapshot(source))

    assert not edition.complete
    assert edition.note is not None
    assert "may still be on the list" in edition.note
    assert f"of 2025-01-15 {edition.records} are here" in edition.note
