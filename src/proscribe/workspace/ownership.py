"""Keys of ties of ownership, and whom ownership by the listed can reach at all."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from proscribe.matching.keys import name_keys
from proscribe.securities.ownership.relations import side_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import Listing

# Entries of registers and of copies of lists, which make nobody designated.
_UNDESIGNATED = frozenset({"gleif", "ftm"})
_GLEIF = "gleif-"


def ownership_keys(listing: Listing) -> Iterator[tuple[str, str]]:
    """Yield keys under which an entry is found by whom it names as owner or owned.

    Kind ``owner``: the entry names that id as its owner; ``owned``: as what it owns; with
    ``_name``: where only a name is printed, by its key.
    """
    for link in listing.links:
        side = side_of(link)
        if side is None:
            continue
        if link.id is not None:
            yield side.value, link.id
        elif link.name is not None:
            yield f"{side.value}_name", name_keys(link.name).core


def reachable(store: LedgerStore) -> frozenset[str]:
    """Return the entries that a chain of owners ties to a listed one, at any moment, any share.

    Raises:
        StoreError: The ledger cannot be read.
    """
    below: dict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for kind, value, holder in store.keys(("owned", "owned_name", "owner", "owner_name")):
        if kind == "owner":
            below[value].add(holder)
        elif kind == "owned":
            below[holder].add(value)
        elif kind == "owner_name":
            # Who is meant by the name is asked where the subject is.
            found.add(holder)
        else:
            below[holder] |= store.find("core", (value,)).get(value, frozenset())
    if not below and not found:
        return frozenset()
    for owner, bearers in _bearers(store, below):
        for bearer in bearers:
            below[bearer] |= below[owner]
    owners = _tied(store, {*below})
    listed = {id_ for id_ in owners if id_.partition("-")[0] not in _UNDESIGNATED}
    new = _tied(store, listed | found)
    found = set()
    while new:
        found |= new
        owned = {one for owner in new & below.keys() for one in below[owner]}
        new = _tied(store, owned - found) - found
    return frozenset(found)


def _bearers(store: LedgerStore, ids: Iterable[str]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return those ids of GLEIF's whose LEI entries bear, with these: they may be the subject."""
    leis = {id_.removeprefix(_GLEIF): id_ for id_ in ids if id_.startswith(_GLEIF)}
    found = store.find("lei", leis) if leis else {}
    return tuple((leis[lei], bearers) for lei, bearers in found.items())


def _tied(store: LedgerStore, ids: Iterable[str]) -> set[str]:
    """Return those ids and all that may be the same subjects."""
    found = {*ids}
    edge = frozenset(found)
    while edge:
        edge = store.neighbours(edge) - found
        found |= edge
    return found
