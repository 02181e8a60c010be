"""Australia's Consolidated List: a sample of our own, and the edition of 5 May 2022."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, Measure, ParsedEdition
from proscribe.sources.au.au_dfat_sanctions import SOURCE
from proscribe.sources.au.dfat.dates import read_births
from proscribe.sources.au.dfat.mining import listing_day
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample" / "list.csv"
KEY = "au_dfat_sanctions"
# The layout until 2025.
OLD_HEADER = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
)
OLD_ROW = (
    "9001",
    "Example Person One",
    "Individual ",
    "Primary name",
    "a) Approximately 1955- 1958 b) 1 Jan. 1962",
    "Kabul, Afghanistan",
    "Afghan",
    "NA",
    "Title: Mullah.",
    "Listed on 25 January 2001",
    "1988 (Taliban) ",
    "2014-12-15",
)


def parse(content: bytes, name: str = "list.csv") -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, name))


def table(*rows: Sequence[str], header: Sequence[str] = OLD_HEADER) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    for line, cells in enumerate((header, *rows)):
        sheet.write_row(line, 0, cells)
    book.close()
    return buffer.getvalue()


def changed(**cells: str) -> tuple[str, ...]:
    named = dict(zip(OLD_HEADER, OLD_ROW, strict=True))
    by_slug = {column.lower().replace(" ", "_"): column for column in OLD_HEADER}
    return tuple({**named, **{by_slug[key]: text for key, text in cells.items()}}.values())


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, SAMPLE))


@pytest.fixture(scope="module")
def official(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "au_dfat" / "2022-05-05"
    return read_edition(SOURCE, folder / "regulation8_consolidated.xls.gz")


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("list.json", as_text(read_edition(SOURCE, SAMPLE)))


def test_the_rows_of_one_number_are_names_of_one_subject(sample: dict[str, Listing]) -> None:
    names = {name.text: name.kind.value for name in sample[f"{KEY}-9001"].names}

    assert names == {
        "EXAMPLE PERSON ONE": "primary",
        "Example Persson": "alias",
        "مثال": "alias",
        "Little One": "weak",
    }
    assert read_edition(SOURCE, SAMPLE).records == 7
    assert len(sample) == 3


def test_the_flags_are_the_measures(sample: dict[str, Listing]) -> None:
    measures = {id_: listing.designations[0].measures for id_, listing in sample.items()}

    assert measures == {
        f"{KEY}-9001": (Measure.ARMS_EMBARGO, Measure.ASSET_FREEZE, Measure.TRAVEL_BAN),
        f"{KEY}-9002": (Measure.ASSET_FREEZE,),
        f"{KEY}-9003": (Measure.TRANSPORT_BAN,),
    }


def test_only_the_reference_at_the_start_is_the_subjects_own(sample: dict[str, Listing]) -> None:
    found = properties(sample[f"{KEY}-9001"])

    assert found["unscId"] == ("TAi.901",)
    assert found["passportNumber"] == ("D000901",)
    assert found["title"] == ("Haji", "Mullah")
    assert found["gender"] == ("male",)
    assert found["birthDate"] == ("1945", "1946")


def test_what_is_said_of_one_name_only_is_kept_as_a_remark(sample: dict[str, Listing]) -> None:
    remarks = sample[f"{KEY}-9001"].remarks or ""

    assert "Little One, date of birth: For this aka only, DOB 1950" in remarks
    assert "Little One, listing information: Listed on: 5 May 2014" in remarks


def test_a_vessel_keeps_its_number(sample: dict[str, Listing]) -> None:
    vessel = sample[f"{KEY}-9003"]

    assert (vessel.schema, properties(vessel)["imoNumber"]) == ("Vessel", ("9000015",))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Listed on 2 Sep. 2014 (relisted on 1 Sep. 2017)", date(2014, 9, 2)),
        ("Listed by UN (1267 Committee) on 6 July 2004, amended on 2 May 2012", date(2004, 7, 6)),
        ("Designated under the Regulations 2011 on 2 March 2012. Relisted on 1 May 2021",
         date(2012, 3, 2)),
        ("The Minister listed this entity on 21 December 2001 under section 15(1)",
         date(2001, 12, 21)),
        ("2020-06-10", date(2020, 6, 10)),
        ("Listedon 17 Jan. 2012 (amended 1 Jul 2013)", date(2012, 1, 17)),
        ("Formerly listed on the RBA list. Relisted on 19 January 2021.", None),
        ("Resolution 1737 (2006) (amended on 17 Dec. 2014)", None),
    ],
)  # fmt: skip
def test_the_day_of_listing_is_the_first_the_text_says(text: str, day: date | None) -> None:
    assert listing_day(text) == day


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("a) 11 Apr. 1963 b) 1960", ["1963-04-11", "1960"]),
        ("1965, 29 March", ["1965-03-29"]),
        ("10 July 1965 or 11 July 1965", ["1965-07-10", "1965-07-11"]),
        ("5/06/1953 15/06/1953", ["1953-06-05", "1953-06-15"]),
        ("Between 1963 and 1968", [None]),
        ("c. 1957 or 14 March 1942", [None, "1942-03-14"]),
        ("24/06/1402 (Hijri Calendar)", [None]),
        ("na", []),
    ],
)
def test_a_date_of_birth_is_read_no_more_exactly_than_written(
    text: str, prefixes: list[str | None]
) -> None:
    assert [each.prefix for each in read_births(text)] == prefixes
    assert all(each.understood for each in read_births(text))


def test_the_official_edition_reads_whole(official: ParsedEdition) -> None:
    assert official.warnings == ()
    assert official.records == 7945
    assert official.published is None
    assert Counter(listing.schema for listing, _ in official.listings) == {
        "Person": 2086,
        "Organization": 580,
    }


def test_entries_are_as_in_the_official_table(official: ParsedEdition) -> None:
    listed = by_id(official)
    akhund = listed[f"{KEY}-2"]
    assert [name.text for name in akhund.names] == ["MOHAMMAD HASSAN AKHUND", "محمد حسن أخوند"]
    assert akhund.designations[0].program == "1988 (Taliban)"
    assert akhund.designations[0].listed_on == date(2001, 1, 25)
    assert akhund.designations[0].measures == (Measure.ASSET_FREEZE,)
    assert properties(akhund)["citizenship"] == ("af",)
    assert "birthDate Approximately 1955- 1958" in (akhund.remarks or "")
    rahat = listed[f"{KEY}-2555"]
    assert (rahat.schema, len(properties(rahat)["address"])) == ("Organization", 12)
    assert rahat.designations[0].listed_on == date(2012, 11, 21)


def test_rows_of_a_subject_may_stand_apart(official: ParsedEdition) -> None:
    names = {name.text for name in by_id(official)[f"{KEY}-756"].names}

    assert {"Yahya Rahim Safavi", "Yahya Raheem Safavi"} <= names


def test_columns_may_stand_in_another_order_below_a_title() -> None:
    header, row = OLD_HEADER[::-1], OLD_ROW[::-1]
    edition = parse(table(header, row, header=("The Consolidated List",)), "list.xlsx")

    assert edition.records == 1
    assert edition.listings[0][0].caption == "Example Person One"
    assert edition.listings[0][0].designations[0].program == "1988 (Taliban)"


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"type": "Alien"}, "unknown type of subject 'Alien'"),
        ({"name_type": "Nickname"}, "unknown name type 'Nickname'"),
        ({"date_of_birth": "one day"}, "unread date 'one day'"),
        ({"citizenship": "Atlantean"}, "unknown country 'Atlantean'"),
        ({"committees": "Autonomous (Atlantis)"}, "unknown programme 'Autonomous (Atlantis)'"),
    ],
)
def test_what_is_not_known_is_kept_and_reported(cells: dict[str, str], warning: str) -> None:
    assert parse(table(changed(**cells)), "list.xlsx").warnings == (f"{warning}, 1 record",)


def test_an_unknown_flag_and_strength_are_reported() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    odd = text.replace("true,true,true,false", "maybe,true,true,false", 1)

    assert parse(odd.replace(",Weak,", ",Faint,").encode()).warnings == (
        "unknown alias strength 'Faint', 1 record",
        "unknown flag of a measure 'maybe', 1 record",
    )


def test_an_added_column_is_reported() -> None:
    edition = parse(table((*OLD_ROW, "9"), header=(*OLD_HEADER, "Risk")), "list.xlsx")

    assert edition.warnings == ("unread column risk, 1 record",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"<!doctype html><html></html>", "web page"),
        (b"Reference\0", "zero byte"),
        (b"a,b\n1,2\n", "no column is called Reference"),
        (SAMPLE.read_bytes()[:-30], "cut off"),
        (table(OLD_ROW)[:3000], "damaged or breaks off"),
        (table(), "has no rows"),
        (table(OLD_ROW[:-1], header=OLD_HEADER[:-1]), "column 'control date' is missing"),
        (table(OLD_ROW, OLD_ROW), "stands twice"),
        (table(OLD_ROW, changed(reference="9001a")), "two primary names"),
        (table(changed(name_of_individual_or_entity="")), "no name"),
        (table(changed(reference="none")), "no number with letters"),
    ],
)
def test_damage_refuses_the_whole_edition(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=re.escape(message)):
        parse(content, "list.xlsx" if content.startswith(b"PK") else "list.csv")
