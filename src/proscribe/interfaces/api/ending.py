"""That a server ends in order whenever it is told to, also while it makes itself ready."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import FrameType


class Ending:
    """Ends the process with 0 where it is told to, and whatever is open is closed on the way.

    Used with ``with``, around all that may be going on when it is told.

    Args:
        signals: What tells it, from then on; SIGTERM where none is named.
    """

    def __init__(self, *signals: signal.Signals) -> None:
        self._signals = signals or (signal.SIGTERM,)
        self._told = False

    def __enter__(self) -> Self:
        for each in self._signals:
            signal.signal(each, self._end)
        return self

    def __exit__(self, *_: object) -> None:
        # Told anywhere at all, others' code may pass over the end, and Python itself makes another
        # error of one that comes while it makes a class.
        self.check()

    def check(self) -> None:
        """End where it was told to, and somebody else's code passed over it.

        Raises:
            SystemExit: It was.
        """
        if self._told:
            sys.exit(0)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        # Told again, it goes on closing what is open, to the very end of the interpreter.
        for each in self._signals:
            signal.signal(each, signal.SIG_IGN)
        self._told = True
        sys.exit(0)
