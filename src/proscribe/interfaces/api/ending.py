"""That a server ends in order whenever it is told to, also while it makes itself ready."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


class Ending:
    """Ends the process with 0 where it is told to, and whatever is open is closed on the way."""

    def __init__(self) -> None:
        self._told = False

    def listen(self, *signals: signal.Signals) -> None:
        """Take signals from now on; SIGTERM where none is named."""
        for each in signals or (signal.SIGTERM,):
            signal.signal(each, self._end)

    def check(self) -> None:
        """End where it was told to, and somebody else's code passed over it.

        Raises:
            SystemExit: It was.
        """
        if self._told:
            sys.exit(0)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        # Told again, it goes on closing what is open.
        if not self._told:
            self._told = True
            sys.exit(0)
