"""Buckets of those who ask, in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic

from proscribe.operations.limiting import Bucket, Rate, full, take

_MOST_HELD = 10_000


class Buckets:
    """Buckets by whose they are; those used longest ago go. Threads may share one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: OrderedDict[tuple[str, str], Bucket] = OrderedDict()

    def take(self, whose: tuple[str, str], rate: Rate, cost: float) -> float:
        """Take out of a bucket; return for how many seconds to wait, 0 where it was answered."""
        now = monotonic()
        with self._lock:
            bucket = self._held.pop(whose, None) or full(rate, now)
            self._held[whose], wait = take(rate, bucket, now, cost=cost)
            if len(self._held) > _MOST_HELD:
                self._held.popitem(last=False)
        return wait

    def refill(self, whose: tuple[str, str]) -> None:
        """Fill a bucket again."""
        with self._lock:
            self._held.pop(whose, None)
