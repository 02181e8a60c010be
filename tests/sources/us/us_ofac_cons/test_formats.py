"""The formats of one list say the same, but for what only some of them have room for."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.listing import Link, Listing, Name
from proscribe.model.time import Moment
from proscribe.sources.us.us_ofac_cons import SOURCE
from tests.sources.editions import by_id, read_edition
from tests.sources.us.us_ofac_cons.published import NEWEST_CSV, real, real_advanced

SAMPLE = Path(__file__).parent / "sample"
CSV_PARTS = ("cons_prim.csv", "cons_alt.csv", "cons_add.csv")


def as_in_legacy(listing: Listing) -> Listing:
    """Drop what only the newer XML states: days of entry, acts, and what a tie is."""
    designations = tuple(
        dataclasses.replace(
            each,
            listed_on=None if each.effective_on is None else each.listed_on,
            legal_basis=(),
        )
        for each in listing.designations
    )
    links = sorted({str(link.name) for link in listing.links})
    return dataclasses.replace(
        listing,
        designations=designations,
        links=tuple(Link(relation="linked_to", name=name) for name in links),
    )


def folded(listing: Listing) -> Listing:
    """Drop the case of names, in which Advanced XML differs, and the order that follows it."""
    held = as_in_legacy(listing)
    names = [Name(text=name.text.casefold(), kind=name.kind) for name in held.names]
    links = [dataclasses.replace(link, name=str(link.name).casefold()) for link in held.links]
    return dataclasses.replace(
        held,
        names=tuple(sorted(names, key=lambda name: (name.kind, name.text))),
        links=tuple(sorted(links, key=lambda link: str(link.name))),
        properties=tuple(
            (key, tuple(value.casefold() if key == "lastName" else value for value in values))
            for key, values in listing.properties
        ),
    )


def test_the_csv_files_say_the_same_as_the_xml() -> None:
    xml = read_edition(SOURCE, SAMPLE / "consolidated.xml")
    csv = read_edition(SOURCE, *(SAMPLE / part for part in CSV_PARTS))

    assert by_id(csv) == by_id(xml)
    assert (csv.published, csv.stated_records, csv.warnings) == (None, None, ())


def test_the_order_of_the_csv_files_does_not_count() -> None:
    one = read_edition(SOURCE, *(SAMPLE / part for part in CSV_PARTS))
    other = read_edition(SOURCE, *(SAMPLE / part for part in reversed(CSV_PARTS)))

    assert one.listings == other.listings


@pytest.mark.parametrize("file", ["cons_advanced.xml", "cons_enhanced.xml"])
def test_the_newer_xml_says_the_same_but_for_days_acts_and_ties(file: str) -> None:
    xml = by_id(read_edition(SOURCE, SAMPLE / "consolidated.xml"))
    edition = read_edition(SOURCE, SAMPLE / file)
    newer = by_id(edition)

    assert (edition.published, edition.complete) == (Moment(day=date(2024, 7, 1)), True)
    assert edition.warnings == ()
    assert {id_: as_in_legacy(each) for id_, each in newer.items()} == {
        id_: as_in_legacy(each) for id_, each in xml.items()
    }
    listed = {each.program: each.listed_on for each in newer["us_ofac_cons-90003"].designations}
    assert listed == {"NS-PLC": date(2006, 4, 12), "SDGT": date(2016, 9, 16)}


@pytest.mark.parametrize("file", ["cons_advanced.xml", "cons_enhanced.xml"])
def test_the_newer_xml_states_what_each_programme_rests_on_and_what_a_tie_is(file: str) -> None:
    newer = by_id(read_edition(SOURCE, SAMPLE / file))

    assert {
        each.program: each.legal_basis for each in newer["us_ofac_cons-90003"].designations
    } == {
        "NS-PLC": ("General License 4 Under EO 13224 (Terrorism)",),
        "SDGT": ("Executive Order 13224 (Terrorism)",),
    }
    assert [(link.name, link.role) for link in newer["us_ofac_cons-90001"].links] == [
        ("EXAMPLE DRAGON GROUP CO., LTD.", "Owned or Controlled By")
    ]


def said(listing: Listing) -> tuple[object, ...]:
    """Return schema, names with their kinds, and what is printed of each designation."""
    names = {(name.kind, name.text.casefold()) for name in listing.names}
    terms = {
        (each.program, each.directive, each.effective_on, each.divest_on, each.measures)
        for each in listing.designations
    }
    return listing.schema, names, terms, listing.same_as


def test_both_xml_of_one_day_name_the_same_375_under_the_same_terms(shared: Path) -> None:
    legacy, advanced = by_id(real(shared, "2020-03-17")), by_id(real_advanced(shared))
    dates_of_birth = [
        {id_: dict(each.properties).get("birthDate") for id_, each in held.items()}
        for held in (legacy, advanced)
    ]

    assert len(legacy) == 375
    assert [id_ for id_ in legacy if said(legacy[id_]) != said(advanced[id_])] == []
    assert dates_of_birth[0] == dates_of_birth[1]
    names = Counter(name.kind.value for each in advanced.values() for name in each.names)
    assert names == {"primary": 375, "alias": 800, "former": 83, "weak": 30}
    programs = Counter(each.program for held in legacy.values() for each in held.designations)
    assert programs == {
        "UKRAINE-EO13662": 310,
        "NS-PLC": 78,
        "FSE-SY": 5,
        "SYRIA": 6,
        "VENEZUELA-EO13850": 2,
        "561-Related": 1,
        "FSE-IR": 1,
        "SDGT": 1,
    }


def test_advanced_and_legacy_xml_of_one_day_say_the_same_of_each_of_375(shared: Path) -> None:
    """Advanced XML keeps lower case, and states days of entry, acts, and what ties are."""
    legacy, advanced = by_id(real(shared, "2020-03-17")), by_id(real_advanced(shared))

    assert {id_: folded(each) for id_, each in advanced.items()} == {
        id_: folded(each) for id_, each in legacy.items()
    }
    days = [each.listed_on for listing in legacy.values() for each in listing.designations]
    assert Counter(days) == {None: len(days)}


def test_only_advanced_xml_states_the_days_of_entry(shared: Path) -> None:
    advanced = by_id(real_advanced(shared))
    vtb, rosneft = advanced["us_ofac_cons-17013"], advanced["us_ofac_cons-17022"]

    assert [each.listed_on for each in vtb.designations] == [date(2014, 7, 29)]
    # Directive 2 bound Rosneft from July, Directive 4 from September: one day cannot be both.
    assert [(each.directive, each.listed_on) for each in rosneft.designations] == [
        ("2", None),
        ("4", None),
    ]


def test_advanced_xml_states_the_acts_behind_each_of_404_designations(shared: Path) -> None:
    """Each entry's acts, counted by hand in the file, reach the programme that rests on them."""
    advanced = by_id(real_advanced(shared))
    acts = Counter(
        (each.program, each.legal_basis)
        for listing in advanced.values()
        for each in listing.designations
    )

    assert acts == {
        ("UKRAINE-EO13662", ("Executive Order 13662 (Ukraine)",)): 309,
        ("UKRAINE-EO13662", ()): 1,
        ("NS-PLC", ("General License 4 Under EO 13224 (Terrorism)",)): 78,
        ("SDGT", ("Executive Order 13224 (Terrorism)",)): 1,
        ("FSE-SY", ("Executive Order 13608 (Iran/Syria)",)): 5,
        ("SYRIA", ("Executive Order 13582 (Syria)",)): 6,
        ("VENEZUELA-EO13850", ("Executive Order 13850 (Venezuela)",)): 2,
        ("561-Related", ("CISADA",)): 1,
        ("FSE-IR", ("Executive Order 13608 (Iran/Syria)",)): 1,
    }


def test_all_276_ties_are_the_same_in_both_xml_and_advanced_says_what_they_are(
    shared: Path,
) -> None:
    legacy, advanced = real(shared, "2020-03-17"), real_advanced(shared)
    roles = Counter(link.role for held, _ in advanced.listings for link in held.links)

    assert roles == {"Owned or Controlled By": 276}
    assert Counter(link.role for held, _ in legacy.listings for link in held.links) == {None: 276}


def test_csv_and_xml_of_the_same_months_agree_but_for_what_changed(shared: Path) -> None:
    """On 2025-10-22 Rosneft and Lukoil were blocked; quotes are single in CSV."""
    xml, csv = by_id(real(shared, "2025-06-30")), by_id(real(shared, NEWEST_CSV))
    changed = {id_ for id_, listing in csv.items() if listing != xml[id_]}

    assert xml.keys() - csv.keys() == {"us_ofac_cons-26182"}
    assert len(csv) - len(changed) == 430
    blocked = {id_ for id_ in changed if csv[id_].same_as == (f"us_ofac_sdn-{id_[13:]}",)}
    assert changed - blocked == {"us_ofac_cons-22391"}
    assert {"us_ofac_cons-17022", "us_ofac_cons-17248"} <= blocked
