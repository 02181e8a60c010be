"""ISINs by LEI: GLEIF's file, its answers, and the part of the file that is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import ParsedEdition
from proscribe.model.source import Selection, SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.gleif.gleif_isin import SOURCE, select
from tests.sources.editions import as_text, by_id, read_edition, snapshot_from

NAME = "lei-isin-20250515.csv"
SAMPLE = b"""LEI,ISIN
5493001KJTIIGC8Y1R12,US0378331005
5493001KJTIIGC8Y1R12,US5949181045
529900T8BM49AURSDO55,DE0007164600
"""


def parse(content: bytes) -> ParsedEdition:
    return SOURCE.parse(snapshot_from(content, NAME))


def selection(**keys: str) -> Selection:
    return Selection(
        keys={kind: frozenset({each}) for kind, each in keys.items()}, why="the ledger"
    )


def test_reads_the_sample_as_the_golden_has_it(golden: Callable[[str, str], None]) -> None:
    golden("edition.json", as_text(parse(SAMPLE)))


def test_the_whole_file_is_complete_and_of_the_day_in_its_name() -> None:
    edition = parse(SAMPLE)

    assert (edition.records, len(edition.listings), edition.complete) == (3, 2, True)
    assert edition.published == Moment(day=date(2025, 5, 15))


def test_keeps_every_isin_of_an_issuer_that_is_wanted_by_one_and_says_what_is_left_out() -> None:
    kept = select(SnapshotFile(name=NAME, content=SAMPLE), selection(isin="US5949181045"))
    edition = parse(kept.content)

    [listing] = by_id(edition).values()
    assert [line.isin for line in listing.securities] == ["US0378331005", "US5949181045"]
    assert listing.same_as == ("gleif-5493001KJTIIGC8Y1R12",)
    assert not edition.complete
    assert edition.note is not None
    assert edition.note.startswith(f"2 of 3 rows of {NAME} (SHA-256 ")
    assert edition.note.endswith("1 issuers that the ledger names; others are left out.")


def test_keeps_an_issuer_wanted_by_its_lei_and_nobody_who_is_not() -> None:
    file = SnapshotFile(name=NAME, content=SAMPLE)
    by_lei = parse(select(file, selection(lei="529900T8BM49AURSDO55")).content)
    nobody = parse(select(file, selection(isin="FR0000120271")).content)

    assert [one.id for one, _ in by_lei.listings] == ["gleif_isin-529900T8BM49AURSDO55"]
    assert nobody.listings == ()


def test_what_was_selected_is_not_selected_again() -> None:
    once = select(SnapshotFile(name=NAME, content=SAMPLE), selection(isin="US5949181045"))

    assert select(once, selection(isin="FR0000120271")) is once


def test_answers_of_the_interface_say_how_many_isins_an_issuer_has(shared: Path) -> None:
    folder = shared / "data" / "refdata_gleif" / "2025-05" / "isins"
    edition = read_edition(SOURCE, *sorted(folder.glob("*.json")))
    held = {each.id: len(each.securities) for each, _ in edition.listings}

    assert (edition.records, edition.warnings, edition.complete) == (20, (), False)
    assert held["gleif_isin-529900GRZ2BQY5ZM9N49"] == 3
    assert held["gleif_isin-21380068P1DRHMJ8KU70"] == 15


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"LEI,BIC\nX,Y\n", "no columns LEI and ISIN"),
        (b"LEI,ISIN\n5493001KJTIIGC8Y1R12\n", "cut off"),
        (b"<html></html>", "web page"),
    ],
)
def test_refuses_what_is_no_such_file(content: bytes, what: str) -> None:
    with pytest.raises(QuarantineError, match=what):
        parse(content)


def test_reports_a_number_that_cannot_be() -> None:
    changed = SAMPLE.replace(b"DE0007164600", b"DE0007164601")

    assert parse(changed).warnings == ("an ISIN with a wrong check digit, 1 record",)
