"""Processes that write receipts are killed at random moments, two hundred times."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import sleep

import pytest

from tests.conformance.receipt_processes import check, finish, start

KILLS = 200
BEYOND = 1.5


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that does not exist yet and that processes can share."""
    if request.param == "postgresql":
        found: str = request.getfixturevalue("postgres_database")
        return found
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.mark.soak
def test_no_acknowledged_receipt_is_lost(address: str, tmp_path: Path) -> None:
    """The first kills hit the making of tables and key, too."""
    chance = Random(11)
    told: list[tuple[int, str]] = []
    for kill in range(KILLS):
        running = [start(address, tmp_path, 4, 0) for _ in range(2)]
        sleep(chance.uniform(0, 4 if kill % 4 else BEYOND))
        for process in running:
            process.kill()
        told += [one for process in running for one in finish(process)]
        if told and kill % 10 == 9:
            check(address, tmp_path, told)

    assert check(address, tmp_path, told) >= len(told) > KILLS
