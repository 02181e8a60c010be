"""Persons debarred under the AECA: our samples, and the edition at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, Measure, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.us.us_ddtc_debarred import SOURCE
from tests.sources.editions import as_text, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
STATUTORY = SAMPLE / "itar_debarred_party_list_01242018.csv"
ADMINISTRATIVE = SAMPLE / "administrative.csv"
TEXT = STATUTORY.read_text()


@pytest.fixture(scope="module")
def edition(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "us_state_dtc" / "2018-01-24"
    return read_edition(SOURCE, folder / "itar_debarred_party_list_01242018.csv")


def parse(text: str) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(text.encode(), "list.csv"))


def called(edition: ParsedEdition, name: str) -> Listing:
    [found] = [listing for listing, _ in edition.listings if listing.caption == name]
    return found


def test_the_samples_read_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("both.json", as_text(read_edition(SOURCE, STATUTORY, ADMINISTRATIVE)))


def test_every_row_of_the_edition_at_hand_is_read(edition: ParsedEdition) -> None:
    assert (edition.records, edition.warnings, edition.complete) == (515, (), True)
    assert edition.published == Moment(day=date(2018, 1, 24))


def test_a_person_has_a_natural_name_and_a_birth_month(edition: ParsedEdition) -> None:
    person = called(edition, "George Frank Myles Jr.")

    assert person.schema == "Person"
    assert [name.text for name in person.names] == ["George Frank Myles Jr.", "George Miles"]
    assert dict(person.properties)["birthDate"] == ("1948-09",)
    [designation] = person.designations
    assert designation.as_printed == "Myles, Jr., George Frank (a.k.a. George Miles)"
    assert (designation.authority, designation.program) == ("us-state", "ITAR")
    assert designation.measures == (Measure.DEBARMENT,)


def test_a_firm_keeps_its_name_and_each_of_its_notices(edition: ParsedEdition) -> None:
    firm = called(edition, "Aero Systems, Inc.")

    assert firm.schema == "LegalEntity"
    assert [(each.listed_on, each.legal_basis) for each in firm.designations] == [
        (date(1993, 9, 27), ("58 FR 50382",)),
        (date(1994, 2, 7), ("59 FR 5664",)),
    ]


def test_namesakes_are_told_apart_by_birth_date() -> None:
    edition = parse(TEXT.replace("Example, John Q.,", '"Example, Jr., John Q.",'))

    assert len({listing.id for listing, _ in edition.listings}) == 4


def test_the_administrative_list_alone_is_a_part() -> None:
    alone = read_edition(SOURCE, ADMINISTRATIVE)

    assert not alone.complete
    assert alone.note == "the statutory debarments were not given with this edition"
    assert read_edition(SOURCE, STATUTORY, ADMINISTRATIVE).complete


def test_the_workbook_says_what_the_text_says() -> None:
    content = BytesIO()
    book = xlsxwriter.Workbook(content)
    days = book.add_format({"num_format": "m/d/yyyy"})
    sheet = book.add_worksheet()
    header = ("Party Name", "Date Of Birth", "Federal Register Notice", "Notice Date")
    sheet.write_row(0, 0, (*header, "Corrected Notice", "Corrected Notice Date"))
    sheet.write_row(1, 0, ("Example, John Q.", "May, 1950", "53 FR 27097"))
    sheet.write_datetime(1, 3, date(1988, 7, 18), days)
    book.close()

    edition = SOURCE.parse(snapshot_from(content.getvalue(), "statutory.xlsx"))

    assert edition.warnings == ()
    assert [each for each, _ in edition.listings] == [called(parse(TEXT), "John Q. Example")]


def test_the_same_list_twice_is_refused() -> None:
    with pytest.raises(QuarantineError, match="two files are lists of the kind statutory"):
        read_edition(SOURCE, STATUTORY, STATUTORY)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (TEXT[: TEXT.index("May, 1950") + 3], "cut off"),
        ("<html></html>", "web page"),
        ("a,b\n", "is missing"),
        (TEXT.splitlines()[0] + "\n", "empty"),
        (TEXT.replace('"Beispiel, Franco"', ""), "no name"),
    ],
)
def test_a_damaged_edition_is_refused(text: str, match: str) -> None:
    with pytest.raises(QuarantineError, match=match):
        parse(text)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("7/24/2012", "24/24/2012", "unread date '24/24/2012', 1 record"),
        ("October, 1983", "Octember, 1983", "unread date 'Octember, 1983', 1 record"),
        ("Corrected Notice Date", "Risk", "unread column risk, 1 record"),
    ],
)
def test_what_is_not_known_is_warned_of(old: str, new: str, warning: str) -> None:
    assert parse(TEXT.replace(old, new)).warnings == (warning,)
