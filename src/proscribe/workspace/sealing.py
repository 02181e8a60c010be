"""Seals what is recorded: a receipt says what the ledger holds of each new edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.backends.stores.sealing import SqlSeals
from proscribe.operations.access import Principal, Role
from proscribe.operations.sealing import SEAL, Seal, SealedEdition

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.operations.receipts import Receipt
    from proscribe.workspace.proof import ReceiptDesk

_BY = "recording"


class LedgerSealer:
    """Seals editions as they are recorded. Threads may share one.

    Args:
        store: The ledger.
        desk: Writes the receipts.
        enabled: False where no receipts are left.
    """

    def __init__(self, store: SqlStore, desk: ReceiptDesk, *, enabled: bool) -> None:
        self._store = store
        self._desk = desk
        self._enabled = enabled

    def check(self) -> int:
        """Make sure that a receipt can be left, before anything is recorded.

        Returns:
            Number of the last edition there is; those recorded from now on have higher ones.

        Raises:
            StoreError: The chain of receipts was cut.
        """
        if self._enabled:
            self._desk.check()
        return self._store.revision()

    def seal(self, after: int) -> Receipt | None:
        """Seal whatever is not sealed yet, packaged facts and what an older release recorded too.

        Args:
            after: Editions of higher numbers were just recorded; others are sealed as found.

        Returns:
            The receipt; None where there is nothing to be sealed.

        Raises:
            StoreError: It cannot be written; the next one seals these editions as well.
        """
        if not self._enabled:
            return None
        held = SqlSeals(self._store)
        last = held.last()
        editions = held.editions(after=0 if last is None else max(e.id for e in last.editions))
        if not editions:
            return None
        first, until = 0 if last is None else last.until, held.last_content()
        (ties,) = held.ties([(first, until)])
        seal = Seal(
            editions=tuple(
                SealedEdition(
                    id=one.id, source=one.source, published=one.published,
                    digest=held.digest(one.id), is_fresh=one.id > after,
                )
                for one in editions
            ),
            after=first, until=until, ties=ties,
        )  # fmt: skip
        organisation = self._store.organisation
        clock = Principal(organisation=organisation, name=_BY, role=Role.READER, key_id=None)
        return self._desk.write(
            clock, SEAL, {}, b"{}",
            basis=self._desk.basis(organisation), settings=seal.settings(),
        )  # fmt: skip
