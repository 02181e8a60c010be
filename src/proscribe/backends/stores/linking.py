"""Who is one subject, in the database: ties found as editions are written, and decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, or_, select, union_all

from proscribe.backends.stores.content import decode
from proscribe.backends.stores.reading import in_parts
from proscribe.backends.stores.schema import content, decision, listing_key, same_as, tie
from proscribe.ledger.store import Entry, Linker
from proscribe.model.identity import LINKED_FROM, Decision, Evidence, Judgement, Tie, TieKind
from proscribe.model.listing import Listing

_HOLDS = tie.c.confidence >= LINKED_FROM
_SAME = decision.c.judgement == Judgement.SAME.value
_DECIDED = ("left_id", "right_id", "reason", "by", "at")


def find_ties(
    connection: Connection, new: Sequence[tuple[int, Entry]], linker: Linker
) -> Iterator[tuple[object, ...]]:
    """Yield the rows of ties between new contents and those of other lists.

    Args:
        connection: Where the contents and their keys have been written.
        new: Number and entry of each new content.
        linker: Which keys lead to others, and what speaks for one subject.
    """
    wanted = [
        (number, entry, [key for key in entry.keys if key[0] in linker.kinds])
        for number, entry in new
    ]
    bearers = _bearers(connection, {key for _, _, keys in wanted for key in keys})
    near = [
        (number, entry.listing, _others(entry.listing.id, keys, bearers))
        for number, entry, keys in wanted
    ]
    held = _contents(connection, {other for _, _, others in near for other in others})
    for number, listing, others in near:
        for other in sorted(others):
            for other_number, other_listing in held[other]:
                evidence = linker.judge(listing, other_listing)
                if evidence is not None:
                    yield _row((number, listing.id), (other_number, other), evidence)


def neighbours(connection: Connection, entity_ids: Collection[str], organisation: str) -> set[str]:
    """Return the ids that anything holding, and any word of an organisation, ties to those ids."""
    found: set[str] = set()
    for part in in_parts(entity_ids):
        statement = union_all(*_directly(part, organisation))
        found.update(connection.execute(statement).scalars())
    return found


def ties_within(connection: Connection, content_ids: Collection[int]) -> Iterator[Tie]:
    """Yield the ties of which both contents are among those."""
    wanted = frozenset(content_ids)
    for part in in_parts(content_ids):
        rows = connection.execute(select(tie).where(tie.c.left_content.in_(part))).mappings()
        yield from (_tie(row) for row in rows if row["right_content"] in wanted)


def all_ties(
    entity_ids: Collection[str] | None,
) -> Select[str, str, str, float, str, int, int]:
    """Select the ends, kind, confidence, basis and contents of ties: all, or of some entities."""
    columns = (tie.c.left_id, tie.c.right_id, tie.c.kind, tie.c.confidence, tie.c.basis)
    statement = select(*columns, tie.c.left_content, tie.c.right_content).order_by(*columns)
    if entity_ids is None:
        return statement
    ends = (tie.c.left_id.in_(entity_ids), tie.c.right_id.in_(entity_ids))
    return statement.where(or_(*ends))


def tie_of(row: Sequence[Any]) -> Tie:
    """Return the columns of a tie as one: both ends, the kind, how sure it is, and why."""
    left, right, kind, confidence, basis = row
    evidence = Evidence(kind=TieKind(kind), confidence=confidence, basis=basis)
    return Tie(left=left, right=right, evidence=evidence)


def add_decision(connection: Connection, made: Decision, organisation: str) -> None:
    """Write a decision. The caller holds the store's write lock."""
    highest: int | None = connection.execute(select(func.max(decision.c.id))).scalar_one()
    row = row_of(made, organisation) | {"id": (highest or 0) + 1}
    connection.execute(decision.insert(), [row])


def row_of(made: Decision, organisation: str) -> dict[str, object]:
    """Return the columns of a decision but its number."""
    row = {name: getattr(made, name) for name in ("reason", "by", "at")}
    row |= {"left_id": made.left, "right_id": made.right, "judgement": made.judgement.value}
    return row | {"organisation": organisation}


def all_decisions(
    connection: Connection, organisation: str, *, last: int | None = None
) -> tuple[Decision, ...]:
    """Return every decision of an organisation, up to that number, in order of time."""
    statement = select(decision).where(decision.c.organisation == organisation)
    if last is not None:
        statement = statement.where(decision.c.id <= last)
    rows = connection.execute(statement.order_by(decision.c.id)).mappings()
    return tuple(decision_of(row) for row in rows)


def _bearers(
    connection: Connection, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], set[str]]:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, value in sorted(keys):
        by_kind[kind].append(value)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, values in by_kind.items():
        for part in in_parts(values):
            statement = select(listing_key.c.value, listing_key.c.entity_id).where(
                listing_key.c.kind == kind, listing_key.c.value.in_(part)
            )
            for value, entity_id in connection.execute(statement):
                found[kind, value].add(entity_id)
    return found


def _others(
    entity_id: str,
    keys: Sequence[tuple[str, str]],
    bearers: dict[tuple[str, str], set[str]],
) -> set[str]:
    """Return who bears one of the keys in another list; one list knows its own entries apart."""
    source = entity_id.partition("-")[0]
    return {
        other for key in keys for other in bearers.get(key, ()) if other.partition("-")[0] != source
    }


def _contents(
    connection: Connection, entity_ids: Collection[str]
) -> dict[str, list[tuple[int, Listing]]]:
    found: dict[str, list[tuple[int, Listing]]] = defaultdict(list)
    columns = (content.c.id, content.c.entity_id, content.c.body)
    for part in in_parts(sorted(entity_ids)):
        statement = select(*columns).where(content.c.entity_id.in_(part)).order_by(content.c.id)
        for number, entity_id, body in connection.execute(statement):
            found[entity_id].append((number, decode(Listing, body)))
    return found


def _row(one: tuple[int, str], other: tuple[int, str], evidence: Evidence) -> tuple[object, ...]:
    left, right = sorted((one, other), key=lambda end: end[1])
    ends = (left[0], right[0], left[1], right[1])
    return (*ends, evidence.kind.value, evidence.confidence, evidence.basis)


def _directly(part: Collection[str], organisation: str) -> Iterator[Select[str]]:
    """Yield selections of the other end of everything that ties one of those ids."""
    stated = select(same_as.c.other).join(content, content.c.id == same_as.c.content_id)
    yield stated.where(content.c.entity_id.in_(part))
    stating = select(content.c.entity_id).join(same_as, content.c.id == same_as.c.content_id)
    yield stating.where(same_as.c.other.in_(part))
    said = _SAME & (decision.c.organisation == organisation)
    for table, holds in ((tie, _HOLDS), (decision, said)):
        left: ColumnElement[str] = table.c.left_id
        right: ColumnElement[str] = table.c.right_id
        yield select(right).where(left.in_(part), holds)
        yield select(left).where(right.in_(part), holds)


def _tie(row: RowMapping) -> Tie:
    columns = ("left_id", "right_id", "kind", "confidence", "basis")
    return tie_of([row[name] for name in columns])


def decision_of(row: RowMapping) -> Decision:
    """Return a row as a decision."""
    left, right, reason, by, at = (row[name] for name in _DECIDED)
    judgement = Judgement(row["judgement"])
    return Decision(left=left, right=right, judgement=judgement, reason=reason, by=by, at=at)
