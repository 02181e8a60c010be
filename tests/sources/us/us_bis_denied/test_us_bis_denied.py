"""BIS Denied Persons List: our samples in both layouts, and the edition at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import EndKind, Listing, ParsedEdition
from proscribe.sources.us.us_bis_denied import SOURCE
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

SAMPLE = Path(__file__).parent / "sample"
TEXT = (SAMPLE / "dpl.txt").read_text()


@pytest.fixture(scope="module")
def edition(shared: Path) -> ParsedEdition:
    return read_edition(SOURCE, shared / "data" / "us_bis_dpl" / "2022-09-07" / "dpl.txt")


def parse(text: str | bytes, name: str = "dpl.txt") -> ParsedEdition:
    content = text.encode() if isinstance(text, str) else text
    return SOURCE.parse(snapshot_from(content, name))


def called(edition: ParsedEdition, name: str) -> Listing:
    [found] = [listing for listing, _ in edition.listings if listing.caption == name]
    return found


@pytest.mark.parametrize("name", ["dpl.txt", "denied-persons.csv"])
def test_the_samples_read_as_in_the_goldens(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.json", as_text(read_edition(SOURCE, SAMPLE / name)))


def test_a_person_has_one_id_in_both_layouts() -> None:
    one, other = (
        by_id(read_edition(SOURCE, SAMPLE / name)) for name in ("dpl.txt", "denied-persons.csv")
    )

    assert {one[id_].caption for id_ in one.keys() & other.keys()} == {"JOHN EXAMPLE"}


def test_every_row_of_the_edition_at_hand_is_read(edition: ParsedEdition) -> None:
    assert (edition.records, edition.warnings) == (581, ())
    assert {each.program for one, _ in edition.listings for each in one.designations} == {"DPL"}


def test_an_order_keeps_its_days_and_notices(edition: ParsedEdition) -> None:
    person = called(edition, "AARON ABRAHAM VILLA")

    assert dict(person.properties)["address"] == ("3415 RIVERA AVENUE, EL PASO, TX, 79905",)
    [order] = person.designations
    assert (order.authority, order.program, order.authority_id) == ("us-bis", "DPL", None)
    assert order.listed_on == date(2022, 8, 24)
    assert order.legal_basis == ("87 F.R. 52741 8/29/2022",)
    assert order.ended is not None
    assert (order.ended.kind, order.ended.on.day) == (EndKind.EXPIRED, date(2026, 1, 14))


def test_days_are_read_month_first(edition: ParsedEdition) -> None:
    [order] = called(edition, "ABDUL MAJID SAIDI").designations

    assert order.listed_on == date(2020, 10, 30)


def test_two_orders_against_one_person_are_two_designations(edition: ParsedEdition) -> None:
    assert [each.listed_on for each in called(edition, "I. ASH").designations] == [
        date(2002, 3, 4),
        date(2003, 6, 19),
    ]


def test_an_order_without_an_end_goes_on(edition: ParsedEdition) -> None:
    endless = [
        each for one, _ in edition.listings for each in one.designations if each.ended is None
    ]

    assert len(endless) > 30


def test_a_name_with_others_in_it_is_taken_apart(edition: ParsedEdition) -> None:
    assert [name.text for name in called(edition, "FUYI SUN").names] == ["FUYI SUN", "FRANK SUN"]
    assert [name.text for name in called(edition, "PEARL LI").names] == [
        "PEARL LI",
        "NEI-CHIEN CHU",
    ]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (TEXT[: TEXT.index("ERIKA") + 20], "cut off"),
        ("<!DOCTYPE html><html></html>", "web page"),
        ("a\tb\n", "is missing"),
        (TEXT.splitlines()[0] + "\n", "empty"),
        (TEXT.replace('"ERIKA MUSTER"', '" "'), "no name"),
        (b"\0abc", "zero byte"),
    ],
)
def test_a_damaged_edition_is_refused(text: str | bytes, match: str) -> None:
    with pytest.raises(QuarantineError, match=match):
        parse(text)


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        ("03/06/2008", "13/45/2008", "unread date '13/45/2008', 1 record"),
        ('"JO"', '"QQ"', "unknown country 'QQ', 1 record"),
        ('"2008-03-13"', '"3017-01-01"', "unread date '3017-01-01', 1 record"),
        ('"Action"', '"Risk"', "unread column risk, 3 records"),
    ],
)
def test_what_is_not_known_is_warned_of(old: str, new: str, warning: str) -> None:
    assert parse(TEXT.replace(old, new)).warnings == (warning,)


def test_windows_letters_and_a_byte_order_mark_are_read() -> None:
    changed = TEXT.replace("ERIKA MUSTER", "ÉRIKA MUSTER")

    for encoding in ("cp1252", "utf-8-sig"):
        assert len(called(parse(changed.encode(encoding)), "ÉRIKA MUSTER").designations) == 1
