"""What is known of subjects and their designations at a moment of knowledge.

Everything here is derived from recorded editions and nothing of it is stored. The moment
asked about (``as_of``) is not applied: a subject carries all periods, and the law judges them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain

from proscribe.ledger.chronicles import read_chronicle
from proscribe.ledger.identity import REFERENCE, build_identity, rank
from proscribe.ledger.joining import join_periods
from proscribe.ledger.known import KnownSource
from proscribe.ledger.period import Period, provenance_of
from proscribe.ledger.record import DesignationRecord, KnownListing, Subject
from proscribe.ledger.snapshots import SnapshotFold, Version
from proscribe.ledger.store import EditionInfo, Presence
from proscribe.ledger.union import distinct, union_lines, union_names
from proscribe.model.identity import Decision, Evidence, Tie, TieKind
from proscribe.model.listing import Listing

__all__ = ["DesignationRecord", "KnownListing", "Subject", "build_subjects"]

# What each edition, by its id, prints of one entity.
_Held = dict[int, tuple[Version, ...]]


class _Reading:
    """What is known of one entity, source by source."""

    def __init__(self) -> None:
        self.listings: list[KnownListing] = []
        self.contents: set[int] = set()
        self.facts: list[Period] = []
        self.entries: list[Period] = []

    def add_chronicle(self, source: KnownSource, held: _Held, known_at: datetime) -> None:
        """Read packaged facts."""
        edition = source.editions[-1].edition
        for version in held.get(edition.id, ()):
            chronicle = read_chronicle(source, version.listing, version.locator, known_at=known_at)
            if chronicle is not None:
                self.facts += chronicle.periods
                self.contents.add(version.content)
                self._add_listing(chronicle.listing, edition, version.locator)

    def add_snapshots(self, source: KnownSource, held: _Held, known_at: datetime) -> None:
        """Read the editions of a list."""
        entity_id = next(iter(held.values()))[0].listing.id
        periods = SnapshotFold(entity_id, source, known_at).read(held)
        self.entries += periods
        for edition in _speaking([k.edition for k in source.editions if k.edition.id in held]):
            for version in held[edition.id]:
                events = tuple(
                    event
                    for event in version.listing.events
                    if event.published.starts(edition.zone) <= known_at
                )
                listing = replace(version.listing, events=events)
                self.contents.add(version.content)
                self._add_listing(listing, edition, version.locator)

    def _add_listing(self, listing: Listing, edition: EditionInfo, locator: str) -> None:
        self.listings.append(
            KnownListing(
                listing=listing,
                provenance=provenance_of(edition, locator),
                chronicle=edition.chronicle,
            )
        )


def _speaking(editions: Sequence[EditionInfo]) -> list[EditionInfo]:
    """Return the editions whose word on an entity counts, newest first.

    Where the newest is a part of the list only, the names and identifiers of those before it,
    down to a whole one, still hold.
    """
    speaking = []
    for edition in reversed(editions):
        speaking.append(edition)
        if edition.complete:
            break
    return speaking


def build_subjects(
    sources: Sequence[KnownSource],
    presences: Iterable[Presence],
    contents: Mapping[int, Listing],
    *,
    ties: Callable[[Collection[int]], Iterable[Tie]] = lambda _: (),
    decisions: Iterable[Decision] = (),
    wanted: Collection[str] | None = None,
    known_at: datetime,
) -> tuple[Subject, ...]:
    """Return the subjects that some entries make up, as known at a moment, sorted by id.

    Args:
        sources: The editions that count at that moment.
        presences: Where the entities occur; other editions than those are passed over.
        contents: What the presences refer to.
        ties: Returns what ties contents, by their numbers, to each other. Those count whose word
            on an entity counts: what a later edition corrected ties nothing any more.
        decisions: What people said of entries, in order of time.
        wanted: Only subjects that have one of these ids; None: every subject.
        known_at: The moment of knowledge, an aware UTC datetime.
    """
    readings = _read(sources, _held(sources, presences, contents), known_at)
    speaking = {content for reading in readings.values() for content in reading.contents}
    found = ties(speaking)
    identity = build_identity([*_stated(readings), *found], decisions)
    lists = [source for source in sources if not source.chronicle]
    groups = identity.groups(readings if wanted is None else wanted)
    parts = ([readings[member] for member in group if member in readings] for group in groups)
    subjects = [_subject(part, lists) for part in parts if part]
    return tuple(sorted(subjects, key=lambda subject: subject.id))


def _stated(readings: Mapping[str, _Reading]) -> Iterator[Tie]:
    """Yield what the lists themselves say is one subject."""
    for entity_id, reading in readings.items():
        for known in reading.listings:
            for other in known.listing.same_as:
                left, right = sorted((entity_id, other))
                basis = f"{known.provenance.source} says so"
                evidence = Evidence(kind=TieKind.STATED, confidence=1.0, basis=basis)
                yield Tie(left=left, right=right, evidence=evidence)


def _held(
    sources: Iterable[KnownSource],
    presences: Iterable[Presence],
    contents: Mapping[int, Listing],
) -> dict[str, dict[str, _Held]]:
    """Return what each edition prints of each entity, by entity, then by source."""
    source_of = {known.edition.id: source.key for source in sources for known in source.editions}
    held: dict[str, dict[str, _Held]] = defaultdict(lambda: defaultdict(dict))
    # Most editions print what the one before printed: one object for all of them is quick.
    shared: dict[tuple[int, str], tuple[Version, ...]] = {}
    for entity_id, edition_id, content_id, locator in presences:
        source = source_of.get(edition_id)
        if source is None:
            continue
        place = (content_id, locator)
        versions = shared.get(place)
        if versions is None:
            listing = contents[content_id]
            version = Version(listing=listing, locator=locator, content=content_id)
            versions = shared[place] = (version,)
        editions = held[entity_id][source]
        others = editions.get(edition_id)
        editions[edition_id] = versions if others is None else _by_locator(*others, *versions)
    return held


def _by_locator(*versions: Version) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda version: version.locator))


def _read(
    sources: Iterable[KnownSource], held: Mapping[str, Mapping[str, _Held]], known_at: datetime
) -> dict[str, _Reading]:
    """Return what is known of each entity of which anything is known."""
    by_key = {source.key: source for source in sources}
    readings: dict[str, _Reading] = {}
    for entity_id, by_source in held.items():
        reading = _Reading()
        for key in sorted(by_source):
            source = by_key[key]
            if source.chronicle:
                reading.add_chronicle(source, by_source[key], known_at)
            else:
                reading.add_snapshots(source, by_source[key], known_at)
        if reading.listings:
            readings[entity_id] = reading
    return readings


def _subject(readings: Sequence[_Reading], lists: Sequence[KnownSource]) -> Subject:
    """Join what is known of the entries of one subject."""
    known = sorted(
        chain.from_iterable(reading.listings for reading in readings),
        key=lambda each: (
            rank(each.listing.id) == REFERENCE,
            each.chronicle,
            rank(each.listing.id),
            each.listing.id,
            each.provenance.source,
        ),
    )
    listings = [each.listing for each in known]
    referents = distinct(listing.id for listing in listings)
    properties: dict[str, list[str]] = defaultdict(list)
    for name, values in chain.from_iterable(listing.properties for listing in listings):
        properties[name].extend(values)
    events = distinct(chain.from_iterable(listing.events for listing in listings))
    return Subject(
        id=referents[0],
        referents=referents,
        schema=listings[0].schema,
        names=union_names([listing.names for listing in listings]),
        properties=tuple((name, distinct(properties[name])) for name in sorted(properties)),
        securities=union_lines([listing.securities for listing in listings]),
        records=join_periods(
            [*chain.from_iterable(reading.facts for reading in readings)],
            [*chain.from_iterable(reading.entries for reading in readings)],
            lists,
        ),
        links=distinct(chain.from_iterable(listing.links for listing in listings)),
        events=tuple(sorted(events, key=lambda event: (event.on.day, event.kind, event.text))),
        provenances=tuple(each.provenance for each in known),
        listings=tuple(known),
    )
