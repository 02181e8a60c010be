"""Workspaces on a real ledger in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from proscribe.workspace import Workspace, open_workspace


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
