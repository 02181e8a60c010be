"""A real ledger in memory: the packaged facts, and lists written for a test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.source import SnapshotFile
from proscribe.model.time import parse_moment
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.lists import record_packaged
from proscribe.workspace.recording import Arrival, record_arrival

NOW = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture(scope="session")
def packaged() -> Iterator[SqlStore]:
    """A ledger with the packaged facts and nothing else; tests only read it."""
    store = open_store("sqlite://")
    record_packaged(store, NOW)
    yield store
    store.close()


@pytest.fixture
def directory(packaged: SqlStore) -> LedgerDirectory:
    """The packaged facts as screening looks them up."""
    return LedgerDirectory(packaged)


@pytest.fixture
def listed() -> Iterator[Callable[[str], LedgerDirectory]]:
    """Make a ledger that holds one user's list, given as CSV, and nothing else."""
    stores = []

    def make(text: str) -> LedgerDirectory:
        store = open_store("sqlite://")
        stores.append(store)
        snapshot = open_snapshot([SnapshotFile(name="list.csv", content=text.encode())])
        recorded = record_arrival(
            store,
            Arrival(
                source=load_source("list"),
                snapshot=snapshot,
                published=parse_moment("2020-01-01"),
                fetched_at=NOW,
                recorded_at=NOW,
            ),
        )
        assert recorded.edition.why is None
        return LedgerDirectory(store)

    yield make
    for store in stores:
        store.close()
