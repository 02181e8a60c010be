"""What an answer rests on at this moment: lists, law, index and program."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files as packaged_files
from typing import TYPE_CHECKING

from proscribe.model.source import EditionState
from proscribe.operations.receipts import Basis
from proscribe.version import VERSION

if TYPE_CHECKING:
    from proscribe.ledger.store import LedgerStore
    from proscribe.operations.receipt_store import ReceiptStore
    from proscribe.workspace.naming import LedgerNames


class BasisKeeper:
    """Knows what an answer given now rests on. Threads may share one.

    Args:
        store: The ledger.
        names: Its names.
        receipts: Tells how far the ledger was written.
    """

    def __init__(self, store: LedgerStore, names: LedgerNames, receipts: ReceiptStore) -> None:
        self._store = store
        self._names = names
        self._receipts = receipts
        self._made: Basis | None = None

    def now(self) -> Basis:
        """Return what an answer rests on; the same object as long as nothing was written.

        Raises:
            StoreError: The ledger cannot be read.
        """
        position = self._receipts.position()
        made = self._made
        if made is not None and made.position == position:
            return made
        newest = {
            edition.source: edition
            for edition in self._store.editions()
            if edition.state is EditionState.ACCEPTED and edition.id <= position.editions
        }
        self._made = made = Basis(
            position=position,
            editions=tuple(
                (source, newest[source].digest, str(newest[source].published))
                for source in sorted(newest)
            ),
            law=law_version(),
            index=self._names.version(),
            program=VERSION,
        )
        return made


@cache
def law_version() -> str:
    """Return the digest of all files that the packaged law is made of."""
    digest = sha256()
    folders = [packaged_files("proscribe.law")]
    while folders:
        for file in sorted(folders.pop().iterdir(), key=lambda each: each.name):
            if file.is_dir():
                folders += [file] if file.name != "__pycache__" else []
            else:
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
