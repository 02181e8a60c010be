"""Opens a workspace: its store, its archive, and the folder for what is derived from them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from proscribe.backends.archive import Archive
from proscribe.backends.indexes import IndexFiles
from proscribe.backends.private import make_folder
from proscribe.backends.stores.open import open_store
from proscribe.model.errors import Place, StoreError
from proscribe.settings import Settings, load_settings
from proscribe.workspace import lists
from proscribe.workspace.facade import Workspace
from proscribe.workspace.houses import room_of
from proscribe.workspace.naming import LedgerNames

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = "sqlite://"


def open_workspace(url: str | None = None, *, settings: Settings | None = None) -> Workspace:
    """Open a ledger, creating it with the packaged facts where it does not exist yet.

    Args:
        url: ``sqlite:///FILE``, ``postgresql://…`` or ``sqlite://`` for one in memory;
            None for the one the settings name.
        settings: Settings; None reads them from the environment and ``proscribe.toml``.

    Raises:
        StoreError: The store cannot be opened, or is of a newer version.
    """
    found = load_settings() if settings is None else settings
    address = url or found.store_url
    if not url and not found.db:
        _make_folder(found.data)
    archive = Archive("memory://" if address == MEMORY else found.archive_url)
    store = open_store(address, organisation=found.organisation)
    lists.record_packaged(store, datetime.now(UTC))
    files = None if address == MEMORY else IndexFiles(found.indexes)
    return Workspace(store, archive, found, LedgerNames(store, files, room=partial(room_of, store)))


def _make_folder(folder: Path) -> None:
    """Make our own data folder; a store the user names elsewhere must have its folder."""
    try:
        make_folder(folder)
    except OSError as error:
        raise StoreError(
            f"the data folder cannot be made: {error.strerror or error}.",
            where=Place(file=str(folder)),
            remedy="Name another in PROSCRIBE_DATA, or a store with --db.",
        ) from error
