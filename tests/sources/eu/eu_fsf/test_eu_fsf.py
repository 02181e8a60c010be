"""The EU Financial Sanctions Files: our sample in both formats, and the files at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Designation, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment, parse_moment
from proscribe.sources.eu.eu_fsf import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
XML, CSV = SAMPLE / "list.xml", SAMPLE / "list.csv"
LEADER, COMPANY, SHIP = "eu_fsf-EU.9001.1", "eu_fsf-EU.9002.2", "eu_fsf-EU.9003.3"


@cache
def real(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "eu_fsf" / "2022-03-18"
    return read_edition(SOURCE, folder / "xmlFullSanctionsList_1_1.prefix.xml.gz")


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, XML))


def of(listing: Listing, prop: str) -> tuple[str, ...]:
    return dict(listing.properties).get(prop, ())


def names(listing: Listing, *kinds: NameKind) -> list[str]:
    return [name.text for name in listing.names if name.kind in kinds]


def by_program(listing: Listing) -> dict[str, Designation]:
    return {each.program: each for each in listing.designations}


def changed(old: str, new: str, file: Path = XML) -> ParsedEdition:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return SOURCE.parse(snapshot_from(text.replace(old, new).encode(), file.name))


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("list.json", as_text(read_edition(SOURCE, XML)))


def test_the_table_reads_as_the_xml_but_for_the_strength_of_names() -> None:
    table, xml = by_id(read_edition(SOURCE, CSV)), changed('strong="false"', 'strong="true"')

    assert table == by_id(xml)
    assert read_edition(SOURCE, CSV).records == xml.records == 4
    assert read_edition(SOURCE, CSV).published == Moment(day=date(2026, 3, 18))
    assert read_edition(SOURCE, CSV).warnings == ()


def test_the_moment_of_generation_is_that_of_publication() -> None:
    published = read_edition(SOURCE, XML).published

    assert published == parse_moment("2026-03-18T14:52:26.947+01:00")


def test_a_subject_under_two_programmes_is_one_with_two_designations(
    sample: dict[str, Listing],
) -> None:
    designations = by_program(sample[LEADER])

    assert designations["AFG"].listed_on == date(2010, 7, 20)
    assert designations["TAQA"].listed_on is None
    assert "Abdul Exampel" in names(sample[LEADER], NameKind.ALIAS)


def test_the_day_of_an_amendment_is_never_the_day_of_listing(sample: dict[str, Listing]) -> None:
    amendment = by_program(sample[LEADER])["TAQA"]

    assert (amendment.listed_on, amendment.published, amendment.effective_on) == (None, None, None)
    (basis,) = amendment.legal_basis
    assert basis == (
        "220/2008 (OJ L68), amendment of commission, published 2008-03-08, in force 2008-03-08,"
        " http://eur-lex.example/220-2008"
    )


def test_the_printed_date_of_listing_stands_in_for_the_attribute(
    sample: dict[str, Listing],
) -> None:
    assert by_program(sample[COMPANY])["IRN"].listed_on == date(2011, 5, 23)


def test_a_travel_ban_is_named_only_where_the_entry_prints_it(sample: dict[str, Listing]) -> None:
    assert by_program(sample[SHIP])["PRK"].measures == (Measure.ASSET_FREEZE, Measure.TRAVEL_BAN)
    assert by_program(sample[COMPANY])["IRN"].measures == (Measure.ASSET_FREEZE,)


def test_the_first_name_that_is_no_translation_is_primary(sample: dict[str, Listing]) -> None:
    leader = sample[LEADER]

    assert leader.caption == "Abdul Example"
    assert {name.text: name.lang for name in leader.names if name.lang} == {
        "Abdoul Exemple": "fra",
        "Абдул Пример": "bul",
    }
    assert names(leader, NameKind.WEAK) == ["Abu Sample", "The Lamp"]


def test_a_date_of_birth_is_no_more_exact_than_published(sample: dict[str, Listing]) -> None:
    leader = sample[LEADER]
    remarks = leader.remarks or ""

    assert of(leader, "birthDate") == ("1962-03-09", "1963-04", "1982-04-19")
    for text in ("born about 1958", "born 1960 to 1964", "born 1402-06-24 in the calendar ISLAMIC"):
        assert text in remarks


def test_the_number_of_a_false_passport_identifies_nobody(sample: dict[str, Listing]) -> None:
    leader = sample[LEADER]

    assert of(leader, "passportNumber") == ("D 0001203",)
    assert "passport S335026: INDONESIA; known to be false" in (leader.remarks or "")


def test_numbers_are_taken_out_of_the_words_around_them(sample: dict[str, Listing]) -> None:
    leader = sample[LEADER]

    assert of(leader, "idNumber") == ("0094195",)
    assert of(leader, "taxNumber") == ("XMPBDL62C09Z200A",)
    assert of(leader, "unscId") == ("TAi.900",)
    assert of(leader, "email") == ("a@lamp-example.com", "b@sample.example")


def test_a_ship_is_a_vessel_and_a_shipping_company_is_none(sample: dict[str, Listing]) -> None:
    ship, company = sample[SHIP], sample[COMPANY]

    assert (ship.schema, of(ship, "imoNumber"), of(ship, "phone")) == ("Vessel", ("9074729",), ())
    assert (company.schema, of(company, "imoNumber")) == ("Organization", ("1790183",))
    assert of(company, "registrationNumber") == ("02142819",)
    assert of(company, "swiftBic") == ("XMPLGB2L",)


def test_the_file_of_march_2022_is_read_whole(shared: Path) -> None:
    edition = real(shared)

    assert (edition.records, len(edition.listings), edition.warnings) == (1044, 1024, ())
    assert edition.published is not None
    assert edition.published.day == date(2022, 3, 18)
    programs = Counter(each.program for one, _ in edition.listings for each in one.designations)
    assert programs == {
        "IRN": 267,
        "TAQA": 216,
        "SYR": 146,
        "AFG": 113,
        "IRQ": 86,
        "PRK": 46,
        "LBY": 45,
        "TUN": 43,
        "COD": 32,
        "TERR": 28,
        "SOM": 10,
        "GIN": 5,
        "BLR": 4,
        "SDN": 3,
    }


def test_saddam_hussein_as_printed(shared: Path) -> None:
    saddam = by_id(real(shared))["eu_fsf-EU.27.28"]
    (designation,) = saddam.designations

    assert [(name.text, name.lang) for name in saddam.names] == [
        ("Saddam Hussein Al-Tikriti", None),
        ("Abou Ali", "fra"),
        ("Abu Ali", None),
    ]
    assert of(saddam, "birthDate") == ("1937-04-28",)
    assert of(saddam, "birthPlace") == ("al-Awja, near Tikrit, IRAQ",)
    assert of(saddam, "citizenship") == ("iq",)
    assert (designation.authority, designation.program) == ("eu-council", "IRQ")
    assert designation.listed_on is None
    assert designation.legal_basis[0].startswith("1210/2003 (OJ L169), regulation of commission")
    assert [each.text for each in designation.reasons] == ["UNSC RESOLUTION 1483"]


def test_nashir_haqqani_stands_under_two_programmes(shared: Path) -> None:
    haqqani = by_id(real(shared))["eu_fsf-EU.2272.60"]

    assert {key: each.listed_on for key, each in by_program(haqqani).items()} == {
        "AFG": date(2010, 7, 20),
        "TAQA": date(2010, 7, 20),
    }


def test_the_shortened_file_of_2020_is_read(shared: Path) -> None:
    edition = read_edition(SOURCE, shared / "data" / "eu_fsf" / "samples" / "sample_eu.xml")
    hammadou = by_id(edition)["eu_fsf-EU.2026.82"]

    assert (edition.records, len(edition.listings), edition.warnings) == (7, 6, ())
    assert hammadou.caption == "Abid Hammadou"
    assert hammadou.designations[0].listed_on == date(2008, 7, 3)
    assert of(hammadou, "birthDate") == ("1965-12-12",)
    assert "born about 1958" in (hammadou.remarks or "")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ('"TAi.900"', '"" risk="9"', "unread field sanctionEntity@risk"),
        ('<citizenship region=""', '<risk>9</risk><citizenship region=""', "unread field risk"),
        ('programme="IRN"', 'programme="XYZ"', "unknown programme 'XYZ'"),
        ('nameLanguage="BG"', 'nameLanguage="QQ"', "unknown language 'QQ'"),
        ('gender="M"', 'gender="X"', "unknown gender 'X'"),
        ('"swiftbic"', '"licence"', "unknown identification 'licence'"),
        ('"TN" countryDescription="TUNISIA"', '"QX"', "unknown country 'QX'"),
        ('Date="2018-05-01"', 'Date="soon"', "unread designationDate 'soon'"),
        ('birthdate="1962-03-09"', 'birthdate="1962-02-30"', "unread date '1962-02-30'"),
        ('key="FAX"', 'key="TELEX"', "unknown contact 'TELEX'"),
        ('wholeName="LANTERN STAR"', 'wholeName=""', "no name"),
        ("generationDate=", "madeOn=", "no generationDate"),
        ("</export>", "<signature>x</signature></export>", "unread field signature"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_reported(old: str, new: str, warning: str) -> None:
    assert changed(old, new).warnings == (f"{warning}, 1 record",)


def test_a_subject_type_that_is_not_known_is_no_guess() -> None:
    edition = changed('code="enterprise"', 'code="ship"')

    assert edition.warnings == ("unknown subject type 'ship', 2 records",)
    assert by_id(edition)[SHIP].schema == "LegalEntity"


def test_an_added_column_is_reported() -> None:
    edition = changed("Address_City;", "Risk;", CSV)

    assert edition.warnings == ("unread column risk, 1 record",)


def test_another_order_and_case_of_columns_does_not_matter() -> None:
    text = CSV.read_text(encoding="utf-8-sig")
    header, _, rows = text.partition("\n")
    edition = SOURCE.parse(snapshot_from(f"{header.upper()}\n{rows}".encode(), "list.csv"))

    assert edition == read_edition(SOURCE, CSV)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('euReferenceNumber="EU.9002.2" logicalId="9002"', "", "neither an EU reference number"),
        ('"EU.9002.2" logicalId="9002"', '"EU.9001.1" logicalId="9002"', "cannot be one subject"),
        ('"EU.9002.2" logicalId="9002"', '"EU.9002.2" logicalId="9003"', "stands for both"),
        ("2026-03-18T14", "yesterday", "no moment"),
    ],
)
def test_numbers_and_moments_that_contradict_refuse_the_file(
    old: str, new: str, message: str
) -> None:
    with pytest.raises(QuarantineError, match=message):
        changed(old, new)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (XML.read_bytes()[:3000], "breaks off"),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"\0\0\0\0", "zero byte"),
        (XML.read_bytes().replace("Абдул".encode(), b"\xc0\xe1"), "not well formed"),
        (b"<CONSOLIDATED_LIST/>", "this is not eu_fsf"),
        (b'<WHOLE Date="18/03/2022"/>', "format 1.0"),
        (b"<export generationDate='2026-03-18'/>", "holds no entry"),
        (b"a;b\n1;2\n", "column 'filegenerationdate' is missing"),
        (CSV.read_bytes().splitlines()[0], "holds no entry"),
        (CSV.read_bytes()[:4000], "cut off"),
        (CSV.read_bytes().replace(b"18/03/2026", b"18/33/2026"), "which is no day"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(QuarantineError, match=message):
        SOURCE.parse(snapshot_from(content, "list"))


def test_a_byte_order_mark_does_not_matter() -> None:
    marked = SOURCE.parse(snapshot_from(b"\xef\xbb\xbf" + XML.read_bytes()))

    assert marked == read_edition(SOURCE, XML)


def test_entries_under_one_programme_are_one_designation() -> None:
    edition = changed('programme="TAQA"', 'programme="AFG"')
    (designation,) = by_id(edition)[LEADER].designations

    assert edition.warnings == ()
    assert designation.listed_on == date(2010, 7, 20)
    assert len(designation.legal_basis) == 2


def test_two_days_of_listing_under_one_programme_are_reported_and_the_first_counts() -> None:
    text = XML.read_text(encoding="utf-8").replace('programme="TAQA"', 'programme="AFG"')
    text = text.replace(
        '<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.9001.1"',
        '<sanctionEntity designationDate="2008-03-08" euReferenceNumber="EU.9001.1"',
    )
    edition = SOURCE.parse(snapshot_from(text.encode()))
    (designation,) = by_id(edition)[LEADER].designations

    assert edition.warnings == ("two designation dates under one programme, 1 record",)
    assert designation.listed_on == date(2008, 3, 8)
