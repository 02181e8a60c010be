"""Which ties sources state of entries, and from which edition to which they state them.

A subject carries only what the newest editions say of it; a tie that an older edition stated
and a newer one no longer does is found here, with the days between which it went.

An edition of an official list is the whole list: what it leaves out has gone. Editions of a
register, or of files that people gather, may each be about others: they leave out only what they
could have said, a tie of an entry they print.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.ledger.chronicles import read_chronicle
from proscribe.ledger.known import known_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from proscribe.ledger.known import KnownEdition, KnownSource
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import Link, Listing
    from proscribe.model.time import Moment

_Versions = dict[int, list[tuple["Listing", str]]]
# Places of a tie: the editions that state it, and where its holder stands in each.
_Places = list[tuple["KnownEdition", str]]

# Sources whose editions may be about different entries: a part of a register, files of anybody's.
_SELECTIONS = frozenset({"ftm", "gleif"})


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
        gone: When the first whole edition after it was that could state it and does not.
    """

    holder: str
    link: Link
    source: str
    locator: str
    first: Moment
    last: Moment
    gone: Moment | None


def _holder(holder: str, _: Link) -> str:
    return holder


def load_ties(
    store: LedgerStore,
    entity_ids: Collection[str],
    known_at: datetime,
    *,
    told_with: Callable[[str, Link], str] = _holder,
) -> tuple[StatedTie, ...]:
    """Return every tie that entries stated, as known at a moment, past ones too.

    Args:
        store: Where the ledger is kept.
        entity_ids: Ids of entries of any source.
        known_at: The moment of knowledge, an aware UTC datetime.
        told_with: Returns, of a holder and its tie, the entry with which a register tells such
            ties: an edition of it that does not print that entry says nothing of the tie.

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
    stated = [
        (entity, by_key[key], link, places)
        for (entity, key), versions in sorted(held.items())
        for link, places in _stated(by_key[key], versions, known_at)
    ]
    telling = {told_with(entity, link) for entity, source, link, _ in stated if _selects(source)}
    printed = _printed(store, telling)
    return tuple(
        _tie(entity, source, (link, places), printed.get(told_with(entity, link), frozenset()))
        for entity, source, link, places in stated
    )


def _printed(store: LedgerStore, entity_ids: Collection[str]) -> dict[str, set[int]]:
    """Return the numbers of the editions that print each of some entries."""
    printed: dict[str, set[int]] = defaultdict(set)
    for presence in store.presences(entity_ids) if entity_ids else ():
        printed[presence.entity_id].add(presence.edition_id)
    return printed


def _tie(
    entity: str, source: KnownSource, stated: tuple[Link, _Places], speaking: Collection[int]
) -> StatedTie:
    link, places = stated
    (first, _), (last, locator) = places[0], places[-1]
    return StatedTie(
        holder=entity,
        link=link,
        source=source.key,
        locator=locator,
        first=first.edition.published,
        last=last.edition.published,
        gone=_gone(source, last, speaking if _selects(source) else None),
    )


def _selects(source: KnownSource) -> bool:
    return source.key in _SELECTIONS


def _stated(
    source: KnownSource, versions: Mapping[int, list[tuple[Listing, str]]], known_at: datetime
) -> Iterator[tuple[Link, _Places]]:
    """Yield each tie an entry states, with the editions that state it."""
    stated: dict[Link, _Places] = {}
    for known in source.editions:
        for listing, locator in versions.get(known.edition.id, ()):
            if source.chronicle and not _is_known(source, listing, locator, known_at):
                continue
            for link in listing.links:
                stated.setdefault(link, []).append((known, locator))
    yield from _with_their_ends(stated).items()


def _with_their_ends(stated: Mapping[Link, _Places]) -> dict[Link, _Places]:
    """Join what editions state of one tie but for its last day, of which the newest word counts.

    Where one edition states several such ties, they are of different times and stay apart.
    """
    alike: dict[Link, list[Link]] = defaultdict(list)
    for link in stated:
        alike[replace(link, until=None)].append(link)
    joined: dict[Link, _Places] = {}
    for links in alike.values():
        places = sorted(
            (place for link in links for place in stated[link]),
            key=lambda place: place[0].edition.order,
        )
        editions = [known.edition.id for known, _ in places]
        if len(links) > 1 and len({*editions}) == len(editions):
            newest = next(link for link in links if places[-1] in stated[link])
            joined[newest] = places
        else:
            joined.update((link, stated[link]) for link in links)
    return joined


def _is_known(source: KnownSource, listing: Listing, locator: str, known_at: datetime) -> bool:
    return read_chronicle(source, listing, locator, known_at=known_at) is not None


def _gone(
    source: KnownSource, last: KnownEdition, speaking: Collection[int] | None
) -> Moment | None:
    """Return when a tie was missing first from an edition that could have stated it.

    Args:
        source: Who stated it.
        last: The last edition that did.
        speaking: Numbers of the editions that could; None: every one.
    """
    later = source.editions[source.editions.index(last) + 1 :]
    whole = (one for one in later if one.settled and one.edition.complete)
    return next(
        (one.edition.published for one in whole if speaking is None or one.edition.id in speaking),
        None,
    )
