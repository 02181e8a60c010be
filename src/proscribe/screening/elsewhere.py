"""Designations that an answer does not rest on: of lists whose effects no regime here states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from proscribe.model.authority import authority_zone
from proscribe.screening.cases import stands_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from proscribe.law.regime import Regime
    from proscribe.ledger.history import DesignationRecord, Subject
    from proscribe.model.listing import Measure
    from proscribe.model.time import Moment
    from proscribe.model.verdict import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedElsewhere:
    """A designation in force that no regime asked looks at.

    Attributes:
        entity_id: The entry that carries it.
        caption: What the list calls the subject.
        source: Key of the list.
        authority: Key of the body that designates.
        program: The programme as the authority writes it.
        listed_on: Day of listing, where the list prints it.
        measures: What the list says it brings.
        published: When the newest edition that says so was published.
    """

    entity_id: str
    caption: str
    source: str
    authority: str
    program: str
    listed_on: date | None
    measures: tuple[Measure, ...]
    published: Moment


def named_elsewhere(
    question: Question, subjects: Iterable[Subject], asked: Iterable[Regime]
) -> tuple[NamedElsewhere, ...]:
    """Return the designations in force that no regime asked looks at, by list and programme.

    Args:
        question: The question, whose moment counts.
        subjects: Who may be meant.
        asked: The regimes of the answer.
    """
    lists = [(entry, regime) for regime in asked for entry in regime.lists]
    found = {
        (one.source, one.program, one.entity_id): one
        for subject in subjects
        for record in _in_force(question, subject)
        if not any(stands_on(entry, record, regime) for entry, regime in lists)
        for one in [_shown(record, subject)]
    }
    return tuple(found[key] for key in sorted(found))


def _in_force(question: Question, subject: Subject) -> Iterator[DesignationRecord]:
    for record in subject.records:
        zone = authority_zone(record.designation.authority)
        at = question.as_of.closes(zone)
        ended = record.ended is not None and record.ended.on.ends(zone) <= at
        if record.begins <= question.as_of.day and not ended:
            yield record


def _shown(record: DesignationRecord, subject: Subject) -> NamedElsewhere:
    designation = record.designation
    names = {known.listing.id: known.listing.caption for known in subject.listings}
    return NamedElsewhere(
        entity_id=record.entity_id,
        caption=names.get(record.entity_id, subject.caption),
        source=record.source,
        authority=designation.authority,
        program=designation.program,
        listed_on=designation.listed_on,
        measures=designation.measures,
        published=max((one.published for one in record.provenances), key=lambda at: at.day),
    )
