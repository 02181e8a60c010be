"""Processes that answer, forked from one that has in memory what all of them read.

Each slot has a listening socket of its own on the one port, so that the system shares connections
out. The parent holds the sockets: who connects while a process is started anew waits and is served.
"""

from __future__ import annotations

import gc
import signal
import socket
import sys
import threading
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing import connection, get_context
from time import monotonic
from typing import TYPE_CHECKING

import structlog

from proscribe.interfaces.api.ending import Ending
from proscribe.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.context import ForkProcess
    from types import FrameType

_STOPS = (signal.SIGTERM, signal.SIGINT)
_BACKLOG = 2_048
_LOOK_SECONDS = 0.5
# A process that ends at once is not started again at once.
_PAUSE_SECONDS = 1.0

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The place of one process.

    Attributes:
        listening: Its socket.
        process: The process.
        began: When it was started, on the monotonic clock.
    """

    listening: socket.socket
    process: ForkProcess
    began: float


def can_fork() -> bool:
    """Tell whether processes may be forked here: on Linux, and while no other thread runs."""
    return sys.platform == "linux" and threading.active_count() == 1


def listen(host: str, port: int, count: int) -> list[socket.socket]:
    """Return so many sockets that share a port nobody else listens on.

    Raises:
        InputError: The address is not this machine's, or is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with ExitStack() as opened:
        try:
            # Sockets that share a port could be another server's: this one shares with none.
            with socket.create_server((host, port), family=family) as alone:
                port = alone.getsockname()[1]
            found = [
                opened.enter_context(
                    socket.create_server(
                        (host, port), family=family, backlog=_BACKLOG, reuse_port=count > 1
                    )
                )
                for _ in range(count)
            ]
        except OSError as error:
            raise InputError(
                f"{host}, port {port}, cannot be listened on: {error.strerror or error}.",
                remedy="Name another with --host or --port, or stop what listens there.",
            ) from error
        opened.pop_all()
    return found


class Crew:
    """Keeps one process for each socket until it is told to stop (SIGTERM or SIGINT).

    Args:
        sockets: The sockets.
        work: What a process does with its socket, until SIGTERM.
        tend: Called again and again meanwhile.
        grace: How many seconds a process has to stop.
    """

    def __init__(
        self,
        sockets: Sequence[socket.socket],
        work: Callable[[socket.socket], None],
        *,
        tend: Callable[[], None],
        grace: float,
    ) -> None:
        self._sockets = sockets
        self._work = work
        self._tend = tend
        self._grace = grace
        self._stopping = False

    def listen(self) -> None:
        """Take the signals to stop from now on."""
        for number in _STOPS:
            signal.signal(number, self._stop)

    def run(self) -> None:
        """Start the processes, start again those that end, and end them when told to stop."""
        # Looking for garbage would write to, and so copy, every page that is shared.
        gc.collect()
        gc.freeze()
        slots = [self._start(one) for one in self._sockets]
        while not self._stopping:
            self._tend()
            alive = [slot.process.sentinel for slot in slots if slot.process.is_alive()]
            connection.wait(alive, _LOOK_SECONDS)
            slots = [self._kept(slot) for slot in slots]
        self._end(slots)

    def _kept(self, slot: Slot) -> Slot:
        if self._stopping or slot.process.is_alive():
            return slot
        if monotonic() - slot.began < _PAUSE_SECONDS:
            return slot
        _log.warning("process_ended", number=slot.process.pid, code=slot.process.exitcode)
        return self._start(slot.listening)

    def _start(self, listening: socket.socket) -> Slot:
        process = get_context("fork").Process(target=self._begin, args=(listening,))
        process.start()
        return Slot(listening=listening, process=process, began=monotonic())

    def _begin(self, listening: socket.socket) -> None:
        # A terminal and a service manager tell every process, and the parent tells it again.
        with Ending(*_STOPS):
            if self._stopping:
                # It was told to before it listened for itself.
                sys.exit(0)
            for one in self._sockets:
                if one is not listening:
                    one.close()
            self._work(listening)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self, slots: Sequence[Slot]) -> None:
        for one in self._sockets:
            one.close()
        for slot in slots:
            slot.process.terminate()
        until = monotonic() + self._grace
        for slot in slots:
            slot.process.join(max(0.0, until - monotonic()))
            if slot.process.is_alive():
                slot.process.kill()
                slot.process.join()
