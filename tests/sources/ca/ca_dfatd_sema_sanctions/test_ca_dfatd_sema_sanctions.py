"""Canada's list: our samples of both layouts, and the edition at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, Measure, NameKind, ParsedEdition
from proscribe.sources.ca.ca_dfatd_sema_sanctions import SOURCE
from proscribe.sources.ca.sema.names import aliases
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
OLD, NEW = SAMPLE / "sema-lmes-2022.xml", SAMPLE / "sema-lmes-2026.xml"


@cache
def real(shared: Path) -> ParsedEdition:
    return read_edition(SOURCE, shared / "data" / "ca_sema" / "2022-05-11" / "sema-lmes.xml")


def of(listing: Listing, prop: str) -> tuple[str, ...]:
    return dict(listing.properties).get(prop, ())


def names(listing: Listing, *kinds: NameKind) -> list[str]:
    return [name.text for name in listing.names if name.kind in kinds]


def changed(old: str, new: str, file: Path = OLD) -> ParsedEdition:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return SOURCE.parse(snapshot_from(text.replace(old, new).encode()))


@pytest.mark.parametrize("file", [OLD, NEW], ids=["2022", "2026"])
def test_the_samples_read_as_in_the_goldens(file: Path, golden: Callable[[str, str], None]) -> None:
    golden(f"{file.stem}.json", as_text(read_edition(SOURCE, file)))


def test_a_place_in_the_schedule_keeps_its_id_in_the_newer_layout() -> None:
    older, newer = by_id(read_edition(SOURCE, OLD)), by_id(read_edition(SOURCE, NEW))
    (both,) = older.keys() & newer.keys()

    assert both == "ca_dfatd_sema_sanctions-ru-1-94-person"
    assert (older[both].caption, newer[both].caption) == (
        "Andrey Pavlovich PRIMEROV",
        "Andrei Pavlovich PRIMEROV",
    )


def test_another_spelling_of_a_given_name_or_surname_is_a_weak_name() -> None:
    person = by_id(read_edition(SOURCE, OLD))["ca_dfatd_sema_sanctions-ru-1-94-person"]

    assert names(person, NameKind.WEAK) == ["Andrei", "Andrei Pavlovich", "PRYMEROV"]
    assert names(person, NameKind.ALIAS) == [
        "Андрiй Павлович Примеров",
        "Андрей Павлович Примеров",
    ]


def test_a_legal_form_after_a_comma_stays_with_its_name() -> None:
    entity = by_id(read_edition(SOURCE, OLD))["ca_dfatd_sema_sanctions-mm-2-7-organization"]

    assert names(entity, NameKind.PRIMARY, NameKind.ALIAS) == [
        "Lantern Institute (LI)",
        "Institut de la lanterne (IL)",
        "Lantern Holdings Pte. Ltd.",
        "Lantern Limited",
        "Фонарь, АО",
    ]
    assert names(entity, NameKind.WEAK) == ["LAMP"]


def test_a_label_says_the_language_of_an_alias() -> None:
    found = aliases("Russian: Олег ПРИМЕРОВ", given="Aleh", surname="PRIMEROV")

    assert [(name.text, name.lang) for name in found] == [("Олег ПРИМЕРОВ", "rus")]


def test_a_ship_is_a_vessel_with_its_number_type_and_year() -> None:
    ship = by_id(read_edition(SOURCE, NEW))["ca_dfatd_sema_sanctions-ru-1.1-2-vessel"]

    assert (ship.schema, ship.caption) == ("Vessel", "M/V Lantern")
    assert of(ship, "imoNumber") == ("9074729",)
    assert of(ship, "buildDate") == ("1986",)
    assert of(ship, "type") == ("Oil/chemical tanker", "Pétrolier/chimiquier")
    assert ship.designations[0].listed_on == date(2025, 6, 13)


def test_the_edition_of_may_2022_is_read_whole(shared: Path) -> None:
    edition = real(shared)

    assert (edition.records, len(edition.listings), edition.warnings) == (2606, 2606, ())
    assert edition.published is None
    assert Counter(listing.schema for listing, _ in edition.listings) == {
        "Person": 2069,
        "Organization": 537,
    }
    programs = Counter(listing.designations[0].program for listing, _ in edition.listings)
    assert programs["Russia"] == 961
    assert programs["Justice for Victims of Corrupt Foreign Officials Regulations (JVCFOR)"] == 70


def test_shoigu_is_item_504_of_the_russian_schedule(shared: Path) -> None:
    shoigu = by_id(real(shared))["ca_dfatd_sema_sanctions-ru-1-504-person"]
    (designation,) = shoigu.designations

    assert shoigu.caption == "Sergei Kuzhugetovich SHOIGU"
    assert names(shoigu, NameKind.ALIAS) == [
        "Sergey Shoigu",
        "Sergey Shoygu",
        "Сергей Кужугетович Шойгу",
    ]
    assert of(shoigu, "birthDate") == ("1955",)
    assert (designation.authority, designation.program) == ("ca-gac", "Russia")
    assert designation.authority_id == "Schedule 1, item 504"
    assert designation.legal_basis == (
        "Special Economic Measures (Russia) Regulations, Schedule 1, item 504",
    )
    assert designation.listed_on is None
    assert designation.measures == (Measure.ASSET_FREEZE,)


def test_those_barred_from_new_debt_alone_are_not_frozen(shared: Path) -> None:
    limited = {
        listing.caption
        for listing, _ in real(shared).listings
        if listing.designations[0].measures == (Measure.DEBT_EQUITY_LIMITS,)
    }

    assert limited == {
        *("Bank of Moscow", "OAO Novatek", "Rosneft", "OJSC Surgutneftegas"),
        *("Belarusbank", "Belagroprombank"),
    }


def test_the_regime_is_no_nationality(shared: Path) -> None:
    for listing, _ in real(shared).listings:
        assert {"country", "nationality", "citizenship"}.isdisjoint(dict(listing.properties))


def test_two_records_at_one_place_are_two_subjects() -> None:
    edition = changed(
        "<Schedule>2</Schedule>\n\t\t<Item>7</Item>\n\t</record>",
        "<Schedule>2</Schedule>\n\t\t<Item>7</Item>\n\t</record>\n\t<record><Country>Burma</Country>"
        "<Entity>Other Works</Entity><Schedule>2</Schedule><Item>7</Item></record>",
    )

    assert edition.warnings == ()
    assert len(edition.listings) == edition.records == 6
    assert len(by_id(edition)) == 6


def test_a_record_printed_twice_is_one_subject_and_reported() -> None:
    record = "<record><Country>Iran</Country><Entity>Twice Co.</Entity><Item>3</Item></record>"
    edition = changed("</data-set>", f"{record}{record}</data-set>")

    assert (edition.records, len(edition.listings)) == (7, 6)
    assert edition.warnings == ("printed twice at one place of a schedule, 1 record",)


def test_a_field_the_authority_has_added_is_reported() -> None:
    edition = changed("<Item>55</Item>", "<Item>55</Item><Gender>F</Gender>")

    assert edition.warnings == ("unread field Gender, 1 record",)


def test_a_regime_that_is_not_known_is_kept_as_printed_and_reported() -> None:
    edition = changed("Venezuela ", "Atlantis / Atlantide")
    (person,) = [each for each, _ in edition.listings if "EJEMPLO" in each.caption]

    assert edition.warnings == ("unknown programme 'Atlantis', 1 record",)
    assert person.designations[0].program == "Atlantis"


@pytest.mark.parametrize("text", ["born in the early 1970s", "19575", "1975-19-25"])
def test_a_date_that_is_none_is_kept_as_text_and_reported(text: str) -> None:
    edition = changed("1972-08-10 or 1972-08-11", text)
    (person,) = [each for each, _ in edition.listings if "EJEMPLO" in each.caption]

    assert edition.warnings == (f"unread date {text!r}, 1 record",)
    assert of(person, "birthDate") == ()
    assert text in (person.remarks or "")


def test_a_wrong_imo_number_is_kept_as_text_and_reported() -> None:
    edition = changed("9074729", "9074721", NEW)
    ship = by_id(edition)["ca_dfatd_sema_sanctions-ru-1.1-2-vessel"]

    assert edition.warnings == ("an IMO number whose check digit is wrong, 1 record",)
    assert (of(ship, "imoNumber"), ship.remarks) == ((), "IMO number 9074721")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OLD.read_bytes()[:900], "breaks off"),
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "web page"),
        (b"\0\0\0\0", "breaks off or is not well formed"),
        (b"<CONSOLIDATED_LIST/>", "this is not ca_dfatd_sema_sanctions"),
        (b"<data-set></data-set>", "holds no record"),
        (b"<data-set><record><Country>Iran</Country></record></data-set>", "has no name"),
        (b"<data-set><record><Entity>A</Entity></record></data-set>", "names no regime"),
        (OLD.read_text(encoding="utf-8").encode("latin-1", "replace"), "not well formed"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        SOURCE.parse(snapshot_from(content))


def test_a_byte_order_mark_does_not_matter() -> None:
    marked = SOURCE.parse(snapshot_from(b"\xef\xbb\xbf" + OLD.read_bytes()))

    assert marked == read_edition(SOURCE, OLD)
