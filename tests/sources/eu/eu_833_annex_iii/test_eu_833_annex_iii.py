from __future__ import annotations

from datetime import date

from tests.sources.editions import packaged_listings

LISTINGS = packaged_listings("eu_833_annex_iii")


def test_annex_iii_named_five_banks_at_first() -> None:
    assert {listing.caption for listing in LISTINGS.values()} == {
        "Sberbank",
        "VTB Bank",
        "Gazprombank",
        "Vnesheconombank (VEB)",
        "Rosselkhozbank",
    }
    assert {
        (each.program, each.listed_on)
        for listing in LISTINGS.values()
        for each in listing.designations
    } == {("EU-833-5", date(2014, 7, 31))}
