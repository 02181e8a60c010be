"""Lists that state what is in force: designations begin by presence and end by absence."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from proscribe.ledger.known import KnownEdition, KnownSource
from proscribe.ledger.period import Period, begin_day, lines_for, prevailing, provenance_of
from proscribe.ledger.record import DesignationRecord
from proscribe.ledger.store import EditionInfo
from proscribe.model.listing import Designation, Ending, EndKind, Listing
from proscribe.model.time import Moment

# Authority, programme, directive; a number tells several of one listing apart.
_Key = tuple[str, str, str | None, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A listing as one edition prints it.

    Attributes:
        listing: As published.
        locator: Its place in the file.
        content: Number of the content in the store.
    """

    listing: Listing
    locator: str
    content: int


@dataclass(slots=True, kw_only=True)
class _Open:
    """A designation that the editions read so far have not ended."""

    first: EditionInfo
    word: Designation
    version: Version
    explicit: Ending | None
    holders: list[EditionInfo]


class SnapshotFold:
    """Reads one entity's versions in the editions of one source, in order of publication.

    Args:
        entity_id: The entity.
        source: Its source, with the editions that count.
        known_at: The moment of knowledge.
    """

    def __init__(self, entity_id: str, source: KnownSource, known_at: datetime) -> None:
        self._entity_id = entity_id
        self._source = source
        self._known_at = known_at
        self._open: dict[_Key, _Open] = {}
        self._last_day: dict[_Key, date] = {}
        self._done: list[Period] = []

    def read(self, held: Mapping[int, Sequence[Version]]) -> tuple[Period, ...]:
        """Return every period of every designation.

        Args:
            held: What each edition, by its id, prints of the entity.
        """
        words: dict[_Key, tuple[Designation, Version]] = {}
        previous: Sequence[Version] = ()
        for known in self._source.editions:
            versions = held.get(known.edition.id, ())
            if versions is not previous:
                words = _words(versions)
                previous = versions
            for key, (word, version) in words.items():
                self._show(known, key, word, version)
            if self._open.keys() != words.keys():
                self._end_missing(known, words)
        for key in [*self._open]:
            self._close(key, None)
        return tuple(self._done)

    def _end_missing(self, known: KnownEdition, words: Container[_Key]) -> None:
        for key in [key for key in self._open if key not in words]:
            if known.ends(key[0], key[1]):
                self._close(key, _absence(known.edition))

    def _show(self, known: KnownEdition, key: _Key, word: Designation, version: Version) -> None:
        opened = self._open.get(key)
        over = None if opened is None else _listed_anew(opened, word, known.edition)
        if over is not None:
            self._close(key, over if known.settled else None)
            opened = None
        if opened is None:
            opened = self._open[key] = _Open(
                first=known.edition, word=word, version=version, explicit=None, holders=[]
            )
        opened.word = _unless_silent(opened.word, word)
        opened.version = version
        opened.holders.append(known.edition)
        if known.settled:
            opened.explicit = self._known_ending(word.ended, known.edition.zone)

    def _known_ending(self, ended: Ending | None, zone: str) -> Ending | None:
        if ended is None or ended.published.ends(zone) > self._known_at:
            return None
        return ended

    def _close(self, key: _Key, absence: Ending | None) -> None:
        opened = self._open.pop(key)
        ended = prevailing(opened.explicit, absence)
        published = opened.word.published or opened.first.published
        designation = replace(opened.word, published=published, ended=ended)
        begins = begin_day(designation, published)
        last_day = self._last_day.get(key)
        if last_day is not None and begins < last_day:
            begins = max(last_day, opened.first.published.day)
        if ended is not None:
            self._last_day[key] = ended.on.day
        record = DesignationRecord(
            entity_id=self._entity_id,
            source=self._source.key,
            designation=designation,
            begins=begins,
            ended=ended,
            securities=lines_for(opened.version.listing, designation.program),
            provenances=(provenance_of(opened.holders[-1], opened.version.locator),),
        )
        zone = opened.first.zone
        self._done.append(Period(record=record, zone=zone, holders=tuple(opened.holders)))


def _absence(edition: EditionInfo) -> Ending:
    return Ending(on=edition.published, published=edition.published, kind=EndKind.ABSENT)


def _unless_silent(before: Designation, now: Designation) -> Designation:
    """Keep a day and acts that were stated: a format without room for them takes none back."""
    return replace(
        now,
        listed_on=now.listed_on or before.listed_on,
        legal_basis=now.legal_basis or before.legal_basis,
    )


def _listed_anew(opened: _Open, word: Designation, edition: EditionInfo) -> Ending | None:
    """Return the end of a designation whose printed day has moved past its last edition.

    That edition cannot have held what was made later, so the new day is no correction: the
    subject was listed anew, and the day of that is the last we can place the old end on.
    """
    before, now = opened.word.listed_on, word.listed_on
    shown = opened.holders[-1].published.day
    if before is None or now is None or not before <= shown < now:
        return None
    return Ending(on=Moment(day=now), published=edition.published, kind=EndKind.ABSENT)


def _words(versions: Sequence[Version]) -> dict[_Key, tuple[Designation, Version]]:
    """Return each designation the versions print, those of equal key numbered by first day."""
    found: dict[tuple[str, str, str | None], list[tuple[Designation, Version]]] = {}
    for version in versions:
        for word in version.listing.designations:
            plain = (word.authority, word.program, word.directive)
            pairs = found.setdefault(plain, [])
            if all(word != other for other, _ in pairs):
                pairs.append((word, version))
    numbered: dict[_Key, tuple[Designation, Version]] = {}
    for plain, pairs in found.items():
        pairs.sort(key=lambda pair: pair[0].listed_on or date.max)
        numbered.update({(*plain, number): pair for number, pair in enumerate(pairs)})
    return numbered
