"""The World Bank's list: our sample, and the published answer at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import EndKind, Listing, Measure, NameKind, ParsedEdition
from proscribe.model.time import Moment
from proscribe.sources.worldbank.supplier.names import supplier_names
from proscribe.sources.worldbank.worldbank_debarred import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample" / "answer.json"
ROW = {
    "SUPP_ID": 1,
    "SUPP_NAME": "EXAMPLE LTD.",
    "SUPP_TYPE_CODE": "F",
    "COUNTRY_NAME": "Kenya",
    "ELIG_STAT": "DEBARRED",
    "INELIG_FLG": "D",
    "DEBAR_FROM_DATE": "2020-01-02",
    "DEBAR_TO_DATE": "2022-01-01",
}


@pytest.fixture(scope="module")
def published(shared: Path) -> ParsedEdition:
    return read_edition(
        SOURCE, shared / "data" / "worldbank_debarred" / "2021-01-28" / "wb-data.json.gz"
    )


def parse(content: bytes) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, "answer.json"))


def read_rows(*rows: dict[str, object]) -> ParsedEdition:
    return parse(json.dumps({"response": {"ZPROCSUPP": rows}}).encode())


def only(edition: ParsedEdition) -> Listing:
    ((listing, _),) = edition.listings
    return listing


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("answer.json", as_text(read_edition(SOURCE, SAMPLE)))


def test_the_published_answer_reads_whole(published: ParsedEdition) -> None:
    assert (published.records, len(published.listings)) == (1261, 1261)
    assert published.published == Moment(day=date(2021, 1, 28))
    assert published.warnings == ()
    ended = [each.designations[0].ended is not None for each, _ in published.listings]
    assert (ended.count(True), ended.count(False)) == (841, 420)


def test_a_debarment_ends_with_the_day_the_list_prints(published: ParsedEdition) -> None:
    datex = by_id(published)["worldbank_debarred-346709"]
    (designation,) = datex.designations

    assert (datex.caption, datex.schema) == ("DATEX HAITI", "Organization")
    assert (designation.program, designation.authority_id) == ("DEBARRED", "346709")
    assert designation.effective_on == date(2018, 2, 13)
    assert designation.measures == (Measure.DEBARMENT,)
    assert designation.legal_basis == ("Procurement Guidelines, 1.15(a)(ii)",)
    assert designation.ended is not None
    assert designation.ended.on == Moment(day=date(2021, 2, 12))
    assert designation.ended.kind is EndKind.EXPIRED


def test_a_debarment_begins_on_the_day_the_list_prints(published: ParsedEdition) -> None:
    days = {
        (each.listed_on, each.effective_on)
        for listing, _ in published.listings
        for each in listing.designations
    }

    # The firm stands in the answer with DEBAR_FROM_DATE 2018-02-13.
    [datex] = by_id(published)["worldbank_debarred-346709"].designations
    assert datex.listed_on == date(2018, 2, 13)
    assert all(listed == effective for listed, effective in days)
    assert None not in {listed for listed, _ in days}


def test_the_year_2999_means_without_end(published: ParsedEdition) -> None:
    huawei = by_id(published)
    (found,) = [each for each in huawei.values() if "HUAWEI" in each.caption]

    assert found.caption == "JIANGXI HUAWEI CONSTRUCTION MATERIALS CO., LTD."
    assert [(name.text, name.kind) for name in found.names[1:]] == [
        ("江西省华威建材有限公司", NameKind.ALIAS)
    ]
    assert found.designations[0].ended is None


def test_a_cross_debarment_is_told_from_the_banks_own(published: ParsedEdition) -> None:
    norma = by_id(published)["worldbank_debarred-190459"]

    assert norma.schema == "Person"
    assert norma.designations[0].program == "X-DEBARRED"
    assert norma.designations[0].reasons[0].text == "Cross Debarment: ADB"


def test_a_registration_number_is_read_out_of_the_additional_information(
    published: ParsedEdition,
) -> None:
    institute = by_id(published)["worldbank_debarred-524900"]

    assert dict(institute.properties)["registrationNumber"] == (
        "110104005020807",
        "911101081016246649",
    )


@pytest.mark.parametrize(
    ("name", "additional", "found"),
    [
        ("SAMPLE INC. (FIJI) LTD.", "", ["SAMPLE INC. (FIJI) LTD."]),
        ("SAMPLE OY (FINLAND)", "*3", ["SAMPLE OY (FINLAND)"]),
        ("SAMPLE SPA (FORMERLY SAMPLE S.A.)", "*1", ["SAMPLE SPA", "former SAMPLE S.A."]),
        ("DR. ANN SAMPLE *38", "", ["ANN SAMPLE"]),
        ("MR. LI (李)", "", ["LI", "alias 李"]),
        ("SAMPLE CORP", "formerly DBA WORKS LTD. *1", ["SAMPLE CORP", "former DBA WORKS LTD."]),
        ("AKA MR. LI YI", "*192 MR. PETER LEE", ["PETER LEE", "alias LI YI"]),
        ("SAMPLE WORKS S.A. (FORMERLY OLD WOR", "", ["SAMPLE WORKS S.A.", "weak OLD WOR"]),
        (
            "SAMPLE",
            "(a.k.a. S One), also d.b.a. S Two *1",
            ["SAMPLE", "alias S One", "alias S Two"],
        ),
        ("SAMPLE", "(EXCEPT BRANCHES IN AFRICA)", ["SAMPLE"]),
    ],
)
def test_names_are_told_from_footnotes_places_and_marks(
    name: str, additional: str, found: list[str]
) -> None:
    read = supplier_names(name, additional)

    assert [read[0].text, *(f"{each.kind.value} {each.text}" for each in read[1:])] == found


def test_a_field_the_bank_has_added_is_reported() -> None:
    assert read_rows({**ROW, "RISK": "9"}).warnings == ("unread column RISK, 1 record",)


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        ({"SUPP_TYPE_CODE": "Z"}, "unknown supplier type 'Z', 1 record"),
        (
            {"INELIG_FLG": "Q", "ELIG_STAT": "WATCHED"},
            "unknown eligibility 'Q' 'WATCHED', 1 record",
        ),
        ({"COUNTRY_NAME": "Examplia"}, "unknown country 'Examplia', 1 record"),
        ({"DEBAR_TO_DATE": "2022-02-30"}, "unread date '2022-02-30', 1 record"),
        ({"DEBAR_TO_DATE": "2019-01-01"}, "ends before it begins, 1 record"),
        ({"INELIGIBLY_STATUS": "Paused"}, "unknown status 'Paused', 1 record"),
        ({"INELIGIBLY_STATUS": "Ongoing"}, "Ongoing, but with an end, 1 record"),
    ],
)
def test_what_is_not_known_is_kept_raw_and_reported(
    change: dict[str, object], warning: str
) -> None:
    assert read_rows({**ROW, **change}).warnings == (warning,)


def test_a_status_without_end_is_not_ended_by_a_day() -> None:
    (designation,) = only(read_rows({**ROW, "INELIGIBLY_STATUS": "Permanent"})).designations

    assert designation.ended is None


def test_another_layout_of_the_answer_is_read() -> None:
    lower = {key.lower(): value for key, value in ROW.items()}

    assert only(parse(json.dumps([lower]).encode())) == only(read_rows(ROW))
    assert only(parse(b"\xef\xbb\xbf" + json.dumps({"d": {"x": ROW}}).encode())).caption == (
        "EXAMPLE LTD."
    )


def test_two_rows_of_one_supplier_are_one_with_both_grounds() -> None:
    crossed = {**ROW, "ELIG_STAT": "X-DEBARRED", "INELIG_FLG": "X", "COUNTRY_NAME": "Uganda"}
    listing = only(read_rows(ROW, crossed))

    assert [each.program for each in listing.designations] == ["DEBARRED", "X-DEBARRED"]
    assert dict(listing.properties)["country"] == ("ke", "ug")


def test_one_id_for_two_suppliers_refuses_the_answer() -> None:
    with pytest.raises(QuarantineError, match=r"stands for 'EXAMPLE LTD\.' and for 'OTHER LTD\.'"):
        read_rows(ROW, {**ROW, "SUPP_NAME": "OTHER LTD."})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (SAMPLE.read_bytes()[:900], "is no JSON, or breaks off"),
        (b"<!DOCTYPE html><html><body>Maintenance</body></html>", "web page or XML"),
        (b"{}", "holds no supplier"),
        (b'{"response": {"ZPROCSUPP": []}}', "holds no supplier"),
        (b'{"message": "Missing API key"}', "it says 'Missing API key'"),
        (b"a\0b", "zero byte"),
        (b'[{"SUPP_ID": 1}]', "no id or no name"),
        (b'[{"SUPP_ID": null, "SUPP_NAME": "X"}]', "no id or no name"),
    ],
)
def test_what_is_no_whole_answer_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(QuarantineError, match=says):
        parse(content)


def test_two_files_are_refused() -> None:
    with pytest.raises(QuarantineError, match="2 were given"):
        read_edition(SOURCE, SAMPLE, Path(__file__))
