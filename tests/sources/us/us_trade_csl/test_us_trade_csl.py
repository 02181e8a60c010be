"""The Consolidated Screening List: our sample in every format, and the editions at hand."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import EndKind, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.registry import load_source
from proscribe.sources.us.us_trade_csl import SOURCE
from tests.sources.editions import (
    as_text,
    by_id,
    ofac_edition,
    read_edition,
    snapshot_from,
    terms_of,
)

SAMPLE = Path(__file__).parent / "sample"
TEXT = (SAMPLE / "consolidated.csv").read_text()
HEADER, *ROWS = TEXT.splitlines()


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, SAMPLE / "consolidated.csv"))


@pytest.fixture(scope="module")
def newest(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "us_csl" / "2025-02-27"
    return read_edition(SOURCE, folder / "consolidated.csv.gz")


@pytest.fixture(scope="module")
def listings(newest: ParsedEdition) -> dict[str, Listing]:
    return by_id(newest)


def parse(text: str | bytes) -> ParsedEdition:
    content = text.encode() if isinstance(text, str) else text
    return SOURCE.parse(snapshot_from(content, "consolidated.csv"))


def called(listings: dict[str, Listing], name: str) -> Listing:
    [found] = [each for each in listings.values() if each.caption == name]
    return found


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("consolidated.json", as_text(read_edition(SOURCE, SAMPLE / "consolidated.csv")))


@pytest.mark.parametrize("name", ["consolidated.tsv", "consolidated.json", "older.csv"])
def test_every_format_layout_and_order_of_ids_says_the_same(
    name: str, sample: dict[str, Listing]
) -> None:
    assert by_id(read_edition(SOURCE, SAMPLE / name)) == sample


def test_only_the_json_states_a_day_and_a_count() -> None:
    edition = read_edition(SOURCE, SAMPLE / "consolidated.json")

    assert edition.published == Moment(day=date(2025, 3, 1))
    assert (edition.records, edition.stated_records) == (15, 15)
    assert read_edition(SOURCE, SAMPLE / "consolidated.csv").published is None


def test_rows_of_one_number_in_two_lists_are_one_listing(sample: dict[str, Listing]) -> None:
    bank = sample["us_trade_csl-90103"]

    assert bank.same_as == ("us_ofac_cons-90103", "us_ofac_sdn-90103")
    assert dict(bank.properties)["country"] == ("by", "ru")
    assert [(each.program, each.directive, *each.measures) for each in bank.designations] == [
        ("RUSSIA-EO14024", None, Measure.ASSET_FREEZE),
        ("UKRAINE-EO13662", "1", Measure.DEBT_EQUITY_LIMITS),
    ]


def test_other_names_copied_from_ofac_are_weak(sample: dict[str, Listing]) -> None:
    kinds = {name.kind for name in sample["us_trade_csl-90101"].names[1:]}

    assert kinds == {NameKind.WEAK}


def test_the_name_of_a_menu_list_gives_way_to_its_programme(sample: dict[str, Listing]) -> None:
    [designation] = sample["us_trade_csl-90105"].designations

    assert (designation.program, designation.directive) == ("RUSSIA-EO14024", "3")
    assert designation.listed_on == date(2022, 2, 24)


def test_an_affiliate_is_the_subject_and_what_it_belongs_to_a_tie(
    sample: dict[str, Listing],
) -> None:
    institute = called(sample, "Example Research Institute")

    assert [(link.relation, link.name) for link in institute.links] == [
        ("parent", "Example Technologies Co., Ltd. (Example)")
    ]
    assert [name.text for name in institute.names[1:]] == ["ERI", "Example Institute"]
    [designation] = institute.designations
    assert designation.legal_basis == ("84 FR 22961", "85 FR 29852")
    assert designation.measures == (Measure.EXPORT_CONTROL,)


def test_rows_of_one_name_in_one_list_are_one_subject(sample: dict[str, Listing]) -> None:
    person = called(sample, "Jan Voorbeeld")

    assert dict(person.properties)["country"] == ("no", "za")
    [designation] = person.designations
    assert designation.legal_basis == ("75 FR 36516", "77 FR 58006 (no. 182)")


def test_an_order_that_prints_its_end_is_over_then(sample: dict[str, Listing]) -> None:
    [designation] = called(sample, "JOHN EXAMPLE").designations

    assert designation.ended is not None
    assert designation.ended.kind is EndKind.EXPIRED
    assert designation.ended.on == Moment(day=date(2026, 6, 29))
    assert designation.ended.published == Moment(day=date(2003, 6, 19))


def test_a_state_of_the_united_states_is_no_country(sample: dict[str, Listing]) -> None:
    assert "country" not in dict(called(sample, "JOHN EXAMPLE").properties)


def test_successors_are_no_part_of_a_name(sample: dict[str, Listing]) -> None:
    center = called(sample, "Example Scientific Center")

    assert center.remarks == "and any successor, sub-unit, or subsidiary thereof"
    [designation] = center.designations
    assert designation.legal_basis[:2] == ("E.O. 13382", "Export-Import Bank Act")


def test_the_newest_edition_reads_whole_and_without_warnings(newest: ParsedEdition) -> None:
    rows = Counter(
        (each.authority, each.program)
        for listing, _ in newest.listings
        for each in listing.designations
        if each.authority != "us-ofac"
    )

    assert (newest.records, newest.warnings) == (14_160, ())
    assert newest.published is None
    # 71 and 201 rows, one of each name; 727 rows of which two subjects stand twice.
    assert rows["us-bis", "MEU"] == 71
    assert rows["us-bis", "UVL"] == 201


def test_whom_the_sdn_list_names_is_blocked_and_nobody_else(
    shared: Path, listings: dict[str, Listing]
) -> None:
    file = shared / "data" / "us_csl" / "2025-02-27" / "consolidated.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
        blocked = {
            f"us_trade_csl-{row['entity_number']}"
            for row in csv.DictReader(stream)
            if row["source"].startswith("Specially Designated Nationals")
        }
    frozen = {
        id_
        for id_, listing in listings.items()
        if any(Measure.ASSET_FREEZE in each.measures for each in listing.designations)
    }

    assert len(blocked) == 10_026
    assert frozen == blocked


def test_a_bank_of_three_lists_has_what_each_of_them_brings(
    listings: dict[str, Listing],
) -> None:
    sberbank = listings["us_trade_csl-17018"]

    assert sberbank.caption == "PUBLIC JOINT STOCK COMPANY SBERBANK OF RUSSIA"
    assert [(each.program, each.directive, *each.measures) for each in sberbank.designations] == [
        ("RUSSIA-EO14024", None, Measure.ASSET_FREEZE),
        ("RUSSIA-EO14024", "2", Measure.CORRESPONDENT_ACCOUNT_BAN),
        ("RUSSIA-EO14024", "3", Measure.DEBT_EQUITY_LIMITS),
        ("UKRAINE-EO13662", None, Measure.ASSET_FREEZE),
        ("UKRAINE-EO13662", "1", Measure.DEBT_EQUITY_LIMITS),
    ]


def test_a_bank_without_a_row_of_the_sdn_list_is_not_blocked(listings: dict[str, Listing]) -> None:
    gazprombank = called(listings, "GAZPROMBANK JOINT STOCK COMPANY")

    # This edition copies it from the SSI and the menu-based list alone.
    assert [(each.program, each.directive) for each in gazprombank.designations] == [
        ("RUSSIA-EO14024", "3"),
        ("UKRAINE-EO13662", "1"),
    ]


def test_the_trimmed_edition_of_2019_reads_without_warnings(shared: Path) -> None:
    edition = read_edition(SOURCE, shared / "data" / "us_csl" / "2019-12-03" / "csl.csv")

    assert (edition.records, edition.warnings) == (115, ())


def test_a_subject_keeps_its_id_from_2019_to_2025(
    shared: Path, listings: dict[str, Listing]
) -> None:
    older = by_id(read_edition(SOURCE, shared / "data" / "us_csl" / "2019-12-03" / "csl.csv"))

    assert called(older, "32 Group China Ltd.").id == called(listings, "32 Group China Ltd.").id
    assert len(older.keys() & listings.keys()) > 60


def test_companies_of_the_cmic_list_have_the_terms_ofac_prints(
    shared: Path, listings: dict[str, Listing]
) -> None:
    own = terms_of(ofac_edition(shared, "2024-05-06"), "CMIC-EO13959")
    copied = terms_of(listings, "CMIC-EO13959")

    def unkeyed(terms: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
        return {(str(id_).partition("-")[2], *rest) for id_, *rest in terms}

    assert len(own) == 68
    assert unkeyed(copied) == unkeyed(own)


def test_their_lines_are_those_ofac_prints(shared: Path, listings: dict[str, Listing]) -> None:
    own = ofac_edition(shared, "2024-05-06")["us_ofac_cons-32084"]
    copied = listings["us_trade_csl-32084"]

    assert copied.securities == own.securities
    assert {line.isin for line in copied.securities} >= {"CNE100000N20"}


def test_an_entry_of_the_entity_list_is_read_to_the_letter(listings: dict[str, Listing]) -> None:
    plant = called(listings, "140 Repair Plant JSC")

    assert [name.text for name in plant.names[1:]] == [
        "JSC 140 Repair Plant",
        "Open Joint Stock Company 140 Repair Plant",
    ]
    assert dict(plant.properties) == {
        "address": ("19 Luysi Chalovskoy St., Borisov, 222512, BY",),
        "country": ("by",),
    }
    [designation] = plant.designations
    assert (designation.authority, designation.program) == ("us-bis", "EL")
    assert designation.listed_on == date(2022, 4, 7)
    assert designation.legal_basis == ("87 FR 20299",)
    assert "License policy: Policy of denial." in str(plant.remarks)


def test_letters_broken_at_the_source_stay_as_they_are(listings: dict[str, Listing]) -> None:
    called(listings, "Huawei Technologies Co”peratief U.A.")
    called(listings, "Xi?an Overland Science and Technology Co., Ltd.")


def test_an_entry_without_a_day_has_none(listings: dict[str, Listing]) -> None:
    unverified = [
        designation
        for listing in listings.values()
        for designation in listing.designations
        if designation.program in ("UVL", "ITAR")
    ]

    assert {designation.listed_on for designation in unverified} == {None}


def test_a_day_in_an_impossible_year_is_kept_raw(listings: dict[str, Listing]) -> None:
    institute = called(
        listings, "All-Russian Scientific Research Institute of Experimental Physics (VNIIEF)"
    )

    assert "date as printed 0097-06-30" in str(institute.remarks)


def test_the_list_is_known_to_the_registry() -> None:
    assert load_source("us_trade_csl") is SOURCE


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (TEXT[: TEXT.index("Minister")], "cut off"),
        (TEXT[: TEXT.index("Tehran, IR")], "cut off"),
        ("<html><body>Sorry</body></html>", "web page"),
        ("a,b\n1,2\n", "is missing"),
        (f"{HEADER}\n", "0 entries"),
        (TEXT.replace("DOE, John Example", ""), "no name"),
        (TEXT.replace(",90101,", ",,"), "no number of OFAC's"),
        (TEXT.replace(f"{',90102,'}", ",90101,"), "rows are mixed up"),
        (TEXT.replace("Unverified List (UVL) - Bureau of Industry and Security", ""), "which list"),
        ('{"results": [', "cut off"),
        ('{"total": 3}', "no list of results"),
        ('{"results": [{"name": "x"}]}', "lacks this field"),
        ('{"results": [], "total": 0}', "0 entries"),
        (b"\0\0", "zero byte"),
    ],
)
def test_a_damaged_edition_is_refused(text: str | bytes, match: str) -> None:
    with pytest.raises(QuarantineError, match=match):
        parse(text)


def test_a_count_that_does_not_fit_is_refused() -> None:
    held = json.loads((SAMPLE / "consolidated.json").read_text())
    held["results"].pop()

    with pytest.raises(QuarantineError, match="14 entries but claims 15"):
        parse(json.dumps(held))


def test_two_files_are_refused() -> None:
    snapshot = snapshot_from(TEXT.encode(), "consolidated.csv")
    two = type(snapshot)(files=snapshot.files * 2, digest="")

    with pytest.raises(QuarantineError, match="2 were given"):
        SOURCE.parse(two)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("Tax ID No.", "New Number", "unknown id 'New Number', 1 record"),
        ("SDGT; IFSR", "SDGT; NEWPROG", "unknown programme 'NEWPROG', 1 record"),
        (",Vessel,", ",Spacecraft,", "unknown type 'Spacecraft', 1 record"),
        ("Oslo, NO", "Oslo, QQ", "unknown country 'QQ', 1 record"),
        ("2019-05-21", "2019-02-30", "unread date '2019-02-30', 1 record"),
        (
            "Unverified List (UVL) - Bureau of Industry and Security",
            "Example List (XX) - Example Department",
            "unknown list 'Example List (XX) - Example Department', 1 record",
        ),
    ],
)
def test_what_is_not_known_is_warned_of(old: str, new: str, warning: str) -> None:
    assert any(warning in each for each in parse(TEXT.replace(old, new)).warnings)


def test_a_column_the_publisher_has_added_is_warned_of() -> None:
    *others, last = ROWS
    added = "\n".join((f"{HEADER},risk", *(f"{row}," for row in others), f"{last},high"))

    assert parse(added).warnings == ("unread column risk, 1 record",)


def test_a_row_that_names_nobody_is_passed_over_with_a_warning() -> None:
    empty = "aa99,Entity List (EL) - Bureau of Industry and Security" + "," * 27
    edition = parse(f"{TEXT}{empty}\n")

    assert edition.records == 16
    assert edition.warnings == ("row that names nobody, 1 record",)


def test_headers_count_in_any_case_and_order() -> None:
    shouted = TEXT.replace(HEADER, HEADER.upper())

    assert by_id(parse(shouted)) == by_id(parse(f"\ufeff{TEXT}"))
