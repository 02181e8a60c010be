"""Opening a store by its address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from proscribe.backends import stores
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.schema import HEAD, VERSION_TABLE, metadata
from proscribe.model.errors import InputError, StoreError
from tests.ledger.stories import ofac_story


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_database")
        return found
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


def test_the_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(stores.__path__[0]) / "migrations"))
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_the_migrations_make_the_tables_the_code_uses(address: str) -> None:
    with open_store(address) as store, store.connection() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )

        assert compare_metadata(context, metadata) == []


def test_the_migrations_describe_them_in_the_same_words() -> None:
    """The comparison above passes over primary keys and what is particular to SQLite."""
    statement = text(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
        " AND sql IS NOT NULL AND name <> 'proscribe_schema'"
    )

    def described(connection: Connection) -> dict[str, list[str]]:
        return {name: sql.split() for name, sql in connection.execute(statement)}

    with open_store("sqlite://") as store, store.connection() as connection:
        migrated = described(connection)
    with create_engine("sqlite://").begin() as connection:
        metadata.create_all(connection)
        made = described(connection)

    assert migrated == made
    assert made.keys() >= metadata.tables.keys()


def test_what_was_recorded_is_there_when_opened_again(address: str) -> None:
    with open_store(address) as store:
        ofac_story().record_in(store)
        editions = store.editions()

    with open_store(address) as store:
        assert store.editions() == editions


def test_a_store_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    open_store(address).close()
    code = (
        "import sys; from proscribe.backends.stores.open import open_store;"
        f" open_store({address!r}).close(); print('alembic' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout == "False\n"


@pytest.mark.parametrize("version", ["9999", "3f2a1c0b9d8e", ""])
def test_a_store_of_a_newer_release_is_refused_and_left_alone(address: str, version: str) -> None:
    with open_store(address) as store, store.transaction() as connection:
        connection.execute(text("UPDATE proscribe_schema SET version_num = :v"), {"v": version})

    with pytest.raises(StoreError, match="newer release") as caught:
        open_store(address)

    assert f"version {version}," in str(caught.value)
    assert "Install the newest release" in str(caught.value)


def test_tables_of_another_program_are_left_alone(address: str) -> None:
    with open_store(address) as store, store.transaction() as connection:
        connection.execute(text("DROP TABLE proscribe_schema"))

    with pytest.raises(StoreError, match="another program"):
        open_store(address)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("", "makes no sense"),
        ("ledger.sqlite", "makes no sense"),
        ("mysql://localhost/ledger", "'mysql' is no kind of store"),
        ("sql://localhost", "'sql' is no kind of store"),
        ("open:///x", "'open' is no kind of store"),
        ("sqlite://ledger.sqlite", "three slashes"),
        ("postgresql://host:port/ledger", "makes no sense"),
    ],
)
def test_an_address_that_makes_no_sense_is_refused_with_examples(address: str, word: str) -> None:
    with pytest.raises(InputError, match=word) as caught:
        open_store(address)

    assert "sqlite:///relative/path.db" in caught.value.remedy


def test_each_store_in_memory_is_its_own() -> None:
    with open_store("sqlite://") as one, open_store("sqlite://") as other:
        ofac_story().record_in(one)

        assert len(one.editions()) == 3
        assert other.editions() == ()


def test_a_relative_path_is_one_below_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    open_store("sqlite:///led%ger.sqlite").close()

    assert (tmp_path / "led%ger.sqlite").is_file()
