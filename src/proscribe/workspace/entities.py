"""Subjects as the interface answers them: FollowTheMoney entities with topics, lists and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from proscribe.backends.rosters import BARRIER, Draft, Entity
from proscribe.law.load import load_regimes
from proscribe.matching.folding import fold
from proscribe.matching.identifiers import normalise_number
from proscribe.screening.topics import LINKED, SANCTION, in_force, topics_of
from proscribe.workspace.exports import entities

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from followthemoney.proxy import EntityProxy

    from proscribe.ledger.record import Subject
    from proscribe.model.time import Moment

# By which entities are filtered and counted, beside datasets and schema.
_GROUPS = {"country": "countries", "topic": "topics", "gender": "genders"}
_IDENTIFIER = "identifier"
# The trait of what subjects are numbered, however it is written.
NUMBERS = "numbers"
_PROGRAM = "programId"  # FollowTheMoney's identifiers, but of many.
_SEARCHED = frozenset({"country", "date", "address", "text", "string", "topic"})
_MOST_WORDS = 4_000
_EARLIEST = "0001-01-01T00:00:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """When the lists first and last printed a subject, and when it last changed (UTC)."""

    first: datetime | None
    last: datetime | None
    change: datetime | None


NEVER = Seen(first=None, last=None, change=None)


def told(instant: datetime | None) -> str | None:
    """Return an instant as clients expect it: to the second, in UTC, without saying so."""
    return None if instant is None else instant.strftime("%Y-%m-%dT%H:%M:%S")


def datasets_of(subject: Subject) -> tuple[str, ...]:
    """Return the keys of the sources that print a subject, sorted."""
    return tuple(sorted({known.provenance.source for known in subject.listings}))


def topics_now(subject: Subject, as_of: Moment) -> tuple[str, ...]:
    """Return the topics that the law gives a subject at a moment, sorted."""
    return topics_of(subject, load_regimes(), as_of)


def drafts_of(
    subject: Subject, as_of: Moment, *, seen: Seen = NEVER, linked: Collection[str] = ()
) -> Iterator[Draft]:
    """Yield a subject as it is answered, then its designations, securities and ties.

    Args:
        subject: The subject.
        as_of: The moment whose law counts.
        seen: When the lists printed it.
        linked: Ids of all that are tied to somebody sanctioned.
    """
    topics = topics_now(subject, as_of)
    if SANCTION not in topics and not {*subject.referents}.isdisjoint(linked):
        topics = (*topics, LINKED)
    datasets = datasets_of(subject)
    times = {
        "first_seen": told(seen.first),
        "last_seen": told(seen.last),
        "last_change": told(seen.change),
    }
    own, *others = entities(subject)
    target = any(in_force(record, as_of) for record in subject.records)
    for topic in topics:
        own.add("topics", topic)
    own.add(_PROGRAM, sorted({one.designation.program for one in subject.records}), quiet=True)
    head = {
        "id": own.id, "caption": subject.caption, "schema": own.schema.name,
        "properties": _properties(own), "datasets": datasets,
        "referents": tuple(each for each in subject.referents if each != subject.id),
        "target": target, **times,
    }  # fmt: skip
    names = tuple(dict.fromkeys(name.text for name in subject.names))
    yield Draft(
        entity=_entity(head, names=names, topics=topics, is_subject=True),
        ties=(),
        traits=tuple(_traits(own, datasets, topics)),
        words=_words(own, names),
    )
    for other in others:
        head = {
            "id": other.id, "caption": other.caption, "schema": other.schema.name,
            "properties": _properties(other), "datasets": datasets, "referents": (),
            "target": False, **times,
        }  # fmt: skip
        yield Draft(
            entity=_entity(head, names=(), topics=(), is_subject=False),
            ties=tuple(_ties(other)),
            traits=(),
            words="",
        )


def _properties(entity: EntityProxy) -> Mapping[str, Any]:
    found: Mapping[str, Any] = entity.to_dict()["properties"]
    return found


def _entity(
    head: Mapping[str, Any],
    *,
    names: tuple[str, ...],
    topics: tuple[str, ...],
    is_subject: bool,
) -> Entity:
    import orjson

    return Entity(
        id=head["id"],
        is_subject=is_subject,
        caption=head["caption"],
        schema=head["schema"],
        datasets=tuple(head["datasets"]),
        referents=tuple(head["referents"]),
        names=names,
        topics=topics,
        changed=head["last_change"] or _EARLIEST,
        body=orjson.dumps(head)[:-1],
    )


def _ties(entity: EntityProxy) -> Iterator[tuple[str, str]]:
    """Yield who is named by a designation, security or tie, and what it is to them."""
    for prop, value in entity.itervalues():
        if prop.type.name == "entity" and prop.reverse is not None:
            yield value, prop.reverse.name


def _traits(
    entity: EntityProxy, datasets: Collection[str], topics: Collection[str]
) -> Iterator[tuple[str, str]]:
    for schema in entity.schema.schemata:
        yield "schemata", schema.name
    yield "schema", entity.schema.name
    yield from (("datasets", key) for key in datasets)
    yield from (("topics", topic) for topic in topics)
    for prop, value in entity.itervalues():
        if prop.type.name in _GROUPS and prop.type.name != "topic":
            yield _GROUPS[prop.type.name], value
        elif prop.type.name == _IDENTIFIER and prop.name != _PROGRAM:
            yield "identifiers", value
            if number := normalise_number(value):
                yield NUMBERS, number


def _words(entity: EntityProxy, names: Collection[str]) -> str:
    """Return what a subject is found by, beside its names: those in Latin letters first."""
    person = entity.schema.is_a("Person")
    said = [fold(name, person=person) for name in names]
    said += [value for prop, value in entity.itervalues() if prop.type.name == _IDENTIFIER]
    said += [value for prop, value in entity.itervalues() if prop.type.name in _SEARCHED]
    return BARRIER.join(dict.fromkeys(said))[:_MOST_WORDS]
