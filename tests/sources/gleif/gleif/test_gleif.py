"""Legal entity identifiers: our sample of each format, and the published files at hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Link, Listing, NameKind, ParsedEdition
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.gleif.gleif import SOURCE
from proscribe.sources.snapshot import open_snapshot
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

FOLDER = Path(__file__).parent / "sample"
FILES = [FOLDER / name for name in ("lei.xml", "rr.xml", "exceptions.xml", "isin.csv", "bic.csv")]
LEI = (FOLDER / "lei.xml").read_bytes()
HOLDINGS, FUND, PARENT = "9ZZZ00EXAMPLE0000A58", "9ZZZ00EXAMPLE0000B55", "9ZZZ00EXAMPLE0000C52"


@pytest.fixture(scope="module")
def sample() -> dict[str, Listing]:
    return by_id(read_edition(SOURCE, *FILES))


@pytest.fixture(scope="module")
def answers(shared: Path) -> ParsedEdition:
    folder = shared / "data" / "refdata_gleif" / "2025-05"
    return read_edition(SOURCE, *sorted(folder.glob("*/*.json")))


def properties(listing: Listing) -> dict[str, tuple[str, ...]]:
    return dict(listing.properties)


def parse(content: bytes, name: str = "lei.xml") -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, name))


def answer(published: str, *objects: dict[str, Any] | None) -> SnapshotFile:
    held = {"meta": {"goldenCopy": {"publishDate": published}}, "data": list(objects)}
    return SnapshotFile(name=f"{published}.json", content=json.dumps(held).encode())


def lei_record(name: str, **entity: object) -> dict[str, Any]:
    attributes = {"lei": PARENT, "entity": {"legalName": {"name": name}, **entity}}
    return {"type": "lei-records", "id": PARENT, "attributes": attributes}


def test_the_sample_reads_as_in_the_golden(golden: Callable[[str, str], None]) -> None:
    golden("edition.json", as_text(read_edition(SOURCE, *FILES)))


def test_files_of_one_edition_are_read_together_in_any_order(sample: dict[str, Listing]) -> None:
    edition = read_edition(SOURCE, *reversed(FILES))

    assert by_id(edition) == sample
    assert (edition.records, edition.complete, edition.warnings) == (2, True, ())
    assert edition.published == Moment(
        day=date(2024, 2, 1), instant=datetime(2024, 2, 1, 9, tzinfo=UTC)
    )
    assert edition.extras == (("entities named without a record", "1"),)


def test_names_keep_their_kind_and_language(sample: dict[str, Listing]) -> None:
    assert [(each.text, each.kind, each.lang) for each in sample[f"gleif-{HOLDINGS}"].names] == [
        ("Example Lantern Holdings Inc.", NameKind.PRIMARY, "eng"),
        ("例灯控股", NameKind.ALIAS, "zho"),
        ("Example Lamp Holdings Inc.", NameKind.FORMER, "eng"),
    ]


def test_parents_and_children_know_one_another_with_time_and_share(
    sample: dict[str, Listing],
) -> None:
    holdings, fund = sample[f"gleif-{HOLDINGS}"], sample[f"gleif-{FUND}"]

    assert holdings.links == (
        Link(relation="managed_fund", id=f"gleif-{FUND}", role="is fund-managed by; inactive"),
        Link(
            relation="parent",
            id=f"gleif-{PARENT}",
            role="is directly consolidated by; ACCOUNTING_CONSOLIDATION; ACCOUNTING_STANDARD IFRS",
            share="62.5",
            since=date(2012, 5, 6),
        ),
    )
    assert [link.relation for link in fund.links] == ["fund_manager", "successor"]


def test_what_tables_and_exceptions_say_goes_to_the_entity(sample: dict[str, Listing]) -> None:
    holdings = sample[f"gleif-{HOLDINGS}"]

    assert [line.isin for line in holdings.securities] == ["US0378331005"]
    assert properties(holdings)["swiftBic"] == ("EXMPUS33XXX",)
    assert holdings.remarks is not None
    assert "no ultimate accounting consolidation parent reported: NATURAL_PERSONS" in (
        holdings.remarks
    )


def test_a_fund_that_ceased_says_so(sample: dict[str, Listing]) -> None:
    fund = sample[f"gleif-{FUND}"]

    assert (fund.schema, properties(fund)["status"]) == ("Organization", ("INACTIVE",))
    assert properties(fund)["dissolutionDate"] == ("2022-03-04",)
    assert properties(fund)["legalForm"] == ("Sondervermögen",)
    assert fund.remarks == "LEI RETIRED"


def test_the_golden_copy_of_2018_reads_whole(shared: Path) -> None:
    (file,) = (shared / "data" / "refdata_gleif" / "2018-09-01").glob("*.xml")
    edition = read_edition(SOURCE, file)
    first = by_id(edition)["gleif-029200013A5N6ZD0F605"]

    assert (edition.records, edition.warnings) == (10, ())
    assert not edition.complete
    assert edition.note == (
        "Records without relationships (RR-CDF): whose parents have changed is not told."
    )
    assert str(edition.published) == "2018-09-01T09:00:01+00:00"
    assert first.caption == "AFRINVEST SECURITIES LIMITED"
    assert properties(first)["registrationNumber"] == ("RC603315",)
    assert properties(first)["jurisdiction"] == ("ng",)
    assert first.remarks == "jurisdiction NG-LA; registered at RA000469"


def test_the_interfaces_answers_read_as_one_part_of_the_register(answers: ParsedEdition) -> None:
    assert (answers.records, answers.warnings, answers.complete) == (58, (), False)
    assert str(answers.published) == "2025-05-15T00:00:00+00:00"


def test_an_answer_gives_parents_and_numbers(answers: ParsedEdition) -> None:
    energy = by_id(answers)["gleif-549300YX4S1LLSMK2627"]
    nordic = by_id(answers)["gleif-549300O897ZC5H7CY412"]

    assert energy.caption == "APPLE ENERGY LLC"
    assert properties(energy)["registrationNumber"] == ("6021863",)
    assert properties(energy)["incorporationDate"] == ("2016-05-20",)
    assert {(link.relation, link.id) for link in energy.links} == {
        ("parent", "gleif-HWUPKR0MPOU8FGXBT394"),
        ("ultimate_parent", "gleif-HWUPKR0MPOU8FGXBT394"),
    }
    assert [link.since for link in nordic.links if link.relation == "parent"] == [date(2006, 8, 8)]


def test_of_several_answers_on_one_entity_the_newest_counts() -> None:
    edition = SOURCE.parse(
        open_snapshot(
            [
                answer("2025-02-01T00:00:00Z", lei_record("New Name Ltd"), None),
                answer("2025-01-01T00:00:00Z", lei_record("Old Name Ltd")),
            ]
        )
    )

    assert [listing.caption for listing, _ in edition.listings] == ["New Name Ltd"]


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (HOLDINGS, HOLDINGS[:-1] + "9", "an LEI with a wrong check digit, 1 record"),
        ("PREVIOUS_LEGAL_NAME", "NICKNAME", "unknown name type 'NICKNAME', 1 record"),
        (">FUND<", ">CLUB<", "unknown category 'CLUB', 1 record"),
        ("<lei:Country>CN<", "<lei:Country>QQ<", "unknown country 'QQ', 1 record"),
        (
            "<lei:LegalJurisdiction>DE",
            "<lei:Risk>9</lei:Risk><lei:LegalJurisdiction>DE",
            "unread field Risk, 1 record",
        ),
        ("2022-03-04T", "2022-13-04T", "unread date '2022-13-04', 1 record"),
    ],
)
def test_what_is_not_known_is_kept_and_reported(old: str, new: str, warning: str) -> None:
    changed = LEI.decode().replace(old, new, 1)

    assert parse(changed.encode()).warnings == (warning,)


def test_an_unknown_relationship_and_a_wrong_isin_are_reported() -> None:
    relations = (FOLDER / "rr.xml").read_text().replace("IS_FUND-MANAGED_BY", "IS_FRIEND_OF")
    edition = SOURCE.parse(
        open_snapshot(
            [
                SnapshotFile(name="lei.xml", content=LEI),
                SnapshotFile(name="rr.xml", content=relations.encode()),
                SnapshotFile(name="i.csv", content=f"LEI,ISIN\n{FUND},US0378331009\n".encode()),
            ]
        )
    )

    assert edition.warnings == (
        "an ISIN with a wrong check digit, 1 record",
        "unknown relationship 'IS_FRIEND_OF', 1 record",
    )


def test_an_added_field_of_an_answer_is_reported() -> None:
    file = answer("2025-01-01T00:00:00Z", lei_record("A Ltd", risk=9))

    assert SOURCE.parse(open_snapshot([file])).warnings == ("unread field risk, 1 record",)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LEI[:-200], "breaks off or is not well formed"),
        (LEI.replace(b"RecordCount>2<", b"RecordCount>7<"), "holds 2 records but claims 7"),
        (LEI.replace(FUND.encode(), HOLDINGS.encode()), "stands twice"),
        (LEI.replace(f"<lei:LEI>{FUND}</lei:LEI>".encode(), b""), "has no LEI"),
        (LEI.replace(b"Beispiel Fonds", b""), "has no name"),
        (b"<html><body>Sorry</body></html>", "web page"),
        (b"<sdnList/>", "root of the XML is sdnList"),
        ((FOLDER / "rr.xml").read_bytes(), "hold no LEI record"),
        (b"LEI,ISIN\n" + FUND.encode(), "cut off"),
        (b"colour,size\nred,3\n", "no columns LEI and ISIN"),
        (b"LEI,ISIN\n\0", "zero byte"),
        (b'{"errors": [{"title": "Not found"}]}', "no answer of GLEIF's interface.*Not found"),
        (b'{"data": [', "breaks off"),
        (b'{"data": [7]}', "has no attributes"),
        (b'{"data": []}', "hold no LEI record"),
        (b'{"data": [{"type": "lei-records", "attributes": {}}]}', "no LEI or no name"),
    ],
)
def test_a_damaged_file_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(QuarantineError, match=says):
        parse(content)


RR = (FOLDER / "rr.xml").read_text()
PERIOD = (
    "<rr:RelationshipPeriod><rr:StartDate>2012-05-06T00:00:00Z</rr:StartDate>"
    "<rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>"
)


def parent_of(relations: str) -> Link:
    files = [
        SnapshotFile(name="lei.xml", content=LEI),
        SnapshotFile(name="rr.xml", content=relations.encode()),
    ]
    holdings = by_id(SOURCE.parse(open_snapshot(files)))[f"gleif-{HOLDINGS}"]
    return next(link for link in holdings.links if link.relation == "parent")


@pytest.mark.parametrize(
    ("end", "until"),
    [
        ("2023-12-31T00:00:00Z", date(2023, 12, 31)),
        # Midnight of the next day where it is written.
        ("2023-12-30T23:00:00Z", date(2023, 12, 31)),
        ("2023-12-31T04:00:00Z", date(2023, 12, 31)),
    ],
)
def test_the_last_day_of_a_relationship_is_that_of_whoever_wrote_it(end: str, until: date) -> None:
    ended = PERIOD.replace("</rr:StartDate>", f"</rr:StartDate><rr:EndDate>{end}</rr:EndDate>")

    link = parent_of(RR.replace(PERIOD, ended))

    assert (link.since, link.until) == (date(2012, 5, 6), until)


def test_of_two_periods_of_one_relationship_the_longest_time_counts() -> None:
    earlier = PERIOD.replace("2012-05-06", "2001-02-03").replace(
        "</rr:StartDate>", "</rr:StartDate><rr:EndDate>2004-01-01T00:00:00Z</rr:EndDate>"
    )

    assert parent_of(RR.replace(PERIOD, PERIOD + earlier)).until is None
    assert parent_of(RR.replace(PERIOD, PERIOD + earlier)).since == date(2001, 2, 3)


def test_a_selection_is_no_whole_file() -> None:
    selected = LEI.replace(b"GLEIF_FULL_PUBLISHED", b"GLEIF_DELTA_PUBLISHED")

    edition = parse(selected)

    assert (edition.complete, edition.note) == (
        False,
        "Answers to single questions, or a selection of the register.",
    )
