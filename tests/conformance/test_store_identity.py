"""Ties found as editions are written, and what people decide of them, in every store."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.view import load_subjects
from proscribe.model.identity import Decision, Evidence, Judgement, TieKind
from proscribe.model.listing import Listing
from tests.ledger.stories import Story, designation, entries_of, listing

AT = datetime(2026, 1, 1, tzinfo=UTC)


class ByName:
    """Ties entries of one name."""

    kinds = ("name",)

    def judge(self, one: Listing, other: Listing) -> Evidence | None:
        if one.caption != other.caption:
            return None
        return Evidence(kind=TieKind.NAME, confidence=0.95, basis=f"same name {one.caption!r}")


def record(store: SqlStore, source: str, day: str, *listings: Listing) -> None:
    story = Story()
    draft = story.publish(source, day, *listings)
    located = [(each, f"row {place}") for place, each in enumerate(listings)]
    store.record(draft, entries_of(located), ByName())


def groups(store: SqlStore, *ids: str) -> list[tuple[str, ...]]:
    return [subject.referents for subject in load_subjects(store, ids, AT)]


ALFA = listing("a-1", designation(), name="Alfa")
ALFA_TOO = listing("b-7", designation(), name="Alfa")
BETA = listing("b-8", designation(), name="Beta")


def test_entries_of_two_lists_are_tied_and_seen_as_one_subject(store: SqlStore) -> None:
    record(store, "a", "2021-01-01", ALFA)
    record(store, "b", "2021-02-01", ALFA_TOO, BETA)

    (tie,) = store.all_ties()

    assert (tie.left, tie.right, tie.evidence.basis) == ("a-1", "b-7", "same name 'Alfa'")
    assert groups(store, "b-7") == [("a-1", "b-7")]
    assert groups(store, "b-8") == [("b-8",)]


def test_entries_of_one_list_are_not_tied(store: SqlStore) -> None:
    record(store, "a", "2021-01-01", ALFA, listing("a-2", designation(), name="Alfa"))

    assert store.all_ties() == ()


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_the_order_of_recording_makes_no_difference(
    store: SqlStore, order: tuple[int, ...]
) -> None:
    editions = [
        ("a", "2021-01-01", ALFA),
        ("a", "2021-03-01", listing("a-1", designation(), name="Alfa New")),
        ("b", "2021-02-01", ALFA_TOO),
    ]
    for place in order:
        record(store, *editions[place])

    assert [(tie.left, tie.right) for tie in store.all_ties()] == [("a-1", "b-7")]
    early = load_subjects(store, ["a-1"], datetime(2021, 2, 15, tzinfo=UTC))
    assert [subject.referents for subject in early] == [("a-1", "b-7")]


def test_what_a_later_edition_corrected_ties_nothing_any_more(store: SqlStore) -> None:
    record(store, "a", "2021-01-01", ALFA)
    record(store, "b", "2021-02-01", ALFA_TOO)
    record(store, "a", "2021-03-01", listing("a-1", designation(), name="Alfa New"))

    assert groups(store, "a-1") == [("a-1",)]


def test_a_tie_counts_from_when_both_entries_are_known(store: SqlStore) -> None:
    record(store, "a", "2021-01-01", ALFA)
    record(store, "b", "2021-02-01", ALFA_TOO)

    early = load_subjects(store, ["a-1"], datetime(2021, 1, 15, tzinfo=UTC))

    assert [subject.referents for subject in early] == [("a-1",)]


def test_what_a_person_decides_is_kept_and_counts(store: SqlStore) -> None:
    record(store, "a", "2021-01-01", ALFA)
    record(store, "b", "2021-02-01", ALFA_TOO, BETA)
    apart = Decision(
        left="a-1", right="b-7", judgement=Judgement.DIFFERENT, reason="another seat", by="ana",
        at=AT,
    )  # fmt: skip
    joined = Decision(
        left="a-1", right="b-8", judgement=Judgement.SAME, reason="renamed", by="ana", at=AT
    )

    store.decide(apart)
    store.decide(joined)

    assert store.decisions() == (apart, joined)
    assert groups(store, "a-1", "b-7") == [("a-1", "b-8"), ("b-7",)]
    assert store.neighbours(["b-8"]) == {"a-1"}
