from __future__ import annotations

from datetime import date
from pathlib import Path

from proscribe.registry import load_source
from tests.sources.editions import by_id, packaged_listings, read_edition

LISTINGS = packaged_listings("us_ofac_ssi")
ROSNEFT = "us_ofac_cons-17022"


def test_the_directives_are_those_that_ofac_prints(shared: Path) -> None:
    folder = shared / "data" / "us_ofac_consolidated" / "2020-03-17"
    edition = by_id(read_edition(load_source("us_ofac_cons"), folder / "cons_advanced.xml"))

    for id_, listing in LISTINGS.items():
        printed = {each.directive: each.listed_on for each in edition[id_].designations}
        held = {each.directive: each.listed_on for each in listing.designations}
        assert held.keys() == printed.keys()
        if len(held) == 1:
            # The day of entry that only Advanced XML states is that of the one directive.
            assert held == printed


def test_rosneft_came_under_two_directives_on_two_days() -> None:
    assert [(each.directive, each.listed_on) for each in LISTINGS[ROSNEFT].designations] == [
        ("2", date(2014, 7, 16)),
        ("4", date(2014, 9, 12)),
    ]
