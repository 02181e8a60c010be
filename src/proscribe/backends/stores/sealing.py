"""What receipts seal, as the database has it: editions with all that makes them up, and ties."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, String, func, select, type_coerce

from proscribe.backends.stores.owning import source_of
from proscribe.backends.stores.receipts import receipts_of_kind
from proscribe.backends.stores.schema import citation, content, edition, presence, tie
from proscribe.model.source import EditionState
from proscribe.operations.sealing import SEAL, Seal, edition_digest, seal_of, ties_digest

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.operations.receipts import Receipt

_AT_ONCE = 2_000
# Columns of an edition that a seal covers, and their order: a column added later is not sealed.
_SEALED = (
    *("id", "source", "authority", "digest", "published_day", "published_at"),
    *("published_is_stated", "fetched_at", "recorded_at", "state", "records", "entities"),
    *("complete", "note", "warnings", "why", "chronicle", "programs", "named", "checked_through"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEdition:
    """An edition as its row says, whoever may have changed it.

    Attributes:
        id: Its number.
        stored: Key of its source, with the organisation where it is of an own list.
        digest: SHA-256 of the bytes it was read from.
        published: When it was published, as text.
        is_accepted: False where it is quarantined.
    """

    id: int
    stored: str
    digest: str
    published: str
    is_accepted: bool

    @property
    def source(self) -> str:
        """Key of its source."""
        return source_of(self.stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldEntry:
    """An entry of an edition.

    Attributes:
        content: Number of its content.
        sha256: What the database says is the SHA-256 of its content, hex; empty where it is gone.
        entity: Id of its entity; empty where the content is gone.
        locator: Its place in the file.
    """

    content: int
    sha256: str
    entity: str
    locator: str


class SqlSeals:
    """Reads what seals say, and what they are to be compared with.

    Args:
        store: The store.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def all(self) -> tuple[tuple[Receipt, Seal], ...]:
        """Return every seal with its receipt, in order."""
        with self._store.connection() as connection:
            found = receipts_of_kind(connection, SEAL)
        return tuple((one, seal) for one in found if (seal := seal_of(one)) is not None)

    def last(self) -> Seal | None:
        """Return the last seal; None where there is none."""
        with self._store.connection() as connection:
            return next(map(seal_of, receipts_of_kind(connection, SEAL, most=1)), None)

    def last_content(self) -> int:
        """Return the number of the last content; 0 where there is none."""
        with self._store.connection() as connection:
            return connection.execute(select(func.max(content.c.id))).scalar_one() or 0

    def editions(self, *, after: int = 0) -> tuple[HeldEdition, ...]:
        """Return the editions of every organisation whose numbers are above that, in order."""
        columns = (edition.c.id, edition.c.source, edition.c.digest, *_PUBLISHED)
        statement = select(*columns, edition.c.state)
        with self._store.connection() as connection:
            rows = connection.execute(
                statement.where(edition.c.id > after).order_by(edition.c.id)
            ).all()
        return tuple(
            HeldEdition(
                id=number, stored=str(source), digest=str(digest),
                published=str(day if instant is None else instant),
                is_accepted=state == EditionState.ACCEPTED.value,
            )
            for number, source, digest, day, instant, state in rows
        )  # fmt: skip

    def digest(self, edition_id: int, progress: Callable[[int], None] = lambda _: None) -> str:
        """Return the digest of all rows that make up an edition.

        Args:
            edition_id: Its number.
            progress: Called with the number of entries just read.
        """
        found = edition_digest()
        with self._store.connection() as connection:
            found.add(connection.execute(_edition(edition_id)).all())
            found.add(connection.execute(_citations(edition_id)).all())
        for rows in self._store.pages(_entries(edition_id), _BY_PLACE, _AT_ONCE):
            found.add(rows)
            progress(len(rows))
        return found.hexdigest()

    def entries(self, edition_id: int) -> Iterator[HeldEntry]:
        """Yield the entries of an edition."""
        for rows in self._store.pages(_entries(edition_id), _BY_PLACE, _AT_ONCE):
            for number, locator, digest, entity in rows:
                yield HeldEntry(
                    content=number, sha256=digest.hex() if isinstance(digest, bytes) else "",
                    entity="" if entity is None else str(entity), locator=str(locator),
                )  # fmt: skip

    def citations(self, edition_id: int) -> dict[str, str]:
        """Return the citations of an edition, by key, as they are stored."""
        with self._store.connection() as connection:
            return {key: str(body) for key, body in connection.execute(_citations(edition_id))}

    def ties(self, spans: Sequence[tuple[int, int]]) -> list[str]:
        """Return the digests of ties, each of those whose later content lies in a span.

        Args:
            spans: Number of the last content before it, and of its last one.
        """
        found = [ties_digest() for _ in spans]
        order = sorted(range(len(spans)), key=spans.__getitem__)
        starts = [spans[each][0] for each in order]
        # The farthest end of a span and of all before it: they seldom reach into one another.
        ends = [*accumulate((spans[each][1] for each in order), max)]
        first = min(starts, default=0)
        for rows in self._store.pages(_ties(first), _BY_CONTENTS, _AT_ONCE) if spans else ():
            for row in rows:
                number = max(_number(row[0]), _number(row[1]))
                place = bisect_left(starts, number) - 1
                while place >= 0 and ends[place] >= number:
                    if spans[order[place]][1] >= number:
                        found[order[place]].add([row])
                    place -= 1
        return [one.hexdigest() for one in found]


def _number(value: object) -> int:
    """Return the number of a content; what was put in its place by hand is in no span."""
    return value if isinstance(value, int) else 0


def _text(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a column as it stands: what was tampered with must be found, not fail to be read."""
    return type_coerce(column, String)


_PUBLISHED = (_text(edition.c.published_day), _text(edition.c.published_at))


def _edition(edition_id: int) -> Select[*tuple[Any, ...]]:
    columns = [_text(edition.c[name]).label(name) for name in _SEALED]
    return select(*columns).where(edition.c.id == edition_id)


def _citations(edition_id: int) -> Select[str, str]:
    return (
        select(citation.c.key, citation.c.body)
        .where(citation.c.edition_id == edition_id)
        .order_by(citation.c.key)
    )


def _entries(edition_id: int) -> Select[int, str, Any, str | None]:
    """Select what tells the entries of an edition; a content that is gone leaves its place."""
    said = (_text(content.c.sha256), content.c.entity_id)
    return (
        select(*_BY_PLACE, *said)
        .join_from(presence, content, content.c.id == presence.c.content_id, isouter=True)
        .where(presence.c.edition_id == edition_id)
    )


def _ties(after: int) -> Select[*tuple[Any, ...]]:
    said = (tie.c.left_id, tie.c.right_id, tie.c.kind, tie.c.confidence, tie.c.basis)
    is_later = (tie.c.left_content > after) | (tie.c.right_content > after)
    return select(*_BY_CONTENTS, *said).where(is_later)


_BY_PLACE = (presence.c.content_id, presence.c.locator)
_BY_CONTENTS = (tie.c.left_content, tie.c.right_content)
