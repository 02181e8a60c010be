"""Holds a chain of receipts against its last checkpoint as it is known outside of the store."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from proscribe.model.errors import StoreError

if TYPE_CHECKING:
    from proscribe.backends.anchors import Anchor, Anchors
    from proscribe.operations.receipt_store import ReceiptStore
    from proscribe.operations.receipts import Checkpoint

_SECONDS = 1.0


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
        self._last: tuple[float, Checkpoint | None] = (float("-inf"), None)

    def held(self) -> Checkpoint | None:
        """Return the last checkpoint that is known; None where none is."""
        return None if self._anchors is None else self._anchors.own(self._chain())

    def farther(self, number: int) -> Anchor | None:
        """Return what is known of another store with the same chain, beyond a number."""
        chain = self._chain()
        found = None if self._anchors is None or chain is None else self._anchors.farthest(chain)
        return found if found is not None and found.checkpoint.number > number else None

    def check(self) -> None:
        """Refuse to go on over a chain that lacks what is known of it; looked at once a second.

        Raises:
            StoreError: It does, or cannot be read.
        """
        if monotonic() - self._checked < _SECONDS:
            return
        held = self.held()
        if held is not None and not self.has(held):
            raise StoreError(
                f"the store lacks receipt {held.number} as this machine knows it: receipts were "
                "taken out, or an older copy was put in its place, and receipts written now would "
                "hide it.",
                remedy="`proscribe receipts verify` says what is gone. Put the store back from a "
                "copy, or go on with what is left (`proscribe receipts resume`), which a receipt "
                "then says.",
            )
        self._checked = monotonic()

    def settle(self, closing: Checkpoint) -> None:
        """Take note of a checkpoint that is durable; it is written down once a second."""
        self._last = (self._last[0], closing)
        self.put(_SECONDS)

    def put(self, after: float = 0.0) -> None:
        """Write the newest checkpoint down, unless that was done less than so many seconds ago.

        That it fails is no reason to fail: the receipts are written.
        """
        at, closing = self._last
        if self._anchors is None or closing is None or monotonic() - at < after:
            return
        self._last = (monotonic(), None)
        with suppress(StoreError):
            held, chain = self.held(), self._chain()
            # Neither may a store that was cut hide it, nor one that was put back be blamed for it.
            if chain is not None and self.has(closing) and (held is None or self.has(held)):
                self._anchors.put(closing, chain)

    def put_aside(self) -> None:
        """Let what is known of the chain count no more.

        Raises:
            StoreError: A file cannot be renamed.
        """
        if self._anchors is not None:
            self._anchors.put_aside(self._chain())
        self._checked = float("-inf")

    def _chain(self) -> str | None:
        first = self._kept.receipt(1)
        return None if first is None else first.receipt.hash

    def has(self, one: Checkpoint) -> bool:
        """Tell whether the store holds the receipt of a checkpoint."""
        kept = self._kept.receipt(one.number)
        return kept is not None and kept.receipt.hash == one.hash
