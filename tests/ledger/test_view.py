"""Subjects out of a store; what every store must give is in the conformance suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.view import load_subjects
from tests.ledger.stories import CMIC, Story, designation, instant, listing

AT = instant("2022-01-01")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    with open_store("sqlite://") as opened:
        yield opened


def test_many_ids_at_once_give_what_one_at_a_time_gives(store: SqlStore) -> None:
    number = 1_200
    story = Story()
    entries = [
        listing(f"s-{each}", designation(), same_as=(f"t-{each // 2}",)) for each in range(number)
    ]
    story.publish("s", "2021-06-03", *entries)
    story.publish("t", "2021-06-03", *(listing(f"t-{each}") for each in range(number // 2)))
    story.record_in(store)

    subjects = load_subjects(store, [entry.id for entry in entries], AT)

    assert len(subjects) == number // 2
    for subject in subjects[::100]:
        assert len(subject.referents) == 3
        for referent in subject.referents:
            assert load_subjects(store, [referent], AT) == (subject,)


def test_subjects_come_sorted_by_id_each_once(store: SqlStore) -> None:
    story = Story()
    story.publish(
        "s", "2021-06-03", listing("s-2"), listing("s-1", same_as=("s-3",)), listing("s-3")
    )
    story.record_in(store)

    subjects = load_subjects(store, ["s-3", "s-2", "s-1", "s-3"], AT)

    assert [subject.id for subject in subjects] == ["s-1", "s-2"]


def test_stores_do_not_share_what_they_know_of_links(store: SqlStore) -> None:
    linked, apart = Story(), Story()
    linked.publish("s", "2021-06-03", listing("s-1", same_as=("s-2",)), listing("s-2"))
    apart.publish("s", "2021-06-03", listing("s-1"), listing("s-2"))
    linked.record_in(store)

    with open_store("sqlite://") as other:
        apart.record_in(other)

        assert len(load_subjects(store, ["s-1", "s-2"], AT)) == 1
        assert len(load_subjects(other, ["s-1", "s-2"], AT)) == 2


def test_a_programme_unknown_to_the_asked_entities_is_still_covered(store: SqlStore) -> None:
    """What an edition covers is what it names of anyone, not of those asked for."""
    story = Story()
    story.publish("s", "2021-06-03", listing("s-1", designation()), listing("s-2", designation()))
    story.publish("s", "2021-06-16", listing("s-2", designation()))
    story.record_in(store)

    (subject,) = load_subjects(store, ["s-1"], AT)

    assert [record.designation.program for record in subject.records] == [CMIC]
    assert subject.records[0].ended is not None
