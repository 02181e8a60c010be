"""Requests that wait are answered together: a batch costs little more than one request."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Asked = TypeVar("_Asked")
_Answer = TypeVar("_Answer")
_MOST_TOGETHER = 64
# How long those are waited for who were just answered and may ask again at once: a moment, and
# longer, by a part of the time that a batch takes, where the machine is busy.
_PATIENCE_SECONDS, _MOST_PATIENCE_SECONDS, _PART_OF_BATCH = 0.004, 0.025, 0.5


class Batcher(Generic[_Asked, _Answer]):
    """Gathers what is asked while a batch is answered, and answers it as the next one.

    Clients that ask without a pause would fall into groups that take turns, each a batch of its
    own: the next batch waits a moment for as many as there were. Who asks alone waits for nobody.

    Args:
        work: Answers a batch, in a thread of its own; as many answers as questions.
        patience: How many seconds a batch waits for others, if it takes not long itself.
    """

    def __init__(
        self,
        work: Callable[[Sequence[_Asked]], Sequence[_Answer]],
        *,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._work = work
        self._patience = patience
        self._waiting: list[tuple[_Asked, asyncio.Future[_Answer]]] = []
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="match")
        self._running: asyncio.Task[None] | None = None
        self._expected = 0
        self._enough = asyncio.Event()

    async def ask(self, asked: _Asked) -> _Answer:
        """Return the answer, once the batch it is part of was worked on."""
        answer: asyncio.Future[_Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if len(self._waiting) >= self._expected:
            self._enough.set()
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await answer

    def close(self) -> None:
        """Let the thread end, once its batch is done."""
        self._thread.shutdown(wait=False)

    async def _run(self) -> None:
        # What arrives together is read from its sockets first.
        await asyncio.sleep(0)
        while self._waiting:
            batch = self._waiting[:_MOST_TOGETHER]
            del self._waiting[:_MOST_TOGETHER]
            kept = [(asked, answer) for asked, answer in batch if not answer.cancelled()]
            if kept:
                began = monotonic()
                await self._answer(kept)
                took = min((monotonic() - began) * _PART_OF_BATCH, _MOST_PATIENCE_SECONDS)
                await self._gather(len(kept) + len(self._waiting), max(took, self._patience))

    async def _gather(self, expected: int, patience: float) -> None:
        """Wait until so many wait, for some seconds at most."""
        self._expected = min(expected, _MOST_TOGETHER)
        if len(self._waiting) >= self._expected:
            return
        self._enough.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                await self._enough.wait()

    async def _answer(self, batch: Sequence[tuple[_Asked, asyncio.Future[_Answer]]]) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(
                self._thread, self._work, [asked for asked, _ in batch]
            )
        except Exception as error:  # noqa: BLE001 - each of those who wait is told, none hangs
            if len(batch) > 1:
                # One that cannot be answered must not spoil the others.
                for one in batch:
                    await self._answer([one])
                return
            with suppress(asyncio.InvalidStateError):
                batch[0][1].set_exception(error)
            return
        for (_, waiting), answer in zip(batch, found, strict=True):
            with suppress(asyncio.InvalidStateError):
                waiting.set_result(answer)
