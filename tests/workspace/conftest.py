"""Workspaces on a real ledger in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from tests.web import Web, serve


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
