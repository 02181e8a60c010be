"""Subjects out of a store, as known at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from proscribe.ledger.history import build_subjects
from proscribe.ledger.known import known_sources
from proscribe.ledger.record import Subject
from proscribe.ledger.store import LedgerStore


def load_subjects(
    store: LedgerStore, entity_ids: Iterable[str], known_at: datetime
) -> tuple[Subject, ...]:
    """Return the subjects of those ids as known at a moment, sorted by id.

    An id of which nothing was known brings nothing. A subject is returned once, however many
    of its ids are asked for, with everything its other entries say. What people decided of two
    entries counts at every moment.

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
    presences = [
        presence
        for presence in store.presences(_closure(store, wanted))
        if presence.edition_id in counting
    ]
    numbers = {presence.content_id for presence in presences}
    return build_subjects(
        sources,
        presences,
        store.contents(numbers),
        ties=store.ties,
        decisions=store.decisions(),
        wanted=wanted,
        known_at=known_at,
    )


def _closure(store: LedgerStore, wanted: frozenset[str]) -> frozenset[str]:
    """Return those ids and all that anything ties to them.

    These are more than are one subject at any moment, since ties count that came later.
    """
    found, edge = wanted, wanted
    while edge:
        edge = store.neighbours(edge) - found
        found |= edge
    return found
