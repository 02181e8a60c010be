"""PostgreSQL's own ways to fail, told in plain words."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url, text

from proscribe.backends.stores import silence
from proscribe.backends.stores.open import open_store
from proscribe.model.errors import StoreError
from tests.conformance.contents import dump, large_draft, large_entries
from tests.ledger.stories import ofac_story
from tests.postgresql import free_port


def test_a_server_that_does_not_run_is_named_without_the_password() -> None:
    port = free_port()

    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store(f"postgresql://clerk:secret@127.0.0.1:{port}/ledger")

    assert f"127.0.0.1:{port}/ledger" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_database_that_does_not_exist_is_named(postgres_url: str) -> None:
    address = make_url(postgres_url).set(database="no_such_ledger")

    with pytest.raises(StoreError, match='"no_such_ledger" does not exist'):
        open_store(address.render_as_string(hide_password=False))


def test_the_plain_scheme_and_the_short_one_will_do(postgres_database: str) -> None:
    for scheme in ("postgresql", "postgres"):
        with open_store(postgres_database.replace("postgresql+psycopg", scheme)) as store:
            assert store.editions() == ()


def test_a_store_locked_by_another_writer_is_named(postgres_database: str) -> None:
    with (
        open_store(postgres_database) as other,
        open_store(postgres_database, busy_seconds=0.1) as store,
    ):
        ofac_story().record_in(store)
        before = dump(store)

        with other.transaction(), pytest.raises(StoreError, match="another process is writing"):
            store.record(large_draft(), large_entries(10))

        assert dump(store) == before
        assert store.record(large_draft(), large_entries(10)).is_new


def test_a_database_that_may_only_be_read_is_read(postgres_database: str) -> None:
    with open_store(postgres_database) as store:
        ofac_story().record_in(store)
    name = make_url(postgres_database).database
    with open_store(postgres_database) as store, store.transaction() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))

    with open_store(postgres_database) as store:
        assert len(store.editions()) == 3
        with pytest.raises(StoreError, match="can be read but not written"):
            store.record(large_draft(), large_entries(10))


def test_a_user_without_rights_is_told_so(postgres_database: str) -> None:
    address = make_url(postgres_database)
    with open_store(postgres_database) as store, store.transaction() as connection:
        connection.execute(text("DROP ROLE IF EXISTS onlooker"))
        connection.execute(text("CREATE ROLE onlooker LOGIN"))

    with pytest.raises(StoreError, match="may not do that"):
        open_store(address.set(username="onlooker").render_as_string())


def test_a_statement_may_take_longer_than_a_silent_server_is_waited_for(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "_PATIENCE_SECONDS", 0.05)
    with open_store(postgres_database) as store, store.connection() as connection:
        slept = text("SELECT 'slept' FROM pg_sleep(0.7)")

        assert connection.execute(slept).scalar_one() == "slept"


def test_a_connection_the_server_has_closed_is_made_anew(postgres_database: str) -> None:
    with open_store(postgres_database) as store, open_store(postgres_database) as other:
        assert store.editions() == ()
        with other.connection() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )

        ofac_story().record_in(store)

        assert len(store.editions()) == 3


def test_a_text_the_server_cannot_keep_is_refused_whole(postgres_database: str) -> None:
    with open_store(postgres_database) as store:
        entries = [*large_entries(3), *large_entries(1, source="nul\0")]

        with pytest.raises(StoreError, match="NUL"):
            store.record(large_draft(), entries)

        assert store.editions() == ()
