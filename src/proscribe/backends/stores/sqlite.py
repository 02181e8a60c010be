"""SQLite: one file, many readers beside one writer, nothing lost when a process is killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from functools import partial
from itertools import count
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, QueuePool, Table, create_engine, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, OperationalError

from proscribe.backends.private import make_file
from proscribe.backends.stores.database import Guard, Lane, Trouble
from proscribe.model.errors import Place, StoreError

# Marks the file as ours ("Prsc"), for `file` and for whoever finds it.
APPLICATION_ID = 0x50727363
_MEMORIES = count(1)
_SWITCH_SECONDS = 10.0
_SWITCH_PAUSE = 0.01
# Statements that a connection keeps prepared. One with hundreds of values takes hundreds of KiB,
# and lists of every length are statements of their own: the usual 128 fill up for hours.
_PREPARED = 24
_GUARDS = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"


class SqliteDatabase:
    """The embedded database; ``sqlite://`` without a path is one in memory."""

    def build_engine(self, url: URL, *, busy_seconds: float) -> Engine:
        """Return an engine that waits that long for another writer."""
        if url.database in (None, "", ":memory:"):
            # A name of its own, so that all connections of this engine see the same memory.
            name = f"file:proscribe-{next(_MEMORIES)}?mode=memory&cache=shared"
            creator = partial(
                sqlite3.connect, name, uri=True, check_same_thread=False,
                cached_statements=_PREPARED,
            )  # fmt: skip
            engine = create_engine(
                "sqlite://", creator=creator, poolclass=QueuePool, hide_parameters=True
            )
        else:
            make_file(url.database)
            engine = create_engine(
                url.set(drivername="sqlite"), hide_parameters=True,
                connect_args={"cached_statements": _PREPARED},
            )  # fmt: skip

        def configure(connection: DBAPIConnection, _record: object) -> None:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {round(busy_seconds * 1000)}")
            cursor.execute("PRAGMA foreign_keys = ON")
            # A commit is an edition: it may cost a flush, and a power cut must not lose it.
            cursor.execute("PRAGMA synchronous = FULL")
            # Else INSERT OR REPLACE would get past the triggers that forbid deletion.
            cursor.execute("PRAGMA recursive_triggers = ON")
            # What is forgotten shall not be found in the free pages of the file.
            cursor.execute("PRAGMA secure_delete = ON")
            # Readers of a shared memory take no locks; of a file this changes nothing.
            cursor.execute("PRAGMA read_uncommitted = ON")
            cursor.close()

        event.listen(engine, "connect", configure)
        return engine

    def place(self, url: URL) -> str:
        """Return the path of the file."""
        return url.database or "the SQLite database in memory"

    def prepare_new(self, connection: Connection, tables: Collection[str]) -> None:
        """Turn an empty file into one that is read while it is written.

        Raises:
            StoreError: The file holds another program's tables.
        """
        if tables:
            named = ", ".join(sorted(tables)[:3])
            raise StoreError(
                f"this SQLite file holds another program's tables ({named}), and a ledger beside"
                " them could harm both.",
                where=Place(file=self.place(connection.engine.url)),
                remedy="Name a file that does not exist yet, or one that Proscribe made.",
            )
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        _read_while_writing(connection)

    @property
    def has_one_writer(self) -> bool:
        """True: the file has one write lock."""
        return True

    def lane(self, wanted: Lane) -> Lane:
        """Return the one lane: a file has one writer."""
        del wanted
        return Lane.LEDGER

    def begin_write(self, connection: Connection, lane: Lane) -> None:
        """Take the file's write lock at once, not at the first change, when it may be late."""
        del lane
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def add_rows(
        self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert rows, values in the order of the columns; those already there stay."""
        if rows:
            statement = insert(table).on_conflict_do_nothing()
            connection.exec_driver_sql(str(statement.compile(connection)), [*rows])

    def end_write(self, connection: Connection, rows: int) -> None:
        """Do nothing: the indexes are made so that SQLite needs no statistics to choose."""

    def guards(self, connection: Connection) -> frozenset[Guard]:
        """Return all triggers and views there are, whoever made them."""
        rows = connection.exec_driver_sql(_GUARDS)
        return frozenset(
            Guard(kind=kind, name=name, table=table, is_ours=does in _ours(table))
            for kind, name, table, does in rows
        )

    def scrub(self, connection: Connection) -> None:
        """Empty the write-ahead log, which still holds them; what others read meanwhile stays."""
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def explain(self, error: DBAPIError) -> Trouble:
        """Say in plain words what went wrong."""
        refused = Trouble(
            what=f"SQLite refused: {error.orig}.",
            remedy="Restore a copy of the file, or import the editions into a new one.",
        )
        return _TROUBLES.get(_code(error), refused)


DATABASE = SqliteDatabase()


def _read_while_writing(connection: Connection) -> None:
    """Switch to the write-ahead log; SQLite itself does not wait for another who does so."""
    until = monotonic() + _SWITCH_SECONDS
    while True:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_SWITCH_PAUSE)
        else:
            return


def _ours(table: str) -> tuple[str, ...]:
    """Return the triggers that keep rows of a table from being changed."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'the ledger is only appended to'); END"
        for action in ("UPDATE", "DELETE")
    )


def _code(error: DBAPIError) -> int | None:
    """Return SQLite's primary result code, where it gave one."""
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


_TROUBLES: dict[int | None, Trouble] = {
    sqlite3.SQLITE_BUSY: Trouble(
        what="another process is writing to the store and went on for too long; nothing was"
        " changed.",
        remedy="Try again when its import has ended.",
    ),
    sqlite3.SQLITE_LOCKED: Trouble(
        what="another thread is writing to the store and went on for too long; nothing was"
        " changed.",
        remedy="Try again when its import has ended.",
    ),
    sqlite3.SQLITE_READONLY: Trouble(
        what="the store can be read but not written, so nothing was recorded.",
        remedy="Get the right to write the file and the folder it is in.",
    ),
    sqlite3.SQLITE_PERM: Trouble(
        what="the file may not be opened.",
        remedy="Get the right to read and write it and the folder it is in.",
    ),
    sqlite3.SQLITE_IOERR: Trouble(
        what="the disk failed while the store was read or written; nothing was half-written.",
        remedy="Check the disk and whether the folder is on a network drive, which SQLite"
        " cannot use safely.",
    ),
    sqlite3.SQLITE_CORRUPT: Trouble(
        what="the store is damaged, so what it answers cannot be relied on.",
        remedy="Restore a copy of the file, or import the editions into a new one.",
    ),
    sqlite3.SQLITE_FULL: Trouble(
        what="the disk is full; nothing was half-written.",
        remedy="Make room and try again.",
    ),
    sqlite3.SQLITE_CANTOPEN: Trouble(
        what="the store cannot be opened: its folder does not exist or may not be written.",
        remedy="Make the folder, or name another.",
        is_away=True,
    ),
    sqlite3.SQLITE_NOTADB: Trouble(
        what="this file is not a SQLite database, so there is no ledger in it.",
        remedy="Name a file that does not exist yet, or one that Proscribe made.",
    ),
}
