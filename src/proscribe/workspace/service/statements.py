"""The answers of ``/statements``: each value with the list that says it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from proscribe.backends.rosters import Wanted
from proscribe.workspace.exports import NAME_PROPERTIES
from proscribe.workspace.service.asking import NOW, Terms
from proscribe.workspace.service.lookups import Page, read, read_sort
from proscribe.workspace.service.scopes import DEFAULT, build_scope
from proscribe.workspace.service.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.backends.rosters import Entity
    from proscribe.ledger.record import KnownListing, Subject
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.standing import Standing

_SORTED_BY = ("canonical_id", "entity_id", "prop", "value", "schema", "dataset")
_STEP = 200
_EARLIEST = "1970-01-01T00:00:00"
# More are not looked through to learn how many there are.
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Which statements are wanted; None of a field means any."""

    dataset: str | None
    entity_id: str | None
    canonical_id: str | None
    prop: str | None
    value: str | None
    schema: str | None
    page: Page
    terms: Terms = NOW


def statements(standing: Standing, asked: Stated, moments: MomentDesk) -> dict[str, Any]:
    """Return a page of statements.

    Raises:
        AbsentError: There is no such data set.
        InputError: The list cannot be sorted like that.
    """
    order = [*read_sort(asked.page.sort, _SORTED_BY)]
    last = asked.page.offset + asked.page.limit
    # In the order of their subjects they need not all be looked through.
    streamed = all(field in {"canonical_id", "prop"} and way == "asc" for field, way in order)
    most = max(last + 1, _STEP) if streamed else _MOST
    found = [*islice(_stated(standing, asked, moments), most)]
    for field, way in reversed(order):
        found.sort(key=itemgetter(field), reverse=way == "desc")
    return {
        "results": found[asked.page.offset : last],
        "total": {"value": len(found), "relation": "gte" if len(found) == most else "eq"},
        "limit": asked.page.limit,
        "offset": asked.page.offset,
    }


def _stated(standing: Standing, asked: Stated, moments: MomentDesk) -> Iterator[dict[str, Any]]:
    for entities in _batches(standing, asked):
        by_id = {one.id: one for one in entities}
        for subject in moments.subjects(standing, by_id, asked.terms):
            entity = by_id.get(subject.id)
            if entity is not None:
                rows = sorted(_of(subject, entity), key=lambda row: (row["prop"], row["value"]))
                yield from (row for row in rows if _fits(row, asked))


def _batches(standing: Standing, asked: Stated) -> Iterator[list[Entity]]:
    """Yield the subjects among whose statements may be those that are wanted."""
    id_ = asked.canonical_id or asked.entity_id
    if id_ is not None:
        bearer = standing.roster.bearers([id_]).get(id_, "")
        if asked.canonical_id in (None, bearer):
            yield [*standing.roster.entities([bearer]).values()]
        return
    scope = build_scope(DEFAULT if asked.dataset is None else asked.dataset)
    all_of = () if scope.datasets is None else (("datasets", tuple(sorted(scope.datasets))),)
    words = "" if asked.value is None else read_words(asked.value, simple=True)
    offset = 0
    while True:
        wanted = Wanted(
            words=words, all_of=all_of, order=(("entity.id", "asc"),), limit=_STEP, offset=offset
        )
        _, entities = standing.roster.search(wanted)
        yield entities
        offset += _STEP
        if len(entities) < _STEP:
            return


def _fits(row: dict[str, Any], asked: Stated) -> bool:
    wanted = (
        ("dataset", None if asked.dataset == DEFAULT else asked.dataset),
        ("entity_id", asked.entity_id), ("prop", asked.prop), ("value", asked.value),
        ("schema", asked.schema),
    )  # fmt: skip
    return all(value is None or row[field] == value for field, value in wanted)


def _of(subject: Subject, entity: Entity) -> Iterator[dict[str, Any]]:
    document = read(entity)
    seen = {
        "first_seen": document["first_seen"] or _EARLIEST,
        "last_seen": document["last_seen"] or _EARLIEST,
    }
    for known in subject.listings:
        for prop, value, lang in _values(known):
            yield {**_row(subject, known, prop, value), "lang": lang, **seen}


def _values(known: KnownListing) -> Iterator[tuple[str, str, str | None]]:
    yield "id", known.listing.id, None
    for name in known.listing.names:
        yield NAME_PROPERTIES[name.kind], name.text, name.lang
    for prop, values in known.listing.properties:
        yield from ((prop, value, None) for value in values)


def _row(subject: Subject, known: KnownListing, prop: str, value: str) -> dict[str, Any]:
    from followthemoney import model

    listing, dataset = known.listing, known.provenance.source
    schema = model.get(listing.schema)
    found = None if schema is None else schema.get(prop)
    marks = f"{dataset}|{listing.id}|{prop}|{value}"
    return {
        "id": hashlib.sha256(marks.encode()).hexdigest()[:40],
        "entity_id": listing.id,
        "canonical_id": subject.id,
        "prop": prop,
        "prop_type": "string" if found is None else found.type.name,
        "schema": listing.schema,
        "value": value,
        "original_value": None,
        "dataset": dataset,
        "origin": known.provenance.locator or None,
    }
