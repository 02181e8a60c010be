"""The UK Sanctions List: our samples, and the edition at hand."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.gb.gb_fcdo_sanctions import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from
from tests.sources.ods_files import ods

SAMPLE = Path(__file__).parent / "sample"
CSV, XML = SAMPLE / "UK-Sanctions-List.csv", SAMPLE / "UK-Sanctions-List.xml"
HEADER = [
    *("Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source"),
    *("Date Designated", "Sanctions Imposed"),
]
ROW = ["RUS9901", "99201", "EXAMPLE Ivan", "Russia", "Individual", "UK", "24-02-2025", "Travel Ban"]


def changed(file: Path, old: str, new: str) -> ParsedEdition:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return SOURCE.parse(snapshot_from(text.replace(old, new).encode(), file.name))


def export(*rows: list[str], name: str = "FCDO_SL_Mon_Aug 11 2025.ods") -> ParsedEdition:
    return SOURCE.parse(snapshot_from(ods(("UK_Sanction_List", [HEADER, *rows])), name))


@pytest.fixture(scope="module")
def real(shared: Path) -> ParsedEdition:
    file = shared / "data" / "uk" / "2025-08-11" / "FCDO_SL_Mon_Aug 11 2025.ods"
    return read_edition(SOURCE, file)


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("UK-Sanctions-List.json", as_text(read_edition(SOURCE, XML)))


def test_xml_csv_and_ods_of_one_day_say_the_same() -> None:
    rows = list(csv.reader(CSV.read_text(encoding="utf-8").splitlines()))
    width = max(map(len, rows))
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    workbook = snapshot_from(ods(("Sheet1", padded)), "UK-Sanctions-List.ods")
    xml, table, sheet = read_edition(SOURCE, XML), read_edition(SOURCE, CSV), SOURCE.parse(workbook)

    assert xml == table == sheet
    assert xml.warnings == ()
    assert (xml.records, xml.published) == (3, Moment(day=date(2026, 8, 20)))


def test_the_table_may_stand_on_a_later_sheet() -> None:
    workbook = ods(("Notes", [["Read me"]]), ("List", [HEADER, ROW]))

    assert SOURCE.parse(snapshot_from(workbook, "list.ods")).records == 1


def test_the_edition_at_hand_reads_whole(real: ParsedEdition) -> None:
    """5,304 rows: the header, 5,302 designations, and the empty rest of the sheet."""
    assert (real.records, len(real.listings), real.warnings) == (5302, 5302, ())
    assert real.published == Moment(day=date(2025, 8, 11))
    assert Counter(listing.schema for listing, _ in real.listings) == {
        "Person": 3754,
        "Organization": 1087,
        "Vessel": 461,
    }


def test_putin_is_designated_since_2022_without_a_travel_ban(real: ParsedEdition) -> None:
    putin = by_id(real)["gb_fcdo_sanctions-RUS0251"]

    assert putin.caption == "PUTIN Vladimir Vladimirovich"
    assert putin.same_as == ("gb_hmt_sanctions-14196",)
    (designation,) = putin.designations
    assert (designation.program, designation.authority_id) == ("Russia", "RUS0251")
    assert designation.listed_on == date(2022, 2, 25)
    assert designation.measures == (Measure.ASSET_FREEZE, Measure.OTHER)
    assert putin.remarks == (
        "Designation source: UK; Sanction imposed: Director Disqualification Sanction; "
        "Sanction imposed: Trust Services Sanctions"
    )


def test_lukashenko_has_two_numbers_and_one_group(real: ParsedEdition) -> None:
    listings = by_id(real)

    for number, day in (("GHR0050", date(2020, 9, 29)), ("BEL0045", date(2020, 12, 31))):
        listing = listings[f"gb_fcdo_sanctions-{number}"]
        assert listing.same_as == ("gb_hmt_sanctions-13918",)
        assert [each.listed_on for each in listing.designations] == [day]


def test_a_ship_barred_from_ports_is_not_frozen(real: ParsedEdition) -> None:
    ship = by_id(real)["gb_fcdo_sanctions-DPR0075"]

    assert (ship.schema, ship.caption, ship.same_as) == ("Vessel", "Petrel 8", ())
    assert ship.designations[0].measures == (Measure.TRANSPORT_BAN,)


def test_two_persons_the_export_prints_no_name_of_are_kept(real: ParsedEdition) -> None:
    assert [
        (listing.caption, listing.same_as)
        for listing, _ in real.listings
        if "The list prints no name." in (listing.remarks or "")
    ] == [("BEL0174", ("gb_hmt_sanctions-16744",)), ("RUS1467", ("gb_hmt_sanctions-15405",))]


def test_parts_of_a_birth_date_that_are_not_known_are_left_out() -> None:
    found = dict(by_id(read_edition(SOURCE, XML))["gb_fcdo_sanctions-AFG9906"].properties)

    assert found["birthDate"] == ("1945", "1958-03-01")
    assert dict(
        by_id(changed(XML, "dd/mm/1945", "dd/07/1945"))["gb_fcdo_sanctions-AFG9906"].properties
    )["birthDate"] == ("1945-07", "1958-03-01")


def test_a_weak_alias_is_weak_and_a_variation_is_a_name_like_others() -> None:
    weak = by_id(read_edition(SOURCE, XML))["gb_fcdo_sanctions-AFG9906"].names[-1]
    varied = changed(
        XML,
        "<NameType>ALias</NameType><AliasStrength>Low quality a.k.a</AliasStrength>",
        "<NameType>Primary name variation</NameType>",
    )
    kinds = {name.text: name.kind for name in by_id(varied)["gb_fcdo_sanctions-AFG9906"].names}

    assert (weak.text, weak.kind) == ("Haji Example", NameKind.WEAK)
    assert kinds["Haji Example"] is NameKind.ALIAS


def test_an_indicator_adds_a_measure_the_text_leaves_out() -> None:
    edition = changed(XML, "<ArmsEmbargo>false", "<ArmsEmbargo>true")

    assert by_id(edition)["gb_fcdo_sanctions-AFG9906"].designations[0].measures == (
        Measure.ARMS_EMBARGO,
        Measure.ASSET_FREEZE,
        Measure.TRAVEL_BAN,
    )


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "Asset freeze|Travel Ban",
            "Asset freeze|Dancing ban",
            "unknown sanction 'Dancing ban', 1 record",
        ),
        (
            "The Russia (",
            "The Utopia (",
            "unknown regime 'The Utopia (Sanctions) (EU Exit) Regulations 2019', 1 record",
        ),
        (">Ship<", ">Airship<", "unknown type 'Airship', 1 record"),
        (">Primary name<", ">Alter ego<", "unknown kind of name 'Alter ego', 1 record"),
        (">03/10/2017<", ">33/10/2017<", "unread date '33/10/2017', 1 record"),
        (">Comoros<", ">Ruritania<", "unknown country 'Ruritania', 1 record"),
        (
            "<Position>Deputy Minister</Position>",
            "<Post>Deputy</Post>",
            "unread field Post, 1 record",
        ),
        ("<OFSIGroupID />", "<Risk>9</Risk>", "unread field Risk, 1 record"),
        ("</Designations>", "<Notice>x</Notice></Designations>", "unread element Notice, 1 record"),
        ("Sample Petrel 8", "", "no name, 1 record"),
        (">99206<", ">unknown<", "unread OFSI Group ID 'unknown', 1 record"),
    ],
)
def test_what_is_not_known_is_kept_and_reported(old: str, new: str, warning: str) -> None:
    assert changed(XML, old, new).warnings == (warning,)


def test_a_column_the_authority_has_added_is_reported() -> None:
    wider = ods(("List", [[*HEADER, "Risk"], [*ROW, "9"]]))

    assert SOURCE.parse(snapshot_from(wider)).warnings == ("unread column Risk, 1 record",)


def test_the_day_of_an_export_is_in_its_name_alone() -> None:
    assert export(ROW).published == Moment(day=date(2025, 8, 11))
    assert export(ROW, name="FCDO_SL_Fri_Jan_30_2026.ods").published == Moment(
        day=date(2026, 1, 30)
    )
    assert export(ROW, name="list.ods").published is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "web page"),
        (b"<ArrayOfFinancialSanctionsTarget/>", "another list"),
        (b"<Designations/>", "names nobody"),
        (b"Last Updated,27/04/2020\r\nName 6,Group ID\r\n", "no column 'Unique ID'"),
        (b"Report Date: soon\r\nUnique ID\r\n", "cannot be read"),
        (b"Unique ID,Name\r\nRUS0001,A\r\n", "'Regime Name' is missing"),
        (XML.read_bytes()[:-60], "breaks off"),
        (XML.read_bytes().replace(b"RUS9901", b"AFG9906"), "stands twice"),
        (XML.read_bytes().replace(b"RUS9901", b""), "UniqueID"),
        (XML.read_bytes().replace(b"20/08/2026", b"soon"), "cannot be read"),
        (CSV.read_bytes()[:-40], "cut off|cannot be read on"),
        (CSV.read_bytes().replace(b"RUS9901", b"AFG9906"), "stands twice"),
        (ods(("List", [HEADER, ROW, ROW])), "stands twice"),
        (ods(("List", [HEADER, ["", *ROW[1:]]])), "which is none"),
        (ods(("List", [HEADER, ROW]))[:-200], "damaged|cannot be opened"),
        (b"\0\0\0", "zero byte"),
    ],
)
def test_a_damaged_or_another_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        SOURCE.parse(snapshot_from(content, "UK-Sanctions-List"))
