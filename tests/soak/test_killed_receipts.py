"""Processes that write receipts are killed at random moments, two hundred times."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import sleep

import pytest

from tests.conformance.receipt_processes import check, finish, start

KILLS = 200
# Seconds within which processes are killed: some while they begin, most while they write.
BEGINNING, BEYOND, LONGEST = 1.5, 4.0, 20.0


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
    longest = BEYOND
    for kill in range(KILLS):
        running = [start(address, tmp_path, 4, 0) for _ in range(2)]
        sleep(chance.uniform(0, longest if kill % 4 else BEGINNING))
        for process in running:
            process.kill()
        before = len(told)
        told += [one for process in running for one in finish(process)]
        if len(told) == before:
            # On a busy machine a process takes longer to begin: most must be hit while they write.
            longest = min(longest * 1.1, LONGEST)
        if told and kill % 10 == 9:
            check(address, tmp_path, told)

    assert check(address, tmp_path, told) >= len(told) > KILLS
