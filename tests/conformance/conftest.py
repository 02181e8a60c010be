"""Every store runs every test of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet and that processes can share."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_database")
        return found
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """A new, empty store."""
    addresses: dict[str, Callable[[], str]] = {
        "memory": lambda: "sqlite://",
        "sqlite": lambda: f"sqlite:///{tmp_path / 'ledger.sqlite'}",
        "postgresql": lambda: request.getfixturevalue("postgres_database"),
    }
    with open_store(addresses[request.param]()) as opened:
        yield opened
