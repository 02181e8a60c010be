"""What every store keeps, and how it gives it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.store import EditionDraft, Entry
from proscribe.model.listing import Citation, Listing
from proscribe.model.source import EditionState
from proscribe.model.time import Moment
from tests.conformance.contents import dump, large_draft, large_entries
from tests.ledger.stories import (
    CMIC,
    CNOOC,
    CONS,
    HUAWEI,
    SMIC,
    Story,
    designation,
    entries_of,
    keys_of,
    listing,
    moment,
    ofac_story,
    ticker,
)
from tests.ledger.strategies import citations, listings

one_store_for_all_examples = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50
)


class UnreadableError(Exception):
    """Raised by entries that cannot be read to their end."""


def failing_after(number: int) -> Iterator[Entry]:
    yield from large_entries(number)
    raise UnreadableError


def test_a_new_store_is_empty(store: SqlStore) -> None:
    assert dump(store) == {
        "editions": (),
        "listings": {},
        "entity_ids": [],
        "presences": [],
        "keys": [],
        "neighbours": frozenset(),
        "ties": (),
        "decisions": (),
        "citations": {},
    }
    assert store.revision() == 0
    assert store.find("name", ["anything"]) == {}
    assert store.contents([1]) == {}


def test_an_edition_comes_back_as_it_was_recorded(store: SqlStore) -> None:
    draft = EditionDraft(
        source="us_dod_1237",
        authority="us-dod",
        digest="ab" * 32,
        published=Moment(day=date(2021, 6, 3), instant=datetime(2021, 6, 4, 1, 2, 3, 456789, UTC)),
        published_is_stated=False,
        fetched_at=datetime(2026, 11, 24, 23, 59, 59, 999999, UTC),
        recorded_at=datetime(2026, 11, 25, tzinfo=UTC),
        state=EditionState.ACCEPTED,
        records=5_000_000_000,
        complete=False,
        note="第一部分 only",
        warnings=("unread field RISK, 1 record", "naïve"),
        why=None,
        citations=(),
        chronicle=True,
        programs=("S1237", "S1260H"),
        checked_through=date(2026, 8, 22),
    )
    entry = listing("us_dod_1237-1", designation("S1237"), designation("A"))

    recorded = store.record(draft, entries_of([(entry, "line 1"), (entry, "line 2")]))

    assert recorded.is_new
    (edition,) = store.editions()
    assert edition == recorded.edition
    kept = {f.name for f in fields(EditionDraft)} - {"citations"}
    assert {name: getattr(edition, name) for name in kept} == {
        name: getattr(draft, name) for name in kept
    }
    assert (edition.id, edition.entities) == (1, 1)
    assert edition.named == (("us-ofac", "A"), ("us-ofac", "S1237"))


@given(entry=listings(), locator=st.text(max_size=8))
@one_store_for_all_examples
def test_a_listing_comes_back_exactly(store: SqlStore, entry: Listing, locator: str) -> None:
    # PostgreSQL keeps no NUL in the columns ids and places are looked up by.
    kept = replace(
        entry,
        id=entry.id.replace("\0", ""),
        same_as=tuple(each.replace("\0", "") for each in entry.same_as),
    )
    place = locator.replace("\0", "")
    draft = Story().publish("random", "2021-06-03", kept)
    draft = replace(draft, digest=f"{store.revision() + 1:064x}")

    recorded = store.record(draft, [Entry(listing=kept, locator=place, keys=())])

    assert [*store.listings(recorded.edition.id)] == [(kept, place)]
    (presence,) = [
        each for each in store.presences([kept.id]) if each.edition_id == recorded.edition.id
    ]
    assert presence.locator == place
    assert store.contents([presence.content_id]) == {presence.content_id: kept}


@given(citation=citations())
@one_store_for_all_examples
def test_a_citation_comes_back_exactly(store: SqlStore, citation: Citation) -> None:
    source = f"source {store.revision()}"
    store.record(Story().publish(source, "2021-06-03", citations=(("key", citation),)), ())

    assert store.citations(source) == {"key": citation}


def test_the_newest_word_of_a_citation_counts_and_quarantined_ones_do_not(store: SqlStore) -> None:
    story = Story()
    story.publish("s", "2021-02-01", citations=(("a", Citation(title="newer")),))
    story.publish(
        "s",
        "2021-01-01",
        citations=(("a", Citation(title="older")), ("b", Citation(title="only"))),
    )
    story.publish(
        "s",
        "2021-03-01",
        citations=(("a", Citation(title="damaged")),),
        state=EditionState.QUARANTINED,
    )
    story.record_in(store)

    assert store.citations("s") == {"a": Citation(title="newer"), "b": Citation(title="only")}
    assert store.citations("t") == {}


def test_editions_come_in_order_of_publication_in_every_state(store: SqlStore) -> None:
    story = Story()
    story.publish("b", "2021-06-16", listing("b-1"))
    story.publish("a", "2021-06-03", listing("a-1"))
    story.publish("b", "2021-01-08", listing("b-2"), state=EditionState.QUARANTINED)
    story.record_in(store)

    days = [(each.source, str(each.published), each.id) for each in store.editions()]
    assert days == [("b", "2021-01-08", 3), ("a", "2021-06-03", 2), ("b", "2021-06-16", 1)]
    assert [each.id for each in store.editions("b")] == [3, 1]
    assert store.editions("c") == ()
    assert store.revision() == 3


def test_the_same_bytes_again_change_nothing(store: SqlStore) -> None:
    story = ofac_story()
    story.record_in(store)
    before = dump(store)
    later = datetime(2027, 1, 1, tzinfo=UTC)

    for draft, located in story.drafts:
        again = replace(draft, fetched_at=later, recorded_at=later, published=moment("2027-01-01"))
        recorded = store.record(again, entries_of(located))
        assert not recorded.is_new
        assert recorded.edition in store.editions()

    assert dump(store) == before


def test_the_entries_of_bytes_already_recorded_are_not_even_read(store: SqlStore) -> None:
    draft = Story().publish("s", "2021-06-03")
    store.record(draft, ())

    assert not store.record(draft, failing_after(0)).is_new


def test_bytes_once_quarantined_can_be_accepted_but_not_the_other_way_round(
    store: SqlStore,
) -> None:
    entry = listing("s-1", designation())
    quarantined = Story().publish("s", "2021-06-03", entry, state=EditionState.QUARANTINED)
    accepted = replace(quarantined, state=EditionState.ACCEPTED, why=None)
    entries = entries_of([(entry, "row 1")])

    assert store.record(quarantined, entries).is_new
    assert [*store.entity_ids()] == []
    assert not store.record(quarantined, entries).is_new
    assert store.record(accepted, entries).is_new
    assert [*store.entity_ids()] == ["s-1"]
    again = store.record(quarantined, entries)

    assert not again.is_new
    assert again.edition.state is EditionState.ACCEPTED
    assert [each.state for each in store.editions()].count(EditionState.ACCEPTED) == 1


def test_equal_contents_are_kept_once(store: SqlStore) -> None:
    story = ofac_story()
    story.record_in(store)

    huawei = store.presences([HUAWEI])
    cnooc = store.presences([CNOOC])

    assert [each.edition_id for each in sorted(huawei)] == [1, 2, 3]
    assert len({each.content_id for each in huawei}) == 2
    assert len({each.content_id for each in cnooc}) == 3


def test_one_content_at_two_places_of_a_file_is_present_twice(store: SqlStore) -> None:
    entry = listing("s-1", designation())
    draft = Story().publish("s", "2021-06-03", entry)

    store.record(draft, entries_of([(entry, "row 1"), (entry, "row 2"), (entry, "row 2")]))

    assert sorted(each.locator for each in store.presences(["s-1"])) == ["row 1", "row 2"]
    assert [*store.listings(1)] == [(entry, "row 1"), (entry, "row 2")]


def test_presences_are_those_of_accepted_editions(store: SqlStore) -> None:
    entry = listing("s-1", designation(), same_as=("t-1",))
    draft = Story().publish("s", "2021-06-03", entry, state=EditionState.QUARANTINED)
    store.record(draft, entries_of([(entry, "row 1")]))

    assert store.presences(["s-1", "t-1"]) == ()
    assert [*store.entity_ids("s")] == []
    assert [*store.listings(1)] == [(entry, "row 1")]


def test_keys_lead_to_every_entity_that_ever_had_them(store: SqlStore) -> None:
    ofac_story().record_in(store)

    found = store.find("ticker", ["00083 HK", "00883 HK", "688981 CN", "1810 HK"])

    assert found == {
        "00083 HK": frozenset({CNOOC}),
        "00883 HK": frozenset({CNOOC}),
        "688981 CN": frozenset({SMIC}),
    }
    assert store.find("name", ["huawei"]) == {"huawei": frozenset({HUAWEI})}
    assert store.find("isin", ["huawei"]) == {}


def test_a_key_of_two_entities_leads_to_both(store: SqlStore) -> None:
    story = Story()
    line = (ticker("600050 CN"),)
    story.publish(
        "s", "2021-06-03", listing("s-1", securities=line), listing("s-2", securities=line)
    )
    story.record_in(store)

    assert store.find("ticker", ["600050 CN"]) == {"600050 CN": frozenset({"s-1", "s-2"})}


def test_keys_come_sorted_and_distinct_by_kind(store: SqlStore) -> None:
    ofac_story().record_in(store)

    tickers = [*store.keys(["ticker"])]

    assert tickers == sorted({*tickers})
    assert ("ticker", "00083 HK", CNOOC) in tickers
    assert len(tickers) == 8
    assert [*store.keys(["ticker", "ticker", "name"])] == [*store.keys(["name"]), *tickers]
    assert [*store.keys([])] == []


def test_text_sorts_by_code_point_in_every_store(store: SqlStore) -> None:
    names = ["b", "B", "ä", "a", "中", "_", "Z"]
    entries = [listing(f"s-{name}", name=name) for name in names]
    story = Story()
    story.publish("s", "2021-06-03", *entries)
    story.record_in(store)

    assert [*store.entity_ids()] == sorted(each.id for each in entries)
    assert [value for _, value, _ in store.keys(["name"])] == sorted(
        value for each in entries for _, value in keys_of(each)
    )


def test_what_a_list_calls_the_same_is_found_from_both_ends(store: SqlStore) -> None:
    story = Story()
    story.publish("s", "2021-01-01", listing("s-2", same_as=("t-2", "a-1")), listing("s-1"))
    story.publish("s", "2021-02-01", listing("s-1", same_as=("t-1",)))
    story.record_in(store)

    assert store.neighbours(["s-2"]) == {"t-2", "a-1"}
    assert store.neighbours(["t-1", "a-1"]) == {"s-1", "s-2"}
    assert store.neighbours(["s-3"]) == frozenset()


def test_entities_are_told_by_source(store: SqlStore) -> None:
    story = ofac_story()
    story.publish("s", "2021-01-01", listing("s-1"))
    story.record_in(store)

    assert [*store.entity_ids(CONS)] == [CNOOC, HUAWEI, SMIC]
    assert [*store.entity_ids()] == ["s-1", CNOOC, HUAWEI, SMIC]


def test_an_edition_larger_than_a_batch_or_a_page_is_kept_whole(store: SqlStore) -> None:
    number = 2_500
    recorded = store.record(large_draft(), large_entries(number))

    assert recorded.edition.entities == number
    assert recorded.edition.named == (("us-ofac", CMIC),)
    assert [(each.id, locator) for each, locator in store.listings(recorded.edition.id)] == [
        (f"large-{each}", f"row {each}") for each in range(number)
    ]
    ids = [*store.entity_ids()]
    presences = store.presences(ids)
    assert len(ids) == len(presences) == number
    assert len(store.contents([each.content_id for each in presences])) == number
    assert len(store.find("ticker", [f"HK:{each}" for each in range(number)])) == number
    assert len([*store.keys(["name", "ticker"])]) == 2 * number
    assert len(store.neighbours(ids)) == number // 10


def test_entries_that_fail_half_way_leave_nothing(store: SqlStore) -> None:
    ofac_story().record_in(store)
    before = dump(store)

    with pytest.raises(UnreadableError):
        store.record(large_draft(), failing_after(2_500))

    assert dump(store) == before
    assert store.record(large_draft(), large_entries(10)).edition.id == len(store.editions())


def test_readers_see_an_edition_only_when_it_is_whole(store: SqlStore) -> None:
    ofac_story().record_in(store)
    before = dump(store)
    seen = []

    def watched() -> Iterator[Entry]:
        yield from large_entries(1_500)
        seen.append((store.editions(), store.presences(["large-1"])))
        yield from large_entries(500, start=1_500)

    store.record(large_draft(), watched())

    assert seen == [(before["editions"], ())]
    assert len(store.presences(["large-1"])) == 1


def test_reading_may_go_on_while_others_write(store: SqlStore) -> None:
    store.record(large_draft(), large_entries(2_500))
    reading = store.listings(1)
    first, _ = next(reading)

    store.record(large_draft(day="2021-06-04"), large_entries(2_500))

    assert first.id == "large-0"
    assert len([*reading]) == 2_499
