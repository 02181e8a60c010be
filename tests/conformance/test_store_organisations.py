"""Organisations share what authorities publish; own lists and what was decided stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.store import Entry
from proscribe.model.identity import Decision, Evidence, Judgement, TieKind
from proscribe.model.listing import Listing
from tests.conformance.contents import dump, large_draft, large_entries
from tests.conformance.test_store_clearances import SAID, TAKEN_BACK, pair
from tests.ledger.stories import FETCHED, designation, listing

SAME = Decision(
    left="large-1", right="list-1", judgement=Judgement.SAME, reason="seen", by="ana", at=FETCHED
)


class SameName:
    """Ties whoever bears the same name."""

    kinds = ("name",)

    def judge(self, one: Listing, other: Listing) -> Evidence | None:
        basis = f"{one.names[0].text} = {other.names[0].text}"
        return Evidence(kind=TieKind.NAME, confidence=0.95, basis=basis)


def own(store: SqlStore, name: str, day: str = "2026-01-05", digest: str = "") -> int:
    """Record an own list of one entry, always of the same id; return the edition."""
    draft = replace(large_draft("list", day), authority="user")
    if digest:
        draft = replace(draft, digest=digest)
    entry = Entry(
        listing=listing("list-1", designation(listed_on="2026-01-01"), name=name),
        locator="row 1",
        keys=(("name", name.lower()),),
    )
    return store.record(draft, [entry], SameName()).edition.id


def test_own_lists_are_seen_by_those_who_recorded_them_alone(store: SqlStore) -> None:
    store.record(large_draft(), large_entries(3))
    acme, zeta = store.of("acme"), store.of("zeta")
    everybody = dump(zeta)

    own(acme, "Company 1")

    assert dump(zeta) == dump(store) == everybody
    assert [one.source for one in acme.editions()] == ["large", "list"]
    assert acme.find("name", ["company 1"]) == {"company 1": frozenset({"large-1", "list-1"})}
    assert [held.names for held in acme.names_of(["list-1"])] != []
    assert [*zeta.names_of(["list-1"])] == []
    assert acme.neighbours(["large-1"]) == {"list-1"}
    assert zeta.neighbours(["large-1"]) == frozenset()
    assert (acme.has_own(), zeta.has_own(), store.has_own()) == (True, False, False)


def test_two_may_call_their_entries_alike_and_hand_in_the_same_file(store: SqlStore) -> None:
    store.record(large_draft(), large_entries(3))
    acme, zeta = store.of("acme"), store.of("Acme")
    own(acme, "Company 1", digest="0" * 64)
    own(zeta, "Company 2", day="2026-01-06")
    again = own(zeta, "Company 1", day="2026-01-07", digest="0" * 64)

    assert [one.digest[:1] for one in acme.editions("list")] == ["0"]
    assert len(zeta.editions("list")) == 2
    assert {one.edition_id for one in zeta.presences(["list-1"])} >= {again}
    assert {one.edition_id for one in acme.presences(["list-1"])}.isdisjoint(
        one.edition_id for one in zeta.presences(["list-1"])
    )
    assert [tie.evidence.basis for tie in acme.all_ties(["list-1"])] == ["Company 1 = Company 1"]
    assert [names.names for names in acme.names_of(["list-1"])] == [
        names.names for names in zeta.names_of(["list-1"]) if "Company 1" in str(names)
    ]
    assert [*acme.entity_ids("list")] == ["list-1"]
    assert [*store.entity_ids("list")] == []


def test_clearances_and_decisions_are_an_organisations(store: SqlStore) -> None:
    store.record(large_draft(), large_entries(3))
    acme, zeta = store.of("acme"), store.of("zeta")
    made = acme.clear(pair(), SAID)
    acme.decide(SAME)
    theirs = zeta.clear(pair(), SAID)

    assert (acme.clearances(), zeta.clearances(), store.clearances()) == ((made,), (theirs,), ())
    assert not zeta.withdraw(made.id, TAKEN_BACK)
    assert (acme.decisions(), zeta.decisions(), store.decisions()) == ((SAME,), (), ())
    assert acme.neighbours(["large-1"]) == {"list-1"}
    assert zeta.neighbours(["large-1"]) == frozenset()

    position = SqlReceipts(store).position()
    assert zeta.withdraw(theirs.id, TAKEN_BACK)
    acme.decide(replace(SAME, judgement=Judgement.DIFFERENT))
    own(acme, "Company 1")
    past = acme.past(position)
    assert (past.clearances(), past.decisions()) == ((made,), (SAME,))
    assert [one.source for one in past.editions()] == ["large"]
    assert zeta.past(position).clearances() == (theirs,)


@pytest.mark.parametrize("organisation", ["default", "acme"])
def test_what_was_decided_before_is_the_default_organisations(
    address: str, organisation: str
) -> None:
    with open_store(address) as store:
        place = store.address
    engine = create_engine(place)
    with engine.begin() as connection:
        for table in ("clearance", "decision"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN organisation"))
        for table in (
            *("clearance_confirmation", "edition_judgement"),
            *("proposal_answer", "proposal", "edition_file"),
        ):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE proscribe_schema SET version_num = '0008'"))
        connection.execute(
            text(
                'INSERT INTO decision (left_id, right_id, judgement, reason, "by", at, id) VALUES'
                " ('b-1', 'a-1', 'same', 'no', 'ana', '2026-01-01T00:00:00.000000+00:00', 1)"
            )
        )
    engine.dispose()

    with open_store(address) as store:
        decided = store.of(organisation).decisions()

    assert [one.left for one in decided] == (["b-1"] if organisation == "default" else [])


def test_a_content_that_others_recorded_before_is_told_as_new(store: SqlStore) -> None:
    acme, zeta = store.of("acme"), store.of("zeta")
    own(acme, "Company 1", digest="0" * 64)
    store.record(large_draft(), large_entries(3))
    last = max(held.content_id for held in zeta.names())

    assert [*zeta.names(after=last)] == []
    own(zeta, "Company 1", digest="0" * 64)

    assert [held.entity_id for held in zeta.names(after=last)] == ["list-1"]
    assert [*store.names(after=last)] == []
