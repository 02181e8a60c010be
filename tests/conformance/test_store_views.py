"""Views through a store are those of the pure fold, and editions can be recorded anew."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.store import LedgerStore
from proscribe.ledger.view import load_subjects
from tests.conformance.contents import dump
from tests.ledger.stories import (
    CNOOC,
    HUAWEI,
    SMIC,
    Story,
    designation,
    draft_of,
    entries_of,
    instant,
    listing,
    ofac_story,
    without_numbers,
)
from tests.ledger.strategies import known_moments, ledgers

IDS = ("list-1", "list-2", "list-3", "facts-1")


def replay(store: LedgerStore, into: LedgerStore) -> None:
    """Record everything a store holds into another one."""
    for edition in store.editions():
        citations = store.citations(edition.source)
        into.record(draft_of(edition, citations), entries_of(store.listings(edition.id)))


def test_the_story_of_three_editions_is_told_by_every_store(store: SqlStore) -> None:
    story = ofac_story()
    story.record_in(store)

    for known_at in ("2021-01-07", "2021-01-09", "2021-06-03T12:00:00-04:00", "2021-06-17"):
        at = instant(known_at)
        assert load_subjects(store, [CNOOC, HUAWEI, SMIC], at) == story.subjects(at)


def test_a_subject_is_found_by_any_of_its_ids(store: SqlStore) -> None:
    story = Story()
    story.publish("a", "2021-01-01", listing("a-1", designation(), same_as=("b-1",)))
    story.publish("b", "2021-01-01", listing("b-1", designation()))
    story.publish("c", "2021-01-01", listing("c-1", same_as=("b-1",)), listing("c-2"))
    story.record_in(store)
    at = instant("2022-01-01")

    (subject,) = load_subjects(store, ["c-1"], at)

    assert subject.referents == ("a-1", "b-1", "c-1")
    assert load_subjects(store, ["a-1", "b-1"], at) == (subject,)
    assert load_subjects(store, ["unknown"], at) == ()
    assert load_subjects(store, [], at) == ()


def test_a_link_recorded_later_joins_what_was_read_apart_before(store: SqlStore) -> None:
    story = Story()
    story.publish("a", "2021-01-01", listing("a-1"))
    story.publish("b", "2021-01-01", listing("b-1"))
    story.record_in(store)
    at = instant("2022-01-01")
    assert len(load_subjects(store, ["a-1", "b-1"], at)) == 2

    linking = Story()
    linking.publish("c", "2021-02-01", listing("c-1", same_as=("a-1", "b-1")))
    linking.record_in(store)

    (subject,) = load_subjects(store, ["a-1"], at)
    assert subject.referents == ("a-1", "b-1", "c-1")
    assert len(load_subjects(store, ["a-1", "b-1"], instant("2021-01-15"))) == 2


def test_a_ledger_recorded_anew_tells_the_same(store: SqlStore) -> None:
    story = ofac_story()
    story.record_in(store)

    with open_store("sqlite://") as other:
        replay(store, other)
        numbers = {each.digest: each.id for each in other.editions()}
        assert numbers == {each.digest: each.id for each in store.editions()}
        assert dump(other) == dump(store)


def _recorded_twice(story: Story) -> st.SearchStrategy[tuple[Story, Story]]:
    """Pair a story with its editions in another order, some of them twice."""
    twice = st.permutations([*story.drafts, *story.drafts[:2]])
    return twice.map(lambda drafts: (story, Story(drafts=drafts)))


@settings(max_examples=25)
@given(ledgers().flatmap(_recorded_twice), known_moments)
def test_neither_order_nor_repetition_nor_replay_changes_what_is_known(
    stories: tuple[Story, Story], known_at: datetime
) -> None:
    with (
        open_store("sqlite://") as one,
        open_store("sqlite://") as two,
        open_store("sqlite://") as three,
    ):
        stories[0].record_in(one)
        stories[1].record_in(two)
        replay(two, three)
        told = [without_numbers(load_subjects(each, IDS, known_at)) for each in (one, two, three)]

    assert told[0] == told[1] == told[2]


@settings(max_examples=25)
@given(ledgers(), known_moments)
def test_a_list_recorded_later_never_changes_what_was_known(
    story: Story, known_at: datetime
) -> None:
    """Editions published after a moment are recorded last; the view at that moment stays."""
    zone = "America/New_York"
    later = [
        each
        for each in story.drafts
        if not each[0].chronicle and each[0].published.starts(zone) > known_at
    ]
    with open_store("sqlite://") as store:
        Story(drafts=[each for each in story.drafts if each not in later]).record_in(store)
        before = load_subjects(store, IDS, known_at)
        Story(drafts=later).record_in(store)

        assert load_subjects(store, IDS, known_at) == before


@settings(max_examples=25)
@given(ledgers(), known_moments)
def test_the_view_through_a_store_is_that_of_the_pure_fold(
    story: Story, known_at: datetime
) -> None:
    with open_store("sqlite://") as store:
        story.record_in(store)
        told = without_numbers(load_subjects(store, IDS, known_at))

    assert told == without_numbers(story.subjects(known_at, IDS))
