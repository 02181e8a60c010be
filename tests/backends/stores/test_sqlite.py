"""SQLite's own ways to fail, told in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.errors import StoreError
from tests.conformance.contents import dump, large_draft, large_entries
from tests.ledger.stories import ofac_story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    with open_store(f"sqlite:///{path}", busy_seconds=0.1) as opened:
        ofac_story().record_in(opened)
        yield opened


def failure(store: SqlStore) -> StoreError:
    """Return what recording an edition raises, having seen that it changed nothing."""
    before = dump(store)
    with pytest.raises(StoreError) as caught:
        store.record(large_draft(), large_entries(2_000))
    assert dump(store) == before
    return caught.value


def test_a_store_locked_by_another_process_is_named(store: SqlStore, path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        error = failure(store)

    assert "another process is writing" in error.what
    assert str(error.where) == str(path)
    assert store.record(large_draft(), large_entries(10)).is_new


def test_a_store_that_may_only_be_read_is_read(store: SqlStore, path: Path) -> None:
    with open_store(f"sqlite:///file:{path}?mode=ro&uri=true") as reader:
        assert dump(reader) == dump(store)
        assert "can be read but not written" in failure(reader).what


def test_a_full_disk_leaves_the_store_as_it_was(store: SqlStore) -> None:
    with store.connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")

    assert "the disk is full" in failure(store).what

    with store.connection() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert store.record(large_draft(), large_entries(2_000)).is_new


def test_a_damaged_file_is_named(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        store.record(large_draft(), large_entries(2_000))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 4)
        file.write(b"\xff" * (size // 2))

    with open_store(f"sqlite:///{path}") as store, pytest.raises(StoreError, match="damaged"):
        dump(store)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("name,isin\nXiaomi,KYG9830T1067\n" * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError, match="not a SQLite database") as caught:
        open_store(f"sqlite:///{path}")

    assert str(caught.value).startswith(str(path))
    assert path.read_bytes() == before


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its folder does not exist") as caught:
        open_store(f"sqlite:///{tmp_path / 'no' / 'such' / 'ledger.sqlite'}")

    assert "Make the folder" in caught.value.remedy


def test_another_programs_database_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE moz_places (url)")
    before = path.read_bytes()

    with pytest.raises(StoreError, match="another program's tables \\(moz_places\\)"):
        open_store(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_the_file_says_whose_it_is_and_is_read_while_written(store: SqlStore, path: Path) -> None:
    assert store.place == str(path)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("PRAGMA application_id").fetchone() == (0x50727363,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("PRAGMA foreign_key_check").fetchall() == []
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.skipif(os.name != "posix", reason="rights are read as POSIX has them")
@pytest.mark.parametrize(("before", "mode"), [(None, 0o600), (0o640, 0o640)])
def test_a_new_file_and_its_logs_are_read_by_their_owner_alone(
    path: Path, before: int | None, mode: int
) -> None:
    if before is not None:
        path.touch()
        path.chmod(before)
    with open_store(f"sqlite:///{path}") as store:
        ofac_story().record_in(store)
        made = {one.name: one.stat().st_mode & 0o777 for one in path.parent.iterdir()}

    assert made == {path.name + ending: mode for ending in ("", "-wal", "-shm")}


def test_the_last_connection_leaves_one_file(path: Path) -> None:
    with open_store(f"sqlite:///{path}") as store:
        ofac_story().record_in(store)

    assert [each.name for each in path.parent.iterdir()] == ["ledger.sqlite"]
