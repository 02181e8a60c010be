"""What differs between databases, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, Table
from sqlalchemy.exc import DBAPIError

from proscribe.model.errors import Place, StoreAwayError, StoreError


class Lane(Enum):
    """What is written side by side where the database can; within one, writers take turns."""

    LEDGER = 0
    RECEIPTS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An error of a database in plain words.

    Attributes:
        what: What happened and why it matters.
        remedy: What the reader can do about it.
        is_away: The database cannot be asked at the moment; what it holds is as it was.
    """

    what: str
    remedy: str
    is_away: bool = False

    def error(self, place: str) -> StoreError:
        """Return it as an error of the store that is called so."""
        kind = StoreAwayError if self.is_away else StoreError
        return kind(self.what, where=Place(file=place), remedy=self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a database does by itself as rows of a table are written or read.

    Attributes:
        kind: A trigger, a rule, a view, a policy, row security or a setting.
        name: What it is called.
        table: The table, or the view itself; of a setting, for whom it is set.
        is_ours: Whether it refuses to change rows as ours do, and is switched on.
    """

    kind: str
    name: str
    table: str
    is_ours: bool


class Database(Protocol):
    """One kind of database. A module of this package has it as ``DATABASE``."""

    def build_engine(self, url: URL, *, busy_seconds: float) -> Engine:
        """Return an engine that waits that long for another writer."""
        ...

    def place(self, url: URL) -> str:
        """Return what to call the store in a message: never with a password."""
        ...

    def prepare_new(self, connection: Connection, tables: Collection[str]) -> None:
        """Make a database that holds nothing of ours ready for the first migration.

        Args:
            connection: Outside a transaction.
            tables: Names of the tables it holds.

        Raises:
            StoreError: It belongs to another program.
        """
        ...

    @property
    def has_one_writer(self) -> bool:
        """True where nobody can write while an edition is recorded."""
        ...

    def lane(self, wanted: Lane) -> Lane:
        """Return the lane in which that is written here: all one where only one can write."""
        ...

    def begin_write(self, connection: Connection, lane: Lane) -> None:
        """Make the transaction just begun the only writing one of a lane, waiting for others."""
        ...

    def add_rows(
        self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]
    ) -> None:
        """Insert rows, values in the order of the columns; those already there stay."""
        ...

    def end_write(self, connection: Connection, rows: int) -> None:
        """Do what is due, still within the transaction, after so many rows were added."""
        ...

    def guards(self, connection: Connection) -> frozenset[Guard]:
        """Return all triggers, rules, views, policies and settings that pass triggers over."""
        ...

    def scrub(self, connection: Connection) -> None:
        """Remove what deleted rows left elsewhere than in their table, outside a transaction."""
        ...

    def explain(self, error: DBAPIError) -> Trouble:
        """Say in plain words what went wrong."""
        ...
