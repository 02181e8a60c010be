"""The UN consolidated list: our sample, and every edition at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Link, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.un.un_sc_sanctions import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample" / "consolidated.xml"
CONTENT = SAMPLE.read_bytes()
EDITIONS = ("2021-01-27/un-data.xml", "2026-02-27/UN_consolidated.xml")


def parse(content: bytes) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, "consolidated.xml"))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def names(listing: Listing, kind: NameKind) -> set[str]:
    return {name.text for name in listing.names if name.kind is kind}


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(parse(CONTENT))


@pytest.fixture(scope="module")
def editions(shared: Path) -> tuple[ParsedEdition, ParsedEdition]:
    old, new = (read_edition(SOURCE, shared / "data" / "un" / path) for path in EDITIONS)
    return old, new


@pytest.fixture(scope="module")
def old(editions: tuple[ParsedEdition, ParsedEdition]) -> dict[str, Listing]:
    return by_id(editions[0])


@pytest.fixture(scope="module")
def new(editions: tuple[ParsedEdition, ParsedEdition]) -> dict[str, Listing]:
    return by_id(editions[1])


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("consolidated.json", as_text(parse(CONTENT)))


def test_both_editions_read_whole_and_nothing_is_left_unread(
    editions: tuple[ParsedEdition, ParsedEdition],
) -> None:
    for edition, people, others in zip(editions, (710, 730), (293, 273), strict=True):
        schemata = [listing.schema for listing, _ in edition.listings]

        assert (edition.records, edition.warnings, edition.complete) == (1003, (), True)
        assert (schemata.count("Person"), schemata.count("Organization")) == (people, others)


def test_an_edition_is_published_at_the_instant_it_was_generated(
    editions: tuple[ParsedEdition, ParsedEdition],
) -> None:
    old, new = editions

    assert old.published is not None
    assert old.published.instant == datetime(2021, 1, 28, 0, 37, 43, 549000, tzinfo=UTC)
    assert new.published is not None
    assert new.published.instant == datetime(2026, 2, 27, 0, 0, 9, 554000, tzinfo=UTC)


def test_an_instant_without_offset_counts_as_its_day() -> None:
    changed = CONTENT.replace(b"2025-03-04T18:30:00.000-05:00", b"2025-03-04T18:30:00")

    assert parse(changed).published == Moment(day=date(2025, 3, 4))


def test_al_zawahiri_reads_as_the_list_prints_him(new: dict[str, Listing]) -> None:
    zawahiri = new["un_sc_sanctions-111923"]
    (designation,) = zawahiri.designations

    assert zawahiri.caption == "AIMAN MUHAMMED RABI AL-ZAWAHIRI"
    assert {"Ayman Al-Zawahari", "أيمن محمد ربيع الظواهري"} <= names(zawahiri, NameKind.ALIAS)
    assert properties(zawahiri)["title"] == ("Doctor", "Dr.")
    assert properties(zawahiri)["nationality"] == ("eg",)
    assert properties(zawahiri)["unscId"] == ("QDi.006",)
    assert (designation.program, designation.authority_id) == ("Al-Qaida", "QDi.006")
    assert designation.listed_on == date(2001, 1, 25)
    assert {link.id for link in zawahiri.links} == {
        "un_sc_sanctions-113458",  # QDe.004
        "un_sc_sanctions-113236",  # QDe.003
    }


def test_a_record_that_says_which_measures_apply_is_taken_at_its_word(
    old: dict[str, Listing], new: dict[str, Listing]
) -> None:
    """The travel ban on LYi.009 was lifted between the two editions."""
    assert old["un_sc_sanctions-690757"].designations[0].measures == (
        Measure.ASSET_FREEZE,
        Measure.TRAVEL_BAN,
    )
    assert new["un_sc_sanctions-690757"].designations[0].measures == (Measure.ASSET_FREEZE,)
    assert new["un_sc_sanctions-690757"].designations[0].legal_basis == (
        "paragraph 17 of resolution 1970",
    )


def test_the_houthis_are_under_an_arms_embargo_alone(new: dict[str, Listing]) -> None:
    assert new["un_sc_sanctions-6908876"].designations[0].measures == (Measure.ARMS_EMBARGO,)


def test_a_shipping_company_has_the_imo_number_of_its_comment(new: dict[str, Listing]) -> None:
    omm = new["un_sc_sanctions-6908046"]

    assert (omm.schema, properties(omm)["imoNumber"]) == ("Organization", ("1790183",))


def test_numbers_of_documents_are_read_out_of_the_words_around_them(
    new: dict[str, Listing],
) -> None:
    """LYi.009 prints 03824970, ``Libya 428720`` and B/011641."""
    qadhafi = properties(new["un_sc_sanctions-690757"])

    assert qadhafi["passportNumber"] == ("03824970", "428720", "B/011641")
    assert qadhafi["idNumber"] == ("98606612",)


def test_names_in_brackets_of_another_script_are_names(new: dict[str, Listing]) -> None:
    nusrah = names(new["un_sc_sanctions-6908429"], NameKind.ALIAS)

    assert {
        "Hay’at Tahrir al-Sham (HTS)",
        "هيئة تحرير الشام",
        "جبهة النصرة",
        "Jabhat al-Nusrah",
    } <= nusrah


def test_a_day_of_listing_may_carry_an_offset(old: dict[str, Listing]) -> None:
    """YEi.004 prints 2015-04-14-04:00."""
    assert old["un_sc_sanctions-6908455"].designations[0].listed_on == date(2015, 4, 14)


def test_a_month_in_the_note_makes_the_year_more_exact(old: dict[str, Listing]) -> None:
    """QDi.395 prints YEAR 1958, NOTE ``Sep.``."""
    assert properties(old["un_sc_sanctions-6908545"])["birthDate"] == ("1958-09",)


def test_a_placeholder_is_no_part_of_a_name(new: dict[str, Listing]) -> None:
    """TAi.153 prints ``na`` as its fourth name."""
    assert new["un_sc_sanctions-2975510"].caption == "FAIZULLAH KHAN NOORZAI"


def test_a_record_given_a_new_number_keeps_its_id(
    old: dict[str, Listing], new: dict[str, Listing]
) -> None:
    """KPe.068 is DATAID 6908682 in 2021 and 6908967 in 2026."""
    for listings in (old, new):
        assert listings["un_sc_sanctions-6908682"].designations[0].authority_id == "KPe.068"


def test_who_left_and_who_came_between_the_editions(
    old: dict[str, Listing], new: dict[str, Listing]
) -> None:
    assert len(old.keys() & new.keys()) == 912


def test_a_date_is_never_more_exact_than_printed(sample: dict[str, Listing]) -> None:
    vasko = sample["un_sc_sanctions-9900001"]

    assert properties(vasko)["birthDate"] == ("1964-03-09", "1964-03-15", "1965-09")
    assert vasko.remarks is not None
    assert "birthDate about 1966" in vasko.remarks
    assert "birthDate between 1960 and 1962 (Approximately)" in vasko.remarks


def test_a_qualified_nationality_is_a_country_and_keeps_its_words(
    sample: dict[str, Listing],
) -> None:
    vasko = sample["un_sc_sanctions-9900001"]

    assert properties(vasko)["nationality"] == ("eg",)
    assert properties(vasko)["country"] == ("eg", "id")
    assert vasko.remarks is not None
    assert "nationality Indonesia (as at Dec. 2003)" in vasko.remarks


def test_a_tie_is_made_only_to_who_is_in_the_list(sample: dict[str, Listing]) -> None:
    assert sample["un_sc_sanctions-9900001"].links == (
        Link(
            relation="family",
            id="un_sc_sanctions-9900002",
            role="Sister of Piet Vasko (LYi.902)",
        ),
        Link(
            relation="member",
            id="un_sc_sanctions-9900003",
            role="Member of the Example Lantern Front (QDe.901)",
        ),
    )


def test_a_weak_alias_stays_weak_and_a_former_name_former(sample: dict[str, Listing]) -> None:
    front = sample["un_sc_sanctions-9900003"]

    weak = names(sample["un_sc_sanctions-9900001"], NameKind.WEAK)
    assert weak == {"The Lantern", "Umm Lantern"}
    assert names(front, NameKind.FORMER) == {"Lamp Front"}
    assert names(front, NameKind.ALIAS) == {"Lantern Movement", "LANTERN GROUP"}


def test_a_vessel_is_one_only_where_the_record_says_so(sample: dict[str, Listing]) -> None:
    vessel, owner = sample["un_sc_sanctions-9900005"], sample["un_sc_sanctions-9900004"]

    assert (vessel.schema, properties(vessel)["imoNumber"]) == ("Vessel", ("9000015",))
    assert vessel.designations[0].measures == ()
    assert (owner.schema, properties(owner)["imoNumber"]) == ("Organization", ("5900007",))


def test_an_old_layout_without_values_reads_the_same() -> None:
    changed = CONTENT.replace(
        b"<VALUE>Indonesia (as at Dec. 2003)</VALUE><VALUE>Egypt</VALUE></NATIONALITY>",
        b"Egypt</NATIONALITY><NATIONALITY2>Sudan</NATIONALITY2>",
    )
    edition = parse(changed)

    assert edition.warnings == ()
    vasko = by_id(edition)["un_sc_sanctions-9900001"]
    assert properties(vasko)["nationality"] == ("eg", "sd")


def test_a_printed_day_of_delisting_ends_the_designation() -> None:
    changed = CONTENT.replace(
        b"<LISTED_ON>2011-02-26</LISTED_ON>",
        b"<LISTED_ON>2011-02-26</LISTED_ON><DELISTED_ON>2024-06-01</DELISTED_ON>",
    )
    ended = by_id(parse(changed))["un_sc_sanctions-9900002"].designations[0].ended

    assert ended is not None
    assert ended.on == Moment(day=date(2024, 6, 1))


@pytest.mark.parametrize(
    ("was", "becomes", "warning"),
    [
        (b"<GENDER>Female", b"<RISK>9</RISK><GENDER>Female", "unread field RISK, 1 record"),
        (b"<GENDER>Female", b"<GENDER>F", "unknown gender 'f', 1 record"),
        (b"<QUALITY>Low", b"<QUALITY>Poor", "unknown alias quality 'Poor', 1 record"),
        (b"TYPE>Libya<", b"TYPE>Utopia<", "unknown list 'Utopia', 1 record"),
        (b">BETWEEN<", b">NEAR<", "unknown type of date 'NEAR', 1 record"),
        (b">1964-03-15-04:00<", b">1964-15-03<", "unread date '1964-15-03', 1 record"),
        (b">2011-02-26<", b">26/2<", "unread LISTED_ON, 1 record"),
        (b"<ENTITIES>", b"<VESSELS><VESSEL/></VESSELS><ENTITIES>", "unread section VESSELS"),
        (b"<COUNTRY>Egypt</COUNTRY><NOTE>", b"<COUNTRY>Atlantis</COUNTRY><NOTE>", "Atlantis"),
        (b">Passport</TYPE_OF_DOCUMENT><NOTE>", b">Visa</TYPE_OF_DOCUMENT><NOTE>", "'Visa'"),
        (b"<VALUE>UN List</VALUE>", b"<VALUE>Other</VALUE>", "unknown list type 'Other'"),
    ],
)
def test_what_is_not_understood_is_reported(was: bytes, becomes: bytes, warning: str) -> None:
    assert was in CONTENT
    warnings = parse(CONTENT.replace(was, becomes, 1)).warnings

    assert len(warnings) == 1
    assert warning in warnings[0]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<html><body>Service unavailable</body></html>", "a web page"),
        (b"not XML at all", "not well formed"),
        (CONTENT[: len(CONTENT) // 2], "breaks off"),
        (CONTENT.replace(b"CONSOLIDATED_LIST", b"sdnList"), "not the UN consolidated list"),
        (CONTENT.replace(b"9900002", b"9900001"), "the number 9900001 stands twice"),
        (CONTENT.replace(b"<DATAID>9900002</DATAID>", b""), "no number"),
        (CONTENT.replace(b"LAMPLIGHT 2</FIRST_NAME>", b"</FIRST_NAME>"), "no name"),
        (CONTENT.replace(b'"2025-03-04T18:30:00.000-05:00"', b'"yesterday"'), "neither a day"),
        (CONTENT.replace(b'"2025-03-04T', b'"9999-12-31T'), "neither a day"),
        (b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "no record"),
        (CONTENT.replace(b"<CONSOLIDATED_LIST", b"<!DOCTYPE x []><CONSOLIDATED_LIST"), "type"),
        (
            CONTENT.replace(
                b"<CONSOLIDATED_LIST",
                b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST',
            ).replace(b"TAMSIN", b"&a;"),
            "document type",
        ),
    ],
)
def test_a_damaged_or_other_file_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(QuarantineError, match=why):
        parse(content)


def test_two_files_given_as_one_edition_are_refused() -> None:
    with pytest.raises(QuarantineError, match="2 files"):
        read_edition(SOURCE, SAMPLE, SAMPLE)


def test_byte_order_marks_and_other_encodings_are_read() -> None:
    text = CONTENT.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')

    assert parse(b"\xef\xbb\xbf" + CONTENT).listings == parse(CONTENT).listings
    assert parse(text.encode("utf-16")).listings == parse(CONTENT).listings


@given(at=st.integers(0, len(CONTENT) - 1), lost=st.integers(0, 80), put=st.binary(max_size=8))
def test_a_file_with_bytes_lost_or_changed_is_read_or_refused(
    at: int, lost: int, put: bytes
) -> None:
    try:
        edition = parse(CONTENT[:at] + put + CONTENT[at + lost :])
    except QuarantineError:
        return
    assert edition.records == len(edition.listings) > 0
