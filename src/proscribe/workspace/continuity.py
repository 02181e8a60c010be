"""Whether a file is a later edition of the data set on file, or another data set altogether.

A source of many producers' files is no list: a second file under its key would end whatever the
first one says, and entities of one id in both would become one.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from proscribe.workspace.suspicion import accepted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import Listing, ParsedEdition
    from proscribe.model.source import Source

_SAMPLE = 1_000
_LEAST_PART = 0.2


def other_data_set(store: LedgerStore, source: Source, parsed: ParsedEdition) -> str | None:
    """Say that an edition is of another data set than those on file; None where it is not.

    It continues them where some of its entities bear ids and names of theirs, or some of theirs
    ids and names of its own; up to a thousand of each are looked at.

    Args:
        store: The ledger.
        source: The source, one of many producers' files.
        parsed: The edition.

    Raises:
        StoreError: The ledger cannot be read.
    """
    on_file = accepted(store.editions(source.key))
    if not on_file or not parsed.listings:
        return None
    new = {listing.id: listing for listing, _ in parsed.listings}
    known = set(islice(store.entity_ids(source.key), _SAMPLE))
    step = max(1, len(new) // _SAMPLE)
    shown = set(islice(new, 0, None, step))
    same = _same(store, new, shown | (known & new.keys()))
    if max(len(same & shown) / len(shown), len(same & known) / len(known)) >= _LEAST_PART:
        return None
    base = source.key.partition(":")[0]
    return (
        f"hardly any of its {len(new)} entities has the id and a name of one of the edition of "
        f"{on_file[-1].published}: it is another data set, which would end what that one says. "
        f"Import it under a name of its own (`proscribe import {base}:NAME FILE…`); if it does "
        "take the place of that one, accept it with --accept."
    )


def _same(store: LedgerStore, new: Mapping[str, Listing], ids: Collection[str]) -> frozenset[str]:
    """Return the ids that the ledger knows by a name which the edition prints too, or by none."""
    found = set()
    for held in store.names_of(ids):
        printed = {name.text.casefold() for name in new[held.entity_id].names}
        if not printed or not held.names or not printed.isdisjoint(map(str.casefold, held.names)):
            found.add(held.entity_id)
    return frozenset(found)
