"""Backup and restore of a store in a file, while others use it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.stores.backup import Copied, check_copy, copy_store, file_of, put_back
from proscribe.model.errors import InputError, Place
from proscribe.operations.receipt_store import RESTORE
from proscribe.settings import load_settings

if TYPE_CHECKING:
    from proscribe.operations.receipts import Receipt
    from proscribe.settings import Settings
    from proscribe.workspace.proof import Verification

__all__ = ["Copied", "Restored", "back_up", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What became of a restore.

    Attributes:
        copy: What was put back.
        before: The store as it was, kept beside it; None where there was none.
        receipt: That says that the store was put back.
        verification: Of the receipts of the store as it is now.
    """

    copy: Copied
    before: Copied | None
    receipt: Receipt
    verification: Verification


def back_up(out: Path | str, *, url: str | None = None, settings: Settings | None = None) -> Copied:
    """Write the store as of one moment to a new file, while others write to it.

    Args:
        out: Where to.
        url: Address of the store; None for the one the settings name.
        settings: Settings; None reads them.

    Raises:
        InputError: The store is in no file, or there is something at ``out``.
        StoreError: The disk failed; nothing is left behind.
    """
    found = load_settings() if settings is None else settings
    return copy_store(file_of(url or found.store_url), Path(out))


def restore(
    copy: Path | str,
    *,
    by: str,
    replace: bool = False,
    url: str | None = None,
    settings: Settings | None = None,
) -> Restored:
    """Put a backup in the place of a store; what was there is kept beside it.

    Args:
        copy: The backup.
        by: Who says so.
        replace: Whether a store that is there may be replaced.
        url: Address of the store; None for the one the settings name.
        settings: Settings; None reads them.

    Raises:
        InputError: The backup is none or damaged, or there is a store and it may not be replaced.
        StoreError: The disk failed; the store is as it was.
    """
    from proscribe.workspace.opening import open_workspace

    found = load_settings() if settings is None else settings
    store, file = file_of(url or found.store_url), Path(copy)
    checked = check_copy(file)
    before = _kept(store, replace=replace) if store.exists() else None
    if not url and not found.db:
        store.parent.mkdir(parents=True, exist_ok=True)
    put_back(file, store)
    with open_workspace(url or found.store_url, settings=found) as workspace:
        desk, who = workspace.receipts, workspace.local_user(by)
        desk.restart()
        settings_told = {
            "before": None
            if before is None
            else {"receipts": before.receipts, "hash": before.head},
            "restored": {"receipts": checked.receipts, "hash": checked.head},
        }
        question = {"file": str(file.absolute())}
        receipt = desk.write(
            who, RESTORE, question, b"{}", basis=workspace.basis(), settings=settings_told
        )
        return Restored(copy=checked, before=before, receipt=receipt, verification=desk.verify())


def _kept(store: Path, *, replace: bool) -> Copied:
    if not replace:
        raise InputError(
            "there is a store already.",
            where=Place(file=str(store)),
            remedy="Name another with --db, or replace it (--replace); it is then kept beside "
            "the new one.",
        )
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return copy_store(store, store.with_name(f"{store.name}.before-{now}"))
