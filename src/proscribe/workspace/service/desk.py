"""All that a server asks of a workspace, behind one object."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proscribe.model.errors import AbsentError, StoreError
from proscribe.workspace.service.lookups import Lookups
from proscribe.workspace.service.matches import Matcher
from proscribe.workspace.service.moments import MomentDesk
from proscribe.workspace.service.standing import Standing, Standings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.operations.receipts import Basis
    from proscribe.screening.clearing import Clearances
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.service.asking import Asked

# An answer is given of an edition that another has followed just now.
_BASES = 8


def _now() -> datetime:
    return datetime.now(UTC)


class ServiceDesk:
    """Answers what a server is asked; threads may share one. A workspace makes it by ``service()``.

    Args:
        store: The ledger.
        names: Its names.
        clearances: Returns what people decided of names.
        folder: Returns where what is made ready is kept for other processes; None: for this one
            only.
        basis: Returns what an answer given now rests on.
        clock: Returns the instant (UTC) that is meant where none is named.
    """

    def __init__(
        self,
        store: SqlStore,
        names: LedgerNames,
        clearances: Callable[[], Clearances],
        *,
        folder: Callable[[], Path | None],
        basis: Callable[[], Basis],
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._store = store
        self._standings = Standings(store, names, folder, clock=clock, basis=basis)
        self._bases: dict[str, Basis] = {}
        self.moments = MomentDesk(clearances, clock, lambda: basis().position, names.cores)
        self.lookups = Lookups(self.moments)
        self._matcher = Matcher(self.moments)

    def now(self) -> datetime:
        """Return the instant (UTC) that is meant where none is named."""
        return self.moments.clock()

    @property
    def edition(self) -> str:
        """The version of what answers now; empty until anything does."""
        now = self._standings.now
        return "" if now is None else now.version

    @property
    def standing(self) -> Standing:
        """What answers now.

        Raises:
            StoreError: Nothing is ready yet.
        """
        now = self._standings.now
        if now is None:
            raise StoreError(
                "the lists are being made ready, so nothing can be answered yet.",
                remedy="Try again when /readyz says ok.",
            )
        return now

    def follow(self, progress: Callable[[int], None] = lambda _: None) -> str:
        """Make ready what the ledger holds now, while what was ready answers; return its version.

        Args:
            progress: Called with the number of entries just made ready.

        Raises:
            StoreError: The ledger cannot be read, or the folder not be written.
        """
        standing = self._standings.follow(progress)
        self._store.close_idle()
        self._bases = dict([*self._bases.items()][-_BASES:]) | {standing.version: standing.basis}
        return standing.version

    def basis_of(self, edition: str) -> Basis | None:
        """Return what answers of an edition rest on; None of one that is long gone.

        Clearances count as soon as they are read, whatever edition answers.
        """
        found, read = self._bases.get(edition), self.moments.position
        if found is None or read is None:
            return found
        position = replace(found.position, clearances=read.clearances, withdrawals=read.withdrawals)
        if position != found.position:
            found = self._bases[edition] = replace(found, position=position)
        return found

    def edition_at(self, basis: Basis) -> str:
        """Return the version that an answer from the ledger itself, newer than this, rests on.

        Raises:
            StoreError: The ledger cannot be read.
        """
        return self._standings.version_at(basis)

    def is_stale(self) -> bool:
        """Tell whether the ledger holds more than what answers now.

        Raises:
            StoreError: The ledger cannot be read.
        """
        return self._standings.is_stale()

    def find(self, id_: str) -> None:
        """Make sure that there is a subject of that id.

        Raises:
            AbsentError: There is none.
            StoreError: Nothing is ready yet.
        """
        if not self.standing.roster.bearers([id_]):
            raise AbsentError(f"there is no subject {id_!r}.", remedy="Search for it by name.")

    def ping(self) -> None:
        """Ask the store for a sign of life.

        Raises:
            StoreError: It gives none.
        """
        self._store.revision()

    def match(self, requests: Sequence[Asked]) -> tuple[str, list[bytes]]:
        """Answer requests of ``/match`` together; return the version, and the answers as JSON.

        Raises:
            InputError: Terms of a request cannot be read.
            StoreError: Nothing is ready yet, or the ledger cannot be read.
        """
        standing = self.standing
        return standing.version, self._matcher.answer(standing, requests)
