"""Several processes write one chain; one that is killed loses nothing it was told to be durable."""

from __future__ import annotations

from pathlib import Path
from random import Random
from time import sleep

from tests.conformance.receipt_processes import check, finish, start


def test_processes_at_once_leave_no_gap_and_no_double(address: str, tmp_path: Path) -> None:
    running = [start(address, tmp_path, 4, 25) for _ in range(3)]

    told = [one for process in running for one in finish(process)]

    assert sorted(number for number, _ in told) == [*range(1, 301)]
    assert check(address, tmp_path, told) == 300


def test_killed_processes_lose_nothing_acknowledged(address: str, tmp_path: Path) -> None:
    chance = Random(7)
    told = finish(start(address, tmp_path, 1, 1))
    for _ in range(3):
        running = [start(address, tmp_path, 4, 0) for _ in range(2)]
        assert running[0].stdout is not None
        first = running[0].stdout.readline()
        sleep(chance.uniform(0, 0.3))
        for process in running:
            process.kill()
        number, digest = first.split()
        told.append((int(number), digest))
        told += [one for process in running for one in finish(process)]
        assert check(address, tmp_path, told) >= len(told)
