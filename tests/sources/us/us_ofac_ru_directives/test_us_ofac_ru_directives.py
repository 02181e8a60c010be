from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.sources.editions import ofac_edition, packaged_listings, terms_of

LISTINGS = packaged_listings("us_ofac_ru_directives")
PROGRAM = "RUSSIA-EO14024"
DIRECTIVE = 2


def test_the_facts_print_what_ofacs_newest_edition_prints(shared: Path) -> None:
    """Of Directive 4 OFAC prints no date; the facts have one from general knowledge."""
    printed = terms_of(ofac_edition(shared, "2025-06-30"), PROGRAM)
    held = terms_of(LISTINGS, PROGRAM)

    for directive, count in {"1A": 3, "2": 14, "3": 9}.items():
        of_held = {each for each in held if each[DIRECTIVE] == directive}
        assert len(of_held) == count
        assert of_held == {each for each in printed if each[DIRECTIVE] == directive}
    assert {each[:3] for each in held if each[DIRECTIVE] == "4"} == {
        each[:3] for each in printed if each[DIRECTIVE] == "4"
    }


def test_new_debt_of_directive_3_counts_from_2022_03_26() -> None:
    effective = {
        each.effective_on
        for listing in LISTINGS.values()
        for each in listing.designations
        if each.directive == "3"
    }

    assert effective == {date(2022, 3, 26)}
