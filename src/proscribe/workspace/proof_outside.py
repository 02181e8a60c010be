"""The last checkpoint of a store, kept where whoever changes the store may not reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.backends.signing import (
    chain_name,
    last_name,
    put_aside,
    read_chain,
    read_last,
    write_chain,
    write_last,
)

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.operations.receipt_store import ReceiptStore
    from proscribe.operations.receipts import Checkpoint


class LastCheckpoint:
    """The last checkpoint beside the key that signs.

    It is found by the first receipt of the store, so that it goes with a store that is moved; and
    by the place of the store, so that a store whose receipts are all gone is known to have had
    some.

    Args:
        kept: Where receipts are kept.
        folder: The data folder; None where nothing is kept outside.
        place: Where the store is.
    """

    def __init__(self, kept: ReceiptStore, folder: Path | None, place: str) -> None:
        self._kept = kept
        self._folder = folder
        self._place = place

    def put(self, one: Checkpoint) -> None:
        """Keep a checkpoint, where it is further on than what is kept."""
        if self._folder is None or (chain := self._chain()) is None:
            return
        write_last(self._folder / last_name(chain), one)
        write_chain(self._folder / chain_name(self._place), chain)

    def found(self) -> tuple[Checkpoint, ...]:
        """Return what is kept of the chain that is in the store, and of the one that was."""
        found = (read_last(file) for file in self._files())
        return tuple(one for one in found if one is not None)

    def put_aside(self) -> None:
        """Have what is kept count no more: the store was put back on purpose.

        Raises:
            StoreError: It cannot be renamed.
        """
        for file in self._files():
            put_aside(file)
        if self._folder is not None:
            put_aside(self._folder / chain_name(self._place))

    def _files(self) -> list[Path]:
        folder = self._folder
        if folder is None:
            return []
        chains = {self._chain(), read_chain(folder / chain_name(self._place))} - {None}
        return [folder / last_name(chain) for chain in sorted(filter(None, chains))]

    def _chain(self) -> str | None:
        first = self._kept.receipt(1)
        return None if first is None else first.receipt.hash
