"""HM Treasury's consolidated list: our samples, and the edition at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.gb.gb_hmt_sanctions import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
OLD, NEW, XML = (SAMPLE / name for name in ("ConList_2020.csv", "ConList_2022.csv", "ConList.xml"))


def changed(file: Path, old: str, new: str, encoding: str = "utf-8") -> ParsedEdition:
    text = file.read_bytes().decode(encoding)
    assert old in text
    return SOURCE.parse(snapshot_from(text.replace(old, new).encode(encoding), file.name))


def names(listing: Listing, kind: NameKind) -> set[str]:
    return {name.text for name in listing.names if name.kind is kind}


@pytest.fixture(scope="module")
def real(shared: Path) -> ParsedEdition:
    return read_edition(SOURCE, shared / "data" / "uk" / "2020-04-27" / "ConList.csv")


@pytest.mark.parametrize("file", [OLD, NEW])
def test_the_samples_read_as_in_the_goldens(file: Path, golden: Callable[[str, str], None]) -> None:
    golden(f"{file.stem}.json", as_text(read_edition(SOURCE, file)))


def test_csv_and_xml_of_one_day_say_the_same() -> None:
    csv, xml = read_edition(SOURCE, NEW), read_edition(SOURCE, XML)

    assert (csv.warnings, xml.warnings) == ((), ())
    assert csv.listings == xml.listings
    assert (csv.published, xml.published) == (Moment(day=date(2023, 3, 21)), None)


def test_the_order_of_columns_and_the_case_of_their_names_do_not_matter() -> None:
    lines = [line.split(",") for line in OLD.read_bytes().decode("cp1252").splitlines()[1:2]]
    (header,) = lines
    text = OLD.read_bytes().decode("cp1252")
    relabelled = text.replace(",".join(header), ",".join(name.upper() for name in header))
    edition = SOURCE.parse(snapshot_from(relabelled.encode("cp1252"), "ConList.csv"))

    assert edition.listings == read_edition(SOURCE, OLD).listings
    assert edition.warnings == ()


def test_the_edition_at_hand_reads_whole(real: ParsedEdition) -> None:
    """9,494 lines less the day and the header; 2,114 Group IDs."""
    assert (real.records, len(real.listings), real.warnings) == (9492, 2114, ())
    assert real.published == Moment(day=date(2020, 4, 27))
    assert Counter(listing.schema for listing, _ in real.listings) == {
        "Person": 1523,
        "Organization": 565,
        "Vessel": 26,
    }


def test_al_hababi_has_two_birth_years_two_nationalities_and_his_un_number(
    real: ParsedEdition,
) -> None:
    listing = by_id(real)["gb_hmt_sanctions-13349"]

    assert listing.caption == "Nayef Salam Muhammad Ujaym AL-HABABI"
    assert "Sheikh Farooq AL-QAHTANI" in names(listing, NameKind.ALIAS)
    found = dict(listing.properties)
    assert found["birthDate"] == ("1980", "1981")
    assert found["nationality"] == ("qa", "sa")
    assert found["passportNumber"] == ("592667",)
    assert found["unscId"] == ("QDe.004",)
    (designation,) = listing.designations
    assert designation.program == "The ISIL (Da'esh) and Al-Qaida organisations"
    assert designation.authority_id == "13349"
    assert designation.listed_on == date(2016, 4, 1)
    assert designation.measures == (Measure.ASSET_FREEZE,)


def test_jafari_is_listed_under_three_regimes_on_three_days(real: ParsedEdition) -> None:
    listing = by_id(real)["gb_hmt_sanctions-10638"]

    assert [(each.program, each.listed_on) for each in listing.designations] == [
        ("Iran (human rights)", date(2011, 4, 14)),
        ("Iran (nuclear proliferation)", date(2008, 6, 24)),
        ("Syria", date(2011, 6, 24)),
    ]


def test_a_vessel_is_told_by_the_imo_number_its_text_opens_with(real: ParsedEdition) -> None:
    listings = by_id(real)
    tong_san, chong_chon_gang = (listings[f"gb_hmt_sanctions-{n}"] for n in (13556, 13340))

    assert (tong_san.schema, tong_san.caption) == ("Vessel", "TONG SAN 2")
    assert dict(tong_san.properties)["imoNumber"] == ("8937675",)
    assert dict(tong_san.properties)["mmsi"] == ("445539000",)
    assert chong_chon_gang.schema == "Organization"
    assert dict(chong_chon_gang.properties)["imoNumber"] == ("5342883",)


def test_a_company_that_runs_many_vessels_takes_none_of_their_numbers(
    real: ParsedEdition,
) -> None:
    omm = by_id(real)["gb_hmt_sanctions-13143"]

    assert omm.caption == "OCEAN MARITIME MANAGEMENT COMPANY, LIMITED (OMM)"
    assert "imoNumber" not in dict(omm.properties)
    assert dict(omm.properties)["unscId"] == ("KPe.020",)


def test_labelled_values_of_the_text_are_those_of_the_xml() -> None:
    listings = by_id(read_edition(SOURCE, NEW))
    plant = listings["gb_hmt_sanctions-99102"]

    assert plant.same_as == ("gb_fcdo_sanctions-BEL9902", "gb_fcdo_sanctions-RUS9902")
    assert [(link.relation, link.name) for link in plant.links] == [
        ("parent", "Example Holding"),
        ("subsidiary", "Plant One LLC"),
        ("subsidiary", "Plant Two LLC"),
    ]
    assert [reason.text for each in plant.designations for reason in each.reasons] == [
        "Makes invented parts."
    ]
    assert names(listings["gb_hmt_sanctions-99101"], NameKind.WEAK) == {"Vanya"}


def test_a_target_of_an_investment_ban_is_not_frozen() -> None:
    edition = changed(XML, "<GrpStatus>A</GrpStatus>", "<GrpStatus>I</GrpStatus>")
    ship = by_id(edition)["gb_hmt_sanctions-99103"]

    assert ship.designations[0].measures == (Measure.INVESTMENT_BAN,)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (",Russia,15/03/2022", ",Utopia,15/03/2022", "unknown regime 'Utopia', 1 record"),
        ("Primary name variation", "Alter ego", "unknown kind of name 'Alter ego', 1 record"),
        ("Low quality", "Poor", "unknown strength of name 'Poor', 1 record"),
        (",Ship,", ",Airship,", "unknown group type 'Airship', 1 record"),
        ("00/00/1970", "31/02/1970", "unread date '31/02/1970', 1 record"),
        (
            ",Exampleburg,Russia,",
            ",Exampleburg,Ruritania,",
            "unknown country 'Ruritania', 1 record",
        ),
        (",Russian,00/00", ",Klingon,00/00", "unknown language 'Klingon', 1 record"),
        ("(Gender):", "(Shoe size):", "unread column Other Information (Shoe size), 1 record"),
        (",Group ID", ",Group ID,Risk", "unread column Risk, 1 record"),
        ("SAMPLE MOON 2", "", "no name, 1 record"),
    ],
)
def test_what_is_not_known_is_kept_and_reported(old: str, new: str, warning: str) -> None:
    text = NEW.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new)
    if new.endswith("Risk"):
        lines = text.splitlines()
        text = "\n".join([*lines[:2], f"{lines[2]},9", *(f"{line}," for line in lines[3:])]) + "\n"
    edition = SOURCE.parse(snapshot_from(text.encode(), "ConList.csv"))

    assert warning in edition.warnings


def test_an_added_element_is_reported() -> None:
    edition = changed(XML, "<Name6>OLD PLANT", "<Risk>9</Risk><Name6>OLD PLANT")

    assert edition.warnings == ("unread column Risk, 1 record",)


def test_an_added_part_of_the_file_is_reported() -> None:
    edition = changed(XML, "</ArrayOf", "<Notice>x</Notice></ArrayOf")

    assert edition.warnings == ("unread element Notice, 1 record",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<!DOCTYPE html><html><body>Sorry</body></html>", "web page"),
        (b"<Designations><Designation/></Designations>", "another list"),
        (b"Last Updated,27/04/2020\r\n", "no header"),
        (b"Last Updated,yesterday\r\nName 6\r\n", "cannot be read"),
        (b"Unique ID,Name\r\nRUS0001,A\r\n", "'Name 6' is missing"),
        (OLD.read_bytes()[:-40], "is cut off|quotation|cells"),
        (OLD.read_bytes().replace(b"99003", b""), "no number"),
        (b"\0" + OLD.read_bytes(), "zero byte"),
        (OLD.read_bytes() + b"\x81", "none of the encodings"),
        (XML.read_bytes()[:-60], "breaks off"),
        (b"".join(OLD.read_bytes().splitlines(keepends=True)[:2]), "names nobody"),
    ],
)
def test_a_damaged_or_another_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        SOURCE.parse(snapshot_from(content, "ConList.csv"))


def test_a_byte_order_mark_does_not_matter() -> None:
    marked = SOURCE.parse(snapshot_from(b"\xef\xbb\xbf" + NEW.read_bytes(), "ConList.csv"))

    assert marked.listings == read_edition(SOURCE, NEW).listings
