"""Goes through what the ledger derives from its entries, to compare it with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, String, exists, func, select, tuple_, type_coerce

from proscribe.backends.stores.reading import in_parts
from proscribe.backends.stores.schema import content, edition, listing_key, presence, same_as

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore

_AT_ONCE = 1_000
# Of three values each.
_KEYS_AT_ONCE = 300
_KEYS_A_PAGE = 20_000
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldContent:
    """A content with what is kept beside it, whoever may have changed it.

    Attributes:
        id: Its number.
        sha256: SHA-256 of its body, as it stands.
        entity: Id of its entity, as it stands.
        body: The listing, canonical JSON.
        same_as: Entities that are said to be the same.
        is_held: False where no edition has it.
    """

    id: int
    sha256: object
    entity: str
    body: bytes
    same_as: frozenset[str]
    is_held: bool


class SqlAudit:
    """Reads contents and the keys they are found by.

    Args:
        store: The store.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def contents(
        self, *, until: int, sources: Collection[str] | None = None
    ) -> Iterator[list[HeldContent]]:
        """Yield contents some at a time, those of an entity one after the other.

        Args:
            until: Number of the last one that counts.
            sources: Only those that an edition of one of these sources holds, as they are stored.
        """
        statement = _contents().where(content.c.id <= until)
        if sources is not None:
            of_these = edition.c.source.in_(sources) & (edition.c.id == presence.c.edition_id)
            held = of_these & (presence.c.content_id == content.c.id)
            statement = statement.where(exists().where(held))
        for rows in self._store.pages(statement, _BY_ENTITY, _AT_ONCE):
            others = self._same_as([row[1] for row in rows])
            yield [
                HeldContent(
                    id=number, sha256=digest, entity=str(entity), body=_raw(body),
                    same_as=frozenset(others[number]), is_held=bool(is_held),
                )
                for entity, number, digest, body, is_held in rows
            ]  # fmt: skip

    def absent(self, keys: Collection[Key]) -> set[Key]:
        """Return those of some keys by which nothing is found."""
        columns = (listing_key.c.kind, listing_key.c.value, listing_key.c.entity_id)
        left = {*keys}
        wanted = sorted(keys)
        with self._store.connection() as connection:
            for first in range(0, len(wanted), _KEYS_AT_ONCE):
                part = wanted[first : first + _KEYS_AT_ONCE]
                rows = connection.execute(select(*columns).where(tuple_(*columns).in_(part)))
                left -= {(kind, value, entity) for kind, value, entity in rows}
        return left

    def count_keys(self) -> int:
        """Return how many keys there are."""
        with self._store.connection() as connection:
            return connection.execute(select(func.count()).select_from(listing_key)).scalar_one()

    def key_pages(self) -> Iterator[Sequence[Key]]:
        """Yield all keys, some at a time."""
        by = (listing_key.c.kind, listing_key.c.value, listing_key.c.entity_id)
        for rows in self._store.pages(select(*by), by, _KEYS_A_PAGE):
            yield [(kind, value, entity) for kind, value, entity in rows]

    def bodies(self, entities: Collection[str]) -> dict[str, list[bytes]]:
        """Return the contents of entities, as canonical JSON."""
        found: dict[str, list[bytes]] = defaultdict(list)
        with self._store.connection() as connection:
            for part in in_parts(sorted(entities)):
                statement = select(content.c.entity_id, content.c.body)
                for entity, body in connection.execute(
                    statement.where(content.c.entity_id.in_(part))
                ):
                    found[entity].append(_raw(body))
        return found

    def _same_as(self, numbers: Sequence[int]) -> dict[int, set[str]]:
        found: dict[int, set[str]] = defaultdict(set)
        with self._store.connection() as connection:
            for part in in_parts(numbers):
                statement = select(same_as.c.content_id, same_as.c.other)
                for number, other in connection.execute(
                    statement.where(same_as.c.content_id.in_(part))
                ):
                    found[number].add(other)
        return found


def _raw(value: object) -> bytes:
    """Return text as bytes; SQLite lets whoever tampers put bytes in its place."""
    return value if isinstance(value, bytes) else str(value).encode()


def _contents() -> Select[*tuple[Any, ...]]:
    is_held = exists().where(presence.c.content_id == content.c.id)
    digest = type_coerce(content.c.sha256, String)
    return select(*_BY_ENTITY, digest, content.c.body, is_held)


_BY_ENTITY = (content.c.entity_id, content.c.id)
