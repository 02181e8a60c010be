"""The large list of the benchmarks is a list as OFAC's: it reads whole, without a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ofac_list import write_advanced
from proscribe.model.script import script_of
from proscribe.sources.us.us_ofac_sdn import SOURCE
from tests.sources.editions import read_edition


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("list") / "sdn_advanced.xml"
    write_advanced(file, parties=120)
    return file


def test_it_reads_whole_and_no_two_parties_are_alike(written: Path) -> None:
    edition = read_edition(SOURCE, written)

    assert (edition.records, edition.complete, edition.warnings) == (120, True, ())
    assert len({listing.caption for listing, _ in edition.listings}) == 120
    assert {listing.schema for listing, _ in edition.listings} == {
        *("Person", "Company", "Organization", "Vessel"),
    }


def test_it_holds_names_in_several_scripts_ties_papers_places_and_acts(written: Path) -> None:
    listings = [listing for listing, _ in read_edition(SOURCE, written).listings]
    scripts = {script_of(name.text) for listing in listings for name in listing.names}
    properties = {key for listing in listings for key, _ in listing.properties}

    assert {"Latn", "Arab", "Cyrl", "Hani", "Hang", "Geor"} <= scripts
    assert {"address", "birthDate", "passportNumber", "imoNumber", "flag"} <= properties
    assert any(link.role for listing in listings for link in listing.links)
    assert all(any(each.legal_basis for each in held.designations) for held in listings)


def test_it_is_the_same_for_the_same_seed_only(written: Path, tmp_path: Path) -> None:
    write_advanced(tmp_path / "again.xml", parties=120)
    write_advanced(tmp_path / "other.xml", parties=120, seed=2)

    assert (tmp_path / "again.xml").read_bytes() == written.read_bytes()
    assert (tmp_path / "other.xml").read_bytes() != written.read_bytes()
