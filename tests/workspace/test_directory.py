"""The ledger as screening looks it up: who, known when, and whether the lists are there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.ledger.store import EditionDraft
from proscribe.model.errors import InternalError
from proscribe.model.source import EditionState
from proscribe.model.time import Moment
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.given import source_of, with_given_list
from proscribe.workspace.lists import record_packaged

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def directory() -> LedgerDirectory:
    store = open_store("sqlite://")
    record_packaged(store, NOW)
    record_packaged(store, NOW)
    return LedgerDirectory(store)


def test_a_key_leads_to_ids_and_an_id_to_its_subject(directory: LedgerDirectory) -> None:
    found = directory.find("isin", ["KYG9830T1067", "US0378331005"])
    [subject] = directory.subjects(found["KYG9830T1067"], NOW)

    assert set(found) == {"KYG9830T1067"}
    assert subject.id == "us_dod_1237-xiaomi"
    assert directory.subjects((), NOW) == ()
    assert directory.find("entity", [subject.id, "us_nobody-1"]) == {
        subject.id: frozenset({subject.id})
    }


def test_a_subject_is_known_only_since_it_was_named(directory: LedgerDirectory) -> None:
    before = datetime(2021, 1, 13, tzinfo=UTC)

    assert directory.subjects(["us_dod_1237-xiaomi"], before) == ()


def test_long_beginnings_lead_to_names_and_short_ones_do_not(directory: LedgerDirectory) -> None:
    assert "china communications construction" in directory.completions(
        "china communications construc"
    )
    assert directory.completions("china communications") == ()


def test_packaged_facts_cover_their_regime_at_every_moment(directory: LedgerDirectory) -> None:
    for known in (NOW, datetime(2019, 1, 1, tzinfo=UTC)):
        assert directory.coverage(("us_ofac_cmic",), known).complete


def test_a_list_that_is_missing_or_a_part_covers_nothing(directory: LedgerDirectory) -> None:
    none = directory.coverage((), NOW)
    missing = directory.coverage(("us_ofac_cmic", "us_ofac_sdn"), NOW)

    assert (none.complete, missing.complete) == (False, False)
    assert "no complete list" in none.why
    assert "proscribe import us_ofac_sdn FILE" in missing.why
    assert all("incomplete" in why for why in directory.shortcomings().values())


def test_a_ledger_with_a_list_laid_over_it_is_only_read(tmp_path: Path) -> None:
    house = tmp_path / "house.csv"
    house.write_text("id,name,ticker\n1,Example Ltd,1810.HK\n", encoding="utf-8")
    lower = open_store("sqlite://")
    record_packaged(lower, NOW)
    both = with_given_list(lower, house)
    directory = LedgerDirectory(both)

    found = directory.find("ticker", ["HK:1810"])["HK:1810"]
    assert found == {"given-1", "us_dod_1237-xiaomi"}
    assert {subject.id for subject in directory.subjects(found, NOW)} == found
    assert directory.coverage(("list",), datetime(2021, 1, 1, tzinfo=UTC)).complete
    assert source_of("given").key == "list"
    orders = [edition.order for edition in both.editions()]
    assert orders == sorted(orders)
    assert both.editions("given")[0].published.day == date(1970, 1, 1)
    assert set(both.entity_ids("given")) == {"given-1"}
    assert ("ticker", "HK:1810", "given-1") in set(both.keys(["ticker"]))
    assert both.revision() > lower.revision()
    [listing] = [listing for listing, _ in both.listings(both.editions("given")[0].id)]
    assert listing.id == "given-1"
    draft = EditionDraft(
        source="list",
        authority="user",
        digest="0" * 64,
        published=Moment(day=date(2026, 1, 1)),
        published_is_stated=True,
        fetched_at=NOW,
        recorded_at=NOW,
        state=EditionState.ACCEPTED,
        records=0,
        complete=True,
        note=None,
        warnings=(),
        why=None,
        citations=(),
        chronicle=False,
        programs=(),
        checked_through=None,
    )
    with pytest.raises(InternalError, match="was to be recorded in a view"):
        both.record(draft, ())
