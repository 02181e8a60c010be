"""A server that tests only ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interfaces.api.doors import House, open_house
from tests.interfaces.api.running import Service, fill, open_service


@pytest.fixture(scope="session")
def service(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server on packaged facts and four editions of OFAC's consolidated list."""
    folder = tmp_path_factory.mktemp("service")
    with open_service(folder, prepare=lambda workspace: fill(workspace, shared)) as running:
        yield running


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server on packaged facts, with keys of two organisations."""
    with open_house(tmp_path_factory.mktemp("house")) as running:
        yield running
