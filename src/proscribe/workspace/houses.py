"""One workspace for each organisation of a store, made when it is first asked for."""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from proscribe.operations.access import DEFAULT_ORGANISATION
from proscribe.workspace.naming import LedgerNames

if TYPE_CHECKING:
    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.settings import Settings
    from proscribe.workspace.facade import Workspace

_ROOM_CHARACTERS = 16


class Houses:
    """The workspaces of the organisations of a store; threads may share them.

    Args:
        first: The workspace that was opened.
        store: Its store.
        archive: Its archive.
        settings: Its settings.
        names: Its names.
    """

    def __init__(
        self,
        first: Workspace,
        *,
        store: SqlStore,
        archive: Archive,
        settings: Settings,
        names: LedgerNames,
    ) -> None:
        self._store = store
        self._archive = archive
        self._settings = settings
        self._names = names
        self._making = Lock()
        self.first = first
        self._made = {store.organisation: first}

    def of(self, organisation: str) -> Workspace:
        """Return the workspace of an organisation."""
        found = self._made.get(organisation)
        if found is None:
            with self._making:
                found = self._made.get(organisation) or self._make(organisation)
                self._made[organisation] = found
        return found

    def _make(self, organisation: str) -> Workspace:
        from proscribe.workspace.facade import Workspace

        store = self._store.of(organisation)
        settings = self._settings.model_copy(update={"organisation": organisation})
        names = LedgerNames(store, self._names.files, room=partial(room_of, store))
        return Workspace(store, self._archive, settings, names, houses=self)


def room_of(store: SqlStore) -> str:
    """Return the folder of what is derived from what not everybody sees; empty for none."""
    if store.organisation == DEFAULT_ORGANISATION or not store.has_own():
        return ""
    return f"of-{sha256(store.organisation.encode()).hexdigest()[:_ROOM_CHARACTERS]}"
