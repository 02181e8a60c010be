from __future__ import annotations

from pathlib import Path

from tests.sources.editions import ofac_edition, packaged_listings, terms_of

LISTINGS = packaged_listings("us_ofac_cmic")
PROGRAM = "CMIC-EO13959"


def test_the_facts_print_what_ofacs_newest_edition_prints(shared: Path) -> None:
    edition = ofac_edition(shared, "2025-06-30")

    assert len(LISTINGS) == 68
    assert terms_of(LISTINGS, PROGRAM) == terms_of(edition, PROGRAM)


def test_every_ticker_and_every_possible_isin_of_ofacs_list_is_in_the_facts(shared: Path) -> None:
    edition = ofac_edition(shared, "2025-06-30")

    for id_, listing in LISTINGS.items():
        printed = {line.isin or line.ticker for line in edition[id_].securities}
        held = {text for line in listing.securities for text in (line.isin, line.ticker)}
        # Three ISINs of the list have a wrong check digit or length.
        assert printed - held <= {"BRC1EODR004", "CND10002G601", "CND10002K094"}


def test_none_has_been_removed() -> None:
    assert {each.ended for listing in LISTINGS.values() for each in listing.designations} == {None}
