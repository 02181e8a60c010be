"""Where clearances are kept: what people decided of names given and listed subjects."""

from __future__ import annotations

from typing import Protocol

from proscribe.model.clearance import Clearance, Pair, Word


class ClearanceStore(Protocol):
    """Keeps every clearance and every withdrawal for ever; only appended to.

    Every method raises ``StoreError`` where the storage cannot be reached or read.
    """

    def clear(self, pair: Pair, said: Word) -> Clearance:
        """Write that a person tells the two apart, and return it with its number."""
        ...

    def withdraw(self, number: int, said: Word) -> bool:
        """Write that a person takes a clearance back.

        Returns:
            False where there is none of that number or it was taken back before; then
            nothing is written.
        """
        ...

    def confirm(self, number: int, said: Word) -> bool:
        """Write that another person agrees with a clearance that waits for one.

        Returns:
            False where there is none of that number, it does not wait, or the same person made
            it; then nothing is written.
        """
        ...

    def clearances(self, names_digest: str | None = None) -> tuple[Clearance, ...]:
        """Return every clearance, taken back or not, in the order they were made.

        Args:
            names_digest: Only those of these names (``Given.names_digest``); None for all.
        """
        ...
