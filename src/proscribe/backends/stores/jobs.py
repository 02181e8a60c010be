"""Jobs in the database: each change reads the row, alone, and writes what the rules make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Select, and_, func, or_, select, tuple_

from proscribe.backends.stores.content import decode, encode
from proscribe.backends.stores.sql import SqlStore
from proscribe.backends.stores.tables_operations import job as table
from proscribe.operations.jobs import Job, JobState

_OLDEST_FIRST = (table.c.created_at, table.c.id)


class SqlJobStore:
    """Keeps jobs in SQLite or PostgreSQL; it implements ``JobStore``.

    Args:
        store: The store whose database holds them.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add(self, job: Job) -> None:
        """Write a new job; it is durable on return."""
        with self._store.brief_transaction() as connection:
            connection.execute(table.insert(), [{"id": job.id} | _columns(job)])

    def find(self, organisation: str, job_id: str) -> Job | None:
        """Return an organisation's job of that id; None where it has none."""
        of_both = (table.c.id == job_id, table.c.organisation == organisation)
        found = self._read(select(table.c.body).where(*of_both))
        return found[0] if found else None

    def listed(self, organisation: str, *, most: int, before: Job | None = None) -> tuple[Job, ...]:
        """Return an organisation's jobs, the newest first, those before one of them."""
        statement = select(table.c.body).where(table.c.organisation == organisation)
        if before is not None:
            statement = statement.where(tuple_(*_OLDEST_FIRST) < (before.created_at, before.id))
        newest_first = [column.desc() for column in _OLDEST_FIRST]
        return self._read(statement.order_by(*newest_first).limit(most))

    def claim(self, at: datetime, move: Callable[[Job], Job | None]) -> Job | None:
        """Apply a move to the oldest job that is free, alone; return what became of it."""
        ran_out = and_(table.c.state == JobState.RUNNING, table.c.lease_until < at)
        free = or_(table.c.state == JobState.QUEUED, ran_out)
        statement = select(table.c.body).where(free).order_by(*_OLDEST_FIRST).limit(1)
        with self._store.brief_transaction() as connection:
            return _apply(connection, statement.with_for_update(skip_locked=True), move)

    def change(self, job_id: str, move: Callable[[Job], Job | None]) -> Job | None:
        """Apply a move to a job, alone; return what became of it, None where nothing did."""
        statement = select(table.c.body).where(table.c.id == job_id).with_for_update()
        with self._store.brief_transaction() as connection:
            return _apply(connection, statement, move)

    def ended_before(self, moment: datetime, *, most: int) -> tuple[Job, ...]:
        """Return jobs that ended before a moment, the oldest first."""
        statement = select(table.c.body).where(table.c.ended_at < moment)
        return self._read(statement.order_by(table.c.ended_at, table.c.id).limit(most))

    def remove(self, job_id: str) -> None:
        """Forget a job that has ended."""
        ended = and_(table.c.id == job_id, table.c.ended_at.is_not(None))
        with self._store.brief_transaction() as connection:
            connection.execute(table.delete().where(ended))

    def known(self, job_ids: frozenset[str]) -> frozenset[str]:
        """Return which of those ids are of jobs on file."""
        found: set[str] = set()
        listed = sorted(job_ids)
        for start in range(0, len(listed), _PART):
            part = listed[start : start + _PART]
            with self._store.connection() as connection:
                statement = select(table.c.id).where(table.c.id.in_(part))
                found.update(connection.execute(statement).scalars())
        return frozenset(found)

    def counts(self) -> dict[JobState, int]:
        """Return how many jobs of all organisations are in each state."""
        statement = select(table.c.state, func.count()).group_by(table.c.state)
        with self._store.connection() as connection:
            found = {row[0]: row[1] for row in connection.execute(statement)}
        return {state: found.get(state.value, 0) for state in JobState}

    def _read(self, statement: Select[str]) -> tuple[Job, ...]:
        with self._store.connection() as connection:
            return tuple(decode(Job, body) for body in connection.execute(statement).scalars())


_PART = 500


def _apply(
    connection: Connection, statement: Select[str], move: Callable[[Job], Job | None]
) -> Job | None:
    body = connection.execute(statement).scalar_one_or_none()
    if body is None:
        return None
    made = move(decode(Job, body))
    if made is not None:
        connection.execute(table.update().where(table.c.id == made.id), _columns(made))
    return made


def _columns(job: Job) -> dict[str, object]:
    return {
        "organisation": job.organisation,
        "state": job.state.value,
        "created_at": job.created_at,
        "lease_until": None if job.lease is None else job.lease.until,
        "ended_at": None if job.ending is None else job.ending.at,
        "body": encode(job).decode(),
    }
