"""Workspaces on a real ledger in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.ledger.store import LedgerStore
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.lists import record_packaged
from proscribe.workspace.weighing import LedgerRecord
from tests.web import Web, serve

PRICES = (
    "data/sec_ftd/extract-2020-09_2021-06/ftd_chinese_names.psv",
    "data/prices_hk/2020-2025/0981.HK.csv",
    "data/prices_hk/2020-2025/1810.HK.csv",
)


@pytest.fixture(scope="session")
def packaged() -> Iterator[Workspace]:
    """A workspace with the packaged facts; tests only ask it."""
    with open_workspace("sqlite://") as workspace:
        yield workspace


@pytest.fixture
def workspace() -> Iterator[Workspace]:
    """A workspace of the test's own."""
    with open_workspace("sqlite://") as workspace:
        yield workspace


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A server to fetch lists from."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serve() as running:
        yield running


@pytest.fixture
def settings(web: Web, tmp_path: Path) -> Settings:
    """Settings under which two lists are fetched from the server into a store of the test's own."""
    return Settings(
        db=f"sqlite:///{tmp_path / 'ledger.db'}",
        data=tmp_path / "data",
        urls={"us_ofac_cons": f"{web.url}/cons.xml", "us_ofac_sdn": f"{web.url}/sdn.xml"},
    )


@pytest.fixture(scope="session")
def store() -> LedgerStore:
    """A ledger in memory with the packaged facts."""
    opened = open_store("sqlite://")
    record_packaged(opened, datetime(2026, 11, 27, tzinfo=UTC))
    return opened


@pytest.fixture(scope="session")
def directory(store: LedgerStore) -> LedgerDirectory:
    return LedgerDirectory(store)


@pytest.fixture(scope="session")
def record(store: LedgerStore, directory: LedgerDirectory, shared: Path) -> LedgerRecord:
    return LedgerRecord(store, directory, [shared / name for name in PRICES], date(2026, 11, 27))
