"""The ledger in a database that SQLAlchemy speaks to."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any, Self, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, func, select, tuple_
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from proscribe.backends.stores import clearing, fetching, linking, reading, schema
from proscribe.backends.stores.content import decode, decode_names
from proscribe.backends.stores.database import Database, Guard, Lane
from proscribe.backends.stores.owning import Hidden, contents_of, stored_source, stored_sources
from proscribe.backends.stores.row import edition_of
from proscribe.backends.stores.seeing import Seen, look
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
from proscribe.model.errors import Place, StoreAwayError
from proscribe.model.identity import Decision, Tie
from proscribe.model.listing import Citation, Listing
from proscribe.operations.access import DEFAULT_ORGANISATION
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
        organisation: Whose own lists, clearances and decisions are read and written.
    """

    def __init__(
        self, engine: Engine, database: Database, organisation: str = DEFAULT_ORGANISATION
    ) -> None:
        self.organisation = organisation
        self._engine = engine
        self._database = database
        self._writing = {lane: Lock() for lane in Lane}
        self._seen = Seen(revision=-1)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def place(self) -> str:
        """What to call the store in a message: never with a password."""
        return self._database.place(self._engine.url)

    def past(self, position: Position) -> SqlStore:
        """Return the ledger as it was when it had been written so far; it is only read."""
        from proscribe.backends.stores.past import PastStore

        return PastStore(self._engine, self._database, position, self.organisation)

    def of(self, organisation: str) -> SqlStore:
        """Return the ledger as an organisation has it; whoever opened this one closes it."""
        found = SqlStore(self._engine, self._database, organisation)
        found._writing = self._writing
        return found

    def has_own(self) -> bool:
        """Tell whether the organisation has lists or decisions that others do not see."""
        return bool(self._look().own) or bool(self.decisions())

    @property
    def address(self) -> str:
        """Where the store is, with its password: to open it in another process, never to show."""
        url = self._engine.url
        if url.get_backend_name() == "sqlite" and url.database:
            url = url.set(database=os.path.abspath(url.database))  # noqa: PTH100
        return url.render_as_string(hide_password=False)

    @property
    def is_in_memory(self) -> bool:
        """True where no other process can open it."""
        return self._engine.url.database is None and self._engine.url.get_backend_name() == "sqlite"

    def close_idle(self) -> None:
        """Close connections to a file that nobody uses now: each remembers megabytes of its pages.

        A ledger in memory would go with them; of a server's nothing is remembered here.
        """
        if self._engine.url.get_backend_name() == "sqlite" and not self.is_in_memory:
            self._engine.dispose()

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def record(
        self, draft: EditionDraft, entries: Iterable[Entry], linker: Linker | None = None
    ) -> Recorded:
        """Write an edition whole, or, where anything fails, not at all."""
        with self.connection() as connection:
            known = self._recorded(connection, draft)
        if known is None:
            with self.transaction() as connection:
                known = self._recorded(connection, draft)
                if known is None:
                    writer = EditionWriter(
                        connection, self._database, draft, linker, organisation=self.organisation
                    )
                    edition = writer.write(entries)
                    return Recorded(edition=edition, is_new=True)
        return Recorded(edition=known, is_new=False)

    def revision(self) -> int:
        """Return a number that grows with every edition recorded; 0 of an empty ledger."""
        ((highest,),) = self._rows(select(func.max(schema.edition.c.id)))
        return 0 if highest is None else int(highest)

    def editions(self, source: str | None = None) -> tuple[EditionInfo, ...]:
        """Return the editions of a source, or of all, in every state, in order of publication."""
        editions = self._look().editions
        if source is None:
            return editions
        return tuple(edition for edition in editions if edition.source == source)

    def listings(self, edition_id: int) -> Iterator[tuple[Listing, str]]:
        """Yield what an edition holds, each listing with its locator."""
        by = (schema.presence.c.content_id, schema.presence.c.locator)
        for page in self.pages(reading.listings_of(edition_id), by, _PAGE_OF_LISTINGS):
            for _, locator, body in page:
                yield decode(Listing, body), locator

    def presences(self, entity_ids: Collection[str]) -> tuple[Presence, ...]:
        """Return where those entities occur in accepted editions."""
        hidden = self._hidden.editions
        return tuple(
            Presence._make(row)
            for part in reading.in_parts(entity_ids)
            for row in self._rows(reading.presences_of(part))
            if row.edition_id not in hidden
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
        hidden = self._hidden.entities
        for part in reading.in_parts(values):
            for value, entity_id in self._rows(reading.found_by(kind, part)):
                if entity_id not in hidden:
                    found[value].add(entity_id)
        return {value: frozenset(entity_ids) for value, entity_ids in found.items()}

    def keys(self, kinds: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield every distinct (kind, value, entity id) of those kinds, sorted."""
        by = (schema.listing_key.c.value, schema.listing_key.c.entity_id)
        hidden = self._hidden.entities
        for kind in sorted({*kinds}):
            for page in self.pages(reading.keys_of(kind), by, _PAGE_OF_KEYS):
                for value, entity_id in page:
                    if entity_id not in hidden:
                        yield kind, value, entity_id

    def names(self, *, after: int = 0) -> Iterator[HeldNames]:
        """Yield the names of every content whose number is above that, in order of numbers."""
        hidden = self._hidden.contents
        yield from self._own_names(until=after)
        for page in self.pages(
            reading.named_after(after), (schema.content.c.id,), _PAGE_OF_LISTINGS
        ):
            for content_id, entity_id, body in page:
                if content_id not in hidden:
                    yield HeldNames(content_id, entity_id, *decode_names(body))

    def _own_names(self, *, until: int) -> Iterator[HeldNames]:
        """Yield those of own lists up to a number: others may have recorded the content before."""
        seen = self._look()
        if not (until and seen.hidden.editions):
            return
        with self.connection() as connection:
            numbers = contents_of(connection, seen.own)
        for part in reading.in_parts(number for number in sorted(numbers) if number <= until):
            for content_id, entity_id, body in self._rows(reading.named(part)):
                yield HeldNames(content_id, entity_id, *decode_names(body))

    def names_of(self, entity_ids: Collection[str]) -> Iterator[HeldNames]:
        """Yield the names of every content of those entities."""
        hidden = self._hidden.contents
        for part in reading.in_parts(entity_ids):
            for content_id, entity_id, body in self._rows(reading.named_by(part)):
                if content_id not in hidden:
                    yield HeldNames(content_id, entity_id, *decode_names(body))

    def neighbours(self, entity_ids: Collection[str]) -> frozenset[str]:
        """Return the ids that anything holding ties directly to those."""
        with self.connection() as connection:
            found = linking.neighbours(connection, entity_ids, self.organisation)
        return frozenset(found - self._hidden.entities)

    def ties(self, content_ids: Collection[int]) -> tuple[Tie, ...]:
        """Return the ties of which both contents are among those."""
        with self.connection() as connection:
            return tuple(linking.ties_within(connection, content_ids))

    def all_ties(self, entity_ids: Collection[str] | None = None) -> tuple[Tie, ...]:
        """Return every distinct tie, or those of some entities, sorted."""
        hidden = self._hidden.contents
        rows = self._rows(linking.all_ties(entity_ids))
        kept = (linking.tie_of(row[:5]) for row in rows if hidden.isdisjoint(row[5:]))
        return tuple(dict.fromkeys(kept))

    def decide(self, decision: Decision) -> None:
        """Write what a person says of two entries."""
        with self.transaction() as connection:
            linking.add_decision(connection, decision, self.organisation)

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision in order of time."""
        with self.connection() as connection:
            return linking.all_decisions(connection, self.organisation)

    def clear(self, pair: Pair, said: Word) -> Clearance:
        """Write that a person tells the two apart, and return it with its number."""
        with self.transaction() as connection:
            return clearing.add(connection, pair, said, self.organisation)

    def withdraw(self, number: int, said: Word) -> bool:
        """Write that a person takes a clearance back; False where that cannot be."""
        with self.transaction() as connection:
            return clearing.withdraw(connection, number, said, self.organisation)

    def confirm(self, number: int, said: Word) -> bool:
        """Write that another person agrees with a clearance; False where that cannot be."""
        with self.transaction() as connection:
            return clearing.confirm(connection, number, said, self.organisation)

    def clearances(self, names_digest: str | None = None) -> tuple[Clearance, ...]:
        """Return every clearance, or those of some names, in the order they were made."""
        with self.connection() as connection:
            return clearing.read(connection, names_digest, self.organisation)

    def citations(self, source: str) -> dict[str, Citation]:
        """Return the citations of a source's accepted editions; the newest word of each key."""
        bodies: dict[int, dict[str, str]] = defaultdict(dict)
        sources = stored_sources(source, self.organisation)
        for edition_id, key, body in self._rows(reading.citations_of(sources)):
            bodies[edition_id][key] = body
        newest: dict[str, str] = {}
        for edition in self.editions(source):
            newest.update(bodies.get(edition.id, {}))
        return {key: decode(Citation, newest[key]) for key in sorted(newest)}

    def entity_ids(self, source: str | None = None) -> Iterator[str]:
        """Yield the entities of a source's, or of all, accepted editions, sorted."""
        by = (schema.content.c.entity_id,)
        sources = None if source is None else stored_sources(source, self.organisation)
        hidden = self._hidden.entities
        for page in self.pages(reading.entities_of(sources), by, _PAGE_OF_KEYS):
            for (entity_id,) in page:
                if entity_id not in hidden:
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

    def guards(self) -> frozenset[Guard]:
        """Return what the database does by itself as rows are written, whoever made it do so."""
        with self.connection() as connection:
            return self._database.guards(connection)

    def scrub(self) -> None:
        """Remove what deleted rows left behind, as far as the database can do so at once."""
        with self.connection() as connection:
            self._database.scrub(connection)

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
    def brief_transaction(self) -> Iterator[Connection]:
        """Lend a connection for a short write to rows that are changed, not appended to.

        Where the database can, it does not wait for an edition that is being recorded; whoever
        uses it locks the rows it changes.
        """
        if self._database.has_one_writer:
            with self.transaction() as connection:
                yield connection
            return
        with self._plainly(), self._engine.begin() as connection:
            yield connection

    def _look(self) -> Seen:
        """Return the editions, and what is hidden, read anew where an edition was recorded."""
        seen, current = self._seen, self.revision()
        if seen.revision != current:
            with self.connection() as connection:
                self._seen = seen = look(connection, current, self.organisation)
        return seen

    @property
    def _hidden(self) -> Hidden:
        return self._look().hidden

    def _recorded(self, connection: Connection, draft: EditionDraft) -> EditionInfo | None:
        """Return the edition in the ledger that makes recording a draft needless."""
        source = stored_source(draft.source, draft.authority, self.organisation)
        statement = reading.recorded(source, draft.digest, draft.state)
        row = connection.execute(statement).mappings().first()
        return None if row is None else edition_of(row)

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise self._database.explain(error).error(self.place) from error
        except PoolTimeoutError as error:
            raise StoreAwayError(
                "too many threads ask the store at once, and none was done in time.",
                where=Place(file=self.place),
                remedy="Try again, or ask with fewer threads.",
            ) from error

    def _rows(self, statement: Select[*_Columns]) -> Sequence[Row[*_Columns]]:
        with self.connection() as connection:
            return connection.execute(statement).all()

    def pages(
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
