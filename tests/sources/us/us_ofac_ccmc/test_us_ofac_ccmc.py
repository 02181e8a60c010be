from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.sources.editions import ofac_edition, packaged_listings, terms_of

LISTINGS = packaged_listings("us_ofac_ccmc")
PROGRAM = "CCMC-EO13959"


def test_the_facts_print_what_ofacs_only_edition_prints(shared: Path) -> None:
    edition = ofac_edition(shared, "2021-01-08")

    assert len(LISTINGS) == 39
    assert terms_of(LISTINGS, PROGRAM) == terms_of(edition, PROGRAM)


def test_all_ended_with_the_order_of_2021_06_03() -> None:
    ends = [each.ended for listing in LISTINGS.values() for each in listing.designations]

    assert [end.on.day for end in ends if end is not None] == [date(2021, 6, 3)] * 39


def test_a_ticker_printed_for_this_programme_holds_for_it_alone() -> None:
    unicom = next(each for each in LISTINGS.values() if "UNITED NETWORK" in each.caption)

    assert {line.program for line in unicom.securities if line.ticker == "600050 CN"} == {PROGRAM}
