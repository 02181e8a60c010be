"""Work that must end: a guard against what would never do so, and a look at how it grows.

Neither says how fast anything is: machines are shared, and figures are for the benchmarks.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ENDLESS_SECONDS = 60
# Four times the length takes four times as long, where it is read once; sixteen times, where
# each character is held against each other one.
LONGER, MOST_LONGER = 4, 9
TOO_SHORT_SECONDS = 0.05
TRIALS = 3


@contextmanager
def must_end() -> Iterator[None]:
    """Fail where what is done inside takes a minute: it takes milliseconds or for ever."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        message = f"not done after {ENDLESS_SECONDS} s"
        raise AssertionError(message)

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(ENDLESS_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def grows_too_fast(work: Callable[[int], object], length: int) -> bool:
    """Whether four times the length takes far more than four times as long, each time tried."""
    for _ in range(TRIALS):
        short, long = _seconds(work, length), _seconds(work, length * LONGER)
        if long < TOO_SHORT_SECONDS or long < MOST_LONGER * short:
            return False
    return True


def _seconds(work: Callable[[int], object], length: int) -> float:
    began = time.process_time()
    work(length)
    return time.process_time() - began
