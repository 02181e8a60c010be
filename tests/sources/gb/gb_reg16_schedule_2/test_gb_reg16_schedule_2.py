from __future__ import annotations

from datetime import date

from tests.sources.editions import packaged_listings

LISTINGS = packaged_listings("gb_reg16_schedule_2")


def test_the_five_banks_the_union_had_named_are_named() -> None:
    union = packaged_listings("eu_833_annex_iii")

    assert {listing.caption for listing in LISTINGS.values()} == {
        listing.caption for listing in union.values()
    }


def test_the_regulations_count_from_the_end_of_2020() -> None:
    days = {each.listed_on for listing in LISTINGS.values() for each in listing.designations}

    assert days == {date(2020, 12, 31)}
