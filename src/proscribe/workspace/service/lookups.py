"""One entity, with those it is tied to: nested in its properties, or page by page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import orjson

from proscribe.model.errors import AbsentError, InputError
from proscribe.workspace.entities import drafts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from followthemoney.schema import Schema

    from proscribe.backends.rosters import Entity
    from proscribe.workspace.service.asking import Terms
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.standing import Standing

_SORTED_BY = ("id", "caption", "schema", "first_seen", "last_seen", "last_change")
_WAYS = ("asc", "desc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The entity is known by another id now."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Which part of a list is wanted.

    Attributes:
        limit: Most of it.
        offset: How many are passed over.
        sort: ``field:asc`` or ``field:desc``.
    """

    limit: int
    offset: int = 0
    sort: tuple[str, ...] = ()


class Lookups:
    """Finds entities by id.

    Args:
        moments: Answers of other moments.
    """

    def __init__(self, moments: MomentDesk) -> None:
        self._moments = moments

    def fetch(
        self, standing: Standing, id_: str, terms: Terms, *, nested: bool
    ) -> dict[str, Any] | Moved:
        """Return an entity, or where it moved.

        Raises:
            AbsentError: There is none of that id.
            InputError: The terms cannot be read.
        """
        found = self._entity(standing, id_, terms)
        if isinstance(found, Moved):
            return found
        document = read(found)
        if nested:
            tied = self._tied(standing, found, terms)
            document["properties"] |= _nested_own(standing, document)
            document["properties"] |= {
                prop: [one for _, one in tied[prop]] for prop in sorted(tied)
            }
        if terms.verdict and found.is_subject:
            document["verdict"] = self._moments.verdict(standing, found.id, terms)
        return document

    def adjacent(
        self, standing: Standing, id_: str, terms: Terms, page: Page
    ) -> dict[str, Any] | Moved:
        """Return an entity and the first of those it is tied to, by property, or where it moved.

        Raises:
            AbsentError: There is none of that id.
            InputError: The terms cannot be read, or the list cannot be sorted like that.
        """
        found = self._entity(standing, id_, terms)
        if isinstance(found, Moved):
            return found
        document = read(found)
        own = {prop: [("", one) for one in ones if isinstance(one, dict)]
               for prop, ones in _nested_own(standing, document).items()}  # fmt: skip
        tied = {**self._tied(standing, found, terms), **own}
        pages = {prop: paged([one for _, one in tied[prop]], page) for prop in sorted(tied)}
        return {"entity": document, "adjacent": pages}

    def adjacent_by(
        self, standing: Standing, id_: str, terms: Terms, *, prop: str, page: Page
    ) -> dict[str, Any] | Moved:
        """Return those an entity is tied to by one property, or where it moved.

        Raises:
            AbsentError: There is none of that id, or its schema has no such tie.
            InputError: The terms cannot be read, or the list cannot be sorted like that.
        """
        found = self.adjacent(standing, id_, terms, Page(limit=0))
        if isinstance(found, Moved):
            return found
        schema = found["entity"]["schema"]
        if prop not in ties_of(schema):
            raise AbsentError(
                f"{prop!r} ties a {schema} to no other entity.",
                remedy=f"Ask for one of {', '.join(ties_of(schema))}.",
            )
        every = self._entity(standing, id_, terms)
        if isinstance(every, Moved):
            return every
        tied = self._tied(standing, every, terms)
        own = _nested_own(standing, read(every)).get(prop, ())
        return paged([one for _, one in tied.get(prop, ())] + [*own], page)

    def _entity(self, standing: Standing, id_: str, terms: Terms) -> Entity | Moved:
        bearer = standing.roster.bearers([id_]).get(id_)
        if bearer is not None and not terms.is_now:
            found = self._moments.entities(standing, [id_], terms)
            if not found:
                raise _absent(id_)
            (entity,) = found.values()
            return entity if entity.id == id_ else Moved(id=entity.id)
        if bearer is not None and bearer != id_:
            return Moved(id=bearer)
        here = standing.roster.entities([id_]).get(id_)
        if here is None:
            raise _absent(id_)
        return here

    def _tied(
        self, standing: Standing, entity: Entity, terms: Terms
    ) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        """Return those that name an entity, by the property by which it has them."""
        if not terms.is_now and entity.is_subject:
            return self._tied_then(standing, entity, terms)
        pairs = [pair for own in (entity.id, *entity.referents)
                 for pair in standing.roster.ties(own)]  # fmt: skip
        entities = standing.roster.entities({id_ for _, id_ in pairs})
        found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for prop, id_ in dict.fromkeys(pairs):
            document = read(entities[id_])
            document["properties"] |= _nested_own(standing, document, root=entity)
            found[prop].append((id_, document))
        return found

    def _tied_then(
        self, standing: Standing, entity: Entity, terms: Terms
    ) -> dict[str, list[tuple[str, dict[str, Any]]]]:
        as_of = self._moments.moment(terms.as_of)
        own = {entity.id, *entity.referents}
        found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
        for subject in self._moments.subjects(standing, [entity.id], terms):
            for draft in drafts_of(subject, as_of):
                for other, prop in draft.ties:
                    if other in own:
                        found[prop].append((draft.entity.id, read(draft.entity)))
        return found


def read(entity: Entity) -> dict[str, Any]:
    """Return an entity as a document."""
    document: dict[str, Any] = orjson.loads(entity.body + b"}")
    return document


def ties_of(schema: str) -> tuple[str, ...]:
    """Return the properties by which entities of a schema are tied to others, sorted."""
    from followthemoney import model

    found: Schema | None = model.get(schema)
    if found is None:
        return ()
    return tuple(
        sorted(name for name, prop in found.properties.items() if prop.type.name == "entity")
    )


def _nested_own(
    standing: Standing, document: Mapping[str, Any], root: Entity | None = None
) -> dict[str, list[dict[str, Any] | str]]:
    """Return the properties that name other entities, with those in place of their ids."""
    named = {
        prop: document["properties"][prop]
        for prop in ties_of(document["schema"])
        if prop in document["properties"]
    }
    home = set() if root is None else {root.id, *root.referents}
    ids = {id_ for values in named.values() for id_ in values if id_ not in home}
    subjects = standing.bearers(ids)
    return {
        prop: [read(subjects[id_]) if id_ in subjects else id_ for id_ in values]
        for prop, values in named.items()
    }


def paged(found: Sequence[dict[str, Any] | str], page: Page) -> dict[str, Any]:
    """Return a part of a list, sorted as is wanted.

    Raises:
        InputError: It cannot be sorted like that.
    """
    listed = [*found]
    for field, way in reversed([*read_sort(page.sort, _SORTED_BY)]):
        listed.sort(key=partial(_sorted_by, field), reverse=way == "desc")
    return {
        "results": listed[page.offset : page.offset + page.limit],
        "total": {"value": len(listed), "relation": "eq"},
        "limit": page.limit,
        "offset": page.offset,
    }


def _sorted_by(field: str, one: dict[str, Any] | str) -> str:
    return one if isinstance(one, str) else str(one.get(field) or "")


def read_sort(given: Iterable[str], fields: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield the fields to sort by, each with its way.

    Raises:
        InputError: A field or a way does not exist.
    """
    for text in given:
        field, _, way = text.partition(":")
        if field not in fields or (way or "asc") not in _WAYS:
            raise InputError(
                f"nothing can be sorted by {text!r}.",
                remedy=f"Write FIELD:asc or FIELD:desc, with one of {', '.join(fields)}.",
            )
        yield field, way or "asc"


def _absent(id_: str) -> AbsentError:
    return AbsentError(f"there is no entity {id_!r}.", remedy="Search for it by name.")
