"""FollowTheMoney out: entities, designations as ``Sanction``, securities, ties between entities.

A subject carries the ids of all its entries as ``referents``: a tie names the entry its list
names. What no property of the schema takes stands in ``notes``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import orjson

from proscribe.ledger.view import load_subjects
from proscribe.model.errors import Place, StoreError
from proscribe.model.listing import NameKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from followthemoney.proxy import EntityProxy

    from proscribe.ledger.history import DesignationRecord, Subject
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import Link, SecurityLine

NAME_PROPERTIES = {
    NameKind.PRIMARY: "name",
    NameKind.ALIAS: "alias",
    NameKind.WEAK: "weakAlias",
    NameKind.FORMER: "previousName",
    NameKind.MISSPELT: "weakAlias",
    NameKind.ISSUER: "alias",
}
_BATCH = 2_000
# The United Nations' own number is a property of designations in FollowTheMoney.
_UN = "unscId"
# Schema of a tie, and its properties for the subject and for the other.
_TIES = {
    "parent": ("Ownership", "asset", "owner"),
    "owner": ("Ownership", "asset", "owner"),
    "subsidiary": ("Ownership", "owner", "asset"),
    "owned": ("Ownership", "owner", "asset"),
}


def export_ftm(
    store: LedgerStore, out: Path, *, known: datetime, progress: Callable[[int], None]
) -> int:
    """Write every subject known by then, one JSON entity a line; return how many lines.

    The file is written beside its place and renamed, so a failure leaves none behind.

    Raises:
        StoreError: The file cannot be written.
    """
    draft = out.with_name(f".{out.name}.part")
    written = 0
    try:
        with draft.open("wb") as file:
            for entity in _everyone(store, known, progress):
                file.write(orjson.dumps(entity.to_dict()) + b"\n")
                written += 1
        draft.replace(out)
    except OSError as error:
        raise StoreError(
            f"the export cannot be written: {error.strerror or error}.",
            where=Place(file=str(out)),
            remedy="Check that the folder exists, may be written and has room.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return written


def _everyone(
    store: LedgerStore, known: datetime, progress: Callable[[int], None]
) -> Iterator[EntityProxy]:
    ids = sorted(set(store.entity_ids()))
    seen: set[str] = set()
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        for subject in load_subjects(store, batch, known):
            if subject.id not in seen:
                seen.add(subject.id)
                yield from entities(subject)
        progress(len(batch))


def entities(subject: Subject) -> Iterator[EntityProxy]:
    """Yield a subject as FollowTheMoney entities: itself, its designations, its securities."""
    from followthemoney import model

    own = model.make_entity(subject.schema)
    own.id = subject.id
    for name in subject.names:
        own.add(NAME_PROPERTIES[name.kind], name.text, quiet=True)
    own.context["referents"] = [other for other in subject.referents if other != subject.id]
    for prop, values in subject.properties:
        _put(own, prop, values)
    yield own
    for number, record in enumerate(subject.records):
        yield _sanction(subject, record, number)
    securities = (_security(subject, line) for line in subject.securities)
    yield from {entity.id: entity for entity in securities}.values()
    ties = (_tie(subject, link) for link in subject.links if link.id is not None)
    yield from {entity.id: entity for entity in ties}.values()


def _put(entity: EntityProxy, prop: str, values: Iterable[str]) -> None:
    """Add values of a property; one the schema has no place for, or that it refuses, as a note."""
    known = entity.schema.get(prop)
    for value in values:
        if known is not None and known.type.clean(value) is not None:
            entity.add(prop, value)
        elif prop != _UN:
            entity.add("notes", f"{prop}: {value}", quiet=True)


def _tie(subject: Subject, link: Link) -> EntityProxy:
    from followthemoney import model

    schema, own, others = _TIES.get(link.relation, ("UnknownLink", "subject", "object"))
    entity = model.make_entity(schema)
    marks = f"{subject.id}|{link.relation}|{link.id}|{link.role}"
    entity.id = f"{subject.id}-tie-{hashlib.sha256(marks.encode()).hexdigest()[:12]}"
    entity.add(own, subject.id, cleaned=True)
    entity.add(others, link.id, cleaned=True)
    entity.add("role", link.role or link.relation.replace("_", " "))
    entity.add("startDate", _day(link.since))
    entity.add("endDate", _day(link.until))
    if schema == "Ownership":
        entity.add("percentage", link.share)
    return entity


def _sanction(subject: Subject, record: DesignationRecord, number: int) -> EntityProxy:
    from followthemoney import model

    designation = record.designation
    entity = model.make_entity("Sanction")
    entity.id = f"{record.entity_id}-designation-{number}"
    # An id with an underscore is no reference to the library's own cleaning, which would drop it.
    entity.add("entity", subject.id, cleaned=True)
    entity.add("authority", designation.authority)
    entity.add("program", designation.program)
    entity.add("authorityId", designation.authority_id, quiet=True)
    entity.add("listingDate", _day(designation.listed_on))
    entity.add("startDate", _day(designation.effective_on))
    entity.add("provisions", [measure.value for measure in designation.measures])
    entity.add("summary", list(designation.legal_basis))
    entity.add("reason", [reason.text for reason in designation.reasons])
    entity.add("unscId", dict(subject.properties).get(_UN, ()))
    if record.ended is not None:
        entity.add("endDate", record.ended.on.day.isoformat())
        entity.add("status", record.ended.kind.value)
    return entity


def _security(subject: Subject, line: SecurityLine) -> EntityProxy:
    from followthemoney import model

    entity = model.make_entity("Security")
    marks = "|".join(
        str(part) for part in (line.isin, line.ticker, line.cusip, line.sedol, line.figi)
    )
    digest = hashlib.sha256(f"{subject.id}|{marks}".encode()).hexdigest()[:12]
    entity.id = f"{subject.id}-security-{digest}"
    entity.add("name", line.name or line.isin or line.ticker)
    entity.add("isin", line.isin)
    entity.add("figiCode", line.figi)
    entity.add("registrationNumber", [mark for mark in (line.cusip, line.sedol) if mark])
    entity.add("ticker", line.ticker)
    entity.add("issuer", subject.id, cleaned=True)
    entity.add("type", line.type.value)
    return entity


def _day(day: object) -> str | None:
    return None if day is None else str(day)
