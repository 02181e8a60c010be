from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from proscribe.model.errors import QuarantineError, SourceError
from proscribe.model.listing import (
    Citation,
    Designation,
    Ending,
    EndKind,
    Event,
    Link,
    Listing,
    Name,
    NameKind,
    ParsedEdition,
    SecurityLine,
    SecurityType,
    StatedReason,
)
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources import chronicle
from proscribe.sources.snapshot import open_snapshot
from tests.sources.editions import snapshot_from

FACTS = """\
key: xx_list
authority: us-dod
title: An example list
published: 2026-11-24
checked_through: 2026-08-22
complete: false
completeness: Only one entry.
editions:
- {on: 2021-06-03, published: 2021-06-03, count: 47, cite: [order]}
citations:
  order: {title: The order, publisher: An office, published: 2021-06-03, url: http://example.test}
  note: {title: A note, note: read twice}
listings:
- id: xx_list-example
  schema: Company
  names:
  - {name: Example Corporation}
  - {name: 范例集团, lang: zho, cite: [note]}
  - {name: EC, kind: weak}
  country: [no]
  identifiers: {registrationNumber: [0123], uscCode: [null, X]}
  same_as: [us_ofac_cons-1]
  linked_to:
  - {id: xx_list-parent, relation: parent, cite: [note]}
  designations:
  - program: NO
    authority_id: 30951
    as_printed: EXAMPLE CORP
    tranche: 5
    listed_on: 2021-01-14
    published: "2021-01-14T16:00:00-05:00"
    effective_on: 2021-03-15
    divest_on: 2022-01-14
    directive: 1A
    reasons: [{text: It does things., said_by: DoD, cite: [order]}]
    cite: [order, note]
    ended: {on: 2021-06-03, published: 2021-06-03, kind: removed, cite: [order]}
  securities:
  - {type: equity, isin: KYG9830T1067, ticker: 1810.HK, sedol: BG0ZMJ9, since: 2018-07-09}
  - {type: adr, cusip: 98421U108, ticker: XIACY, ratio: 1 ADR = 5 shares, program: NO, cite: [note]}
  events:
  - {on: 2021-03-12, published: 2021-03-12, kind: injunction, text: A court said no., cite: [note]}
"""
FACTS = FACTS.replace("[null, X]", "[X]")


def parse(text: str) -> ParsedEdition:
    return chronicle.parse(snapshot_from(text.encode(), "xx_list.yml"))


def moment(year: int, month: int, day: int) -> Moment:
    return Moment(day=date(year, month, day))


EXPECTED = Listing(
    id="xx_list-example",
    schema="Company",
    names=(
        Name(text="Example Corporation", kind=NameKind.PRIMARY),
        Name(text="范例集团", kind=NameKind.ALIAS, lang="zho", cite=("note",)),
        Name(text="EC", kind=NameKind.WEAK),
    ),
    properties=(("country", ("no",)), ("registrationNumber", ("0123",)), ("uscCode", ("X",))),
    same_as=("us_ofac_cons-1",),
    links=(Link(relation="parent", id="xx_list-parent", cite=("note",)),),
    designations=(
        Designation(
            authority="us-dod",
            program="NO",
            authority_id="30951",
            as_printed="EXAMPLE CORP",
            tranche="5",
            listed_on=date(2021, 1, 14),
            published=Moment(day=date(2021, 1, 14), instant=datetime(2021, 1, 14, 21, tzinfo=UTC)),
            effective_on=date(2021, 3, 15),
            divest_on=date(2022, 1, 14),
            directive="1A",
            reasons=(StatedReason(text="It does things.", said_by="DoD", cite=("order",)),),
            ended=Ending(
                on=moment(2021, 6, 3),
                published=moment(2021, 6, 3),
                kind=EndKind.REMOVED,
                cite=("order",),
            ),
            cite=("order", "note"),
        ),
    ),
    securities=(
        SecurityLine(
            type=SecurityType.EQUITY,
            isin="KYG9830T1067",
            ticker="1810.HK",
            sedol="BG0ZMJ9",
            since=date(2018, 7, 9),
        ),
        SecurityLine(
            type=SecurityType.ADR,
            cusip="98421U108",
            ticker="XIACY",
            ratio="1 ADR = 5 shares",
            program="NO",
            cite=("note",),
        ),
    ),
    events=(
        Event(
            on=moment(2021, 3, 12),
            published=moment(2021, 3, 12),
            kind="injunction",
            text="A court said no.",
            cite=("note",),
        ),
    ),
)


def test_every_field_is_read_as_written() -> None:
    """What YAML 1.1 takes for a truth, a number or an octal stays what was written."""
    ((listing, locator),) = parse(FACTS).listings

    assert locator == "xx_list.yml xx_list-example"
    assert listing == EXPECTED


def test_the_file_says_what_it_is_and_what_it_lacks() -> None:
    edition = parse(FACTS)

    assert (edition.records, edition.published) == (1, moment(2026, 11, 24))
    assert edition.checked_through == date(2026, 8, 22)
    assert (edition.complete, edition.note) == (False, "Only one entry.")
    assert edition.citations == (
        (
            "order",
            Citation(
                title="The order",
                publisher="An office",
                published=moment(2021, 6, 3),
                url="http://example.test",
            ),
        ),
        ("note", Citation(title="A note", note="read twice")),
    )
    assert dict(edition.extras) == {
        "key": "xx_list",
        "authority": "us-dod",
        "title": "An example list",
        "edition of 2021-06-03": "47 names, published 2021-06-03",
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tranche: 5", "trance: 5", "xx_list-example: the key 'trance' is unknown"),
        ("key: xx_list", "clef: xx_list", "'key' is missing"),
        ("kind: weak", "kind: feeble", "'kind' is 'feeble', which is none of primary, alias"),
        ("type: adr", "type: bond", "'type' is 'bond', which is none of equity, adr"),
        ("kind: removed", "kind: gone", "'kind' is 'gone', which is none of removed"),
        ("kind: injunction", "kind: row", "'kind' is 'row', which is none of award"),
        ("relation: parent", "relation: kin", "'relation' is 'kin', which is none of"),
        ("schema: Company", "schema: Firm", "'schema' is 'Firm', which is none of"),
        ("cite: [order, note]", "cite: [ordre]", "the citation 'ordre' is not defined"),
        ("listed_on: 2021-01-14", "listed_on: 2021-02-30", "'2021-02-30' is not a day"),
        ("listed_on: 2021-01-14", "listed_on: 14 Jan 2021", "'14 Jan 2021' is not a day"),
        ("16:00:00-05:00", "16:00:00", "has no offset"),
        ("text: A court said no., ", "", "'text' is missing or empty"),
        ("complete: false", "complete: no", "'complete' is neither true nor false"),
        ("completeness: Only one entry.\n", "", "says in 'completeness' what is missing"),
        ("checked_through: 2026-08-22\n", "", "'checked_through' is missing"),
        ("{name: Example Corporation}", "{name: EC, kind: alias}", "be the primary one"),
        ("country: [no]", "country: no", "'country' is not a list"),
        ("country: [no]", "country: [null]", "'country' is not a text"),
        ("id: xx_list-parent, ", "", "a link names the other by 'id' or 'name'"),
        ("tranche: 5", "tranche: 5\n    tranche: 6", "the key 'tranche' stands twice"),
        ("on: 2021-06-03, published: 2021-06-03, kind", "on: 2021-06-03, kind", "'published' is"),
        ("key: xx_list\n", "key: [xx_list\n", "the file is no YAML"),
        ("citations:", "citations: []\nnotes:", "'citations' is not a mapping"),
    ],
)
def test_a_breach_of_the_schema_is_an_error(old: str, new: str, message: str) -> None:
    assert FACTS.count(old) >= 1

    with pytest.raises(SourceError, match=re.escape(message)):
        parse(FACTS.replace(old, new, 1))


def test_an_error_names_file_line_entry_and_field() -> None:
    with pytest.raises(SourceError) as caught:
        parse(FACTS.replace("type: adr", "type: bond"))

    assert str(caught.value.where) == "xx_list.yml, line 40, column type"
    assert caught.value.what.startswith("xx_list-example: ")


def test_an_entry_stands_once() -> None:
    entry = FACTS[FACTS.index("- id: xx_list-example") :]

    with pytest.raises(SourceError, match="the id 'xx_list-example' stands twice"):
        parse(FACTS + entry)


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "text"])
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        parse(text or "\n")


def test_a_file_of_facts_stands_alone_and_is_in_utf_8() -> None:
    file = SnapshotFile(name="a.yml", content=FACTS.encode())

    with pytest.raises(QuarantineError, match="stands alone; 2 were given"):
        chronicle.parse(open_snapshot([file, file]))
    with pytest.raises(QuarantineError, match="is not in UTF-8"):
        chronicle.parse(snapshot_from(FACTS.encode("utf-16"), "a.yml"))
