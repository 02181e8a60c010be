"""Several workers in one process, with the sweeping that is due from time to time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag
from time import monotonic, sleep
from typing import TYPE_CHECKING

from proscribe.model.errors import StoreError
from proscribe.workspace.logs import Event, Log

if TYPE_CHECKING:
    from collections.abc import Callable

    from proscribe.workspace.jobs import JobDesk
    from proscribe.workspace.watches import WatchDesk

_SWEEP_SECONDS = 3_600.0
_LOOK_SECONDS = 0.5


class JobPool:
    """Workers that share one workspace.

    Args:
        jobs: The jobs.
        watches: The watches, whose stray files are swept too.
        at_once: How many jobs are run at once.
        log: Where is said what happens.
    """

    def __init__(self, jobs: JobDesk, watches: WatchDesk, *, at_once: int, log: Log) -> None:
        self._jobs = jobs
        self._watches = watches
        self._log = log
        self._stop = Flag()
        self._runners = [jobs.runner(log=log) for _ in range(at_once)]

    def stop(self) -> None:
        """Have every worker give its job back and end; safe to call from a signal handler."""
        self._stop.set()

    def run(self, *, once: bool) -> int:
        """Work until told to stop or, with `once`, until no job waits.

        Returns:
            How many jobs were taken, with `once`; else 0.
        """
        self._sweep()
        with ThreadPoolExecutor(len(self._runners)) as threads:
            if once:
                taken = [threads.submit(each.run_pending, self._stop) for each in self._runners]
                self._wait([each.done for each in taken])
                return sum(each.result() for each in taken)
            working = [threads.submit(each.work, self._stop) for each in self._runners]
            self._wait([each.done for each in working])
            for each in working:
                each.result()
        return 0

    def _wait(self, done: list[Callable[[], bool]]) -> None:
        """Wait in short steps, so that signals are heard, and sweep when that is due."""
        swept = monotonic()
        while not all(each() for each in done):
            sleep(_LOOK_SECONDS)
            if monotonic() - swept > _SWEEP_SECONDS:
                swept = monotonic()
                self._sweep()

    def _sweep(self) -> None:
        try:
            self._jobs.sweep()
            self._watches.sweep()
        except StoreError as error:
            self._log.fail(Event.STORE_FAILED, error)
