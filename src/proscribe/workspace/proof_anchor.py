"""Holds a chain of receipts against its last checkpoint as it is known outside of the store."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING

from proscribe.model.errors import StoreError

if TYPE_CHECKING:
    from proscribe.backends.anchors import Anchor, Anchors
    from proscribe.operations.receipt_store import ReceiptStore
    from proscribe.operations.receipts import Checkpoint

_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The last receipt that is known to have been, of a store that lacks receipts.

    Attributes:
        number: Its number.
        hash: Its hash; None where only its number is known.
        after: Up to which number receipts were given; none of these is given again.
    """

    number: int
    hash: str | None
    after: int


class ChainAnchor:
    """What is known of a store's chain outside of it. Threads may share one.

    Args:
        kept: The store's receipts.
        anchors: What the data folder keeps; None where nothing is kept.
    """

    def __init__(self, kept: ReceiptStore, anchors: Anchors | None) -> None:
        self._kept = kept
        self._anchors = anchors
        self._checked = float("-inf")
        self._lock = Lock()
        self._written = float("-inf")
        self._waiting: Checkpoint | None = None
        self._timer: Timer | None = None

    def held(self) -> Checkpoint | None:
        """Return the last checkpoint that is known; None where none is."""
        return None if self._anchors is None else self._anchors.own(self._chain())

    def farther(self, number: int) -> Anchor | None:
        """Return what is known of another store with the same chain, beyond a number."""
        chain = self._chain()
        found = None if self._anchors is None or chain is None else self._anchors.farthest(chain)
        return found if found is not None and found.checkpoint.number > number else None

    def lost(self) -> Lost | None:
        """Return the last receipt that is known and gone; None where nothing is known to lack.

        What lies beside receipts that were taken out, checkpoints and contents, tells of them too.
        """
        held, reach = self.held(), self._kept.reach()
        lacks = held is not None and not self.has(held)
        if not lacks and reach.known == reach.receipts:
            return None
        if held is None or not lacks:
            return Lost(number=reach.known, hash=None, after=reach.known)
        return Lost(number=held.number, hash=held.hash, after=max(held.number, reach.known))

    def check(self) -> None:
        """Refuse to go on over a chain that lacks what is known of it; looked at once a second.

        Raises:
            StoreError: It does, or cannot be read.
        """
        if monotonic() - self._checked < _SECONDS:
            return
        self.put()
        lost = self.lost()
        if lost is not None:
            raise StoreError(
                f"the store lacks receipt {lost.number}, which is known to have been written: "
                "receipts were taken out, or an older copy was put in its place, and receipts "
                "written now would hide it.",
                remedy="`proscribe receipts verify` says what is gone. Put the store back from a "
                "copy, or go on with what is left (`proscribe receipts resume`), which a receipt "
                "then says.",
            )
        self._checked = monotonic()

    def settle(self, closing: Checkpoint, previous: str) -> None:
        """Take note of a checkpoint that is durable; it is written down within a second.

        Args:
            closing: The checkpoint.
            previous: Hash of the receipt on which its group follows.
        """
        if self._anchors is None:
            return
        with self._lock:
            waiting = self._waiting
            # One that is gone again already is what must be written down.
            if (
                waiting is None
                or waiting.hash == previous
                or (closing.number > waiting.number and self._stands(waiting))
            ):
                self._waiting = closing
            left = self._written + _SECONDS - monotonic()
            if left > 0:
                self._put_in(left)
                return
        self.put()

    def put(self) -> None:
        """Write the newest checkpoint down.

        That it fails is no reason to fail: the receipts are written.
        """
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            closing, self._waiting = self._waiting, None
            if self._anchors is None or closing is None:
                return
            self._written = monotonic()
            with suppress(StoreError):
                held, chain = self.held(), self._chain()
                # Neither may a store that was cut hide it, nor one that was put back be blamed.
                if self.has(closing):
                    counts = held is None or self.has(held)
                else:
                    counts = held is not None and held.at < closing.at
                if chain is not None and counts:
                    self._anchors.put(closing, chain)

    def put_aside(self) -> None:
        """Let what is known of the chain count no more.

        Raises:
            StoreError: A file cannot be renamed.
        """
        if self._anchors is not None:
            self._anchors.put_aside(self._chain())
        self._checked = float("-inf")

    def _put_in(self, seconds: float) -> None:
        """Write down later what waits; of a fork no thread lives on."""
        if self._timer is None or not self._timer.is_alive():
            self._timer = Timer(seconds, self.put)
            self._timer.daemon = True
            self._timer.start()

    def _stands(self, one: Checkpoint) -> bool:
        """Tell whether a checkpoint's receipt is there; where that cannot be read, it may be."""
        with suppress(StoreError):
            return self.has(one)
        return True

    def _chain(self) -> str | None:
        return self._kept.hash_of(None)

    def has(self, one: Checkpoint) -> bool:
        """Tell whether the store holds the receipt of a checkpoint."""
        return self._kept.hash_of(one.number) == one.hash
