"""A workspace as one organisation of several has it, and as a server asks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from proscribe.model.errors import StoreError
from proscribe.operations.access import Principal, Role, check_name
from proscribe.workspace.houses import Houses, room_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.operations.receipts import Basis
    from proscribe.settings import Settings
    from proscribe.workspace.clearances import ClearanceBook
    from proscribe.workspace.directory import LedgerDirectory
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.proof_basis import BasisKeeper
    from proscribe.workspace.service.desk import ServiceDesk

_Answer = TypeVar("_Answer")
# How often a question is asked anew because something was written meanwhile.
_MOST_TRIES = 10


class HousedWorkspace:
    """The methods of a workspace that tell organisations apart."""

    clearances: ClearanceBook
    _store: SqlStore
    _settings: Settings
    _names: LedgerNames
    _houses: Houses
    _basis: BasisKeeper

    def _directory(self, further: int = 0) -> LedgerDirectory:
        """Return the ledger as screening looks it up."""
        raise NotImplementedError

    @property
    def organisation(self) -> str:
        """Whose own lists, clearances and decisions count."""
        return self._store.organisation

    def basis(self) -> Basis:
        """Return what an answer given now rests on."""
        return self._basis.now()

    def settled(self, ask: Callable[[], _Answer]) -> tuple[Basis, _Answer]:
        """Return an answer and what it rests on: asked again where something was written meanwhile.

        Args:
            ask: Asks this workspace.
        """
        basis = self.basis()
        for _ in range(_MOST_TRIES):
            answer = ask()
            after = self.basis()
            if after == basis:
                return basis, answer
            basis = after
        raise StoreError(
            "the store is written to all the time, so the answer would rest on nothing certain.",
            remedy="Ask again.",
        )

    def of(self, organisation: str) -> Workspace:
        """Return this workspace as an organisation of the store has it; it need not be closed.

        Args:
            organisation: Whose own lists, clearances and decisions count.
        """
        return self._houses.of(organisation)

    def local_user(self, name: str, organisation: str | None = None) -> Principal:
        """Return who sits at this machine: whoever can open the store may do everything.

        Args:
            name: Who it is.
            organisation: For whom; None for the one the settings name.
        """
        whose = self._settings.organisation if organisation is None else organisation
        return Principal(
            organisation=check_name(whose, "an organisation"), name=name,
            role=Role.ADMINISTRATOR, key_id=None,
        )  # fmt: skip

    def service(self, **clock: Callable[[], datetime]) -> ServiceDesk:
        """Return what answers a server; it makes itself ready by ``follow``."""
        from proscribe.workspace.service.desk import ServiceDesk

        top = None if self._names.texts is None else self._settings.indexes / "rosters"

        def folder() -> Path | None:
            return None if top is None else top / room_of(self._store)

        return ServiceDesk(
            self._store, self._names, self.clearances.counting, folder=folder,
            basis=self.basis,
            **clock,
        )  # fmt: skip
