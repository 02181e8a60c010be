"""What a server answers from: the names and entities of one moment, made ready beforehand.

Every process of a machine reads the same files. When the ledger moves, a new standing is made
while the old one still answers, and takes its place between two batches.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from proscribe.backends.rosters import Draft, Entity, Roster, RosterFiles
from proscribe.ledger.known import known_sources
from proscribe.ledger.view import load_subjects
from proscribe.model.source import EditionState
from proscribe.model.time import parse_moment
from proscribe.screening.topics import SANCTION
from proscribe.workspace.entities import drafts_of
from proscribe.workspace.naming import LedgerNames, fingerprint
from proscribe.workspace.service.sightings import printed_by, sightings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.record import Subject
    from proscribe.ledger.store import EditionInfo, LedgerStore
    from proscribe.matching.index import Index
    from proscribe.operations.receipts import Basis

# Few at once: what is read of each grows with the editions, and heaps keep the pages of a peak.
_BATCH = 250
_MOST_REMEMBERED = 5_000
_LAYOUT = b"roster 4"
_MARK_CHARACTERS = 6
# Ties that make somebody linked to whom a list names.
_LINKS = frozenset(
    {"parent", "owner", "subsidiary", "owned", "family", "associate", "member", "director"}
    | {"listed_unit", "linked_to", "related"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The ledger as one moment's answers rest on it.

    Attributes:
        version: ``YYYYMMDDHHMMSS-xyz``: when the newest edition was recorded, and a digest.
        name: Digest of everything that makes a difference.
        revision: Revision of the ledger.
        known: The moment of knowledge (UTC).
        index: Every name ever recorded.
        roster: Every entity as known then.
        editions: The newest edition of each source that counts, by key.
        basis: What its answers rest on, as receipts name it.
        store: The ledger as it was then, whatever has been recorded since.
        remembered: Subjects by the ids of entries, as they were asked for.
    """

    version: str
    name: str
    revision: int
    known: datetime
    index: Index
    roster: Roster
    editions: dict[str, EditionInfo]
    basis: Basis
    store: LedgerStore
    remembered: dict[str, Entity | None] = field(default_factory=dict, compare=False, repr=False)

    def bearers(self, entries: Collection[str]) -> dict[str, Entity]:
        """Return, for each id of an entry that is known, its subject; those asked of most stay."""
        fresh = [entry for entry in entries if entry not in self.remembered]
        if fresh:
            if len(self.remembered) > _MOST_REMEMBERED:
                self.remembered.clear()
                fresh = [*entries]
            ids = self.roster.bearers(fresh)
            entities = self.roster.entities({*ids.values()})
            self.remembered.update({entry: entities.get(ids.get(entry, "")) for entry in fresh})
        found = ((entry, self.remembered.get(entry)) for entry in entries)
        return {entry: entity for entry, entity in found if entity is not None}


class Standings:
    """Makes a standing ready, and follows the ledger; threads may share one.

    Args:
        store: The ledger.
        names: Its names.
        folder: Returns where rosters are kept for other processes; None: for this one only.
        clock: Returns the instant (UTC) of which a standing is.
        basis: Returns what an answer given now rests on.
    """

    def __init__(
        self,
        store: SqlStore,
        names: LedgerNames,
        folder: Callable[[], Path | None],
        *,
        clock: Callable[[], datetime],
        basis: Callable[[], Basis],
    ) -> None:
        self._store = store
        self._names = names
        self._folder = folder
        self._place = folder()
        self._files = RosterFiles(self._place)
        self._clock = clock
        self._basis = basis
        self._lock = Lock()
        self._now: Standing | None = None
        self._newer: tuple[tuple[int, int], str] | None = None

    @property
    def now(self) -> Standing | None:
        """The standing that answers; None until the first is ready."""
        return self._now

    def follow(self, progress: Callable[[int], None] = lambda _: None) -> Standing:
        """Return the standing of now, made anew where the ledger or its moment has moved.

        It is of one moment after this was called, whatever is recorded while it is made.

        Args:
            progress: Called with the number of entries just made ready.

        Raises:
            StoreError: The ledger cannot be read, or the folder not be written.
        """
        with self._lock:
            # What is recorded meanwhile is for the next time: lists may come faster than this is.
            self._now = self._follow(progress)
            return self._now

    def _follow(self, progress: Callable[[int], None]) -> Standing:
        basis, known = self._basis(), self._clock()
        ledger = self._store.past(basis.position)
        name = _name(ledger, known)
        if self._now is not None and self._now.name == name:
            return replace(self._now, basis=basis, store=ledger)
        self._move(self._folder())
        with self._files.alone():
            # Another process may have made one for long, and lists were recorded meanwhile.
            basis, known = self._basis(), self._clock()
            name = _name(self._store.past(basis.position), known)
            return self._make(name, known, basis, progress)

    def _move(self, place: Path | None) -> None:
        """Keep rosters elsewhere, once they hold what not everybody sees."""
        if place != self._place:
            self._place, self._files = place, RosterFiles(place)

    def version_at(self, basis: Basis) -> str:
        """Return the version of what an answer rests on that is given from the ledger itself.

        It may be newer than what is ready, and is then called as that will be.

        Raises:
            StoreError: The ledger cannot be read.
        """
        now, place = self._now, _place(basis)
        if now is not None and place == _place(now.basis):
            return now.version
        told = self._newer
        if told is None or told[0] != place:
            ledger, known = self._store.past(basis.position), self._clock()
            editions = _newest(ledger.editions()).values()
            told = self._newer = place, _version(editions, _name(ledger, known), known)
        return told[1]

    def is_stale(self) -> bool:
        """Tell whether the ledger holds more than what answers now."""
        return self._now is None or self._now.name != _name(self._store, self._clock())

    def _make(
        self, name: str, known: datetime, basis: Basis, progress: Callable[[int], None]
    ) -> Standing:
        ledger = self._store.past(basis.position)
        editions = _newest(ledger.editions())
        index = self._names.index(progress, ledger=ledger)
        roster = self._files.load(name)
        if roster is None:
            roster = self._files.keep(name, self._drafts(ledger, known, progress), ())
        return Standing(
            version=_version(editions.values(), name, known),
            name=name,
            revision=ledger.revision(),
            known=known,
            index=index,
            roster=roster,
            editions=editions,
            basis=basis,
            store=ledger,
        )

    def _drafts(
        self, ledger: LedgerStore, known: datetime, progress: Callable[[int], None]
    ) -> Iterator[Draft]:
        """Yield everybody, and again, with a topic more, who is tied to somebody sanctioned."""
        as_of = parse_moment(known)
        printed = printed_by(ledger, known)
        sanctioned: set[str] = set()
        ties: list[tuple[tuple[str, ...], str]] = []
        for subjects in self._everyone(ledger, known):
            seen = sightings(ledger, subjects, printed, known)
            for subject in subjects:
                own, *others = drafts_of(subject, as_of, seen=seen[subject.id])
                if SANCTION in own.entity.topics:
                    sanctioned.update(subject.referents)
                ties += ((subject.referents, other) for other in _linked_by(subject))
                yield own
                yield from others
            progress(len(subjects))
        linked = _linked(ties, sanctioned)
        for start in range(0, len(linked), _BATCH):
            subjects = [*load_subjects(ledger, linked[start : start + _BATCH], known)]
            seen = sightings(ledger, subjects, printed, known)
            for subject in subjects:
                yield next(drafts_of(subject, as_of, seen=seen[subject.id], linked=linked))

    def _everyone(self, ledger: LedgerStore, known: datetime) -> Iterator[list[Subject]]:
        # Of those that came later, the ledger as it was tells nothing.
        ids = sorted(set(self._store.entity_ids()))
        done: set[str] = set()
        for start in range(0, len(ids), _BATCH):
            batch = [one for one in ids[start : start + _BATCH] if one not in done]
            loaded = load_subjects(ledger, batch, known)
            subjects = [one for one in loaded if one.id not in done]
            for subject in subjects:
                done.update(subject.referents)
            yield subjects


def _linked_by(subject: Subject) -> Iterator[str]:
    for link in subject.links:
        if link.id is not None and link.relation in _LINKS:
            yield link.id


def _linked(ties: Iterable[tuple[tuple[str, ...], str]], sanctioned: set[str]) -> list[str]:
    """Return the ids of all that a tie leads from, or to, somebody sanctioned, less those."""
    found: set[str] = set()
    for ours, other in ties:
        if other in sanctioned:
            found.update(ours)
        if not sanctioned.isdisjoint(ours):
            found.add(other)
    return sorted(found - sanctioned)


def _name(ledger: LedgerStore, known: datetime) -> str:
    counting = [
        (each.edition.id, each.settled)
        for source in known_sources(ledger.editions(), known_at=known)
        for each in source.editions
    ]
    decided = [(each.left, each.right, each.judgement.value) for each in ledger.decisions()]
    said = repr((sorted(counting), decided, known.date().isoformat()))
    return sha256(_LAYOUT + fingerprint() + said.encode()).hexdigest()[:32]


def _place(basis: Basis) -> tuple[int, int]:
    """Return how far lists and decisions had been written."""
    return basis.position.editions, basis.position.decisions


def _newest(editions: Iterable[EditionInfo]) -> dict[str, EditionInfo]:
    return {one.source: one for one in editions if one.state is EditionState.ACCEPTED}


def _version(editions: Iterable[EditionInfo], name: str, known: datetime) -> str:
    recorded = max((one.recorded_at for one in editions), default=known)
    return f"{recorded.strftime('%Y%m%d%H%M%S')}-{name[:_MARK_CHARACTERS]}"
