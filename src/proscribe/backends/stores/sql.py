"""The ledger in a database that SQLAlchemy speaks to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, select, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from proscribe.backends.stores import clearing, fetching, linking, reading, schema
from proscribe.backends.stores.content import decode, decode_names
from proscribe.backends.stores.database import Database, Lane
from proscribe.backends.stores.row import edition_of
from proscribe.backends.stores.writing import EditionWriter
from proscribe.ledger.fetches import Checks, Fetch
from proscribe.ledger.store import (
    EditionDraft,
    EditionInfo,
    Entry,
    HeldNames,
    Linker,
    Presence,
    Recorded,
)
from proscribe.model.clearance import Clearance, Pair, Word
from proscribe.model.errors import Place, StoreError
from proscribe.model.identity import Decision, Tie
from proscribe.model.listing import Citation, Listing
from proscribe.operations.receipts import Position

_Columns = TypeVarTuple("_Columns")

# Rows fetched at a time; no connection is held while the caller works on them.
_PAGE_OF_LISTINGS = 1_000
_PAGE_OF_KEYS = 20_000


class SqlStore:
    """Keeps the ledger in SQLite or PostgreSQL.

    It implements ``LedgerStore``, ``FetchLog`` and ``ClearanceStore``.

    Threads may share one. Close it, or use it in a ``with`` statement.

    Args:
        engine: Connects to a database whose tables are up to date.
        database: What is particular to that kind of database.
    """

    def __init__(self, engine: Engine, database: Database) -> None:
        self._engine = engine
        self._database = database
        self._writing = {lane: Lock() for lane in Lane}
        self._editions: tuple[int, tuple[EditionInfo, ...]] = (-1, ())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """What to call the store in a message: never with a password."""
        return self._database.place(self._engine.url)

    def past(self, position: Position) -> SqlStore:
        """Return the ledger as it was when it had been written so far; it is only read."""
        from proscribe.backends.stores.past import PastStore

        return PastStore(self._engine, self._database, position)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def record(
        self, draft: EditionDraft, entries: Iterable[Entry], linker: Linker | None = None
    ) -> Recorded:
        """Write an edition whole, or, where anything fails, not at all."""
        with self.connection() as connection:
            known = _recorded(connection, draft)
        if known is None:
            with self.transaction() as connection:
                known = _recorded(connection, draft)
                if known is None:
                    writer = EditionWriter(connection, self._database, draft, linker)
                    edition = writer.write(entries)
                    return Recorded(edition=edition, is_new=True)
        return Recorded(edition=known, is_new=False)

    def revision(self) -> int:
        """Return a number that grows with every edition recorded; 0 of an empty ledger."""
        ((highest,),) = self._rows(select(func.max(schema.edition.c.id)))
        return 0 if highest is None else int(highest)

    def editions(self, source: str | None = None) -> tuple[EditionInfo, ...]:
        """Return the editions of a source, or of all, in every state, in order of publication."""
        revision, editions = self._editions
        if revision != (current := self.revision()):
            with self.connection() as connection:
                rows = connection.execute(select(schema.edition)).mappings().all()
            editions = tuple(sorted(map(edition_of, rows), key=lambda edition: edition.order))
            self._editions = (current, editions)
        if source is None:
            return editions
        return tuple(edition for edition in editions if edition.source == source)

    def listings(self, edition_id: int) -> Iterator[tuple[Listing, str]]:
        """Yield what an edition holds, each listing with its locator."""
        by = (schema.presence.c.content_id, schema.presence.c.locator)
        for page in self._pages(reading.listings_of(edition_id), by, _PAGE_OF_LISTINGS):
            for _, locator, body in page:
                yield decode(Listing, body), locator

    def presences(self, entity_ids: Collection[str]) -> tuple[Presence, ...]:
        """Return where those entities occur in accepted editions."""
        return tuple(
            Presence._make(row)
            for part in reading.in_parts(entity_ids)
            for row in self._rows(reading.presences_of(part))
        )

    def contents(self, content_ids: Collection[int]) -> dict[int, Listing]:
        """Return the listings of those contents, by content id."""
        return {
            content_id: decode(Listing, body)
            for part in reading.in_parts(content_ids)
            for content_id, body in self._rows(reading.bodies_of(part))
        }

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return, for each key value found, the entities that ever had it."""
        found: dict[str, set[str]] = defaultdict(set)
        for part in reading.in_parts(values):
            for value, entity_id in self._rows(reading.found_by(kind, part)):
                found[value].add(entity_id)
        return {value: frozenset(entity_ids) for value, entity_ids in found.items()}

    def keys(self, kinds: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield every distinct (kind, value, entity id) of those kinds, sorted."""
        by = (schema.listing_key.c.value, schema.listing_key.c.entity_id)
        for kind in sorted({*kinds}):
            for page in self._pages(reading.keys_of(kind), by, _PAGE_OF_KEYS):
                for value, entity_id in page:
                    yield kind, value, entity_id

    def names(self, *, after: int = 0) -> Iterator[HeldNames]:
        """Yield the names of every content whose number is above that, in order of numbers."""
        for page in self._pages(
            reading.named_after(after), (schema.content.c.id,), _PAGE_OF_LISTINGS
        ):
            for content_id, entity_id, body in page:
                yield HeldNames(content_id, entity_id, *decode_names(body))

    def names_of(self, entity_ids: Collection[str]) -> Iterator[HeldNames]:
        """Yield the names of every content of those entities."""
        for part in reading.in_parts(entity_ids):
            for content_id, entity_id, body in self._rows(reading.named_by(part)):
                yield HeldNames(content_id, entity_id, *decode_names(body))

    def neighbours(self, entity_ids: Collection[str]) -> frozenset[str]:
        """Return the ids that anything holding ties directly to those."""
        with self.connection() as connection:
            return frozenset(linking.neighbours(connection, entity_ids))

    def ties(self, content_ids: Collection[int]) -> tuple[Tie, ...]:
        """Return the ties of which both contents are among those."""
        with self.connection() as connection:
            return tuple(linking.ties_within(connection, content_ids))

    def all_ties(self, entity_ids: Collection[str] | None = None) -> tuple[Tie, ...]:
        """Return every distinct tie, or those of some entities, sorted."""
        rows = self._rows(linking.all_ties(entity_ids))
        return tuple(linking.tie_of(*row) for row in rows)

    def decide(self, decision: Decision) -> None:
        """Write what a person says of two entries."""
        with self.transaction() as connection:
            linking.add_decision(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision in order of time."""
        with self.connection() as connection:
            return linking.all_decisions(connection)

    def clear(self, pair: Pair, said: Word) -> Clearance:
        """Write that a person tells the two apart, and return it with its number."""
        with self.transaction() as connection:
            return clearing.add(connection, pair, said)

    def withdraw(self, number: int, said: Word) -> bool:
        """Write that a person takes a clearance back; False where that cannot be."""
        with self.transaction() as connection:
            return clearing.withdraw(connection, number, said)

    def clearances(self, names_digest: str | None = None) -> tuple[Clearance, ...]:
        """Return every clearance, or those of some names, in the order they were made."""
        with self.connection() as connection:
            return clearing.read(connection, names_digest)

    def citations(self, source: str) -> dict[str, Citation]:
        """Return the citations of a source's accepted editions; the newest word of each key."""
        bodies: dict[int, dict[str, str]] = defaultdict(dict)
        for edition_id, key, body in self._rows(reading.citations_of(source)):
            bodies[edition_id][key] = body
        newest: dict[str, str] = {}
        for edition in self.editions(source):
            newest.update(bodies.get(edition.id, {}))
        return {key: decode(Citation, newest[key]) for key in sorted(newest)}

    def entity_ids(self, source: str | None = None) -> Iterator[str]:
        """Yield the entities of a source's, or of all, accepted editions, sorted."""
        by = (schema.content.c.entity_id,)
        for page in self._pages(reading.entities_of(source), by, _PAGE_OF_KEYS):
            for (entity_id,) in page:
                yield entity_id

    def log_fetches(self, fetches: Sequence[Fetch]) -> None:
        """Write the checks of one edition's addresses, all or none."""
        with self.transaction() as connection:
            fetching.add(connection, fetches)

    def fetched(self, source: str) -> dict[str, Fetch]:
        """Return the last good check of each address of a source."""
        with self.connection() as connection:
            return fetching.last_good(connection, source)

    def checks(self) -> dict[str, Checks]:
        """Return how the last checks of every source went."""
        with self.connection() as connection:
            return fetching.read_checks(connection)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Lend a connection for reading, whose errors are told in plain words."""
        with self._plainly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self, lane: Lane = Lane.LEDGER) -> Iterator[Connection]:
        """Lend a connection as the only writer; all is undone should the block fail.

        Args:
            lane: What is written; other lanes may be written meanwhile.
        """
        lane = self._database.lane(lane)
        with self._writing[lane], self._plainly(), self._engine.begin() as connection:
            self._database.begin_write(connection, lane)
            yield connection

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            trouble = self._database.explain(error)
            place = Place(file=self.place)
            raise StoreError(trouble.what, where=place, remedy=trouble.remedy) from error
        except PoolTimeoutError as error:
            raise StoreError(
                "too many threads ask the store at once, and none was done in time.",
                where=Place(file=self.place),
                remedy="Try again, or ask with fewer threads.",
            ) from error

    def _rows(self, statement: Select[*_Columns]) -> Sequence[Row[*_Columns]]:
        with self.connection() as connection:
            return connection.execute(statement).all()

    def _pages(
        self, statement: Select[*_Columns], by: Sequence[ColumnElement[Any]], size: int
    ) -> Iterator[Sequence[Row[*_Columns]]]:
        """Yield the rows sorted by some columns, which lead each row and tell all rows apart."""
        page = statement.order_by(*by).limit(size)
        while rows := self._rows(page):
            yield rows
            if len(rows) < size:
                return
            last = rows[-1][: len(by)]
            page = statement.where(tuple_(*by) > last).order_by(*by).limit(size)


def _recorded(connection: Connection, draft: EditionDraft) -> EditionInfo | None:
    """Return the edition in the ledger that makes recording a draft needless."""
    statement = reading.recorded(draft.source, draft.digest, draft.state)
    row = connection.execute(statement).mappings().first()
    return None if row is None else edition_of(row)
