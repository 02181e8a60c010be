"""Workers that a server starts beside itself, in a process of their own.

The process ends with whoever started it: as soon as its standard input ends, however that came.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import suppress
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Self

from proscribe.workspace.job_pool import JobPool
from proscribe.workspace.logs import Log
from proscribe.workspace.opening import open_workspace

if TYPE_CHECKING:
    from types import TracebackType

_THIS = "proscribe.workspace.job_service"
# A job is given back within this; then the process is ended.
_STOP_SECONDS = 10
# Before one that ended by itself is started again.
_PAUSE_SECONDS = 5.0


class JobService:
    """Workers beside a server; ``with`` starts them, and ends them.

    One that ends by itself is started again a moment later, by a thread or by whoever calls
    ``tend``.

    Args:
        at_once: How many jobs are run at once; 0 starts nothing.
        watched: Whether a thread looks after them.
    """

    def __init__(self, at_once: int, *, watched: bool = True) -> None:
        self._at_once = at_once
        self._stop = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._again: float | None = None
        self._watcher = Thread(target=self._watch, daemon=True) if watched else None

    def __enter__(self) -> Self:
        if self._at_once:
            self._process = self._start()
            if self._watcher is not None:
                self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._watcher is not None and self._watcher.is_alive():
            self._watcher.join(2 * _STOP_SECONDS)
        if self._process is not None:
            _end(self._process)

    @property
    def number(self) -> int | None:
        """The number of the process; None where there is none."""
        return None if self._process is None else self._process.pid

    def tend(self) -> None:
        """Start the process again where it ended by itself, a moment after that was seen."""
        if self._process is None or self._process.poll() is None:
            return
        now = monotonic()
        if self._again is None:
            self._again = now + _PAUSE_SECONDS
        elif now >= self._again:
            self._process, self._again = self._start(), None

    def leave(self) -> None:
        """Let go of it in a forked process: it is to end with the one that started it."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: nothing is imported from the working folder. Signals of a terminal are for the server.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", _THIS, str(self._at_once)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self.tend()


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> int:
    """Work until standard input ends, or SIGTERM."""
    with open_workspace() as workspace:
        pool = JobPool(
            workspace.jobs, workspace.watches, at_once=int(sys.argv[1]), log=Log(sys.stderr)
        )

        def wait() -> None:
            sys.stdin.buffer.read()
            pool.stop()

        signal.signal(signal.SIGTERM, lambda *_: pool.stop())
        Thread(target=wait, daemon=True).start()
        pool.run(once=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
