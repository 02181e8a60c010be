"""The record as it is known at one moment, asked about one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from proscribe.ledger.record import DesignationRecord, Subject
from proscribe.model.claim import Claim, ClaimType, RecordStanding, TextEntity, Weighed
from proscribe.model.listing import Event
from proscribe.model.time import Moment
from proscribe.screening.directory import FRESH_DAYS
from proscribe.screening.weighing.actors import (
    ListOnFile,
    actor_key,
    lists_called,
    lists_of_authority,
)
from proscribe.screening.weighing.claimed import Claimed
from proscribe.screening.weighing.fitting import LONGEST_LAG
from proscribe.screening.weighing.issuers import Issuers
from proscribe.screening.weighing.record import Record

# The last zone in which a day that lists are published on ends.
_LATEST_ZONE = "America/New_York"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One designation of one subject a claim may be about.

    Attributes:
        subject: The subject.
        record: The designation.
        later: True where only an edition later than the article prints it, with its own day.
    """

    subject: Subject
    record: DesignationRecord
    later: bool = False

    @property
    def in_editions(self) -> bool:
        """Whether it is known from editions of the list, not from facts with days of their own."""
        facts = {one.provenance.source for one in self.subject.listings if one.chronicle}
        return not any(one.source in facts for one in self.record.provenances)

    @property
    def printed(self) -> bool:
        """Whether the day the list prints counts, not the day of the first edition on file."""
        return self.later or (self.in_editions and self.listed is not None)

    @property
    def listed(self) -> date | None:
        """The listing day as printed."""
        return self.record.designation.listed_on

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that may be called that of the listing."""
        designation = self.record.designation
        days = [designation.listed_on, designation.effective_on]
        if designation.published is not None and not self.printed:
            days.append(designation.published.day)
        return tuple(dict.fromkeys(day for day in days if day is not None))

    def in_force(self, day: date) -> bool:
        """Return whether it stood at the end of a day."""
        ended = self.record.ended
        return self.record.begins <= day and (ended is None or ended.on.day > day)


@dataclass(frozen=True, kw_only=True)
class View:
    """What is known at one moment of whom a text speaks of.

    Attributes:
        record: The official record.
        entities: Who the text speaks of, by id.
        claims: Everything the text claims.
        article: Day of the article; None where it is not known.
        day: The day the claims are weighed at.
        known_day: The day whose knowledge counts.
        now: The day of the latest knowledge, for what an old fact is printed in only later.
    """

    record: Record
    entities: Mapping[str, TextEntity]
    claims: tuple[Claim, ...]
    article: date | None
    day: date
    known_day: date
    now: date

    @property
    def known(self) -> datetime:
        """The moment of knowledge (UTC)."""
        return Moment(day=self.known_day).closes(_LATEST_ZONE)

    @property
    def hindsight(self) -> bool:
        """True where the record is asked as known now."""
        return self.known_day == self.now

    def weighed(
        self, standing: RecordStanding, record: str, expected: date | str | None = None
    ) -> Weighed:
        """Return a result as known at this moment."""
        return Weighed(
            standing=standing,
            known_at=str(self.known_day),
            record=record.strip(),
            expected_date=None if expected is None else str(expected),
        )

    def unknown(self, record: str) -> Weighed:
        """Return that the record does not tell."""
        return self.weighed(RecordStanding.NOT_IN_RECORD, record)

    def entity(self, id_: str | None) -> TextEntity | None:
        """Return an entity of the text."""
        return None if id_ is None else self.entities.get(id_)

    @cached_property
    def issuers(self) -> Issuers:
        """Whose securities the text speaks of."""
        return Issuers(entities=self.entities, claims=self.claims)

    @property
    def claimed(self) -> Claimed:
        """The claims of the text, looked up by what they tell."""
        return self.issuers.claimed

    def issuer(self, id_: str) -> TextEntity | None:
        """Return whom a claim is about: of a security its issuer."""
        return self.issuers.of(id_)

    def subjects(self, id_: str) -> tuple[Subject, ...]:
        """Return whom of the ledger a name in the text may mean, as known at this moment."""
        entity = self.issuer(id_)
        ids = () if entity is None else entity.ledger_ids
        return self.record.subjects(ids, self.known) if ids else ()

    def latest(self, id_: str) -> tuple[Subject, ...]:
        """Return whom of the ledger a name in the text may mean, as known now."""
        entity = self.issuer(id_)
        ids = () if entity is None else entity.ledger_ids
        return self.record.subjects(ids, Moment(day=self.now).closes(_LATEST_ZONE)) if ids else ()

    def designations(self, id_: str) -> tuple[Found, ...]:
        """Return the designations of whom a name may mean, as far as they were public.

        What a list printed its own day for was public from that day, though the edition on
        file is a later one.
        """
        found = [
            Found(subject=subject, record=record)
            for subject in self.subjects(id_)
            for record in subject.records
        ]
        return tuple(found) if self.hindsight else (*found, *self._printed_later(id_, found))

    def _printed_later(self, id_: str, found: Iterable[Found]) -> Iterable[Found]:
        told = {_key(one.record) for one in found}
        for subject in self.latest(id_):
            facts = {one.listing.id for one in subject.listings if one.chronicle}
            for record in subject.records:
                day = record.designation.listed_on
                if day is None or day > self.day + LONGEST_LAG or record.entity_id in facts:
                    continue
                if _key(record) not in told:
                    yield Found(subject=subject, record=self._as_then(record, day), later=True)

    def _as_then(self, record: DesignationRecord, day: date) -> DesignationRecord:
        ended = record.ended
        if ended is not None and ended.published.day > self.day:
            ended = None
        return replace(record, begins=day, ended=ended)

    def events(self, id_: str, *kinds: str) -> tuple[Event, ...]:
        """Return the events of whom a name may mean that were public, of some kinds, by day."""
        found = {
            event: None
            for subject in self.latest(id_)
            for event in subject.events
            if event.kind in kinds and event.published.day <= self.known_day
        }
        return tuple(sorted(found, key=lambda event: event.on.day))

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """Ids of those entities of the text whom the ledger knows."""
        return tuple(id_ for id_, entity in self.entities.items() if entity.ledger_ids)

    def events_of_all(self, *kinds: str) -> tuple[tuple[str, Event], ...]:
        """Return the events of everybody the text speaks of, with whose they are."""
        return tuple((id_, event) for id_ in self.companies for event in self.events(id_, *kinds))

    def cited(self, keys: Iterable[str], subject: Subject) -> str:
        """Return the documents a fact rests on, in words."""
        sources = dict.fromkeys(one.source for one in subject.provenances)
        found = []
        for key in keys:
            for source in sources:
                citation = self.record.citation(source, key)
                if citation is not None:
                    by = f", {citation.publisher}" if citation.publisher else ""
                    found.append(f"{citation.title}{by}")
                    break
        return "; ".join(found)

    def scope(self, claim: Claim) -> tuple[ListOnFile, ...] | None:
        """Return the lists a claim speaks of; None where it names neither list nor authority."""
        agent, called = claim.agent, claim.list
        for other in self.claimed.of_fact(claim):
            if called and agent:
                break
            called = called or other.list
            agent = agent or other.agent
        lists = lists_called(actor_key(self.entity(called)), self.day)
        own = lists_of_authority(actor_key(self.entity(agent)), self.day)
        if lists is None:
            return own
        if own is None:
            return lists
        both = tuple(one for one in lists if one in own)
        return both or lists

    def lacking(self, lists: Iterable[ListOnFile]) -> str | None:
        """Return why it cannot be said that somebody is not on some lists; None where it can.

        An edition that came out after the day of the view says nothing of that day.
        """
        by_then = Moment(day=min(self.day, self.known_day)).closes(_LATEST_ZONE)
        every = tuple(lists)
        for one in every:
            if one.until is not None and self.day > one.until and len(every) > 1:
                continue
            coverage = self.record.coverage(one.sources[:1], by_then)
            if not coverage.complete:
                return f"{one.title} cannot be asked: {coverage.why}"
            if coverage.newest is None:
                continue
            source, day = coverage.newest
            late = self.day - day
            if late > timedelta(days=FRESH_DAYS):
                return (
                    f"{one.title} cannot be asked: the newest edition of {source} on file is of "
                    f"{day}, {late.days} days before."
                )
        return None

    def called(self, id_: str) -> str:
        """Return what the text calls somebody."""
        entity = self.entities.get(id_)
        return id_ if entity is None else entity.name

    def nobody(self, claim: Claim) -> Weighed:
        """Return that the ledger knows nobody of the name."""
        name = self.called(claim.subject)
        entity = self.issuer(claim.subject)
        if entity is None or not entity.ledger_ids:
            why = f"Nobody on file is surely called “{name}”, so the record says nothing of it."
            lists = self.scope(claim)
            short = self.lacking(lists) if lists and claim.type in _OF_LISTS else None
            return self.unknown(why if short is None else f"{why} {_sentence(short)}")
        return self.unknown(f"On {self.known_day} the record had nothing of “{name}” yet.")


_OF_LISTS = (ClaimType.LISTED, ClaimType.DELISTED)


def _key(record: DesignationRecord) -> tuple[str, str, date | None]:
    designation = record.designation
    return (designation.authority, designation.program, designation.listed_on)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."
