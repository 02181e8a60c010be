"""Opens a store by its address, making or renewing its tables where needed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

# What is imported for its tables only: all of them are to be known before a store is opened.
from proscribe.backends.stores import (
    tables_access,  # noqa: F401
    tables_operations,  # noqa: F401
    tables_receipts,  # noqa: F401
)
from proscribe.backends.stores.database import Database
from proscribe.backends.stores.schema import HEAD, VERSION_TABLE
from proscribe.backends.stores.sql import SqlStore
from proscribe.model.errors import InputError, Place, StoreError
from proscribe.operations.access import DEFAULT_ORGANISATION

_MIGRATIONS = Path(__file__).with_name("migrations")
_FORMS = (
    "Write sqlite:///relative/path.db, sqlite:////absolute/path.db, sqlite:// for one in memory,"
    " or postgresql://user:password@host/database."
)


def open_store(
    url: str, *, busy_seconds: float = 60, organisation: str = DEFAULT_ORGANISATION
) -> SqlStore:
    """Open a store, and make or renew its tables where they are missing or old.

    Args:
        url: Its address: ``sqlite:///PATH``, ``sqlite://`` (in memory, gone when closed) or
            ``postgresql://USER:PASSWORD@HOST/DATABASE``.
        busy_seconds: How long a writer waits for another one.
        organisation: Whose own lists, clearances and decisions are read and written.

    Raises:
        InputError: The address makes no sense.
        StoreError: The store cannot be reached, is not ours, or is of a newer release.
    """
    address = _parse(url)
    database = _database(address)
    engine = database.build_engine(address, busy_seconds=busy_seconds)
    store = SqlStore(engine, database, organisation)
    try:
        _bring_up_to_date(store, database)
    except BaseException:
        store.close()
        raise
    return store


def _parse(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InputError("the address of the store makes no sense.", remedy=_FORMS) from error
    if address.get_backend_name() == "sqlite" and address.host is not None:
        raise InputError(
            "a SQLite file has no host: the address needs three slashes, or four.", remedy=_FORMS
        )
    return address


def _database(address: URL) -> Database:
    """Return what this package's module of that name says of the kind of database."""
    kind = {"postgres": "postgresql"}.get(name := address.get_backend_name(), name)
    try:
        module = import_module(f"{__package__}.{kind}")
    except ModuleNotFoundError:
        module = None
    database: Database | None = getattr(module, "DATABASE", None)
    if database is None:
        raise InputError(f"{name!r} is no kind of store we know.", remedy=_FORMS)
    return database


def _bring_up_to_date(store: SqlStore, database: Database) -> None:
    with store.connection() as connection:
        tables = frozenset(inspect(connection).get_table_names())
        version = _version(connection) if VERSION_TABLE in tables else None
        if version == HEAD:
            return
        if version is None:
            database.prepare_new(connection, tables)
        elif not (version.isdecimal() and version < HEAD):
            raise StoreError(
                f"this store has tables of version {version}, and we know versions up to {HEAD}"
                " only, so it was made by a newer release and we could misread it.",
                where=Place(file=store.place),
                remedy="Install the newest release of Proscribe, or name another store.",
            )
    with store.transaction() as connection:
        _migrate(connection)


def _version(connection: Connection) -> str | None:
    statement = text("SELECT version_num FROM proscribe_schema")
    version: str | None = connection.execute(statement).scalar_one_or_none()
    return version


def _migrate(connection: Connection) -> None:
    """Run the migrations that are still missing, of which another process may have run some."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
