"""Which part of a file too large for a ledger is kept: the issuers that somebody asks about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.model.errors import InputError, SourceError
from proscribe.model.source import Selection
from proscribe.sources.snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from proscribe.ledger.store import LedgerStore
    from proscribe.model.source import SnapshotFile, Source

_KINDS = ("isin", "lei")


def narrowed(
    store: LedgerStore,
    source: Source,
    files: Sequence[SnapshotFile],
    portfolios: Iterable[Path] = (),
) -> Sequence[SnapshotFile]:
    """Return the files of an edition, less the issuers that neither ledger nor portfolio names.

    Of a source that can be recorded whole, the files as they are.

    Args:
        store: The ledger; what its editions of this very source name does not count.
        source: The source.
        files: The files as given.
        portfolios: Portfolio files whose issuers are wanted too.

    Raises:
        InputError: A portfolio cannot be read, or the source is recorded whole.
    """
    given = tuple(portfolios)
    if source.select is None and given:
        raise InputError(
            f"{source.key} is recorded whole, so a portfolio chooses nothing of it.",
            remedy="Leave --for out.",
        )
    if source.select is None:
        return files
    wanted = _selection(store, source.key, given)
    try:
        return [source.select(file, wanted) for file in open_snapshot(files).files]
    except SourceError:
        # Whoever records the files as they are says what is wrong with them.
        return files


def _selection(store: LedgerStore, own: str, portfolios: Sequence[Path]) -> Selection:
    from proscribe.backends.portfolios import open_portfolios

    keys: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for kind, value, entity in store.keys(_KINDS):
        if not entity.startswith(f"{own}-"):
            keys[kind].add(value)
    for batch in open_portfolios(portfolios).batches():
        for kind in _KINDS:
            keys[kind].update(batch.lines[kind].drop_nulls().to_list())
    named = ", ".join(file.name for file in portfolios)
    why = f"the ledger or the portfolio {named}" if named else "the ledger"
    return Selection(keys={kind: frozenset(found) for kind, found in keys.items()}, why=why)
