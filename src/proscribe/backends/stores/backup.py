"""Copies of a SQLite store, made and put back while others read and write it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from proscribe.backends.private import make_file
from proscribe.backends.stores.schema import HEAD
from proscribe.backends.stores.sqlite import APPLICATION_ID
from proscribe.model.errors import InputError, Place, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUSY_SECONDS = 60.0
_DRAFT = ".unfinished"
_SERVER = (
    "Use the tools of the server, such as `pg_dump -Fc` and `pg_restore`; they copy a running "
    "database as of one moment."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copy of a store.

    Attributes:
        file: Where it is.
        size: Its bytes.
        editions: Editions in it.
        receipts: Receipts in it.
        head: Hash of the last receipt; None where there is none.
    """

    file: str
    size: int
    editions: int
    receipts: int
    head: str | None


def file_of(url: str) -> Path:
    """Return the file of a SQLite store.

    Raises:
        InputError: The address is of another kind of store, or of one in memory.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise InputError("the address of the store makes no sense.") from error
    if address.get_backend_name() != "sqlite":
        raise InputError("only a store in a SQLite file is copied here.", remedy=_SERVER)
    if address.database in (None, "", ":memory:"):
        raise InputError("a store in memory is gone when closed.", remedy="Name one in a file.")
    return Path(str(address.database))


def copy_store(source: Path, out: Path) -> Copied:
    """Write a store as of one moment to a new file, while others write to it.

    Args:
        source: The store.
        out: Where to; there must be nothing yet.

    Raises:
        InputError: There is something already, or the store is none.
        StoreError: The disk failed; nothing is left behind.
    """
    if out.exists():
        raise InputError(
            "there is a file already, and a copy may be all that is left of a store.",
            where=Place(file=str(out)),
            remedy="Name a file that does not exist yet.",
        )
    check_copy(source)
    draft = out.with_name(out.name + _DRAFT)
    try:
        draft.unlink(missing_ok=True)
        with _plainly(out), _opened(source) as held, _opened(draft, make=True) as copy:
            held.backup(copy)
            # As one file, whatever the store's own way is.
            copy.execute("PRAGMA journal_mode = DELETE")
        copied = check_copy(draft)
        draft.replace(out)
    finally:
        draft.unlink(missing_ok=True)
    return _named(copied, out)


def put_back(copy: Path, store: Path) -> None:
    """Replace what a store holds by a copy, in one transaction.

    Args:
        copy: The copy, checked.
        store: The store; it need not exist.

    Raises:
        StoreError: It cannot be written; it is then as it was.
    """
    with _plainly(store), _opened(copy) as held, _opened(store, make=True) as replaced:
        held.backup(replaced)


def check_copy(file: Path) -> Copied:
    """Look at every page of a store's file, and say what is in it.

    Raises:
        InputError: It is no store of ours, damaged, or of a newer release.
    """
    if not file.is_file():
        raise InputError("there is no such file.", where=Place(file=str(file)))
    with _plainly(file), _opened(file) as held:
        if _one(held, "PRAGMA application_id") != APPLICATION_ID:
            raise InputError("this is no store of Proscribe.", where=Place(file=str(file)))
        version = _one(held, "SELECT version_num FROM proscribe_schema")
        if not isinstance(version, str) or version > HEAD:
            raise InputError(
                f"this store has tables of version {version}, made by a newer release.",
                where=Place(file=str(file)),
                remedy="Install the newest release of Proscribe.",
            )
        if (found := _one(held, "PRAGMA integrity_check")) != "ok":
            raise InputError(
                f"the file is damaged: {found}.",
                where=Place(file=str(file)),
                remedy="Take another copy.",
            )
        has = _one(held, "SELECT count(*) FROM sqlite_master WHERE name = 'receipt'")
        head = "SELECT hash FROM receipt ORDER BY number DESC LIMIT 1"
        return Copied(
            file=str(file),
            size=file.stat().st_size,
            editions=_number(held, "SELECT count(*) FROM edition"),
            receipts=_number(held, "SELECT count(*) FROM receipt") if has else 0,
            head=str(found) if has and (found := _one(held, head)) else None,
        )


def _named(copied: Copied, file: Path) -> Copied:
    told = {name: getattr(copied, name) for name in Copied.__slots__}
    return Copied(**(told | {"file": str(file)}))


def _number(held: sqlite3.Connection, statement: str) -> int:
    found = _one(held, statement)
    return found if isinstance(found, int) else 0


def _one(held: sqlite3.Connection, statement: str) -> object:
    row = held.execute(statement).fetchone()
    return None if row is None else row[0]


@contextmanager
def _opened(file: Path, *, make: bool = False) -> Iterator[sqlite3.Connection]:
    if make:
        make_file(file)
    address = f"{file.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
    with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)) as connection:
        yield connection


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise InputError(
                "this is no store, or a damaged one.",
                where=Place(file=str(file)),
                remedy="Take another copy.",
            ) from error
        raise StoreError(
            f"the store cannot be copied: {error}.",
            where=Place(file=str(file)),
            remedy="Check the place, its permissions and its space, and try again.",
        ) from error
