from __future__ import annotations

from collections import Counter
from datetime import date

from proscribe.model.listing import EndKind, NameKind
from tests.sources.editions import packaged_listings

LISTINGS = packaged_listings("us_dod_1237")


def test_44_were_named_on_four_days() -> None:
    firsts = [listing.designations[0].listed_on for listing in LISTINGS.values()]

    assert Counter(firsts) == {
        date(2020, 6, 12): 20,
        date(2020, 8, 28): 11,
        date(2020, 12, 3): 4,
        date(2021, 1, 14): 9,
    }


def test_xiaomi_was_named_on_2021_01_14_and_its_ordinary_and_depositary_lines_are_known() -> None:
    xiaomi = LISTINGS["us_dod_1237-xiaomi"]

    assert [each.listed_on for each in xiaomi.designations] == [date(2021, 1, 14)]
    assert {line.isin for line in xiaomi.securities} >= {"KYG9830T1067", "US98421U1088"}
    assert "injunction" in {event.kind for event in xiaomi.events}


def test_luokung_was_first_misspelt_then_named_anew() -> None:
    luokung = LISTINGS["us_dod_1237-luokung"]
    misspelt, anew = luokung.designations

    assert "Luokong Technology Corporation" in {
        name.text for name in luokung.names if name.kind is NameKind.MISSPELT
    }
    assert (misspelt.listed_on, anew.listed_on) == (date(2021, 1, 14), date(2021, 3, 9))
    assert misspelt.ended is not None
    assert (misspelt.ended.kind, misspelt.ended.on.day) == (EndKind.REPLACED, date(2021, 3, 9))


def test_all_were_removed_on_2021_06_03() -> None:
    ends = [listing.designations[-1].ended for listing in LISTINGS.values()]

    assert {end.on.day for end in ends if end is not None} == {date(2021, 6, 3)}
    assert None not in ends
