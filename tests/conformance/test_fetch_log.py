"""What every store remembers of checks, and that one of an earlier release is renewed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, select

from proscribe.backends import stores
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.schema import metadata
from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.fetches import FetchOutcome
from tests.conformance.contents import dump, fetch
from tests.ledger.stories import ofac_story

FAILED, QUARANTINED = FetchOutcome.FAILED, FetchOutcome.QUARANTINED
SAME = FetchOutcome.NOT_MODIFIED
FIRST_TABLES = ("edition", "content", "presence", "same_as", "listing_key", "citation")
KEPT = ("editions", "listings", "entity_ids", "presences", "keys", "citations")


def test_an_empty_log_tells_nothing(store: SqlStore) -> None:
    assert store.checks() == {}
    assert store.fetched("s") == {}


def test_the_last_good_check_of_each_address_is_told(store: SqlStore) -> None:
    other = "https://lists.example/b.xml"
    store.log_fetches([fetch(), fetch(url=other, etag='"b"')])
    store.log_fetches([fetch(at="2026-01-02", outcome=SAME, etag='"two"')])
    store.log_fetches([fetch(at="2026-01-03", outcome=QUARANTINED, etag='"three"')])
    store.log_fetches([fetch("t", etag='"t"')])

    assert {url: found.etag for url, found in store.fetched("s").items()} == {
        fetch().url: '"two"',
        other: '"b"',
    }


def test_bad_checks_are_counted_from_the_last_good_one(store: SqlStore) -> None:
    store.log_fetches([fetch(at="2026-01-01", outcome=FAILED)])
    store.log_fetches([fetch(at="2026-01-02")])
    store.log_fetches([fetch(at="2026-01-03", outcome=FAILED, message="no answer")])
    store.log_fetches([fetch(at="2026-01-04", outcome=QUARANTINED, message="cut off")] * 2)
    store.log_fetches([fetch("t", at="2026-01-05", outcome=FAILED)])
    store.log_fetches([fetch("u", at="2026-01-05")])

    checks = store.checks()

    assert checks["s"].last == fetch(at="2026-01-04", outcome=QUARANTINED, message="cut off")
    assert (checks["s"].bad, str(checks["s"].bad_since)) == (2, "2026-01-03 00:00:00+00:00")
    assert (checks["t"].bad, checks["u"].bad, checks["u"].bad_since) == (1, 0, None)


def test_a_check_does_not_make_the_ledger_another(store: SqlStore) -> None:
    ofac_story().record_in(store)
    before, revision = dump(store), store.revision()

    store.log_fetches([fetch()])

    assert (dump(store), store.revision()) == (before, revision)


def held(store: SqlStore) -> tuple[object, ...]:
    """Return what a store of the first release can tell."""
    editions = store.editions()
    listings = [[*store.listings(edition.id)] for edition in editions]
    return editions, listings, store.presences([*store.entity_ids()])


def test_a_store_of_the_first_release_is_renewed_and_keeps_what_it_holds(address: str) -> None:
    make_first_release(address)
    with open_store("sqlite://") as store:
        ofac_story().record_in(store)
        told = dump(store)
        rows = {table: rows_of(store, table) for table in FIRST_TABLES}
    with writing(address) as connection:
        for table in FIRST_TABLES:
            if rows[table]:
                connection.execute(metadata.tables[table].insert(), rows[table])

    with open_store(address) as store:
        found = dump(store)
        assert {each: found[each] for each in KEPT} == {each: told[each] for each in KEPT}
        store.log_fetches([fetch()])
        assert store.checks()["s"].last == fetch()
    with open_store(address) as store:
        assert store.checks()["s"].bad == 0


@contextmanager
def writing(address: str) -> Iterator[Connection]:
    engine = create_engine(address)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def make_first_release(address: str) -> None:
    """Make the tables as the first release did."""
    config = Config()
    config.set_main_option("script_location", str(Path(stores.__path__[0]) / "migrations"))
    config.set_main_option("path_separator", "os")
    with writing(address) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


def rows_of(store: SqlStore, table: str) -> list[dict[str, object]]:
    with store.connection() as connection:
        rows = connection.execute(select(metadata.tables[table])).mappings()
        return [dict(row) for row in rows]
