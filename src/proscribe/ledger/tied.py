"""Which ties sources state of entries, and from which edition to which they state them.

A subject carries only what the newest editions say of it; a tie that an older edition stated
and a newer one no longer does is found here, with the days between which it went.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.ledger.chronicles import read_chronicle
from proscribe.ledger.known import known_sources

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from proscribe.ledger.known import KnownEdition, KnownSource
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import Link, Listing
    from proscribe.model.time import Moment

_Versions = dict[int, list[tuple["Listing", str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTie:
    """A tie, and who states it from when to when.

    Attributes:
        holder: Entity id of the entry that states it.
        link: The tie, as published.
        source: Key of the source.
        locator: Where the entry stands in the last edition that states it.
        first: When the first edition that states it was published.
        last: When the last one was.
        gone: When the first whole edition after it was, which does not state it any more.
    """

    holder: str
    link: Link
    source: str
    locator: str
    first: Moment
    last: Moment
    gone: Moment | None


def load_ties(
    store: LedgerStore, entity_ids: Collection[str], known_at: datetime
) -> tuple[StatedTie, ...]:
    """Return every tie that entries stated, as known at a moment, past ones too.

    Args:
        store: Where the ledger is kept.
        entity_ids: Ids of entries of any source.
        known_at: The moment of knowledge, an aware UTC datetime.

    Raises:
        StoreError: The store cannot be read.
    """
    if not entity_ids:
        return ()
    sources = known_sources(store.editions(), known_at=known_at)
    source_of = {known.edition.id: source for source in sources for known in source.editions}
    presences = [one for one in store.presences(entity_ids) if one.edition_id in source_of]
    contents = store.contents({one.content_id for one in presences})
    held: dict[tuple[str, str], _Versions] = defaultdict(lambda: defaultdict(list))
    for presence in presences:
        listing = contents[presence.content_id]
        if listing.links:
            source = source_of[presence.edition_id]
            versions = held[presence.entity_id, source.key]
            versions[presence.edition_id].append((listing, presence.locator))
    by_key = {source.key: source for source in sources}
    return tuple(
        tie
        for (entity, key), versions in sorted(held.items())
        for tie in _ties(entity, by_key[key], versions, known_at)
    )


def _ties(
    entity: str, source: KnownSource, versions: Mapping[int, list[tuple[Listing, str]]],
    known_at: datetime,
) -> Iterator[StatedTie]:  # fmt: skip
    stated: dict[Link, list[tuple[KnownEdition, str]]] = {}
    for known in source.editions:
        for listing, locator in versions.get(known.edition.id, ()):
            if source.chronicle and not _is_known(source, listing, locator, known_at):
                continue
            for link in listing.links:
                stated.setdefault(link, []).append((known, locator))
    for link, places in stated.items():
        (first, _), (last, locator) = places[0], places[-1]
        yield StatedTie(
            holder=entity,
            link=link,
            source=source.key,
            locator=locator,
            first=first.edition.published,
            last=last.edition.published,
            gone=_gone(source, last),
        )


def _is_known(source: KnownSource, listing: Listing, locator: str, known_at: datetime) -> bool:
    return read_chronicle(source, listing, locator, known_at=known_at) is not None


def _gone(source: KnownSource, last: KnownEdition) -> Moment | None:
    later = source.editions[source.editions.index(last) + 1 :]
    whole = (one for one in later if one.settled and one.edition.complete)
    return next((one.edition.published for one in whole), None)
