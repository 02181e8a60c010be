from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from proscribe.interfaces.api.batching import Batcher
from tests.apart import run_apart


def test_what_waits_is_answered_together() -> None:
    batches: list[int] = []
    held = threading.Event()

    def work(asked: Sequence[int]) -> list[int]:
        held.wait(10)
        batches.append(len(asked))
        return [one * 2 for one in asked]

    async def run() -> list[int]:
        batcher: Batcher[int, int] = Batcher(work)
        first = asyncio.create_task(batcher.ask(0))
        await asyncio.sleep(0.05)
        others = [asyncio.create_task(batcher.ask(one)) for one in range(1, 9)]
        await asyncio.sleep(0.05)
        held.set()
        found = await asyncio.gather(first, *others)
        batcher.close()
        return found

    assert run_apart(run()) == [one * 2 for one in range(9)]
    assert batches == [1, 8]


def batches_of(times: int, patience: float) -> list[int]:
    """Return how many were answered at once where one asks so often, and then three more thrice."""
    batches: list[int] = []
    begun = threading.Event()

    def work(asked: Sequence[int]) -> list[int]:
        begun.wait(10)
        batches.append(len(asked))
        return [*asked]

    async def run() -> None:
        batcher: Batcher[int, int] = Batcher(work, patience=patience)

        async def keep_asking(one: int, times: int) -> None:
            for _ in range(times):
                assert await batcher.ask(one) == one

        first = asyncio.create_task(keep_asking(0, times))
        await asyncio.sleep(0.05)
        others = [asyncio.create_task(keep_asking(one, 3)) for one in range(1, 4)]
        await asyncio.sleep(0.05)
        begun.set()
        await asyncio.gather(first, *others)
        batcher.close()

    run_apart(run())
    return batches


def test_those_who_ask_again_at_once_are_answered_together() -> None:
    assert batches_of(times=4, patience=30) == [1, 4, 4, 4]


def test_who_asks_no_more_is_waited_for_a_moment_only() -> None:
    assert batches_of(times=1, patience=0.01) == [1, 3, 3, 3]


def test_one_that_fails_spoils_no_other() -> None:
    def work(asked: Sequence[int]) -> list[int]:
        if 3 in asked:
            raise ValueError("three")
        return [*asked]

    async def run() -> list[int | BaseException]:
        batcher: Batcher[int, int] = Batcher(work)
        tasks = [asyncio.create_task(batcher.ask(one)) for one in range(5)]
        found = await asyncio.gather(*tasks, return_exceptions=True)
        batcher.close()
        return found

    *_, three, four = found = run_apart(run())

    assert found[:3] == [0, 1, 2]
    assert isinstance(three, ValueError)
    assert four == 4


def test_who_went_away_is_not_answered() -> None:
    seen: list[int] = []

    def work(asked: Sequence[int]) -> list[int]:
        seen.extend(asked)
        return [*asked]

    async def run() -> None:
        batcher: Batcher[int, int] = Batcher(work)
        gone = asyncio.create_task(batcher.ask(1))
        stays = asyncio.create_task(batcher.ask(2))
        await asyncio.sleep(0)
        gone.cancel()
        assert await stays == 2
        batcher.close()
        with pytest.raises(asyncio.CancelledError):
            await gone

    run_apart(run())

    assert 2 in seen
