"""PostgreSQL through psycopg 3: one ledger for many machines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from sqlalchemy import (
    ARRAY,
    URL,
    Connection,
    Engine,
    Table,
    bindparam,
    column,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from proscribe.backends.stores import schema
from proscribe.backends.stores.database import Guard, Lane, Trouble
from proscribe.backends.stores.silence import Reach, Watched
from proscribe.model.errors import Place, StoreError

# Any number will do, as long as every writer takes the one of its lane, from here on ("Prsc").
_LOCK = 0x50727363
_CONNECT_SECONDS = 5
# A connection is dead that the network has not answered for about half a minute.
_NETWORK = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
# Below this the server's own housekeeping is soon enough.
_ROWS_TO_ANALYZE = 1_000
# For every statement and before it; and switched on.
_OURS = "BO BEGIN RAISE EXCEPTION 'the ledger is only appended to'; END"
_GUARDS = """
SELECT 'trigger', tgname, relname,
       CASE WHEN tgtype & 3 = 2 THEN 'B' ELSE 'R' END || CAST(tgenabled AS text)
       || ' ' || trim(prosrc)
FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid
JOIN pg_namespace ON pg_namespace.oid = relnamespace
JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND nspname = current_schema()
UNION ALL
SELECT 'rule', rulename, tablename, '' FROM pg_rules WHERE schemaname = current_schema()
UNION ALL
SELECT 'view', viewname, viewname, '' FROM pg_views WHERE schemaname = current_schema()
UNION ALL
SELECT 'policy', policyname, tablename, '' FROM pg_policies WHERE schemaname = current_schema()
UNION ALL
SELECT 'row security', 'row security', relname, ''
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE (relrowsecurity OR relforcerowsecurity) AND nspname = current_schema()
UNION ALL
SELECT 'setting', setting, COALESCE(rolname, 'every role'), ''
FROM pg_db_role_setting
CROSS JOIN unnest(setconfig) AS setting
LEFT JOIN pg_database ON pg_database.oid = setdatabase
LEFT JOIN pg_roles ON pg_roles.oid = setrole
WHERE (setdatabase = 0 OR datname = current_database())
  AND setting LIKE 'session_replication_role=%' AND setting NOT LIKE '%=origin'
UNION ALL
SELECT 'setting', 'session_replication_role=' || setting, 'this session', ''
FROM pg_settings
WHERE name = 'session_replication_role' AND setting <> 'origin'
"""


class PostgresqlDatabase:
    """A database server."""

    def build_engine(self, url: URL, *, busy_seconds: float) -> Engine:
        """Return an engine that waits that long for another writer."""
        waiting = f"-c lock_timeout={round(busy_seconds * 1000)}"
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            hide_parameters=True,
            pool_pre_ping=True,
            connect_args={
                "application_name": "proscribe",
                "connect_timeout": _CONNECT_SECONDS,
                "options": waiting,
                **_NETWORK,
            },
        )
        reach = Reach()

        def connect(_dialect: object, _record: object, args: Any, options: Any) -> Watched:  # noqa: ANN401 - what psycopg takes
            return reach.connect(partial(Watched.connect, *args, **options))

        event.listen(engine, "do_connect", connect)
        return engine

    def place(self, url: URL) -> str:
        """Return the address without its password."""
        return url.render_as_string(hide_password=True)

    def prepare_new(self, connection: Connection, tables: Collection[str]) -> None:
        """See that no other table of the schema has one of our names.

        Raises:
            StoreError: One has.
        """
        taken = sorted(schema.metadata.tables.keys() & {*tables})
        if taken:
            raise StoreError(
                f"this database has tables of our names ({', '.join(taken)}) that Proscribe did"
                " not make, and to write to them could harm another program.",
                where=Place(file=self.place(connection.engine.url)),
                remedy="Name an empty database, or one that Proscribe made.",
            )

    @property
    def has_one_writer(self) -> bool:
        """False: rows have locks of their own."""
        return False

    def lane(self, wanted: Lane) -> Lane:
        """Return the lane asked for."""
        return wanted

    def begin_write(self, connection: Connection, lane: Lane) -> None:
        """Wait for the lock that every writer of a lane holds to the end of its transaction."""
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK + lane.value)))

    def add_rows(
        self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert rows, values in the order of the columns; those already there stay.

        They are sent as one array for each column: several times as fast as row by row.
        """
        if not rows:
            return
        columns = [*table.columns]
        arrays = [bindparam(each.name, type_=ARRAY(each.type)) for each in columns]
        names = [each.name for each in columns]
        values = func.unnest(*arrays).table_valued(*map(column, names)).render_derived()
        statement = insert(table).from_select(columns, select(values)).on_conflict_do_nothing()
        lists = map(list, zip(*rows, strict=True))
        connection.execute(statement, dict(zip(names, lists, strict=True)))

    def end_write(self, connection: Connection, rows: int) -> None:
        """Renew the planner's statistics: without them it reads whole tables at first."""
        if rows >= _ROWS_TO_ANALYZE:
            connection.execute(text(f"ANALYZE {', '.join(schema.metadata.tables)}"))

    def guards(self, connection: Connection) -> frozenset[Guard]:
        """Return all triggers, rules, views, policies and settings that pass triggers over."""
        return frozenset(
            Guard(
                kind=kind, name=name, table=table,
                is_ours=name == f"{table}_append_only" and does == _OURS,
            )
            for kind, name, table, does in connection.execute(text(_GUARDS))
        )  # fmt: skip

    def scrub(self, connection: Connection) -> None:
        """Do nothing: the server cleans up by itself (``VACUUM``)."""

    def explain(self, error: DBAPIError) -> Trouble:
        """Say in plain words what went wrong."""
        state = getattr(error.orig, "sqlstate", None)
        said = _first_line(error)
        if state is None and isinstance(error, OperationalError | InterfaceError):
            return Trouble(
                what=f"the database server cannot be reached, or turns us away: {said}.",
                remedy="Check that it runs, and the host, port, user, password and database"
                " in the address.",
                is_away=True,
            )
        for prefix, trouble in _TROUBLES.items():
            if state is not None and state.startswith(prefix):
                return trouble
        return Trouble(
            what=f"PostgreSQL refused ({state}): {said}.",
            remedy="Show this to whoever runs the server.",
        )


DATABASE = PostgresqlDatabase()


def _first_line(error: DBAPIError) -> str:
    """Return what the server said, less the statement it quotes."""
    return str(error.orig).partition("\n")[0].rstrip(". ")


# SQLSTATE codes, or their first characters.
_TROUBLES = {
    "42501": Trouble(
        what="this user may not do that in the database.",
        remedy="Grant the user the right to create tables in the schema and to write to them.",
    ),
    "25006": Trouble(
        what="the database can be read but not written, so nothing was recorded.",
        remedy="Name the primary server, not a replica.",
    ),
    "53100": Trouble(
        what="the disk of the database server is full; nothing was half-written.",
        remedy="Make room and try again.",
    ),
    "53": Trouble(
        what="the database server is out of connections or memory; nothing was half-written.",
        remedy="Try again later, or raise its limits.",
        is_away=True,
    ),
    "55P03": Trouble(
        what="another process is writing to the store and went on for too long; nothing was"
        " changed.",
        remedy="Try again when its import has ended.",
    ),
    "57P": Trouble(
        what="the database server is shutting down or starting; nothing was half-written.",
        remedy="Try again when it runs.",
        is_away=True,
    ),
}
