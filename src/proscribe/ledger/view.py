"""Subjects out of a store, as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from weakref import WeakKeyDictionary

from proscribe.ledger.history import build_subjects
from proscribe.ledger.identity import Identity
from proscribe.ledger.known import known_sources
from proscribe.ledger.record import Subject
from proscribe.ledger.store import LedgerStore

# Per store, the groups of its links and the revision they are of.
_IDENTITIES: WeakKeyDictionary[LedgerStore, tuple[int, Identity]] = WeakKeyDictionary()


def load_subjects(
    store: LedgerStore, entity_ids: Iterable[str], known_at: datetime
) -> tuple[Subject, ...]:
    """Return the subjects of those ids as known at a moment, sorted by id.

    An id of which nothing was known brings nothing. A subject is returned once, however many
    of its ids are asked for, with everything its other entries say.

    Args:
        store: Where the ledger is kept.
        entity_ids: Ids of entries of any source.
        known_at: The moment of knowledge, an aware UTC datetime.

    Raises:
        StoreError: The store cannot be read.
    """
    wanted = frozenset(entity_ids)
    sources = known_sources(store.editions(), known_at=known_at)
    counting = {known.edition.id for source in sources for known in source.editions}
    # More ids than are one subject at that moment, since links count that came later.
    candidates = _identity(store).closure(wanted)
    presences = [
        presence for presence in store.presences(candidates) if presence.edition_id in counting
    ]
    contents = store.contents({presence.content_id for presence in presences})
    return build_subjects(sources, presences, contents, wanted=wanted, known_at=known_at)


def _identity(store: LedgerStore) -> Identity:
    revision = store.revision()
    cached = _IDENTITIES.get(store)
    if cached is not None and cached[0] == revision:
        return cached[1]
    identity = Identity(store.links())
    _IDENTITIES[store] = (revision, identity)
    return identity
