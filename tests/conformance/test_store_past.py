"""A store is read as it was, whatever was written since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.errors import InternalError
from proscribe.model.identity import Decision, Judgement
from tests.conformance.contents import large_draft, large_entries
from tests.conformance.test_store_clearances import SAID, TAKEN_BACK, pair
from tests.ledger.stories import FETCHED

EARLIER = Decision(
    left="a-1", right="b-1", judgement=Judgement.SAME, reason="seen", by="ana", at=FETCHED
)


def told(store: SqlStore) -> tuple[object, ...]:
    """Return all that answers are made of."""
    ids = [*store.entity_ids()]
    return (
        *(store.revision(), store.editions(), sorted(store.presences(ids)), ids),
        *([*store.names()], [*store.names_of(ids)], store.decisions(), store.clearances()),
    )


def test_a_store_is_as_it_was(store: SqlStore) -> None:
    store.record(large_draft(day="2021-07-02"), large_entries(20))
    store.decide(EARLIER)
    first, second = store.clear(pair(), SAID), store.clear(pair("Li Wei"), SAID)
    store.withdraw(second.id, TAKEN_BACK)
    then, position = told(store), SqlReceipts(store).position()

    store.record(large_draft(day="2021-07-01"), large_entries(30))
    store.record(large_draft("other", "2020-01-01"), large_entries(5, "other"))
    store.decide(replace(EARLIER, judgement=Judgement.DIFFERENT))
    store.clear(pair("Wang Wei"), SAID)
    store.withdraw(first.id, replace(TAKEN_BACK, at=TAKEN_BACK.at + timedelta(days=1)))

    assert told(store) != then
    past = store.past(position)
    assert told(past) == then
    past.close()
    assert store.revision() == 3


def test_nothing_is_written_into_the_past(store: SqlStore) -> None:
    past = store.past(SqlReceipts(store).position())

    with pytest.raises(InternalError):
        past.decide(EARLIER)
    assert store.decisions() == ()
