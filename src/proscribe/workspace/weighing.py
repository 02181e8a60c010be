"""The record as claims are weighed against it: the ledger, the law on file, price files."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.ledger.known import known_sources
from proscribe.model.claim import EntityKind
from proscribe.model.errors import InputError
from proscribe.model.time import Moment
from proscribe.screening.candidates import Resolution
from proscribe.screening.resolve import resolve_all
from proscribe.screening.weighing import Asked, Peer, weigh
from proscribe.securities.prices.series import FindingKind
from proscribe.workspace.answers import wanted_of
from proscribe.workspace.price_files import Reading, found_files, read_series

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from proscribe.ledger.record import Subject
    from proscribe.ledger.store import EditionInfo, LedgerStore
    from proscribe.model.claim import Claim, RecordCheck, TextEntity
    from proscribe.model.listing import Citation
    from proscribe.screening.directory import Coverage, Directory
    from proscribe.securities.prices.series import PriceSeries

_LINKED = (EntityKind.COMPANY, EntityKind.PERSON, EntityKind.VESSEL, EntityKind.OTHER)
_LATEST_ZONE = "America/New_York"
_LEAST_NAME = 3


class LedgerRecord:
    """The record of a ledger.

    Args:
        store: The ledger.
        directory: The ledger as screening looks it up.
        prices: Price files.
        today: No close is of a later day.
    """

    def __init__(
        self, store: LedgerStore, directory: Directory, prices: Sequence[Path], today: date
    ) -> None:
        self._store = store
        self._directory = directory
        self._files = prices
        self._today = today
        self._peers: dict[str, tuple[tuple[EditionInfo, Peer], ...]] = {}
        self._citations: dict[str, dict[str, Citation]] = {}
        self._series: dict[str, tuple[PriceSeries, ...]] = {}

    def subjects(self, ids: Collection[str], known: datetime) -> tuple[Subject, ...]:
        """Return the subjects of those entity ids, as known at that instant (UTC)."""
        return self._directory.subjects(ids, known)

    def coverage(self, sources: tuple[str, ...], known: datetime) -> Coverage:
        """Return whether those sources are on file, as of what was public by then."""
        return self._directory.coverage(sources, known)

    def peers(self, authority: str, known: datetime) -> tuple[Peer, ...]:
        """Return every designation of an authority that was public by then."""
        if authority not in self._peers:
            self._peers[authority] = tuple(self._all_peers(authority))
        return tuple(
            peer
            for edition, peer in self._peers[authority]
            if _public(edition, peer).starts(edition.zone) <= known
        )

    def alike(self, names: Collection[str]) -> frozenset[str]:
        """Return the entity ids of those whose names are like one of these, whoever they are."""
        found = self._directory.similar(tuple(sorted(names)), people=True)
        return frozenset(one.entity_id for hits in found.values() for one in hits)

    def citation(self, source: str, key: str) -> Citation | None:
        """Return the document that facts of a source refer to by that key."""
        if source not in self._citations:
            self._citations[source] = self._store.citations(source)
        return self._citations[source].get(key)

    def prices(self, subject: Subject) -> tuple[PriceSeries, ...]:
        """Return the price series of a subject's securities; none where no file is given."""
        if subject.id not in self._series:
            self._series[subject.id] = tuple(self._read(subject))
        return self._series[subject.id]

    def _read(self, subject: Subject) -> Iterator[PriceSeries]:
        reading = Reading(
            today=self._today, symbol=None, currency=None, venue=None, splits={}, order=None
        )
        for file in self._files:
            try:
                found = read_series(found_files((file,), subject), reading, subject)
            except InputError:
                continue  # it holds securities of others only
            for one in found:
                if not any(odd.kind is FindingKind.SYMBOL for odd in one.findings):
                    yield one

    def _all_peers(self, authority: str) -> Iterator[tuple[EditionInfo, Peer]]:
        latest = Moment(day=self._today).closes(_LATEST_ZONE)
        for source in known_sources(self._store.editions(), known_at=latest):
            edition = source.editions[-1].edition
            if not any(named == authority for named, _ in edition.named):
                continue
            for listing, _ in self._store.listings(edition.id):
                for one in listing.designations:
                    if one.authority != authority:
                        continue
                    published = None if one.published is None else one.published.day
                    yield (
                        edition,
                        Peer(
                            entity_id=listing.id,
                            caption=one.as_printed or listing.caption,
                            schema=listing.schema,
                            program=one.program,
                            listed_on=one.listed_on,
                            published=published,
                        ),
                    )


def _public(edition: EditionInfo, peer: Peer) -> Moment:
    """Return when a designation became public: as facts say, else on the day its list prints."""
    if peer.published is not None:
        return Moment(day=peer.published)
    return edition.published if peer.listed_on is None else Moment(day=peer.listed_on)


def link_entities(
    entities: Iterable[TextEntity], directory: Directory, known: datetime
) -> tuple[TextEntity, ...]:
    """Return entities with the ids of those subjects that surely bear one of their names.

    Args:
        entities: Who a text speaks of; those that have ids keep them.
        directory: Where subjects are found.
        known: The moment of knowledge (UTC).
    """
    every = tuple(entities)
    wanted = {(one.country, name): None for one in every for name in _unlinked_names(one)}
    asked = [replace(wanted_of(name), country=country) for country, name in wanted]
    found = dict(zip(wanted, resolve_all(asked, directory, known), strict=True)) if asked else {}
    return tuple(_linked(one, found) for one in every)


def _unlinked_names(entity: TextEntity) -> tuple[str, ...]:
    """Return the names by which somebody without ids of the ledger is looked up."""
    if entity.ledger_ids or entity.kind not in _LINKED:
        return ()
    return tuple(
        name
        for name in (entity.name, *entity.aliases)
        if len(name.strip()) >= _LEAST_NAME or not name.isascii()
    )


def _linked(entity: TextEntity, found: Mapping[tuple[str | None, str], Resolution]) -> TextEntity:
    names = _unlinked_names(entity)
    if not names:
        return entity
    ids = dict.fromkeys(
        one.subject.id
        for name in names
        for one in found[entity.country, name].candidates
        if one.certain
    )
    return replace(entity, ledger_ids=tuple(ids))


def weigh_claims(
    entities: Iterable[TextEntity],
    claims: Iterable[Claim],
    record: LedgerRecord,
    directory: Directory,
    *,
    published: date | None,
    now: date | None = None,
) -> dict[str, RecordCheck]:
    """Return how each claim of a text stands against the record, by the id of the claim.

    Args:
        entities: Who the text speaks of.
        claims: What it claims.
        record: The record.
        directory: Where names without ids of the ledger are looked up.
        published: The day of the text; None where it is not known.
        now: The day of the latest knowledge; today where none is given.

    Raises:
        StoreError: The ledger cannot be read.
    """
    latest = datetime.now(UTC).date() if now is None else now
    known = Moment(day=latest).closes(_LATEST_ZONE)
    linked = link_entities(entities, directory, known)
    asked = Asked(entities=linked, claims=tuple(claims), published=published, now=latest)
    return weigh(asked, record)
