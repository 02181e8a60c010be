"""Whose an edition is: all see what authorities publish, an organisation its own lists as well.

The organisation of an own list stands behind its source (``list@acme``), so that the same file
may be recorded for several; that of the default organisation is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from proscribe.backends.stores.reading import in_parts
from proscribe.backends.stores.schema import content, presence
from proscribe.operations.access import DEFAULT_ORGANISATION

# The authority of lists that are a house's own.
_OWN = "user"
_SIGN = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What an organisation does not see.

    Attributes:
        editions: Editions of others' own lists.
        contents: Contents that only those hold.
        entities: Entities of which all contents are hidden.
    """

    editions: frozenset[int] = field(default=frozenset())
    contents: frozenset[int] = field(default=frozenset())
    entities: frozenset[str] = field(default=frozenset())


NOTHING = Hidden()


def stored_source(source: str, authority: str, organisation: str) -> str:
    """Return how the source of an edition is written that an organisation records."""
    if authority != _OWN or organisation == DEFAULT_ORGANISATION:
        return source
    return f"{source}{_SIGN}{organisation}"


def stored_sources(source: str, organisation: str) -> tuple[str, str]:
    """Return how the source may be written of editions that an organisation sees."""
    return source, stored_source(source, _OWN, organisation)


def source_of(stored: str) -> str:
    """Return the source of an edition as it is called."""
    return stored.partition(_SIGN)[0]


def is_own(stored: str, authority: str, organisation: str) -> bool:
    """Tell whether an edition is of an organisation's own list."""
    return authority == _OWN and stored == stored_source(source_of(stored), _OWN, organisation)


def is_seen(stored: str, authority: str, organisation: str) -> bool:
    """Tell whether an organisation sees an edition."""
    return authority != _OWN or is_own(stored, authority, organisation)


def read_hidden(connection: Connection, editions: Collection[int]) -> Hidden:
    """Return what is hidden where these editions are."""
    if not editions:
        return NOTHING
    hidden = frozenset(editions)
    held = contents_of(connection, hidden)
    seen = {number for number, edition in _holding(connection, held) if edition not in hidden}
    contents = frozenset(held - seen)
    entities = frozenset(
        entity
        for entity, numbers in _of_entities(connection, contents).items()
        if contents.issuperset(numbers)
    )
    return Hidden(editions=hidden, contents=contents, entities=entities)


def contents_of(connection: Connection, editions: Collection[int]) -> set[int]:
    """Return the numbers of the contents of editions."""
    held: set[int] = set()
    for part in in_parts(sorted(editions)):
        statement = select(presence.c.content_id).where(presence.c.edition_id.in_(part))
        held.update(connection.execute(statement.distinct()).scalars())
    return held


def _holding(connection: Connection, contents: Collection[int]) -> Iterator[tuple[int, int]]:
    for part in in_parts(sorted(contents)):
        statement = select(presence.c.content_id, presence.c.edition_id)
        rows = connection.execute(statement.where(presence.c.content_id.in_(part)))
        yield from ((number, edition) for number, edition in rows)


def _of_entities(connection: Connection, contents: Collection[int]) -> dict[str, set[int]]:
    """Return the entities that those contents are of, with the numbers of all their contents."""
    entities: set[str] = set()
    for part in in_parts(sorted(contents)):
        statement = select(content.c.entity_id).where(content.c.id.in_(part)).distinct()
        entities.update(connection.execute(statement).scalars())
    found: dict[str, set[int]] = defaultdict(set)
    for names in in_parts(sorted(entities)):
        statement_of = select(content.c.entity_id, content.c.id)
        for entity, number in connection.execute(
            statement_of.where(content.c.entity_id.in_(names))
        ):
            found[entity].add(number)
    return found
