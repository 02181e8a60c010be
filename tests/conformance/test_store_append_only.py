"""The ledger is only appended to, whoever writes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Executable, select, text, true
from sqlalchemy.dialects import postgresql, sqlite

from proscribe.backends.stores.access import SqlAccess
from proscribe.backends.stores.judging import SqlEditionFiles, SqlJudgements
from proscribe.backends.stores.proposing import SqlProposals
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.backends.stores.schema import FLEETING, metadata
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.clearance import Pair, Word, build_given
from proscribe.model.errors import StoreError
from proscribe.model.identity import Decision, Evidence, Judgement, TieKind
from proscribe.model.listing import Citation, Listing
from tests.conformance import receipting
from tests.conformance.contents import dump, fetch
from tests.conformance.granting import fill_access
from tests.conformance.receipting import batch
from tests.ledger.stories import FETCHED, Story, entries_of, listing, ofac_story

TABLES = sorted(metadata.tables.keys() - FLEETING)


class EveryName:
    """Ties whatever has a name in common."""

    kinds = ("name",)

    def judge(self, one: Listing, other: Listing) -> Evidence | None:
        return Evidence(kind=TieKind.NAME, confidence=0.95, basis=f"{one.id}, {other.id}")


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    """A store with at least one row in every table."""
    story = ofac_story()
    story.publish(
        "s", "2021-01-01", listing("s-1", same_as=("t-1",)), citations=(("a", Citation(title="A")),)
    )
    story.record_in(store)
    store.log_fetches([fetch()])
    twin = listing("t-1", name="s-1")
    draft = Story().publish("t", "2021-01-01", twin)
    store.record(draft, entries_of([(twin, "row 1")]), EveryName())
    decided = Decision(
        left="s-1", right="t-1", judgement=Judgement.SAME, reason="seen", by="ana", at=FETCHED
    )
    store.decide(decided)
    said = Word(reason="seen", by="ana", at=FETCHED)
    pair = Pair(
        given=build_given(["S"]), subject_id="s-1", referents=("s-1",), caption="S", content=()
    )
    other = replace(said, by="ben")
    made = store.clear(replace(pair, second=True), said)
    assert store.confirm(made.id, other)
    store.withdraw(made.id, said)
    assert SqlProposals(store).add(decided) is not None
    assert SqlProposals(store).answer(1, other, agrees=True)
    SqlEditionFiles(store).keep(store.editions()[0].id, [("list.csv.gz", "0" * 64)])
    assert SqlJudgements(store).add(store.editions()[0].id, said, accepted=True)
    fill_access(SqlAccess(store))
    SqlReceipts(store).append(batch(receipting.draft()))
    return store


def refuse(store: SqlStore, statement: Executable) -> None:
    before, cleared = dump(store), store.clearances()

    with pytest.raises(StoreError, match="only appended to"), store.transaction() as connection:
        connection.execute(statement)

    assert (dump(store), store.clearances()) == (before, cleared)


def is_postgresql(store: SqlStore) -> bool:
    with store.connection() as connection:
        return connection.dialect.name == "postgresql"


@pytest.mark.parametrize("name", TABLES)
def test_no_row_can_be_deleted(filled: SqlStore, name: str) -> None:
    refuse(filled, metadata.tables[name].delete())


@pytest.mark.parametrize("name", TABLES)
def test_no_row_can_be_changed(filled: SqlStore, name: str) -> None:
    first = metadata.tables[name].columns[0]

    refuse(filled, metadata.tables[name].update().values({first: first}))


@pytest.mark.parametrize("name", TABLES)
def test_no_row_can_be_changed_by_inserting_it_again(filled: SqlStore, name: str) -> None:
    table = metadata.tables[name]
    first = table.columns[0]
    insert = postgresql.insert if is_postgresql(filled) else sqlite.insert
    rows = select(table).where(true())
    again = insert(table).from_select([*table.columns.keys()], rows)

    refuse(
        filled,
        again.on_conflict_do_update(
            index_elements=[*table.primary_key], set_={first.name: again.excluded[first.name]}
        ),
    )


@pytest.mark.parametrize("name", TABLES)
def test_no_table_can_be_emptied_or_overwritten(filled: SqlStore, name: str) -> None:
    if is_postgresql(filled):
        refuse(filled, text(f"TRUNCATE {name} CASCADE"))
    else:
        table = metadata.tables[name]
        overwrite = table.insert().prefix_with("OR REPLACE")
        refuse(filled, overwrite.from_select([*table.columns.keys()], select(table)))
