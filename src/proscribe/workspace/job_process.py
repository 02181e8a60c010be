"""The process that a job runs in, as its worker sees it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

_CHILD = "proscribe.workspace.job_child"
# Where a person looks for a defect, what the process prints is shown; else it is lost.
_DEBUG = "PROSCRIBE_DEBUG"
_LONGEST_LINE = 1 << 20
_STOP_SECONDS = 10
# How a process ends that lost its worker, or its lease.
LEASE_ENDED = 75

Said = dict[str, Any]


class JobProcess:
    """A process that runs one job; ``with`` ends it, whatever it does.

    Args:
        order: What it is told: where the store and the files are, and the job.
    """

    def __init__(self, order: Mapping[str, object]) -> None:
        shown = os.environ.get(_DEBUG, "") not in ("", "0")
        # -P: nothing is imported from the working folder.
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if shown else subprocess.DEVNULL,
            start_new_session=True,
        )
        self._said: Queue[Said | None] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        self._write(orjson.dumps(order))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait(_STOP_SECONDS)
        self._reader.join(_STOP_SECONDS)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    def hear(self, seconds: float) -> Said | None:
        """Return what it says next; nothing within that time is an empty object, its end None."""
        try:
            return self._said.get(timeout=seconds)
        except Empty:
            return {}

    def renew(self, until: datetime) -> None:
        """Tell it that the lease goes on until that moment."""
        self._write(str(until.timestamp()).encode())

    def code(self) -> int:
        """Return its exit code once it has ended; that of a signal is negative."""
        return self._process.wait(_STOP_SECONDS)

    def _write(self, line: bytes) -> None:
        pipe = self._process.stdin
        # A process that is gone is seen by what it says no more.
        with suppress(BrokenPipeError):
            if pipe is not None:
                pipe.write(line + b"\n")
                pipe.flush()

    def _read(self) -> None:
        pipe = self._process.stdout
        while pipe is not None and (line := pipe.readline(_LONGEST_LINE)):
            said = orjson.loads(line)
            self._said.put(said)
        self._said.put(None)
