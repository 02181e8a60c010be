"""The names that an index is built from: all ever recorded, and those that came since."""

from __future__ import annotations

from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.store import HeldNames
from proscribe.model.listing import Listing, Name, NameKind
from tests.conformance.contents import large_draft, large_entries
from tests.ledger.stories import Story, listing


def person(entity_id: str, *names: str) -> Listing:
    return Listing(
        id=entity_id,
        schema="Person",
        names=tuple(Name(text=name, kind=NameKind.ALIAS) for name in names),
        properties=(("birthDate", ("1962", "1963-05")), ("gender", ("male",))),
    )


def test_every_name_ever_recorded_is_told_with_what_is_known_beside(store: SqlStore) -> None:
    story = Story()
    story.publish("a", "2021-01-01", listing("a-1", name="Xiaomi"), person("a-2", "Li", "李"))
    story.publish("a", "2021-02-01", listing("a-1", name="Xiaomi Corporation"))
    story.record_in(store)

    first, second, third = store.names()

    assert (first.entity_id, first.schema, first.names) == ("a-1", "Company", ("Xiaomi",))
    assert first.properties == {}
    assert (second.schema, second.names) == ("Person", ("Li", "李"))
    assert second.properties == {"birthDate": ("1962", "1963-05"), "gender": ("male",)}
    assert third.names == ("Xiaomi Corporation",)
    assert first.content_id < second.content_id < third.content_id


def test_only_what_came_since_is_told_after_a_number(store: SqlStore) -> None:
    story = Story()
    story.publish("a", "2021-01-01", listing("a-1"), listing("a-2"))
    story.record_in(store)
    held = max(one.content_id for one in store.names())

    assert [*store.names(after=held)] == []

    story.publish("a", "2021-02-01", listing("a-1"), listing("a-2", name="renamed"))
    story.record_in(store)

    [new] = store.names(after=held)
    assert (new.entity_id, new.names) == ("a-2", ("renamed",))


def test_all_names_of_some_entities_are_told(store: SqlStore) -> None:
    story = Story()
    story.publish("a", "2021-01-01", listing("a-1"), listing("a-2"))
    story.publish("a", "2021-02-01", listing("a-1", name="renamed"), listing("a-2"))
    story.record_in(store)

    assert [one.names for one in store.names_of(["a-1", "nobody"])] == [("a-1",), ("renamed",)]
    assert [*store.names_of([])] == []


def test_the_names_of_a_large_edition_are_all_told_once(store: SqlStore) -> None:
    assert [*store.names()] == []
    store.record(large_draft(), large_entries(2_500))

    names = [*store.names()]

    assert len({one.entity_id for one in names}) == len(names) == 2_500
    assert all(isinstance(one, HeldNames) for one in names)
    assert sorted(one.content_id for one in names) == [one.content_id for one in names]
