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
