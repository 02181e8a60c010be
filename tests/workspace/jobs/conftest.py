"""Workspaces whose jobs processes can run, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings under which everything lies in a folder of the test's own."""
    return Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")


@pytest.fixture
def shop(settings: Settings) -> Iterator[Workspace]:
    """A workspace with the packaged facts."""
    with open_workspace(settings.db, settings=settings) as workspace:
        yield workspace


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that processes can share."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_database")
        return found
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A portfolio of two lines, of which one is of a company that was banned in March 2021."""
    path = tmp_path / "Depot ana.csv"
    path.write_text("name,isin\nXiaomi,KYG9830T1067\nApple,US0378331005\n")
    return path
