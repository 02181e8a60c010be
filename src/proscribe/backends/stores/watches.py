"""Watches and alerts in the database."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, func, select, update

from proscribe.backends.stores.content import decode, encode
from proscribe.backends.stores.sql import SqlStore
from proscribe.backends.stores.tables_operations import alert as alerts
from proscribe.backends.stores.tables_operations import watch as watches
from proscribe.backends.stores.tables_operations import watch_verdict as verdicts
from proscribe.model.clearance import Word
from proscribe.operations.watches import Alert, Answer, Found, Watch, asked_again, compare

_PAGE = 500


class SqlWatchStore:
    """Keeps watches and alerts in SQLite or PostgreSQL; it implements ``WatchStore``.

    Args:
        store: The store whose database holds them.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add(self, watch: Watch) -> Watch:
        """Write a new watch and return it with its number."""
        # Numbers are given one after another, so writers take turns.
        with self._store.transaction() as connection:
            made = replace(watch, id=_next(connection, watches.c.id))
            row = {"id": made.id, "organisation": made.organisation, "run": made.run}
            connection.execute(watches.insert(), [row | {"body": encode(made).decode()}])
            return made

    def find(self, organisation: str, number: int) -> Watch | None:
        """Return an organisation's watch of that number, removed or not; None where none is."""
        with self._store.connection() as connection:
            return _watch(connection, organisation, number)

    def listed(self, organisation: str | None) -> tuple[Watch, ...]:
        """Return the watches of an organisation, or of all, that nobody removed."""
        statement = select(watches.c.body).where(watches.c.removed_at.is_(None))
        if organisation is not None:
            statement = statement.where(watches.c.organisation == organisation)
        with self._store.connection() as connection:
            found = connection.execute(statement.order_by(watches.c.id)).scalars()
            return tuple(decode(Watch, body) for body in found)

    def remove(self, organisation: str, number: int, said: Word) -> Watch | None:
        """Write that somebody removed a watch, and forget what it last answered."""
        with self._store.transaction() as connection:
            found = _watch(connection, organisation, number)
            if found is None or found.removed is not None:
                return None
            made = replace(found, removed=said)
            _write(connection, made)
            connection.execute(verdicts.delete().where(verdicts.c.watch_id == number))
            return made

    def keep(self, watch: Watch, found: Found) -> tuple[Alert, ...] | None:
        """Keep what a run found, and the alerts it raises; None where another came first."""
        with self._store.transaction() as connection:
            current = _watch(connection, watch.organisation, watch.id)
            if current is None or current.run != watch.run or current.removed is not None:
                return None
            before = _answers(connection, watch.id)
            raised = _number(connection, [*compare(current, before.values(), found)])
            _renew(connection, watch.id, before, found)
            _write(connection, asked_again(current, found.asked))
            return raised

    def alerts(self, organisation: str, *, every: bool, most: int) -> tuple[Alert, ...]:
        """Return an organisation's alerts, the newest first: those that wait, or every one."""
        statement = select(alerts.c.body).where(alerts.c.organisation == organisation)
        if not every:
            statement = statement.where(alerts.c.acknowledged_at.is_(None))
        with self._store.connection() as connection:
            found = connection.execute(statement.order_by(alerts.c.id.desc()).limit(most))
            return tuple(decode(Alert, body) for body in found.scalars())

    def alert(self, organisation: str, number: int) -> Alert | None:
        """Return an alert of an organisation; None where there is none."""
        own = (alerts.c.id == number, alerts.c.organisation == organisation)
        with self._store.connection() as connection:
            body = connection.execute(select(alerts.c.body).where(*own)).scalar_one_or_none()
        return None if body is None else decode(Alert, body)

    def acknowledge(self, organisation: str, number: int, said: Word) -> Alert | None:
        """Write that somebody has seen an alert; None where there is none or it was before."""
        own = (alerts.c.id == number, alerts.c.organisation == organisation)
        with self._store.transaction() as connection:
            body = connection.execute(select(alerts.c.body).where(*own)).scalar_one_or_none()
            found = None if body is None else decode(Alert, body)
            if found is None or found.acknowledged is not None:
                return None
            made = replace(found, acknowledged=said)
            values = {"acknowledged_at": said.at, "body": encode(made).decode()}
            connection.execute(update(alerts).where(*own), values)
            return made

    def waiting(self) -> int:
        """Return how many alerts of all organisations nobody has acknowledged."""
        statement = select(func.count()).where(alerts.c.acknowledged_at.is_(None))
        with self._store.connection() as connection:
            return int(connection.execute(statement).scalar_one())


def _next(connection: Connection, column: ColumnElement[int]) -> int:
    highest: int | None = connection.execute(select(func.max(column))).scalar_one()
    return (highest or 0) + 1


def _watch(connection: Connection, organisation: str, number: int) -> Watch | None:
    own = (watches.c.id == number, watches.c.organisation == organisation)
    body = connection.execute(select(watches.c.body).where(*own)).scalar_one_or_none()
    return None if body is None else decode(Watch, body)


def _write(connection: Connection, watch: Watch) -> None:
    removed = None if watch.removed is None else watch.removed.at
    values = {"run": watch.run, "removed_at": removed, "body": encode(watch).decode()}
    connection.execute(update(watches).where(watches.c.id == watch.id), values)


def _answers(connection: Connection, watch_id: int) -> dict[str, Answer]:
    statement = select(verdicts.c.key, verdicts.c.body).where(verdicts.c.watch_id == watch_id)
    return {key: decode(Answer, body) for key, body in connection.execute(statement)}


def _number(connection: Connection, raised: list[Alert]) -> tuple[Alert, ...]:
    first = _next(connection, alerts.c.id)
    numbered = tuple(replace(one, id=first + place) for place, one in enumerate(raised))
    rows = [
        {
            "id": one.id,
            "organisation": one.organisation,
            "watch_id": one.watch_id,
            "run": one.run,
            "key": one.key,
            "body": encode(one).decode(),
        }
        for one in numbered
    ]
    if rows:
        connection.execute(alerts.insert(), rows)
    return numbered


def _renew(connection: Connection, watch_id: int, before: dict[str, Answer], found: Found) -> None:
    """Write what is another than before, and nothing else."""
    now = {answer.key: answer for answer in found.answers}
    changed = [key for key in before if before[key] != now.get(key)]
    own = verdicts.c.watch_id == watch_id
    for start in range(0, len(changed), _PAGE):
        part = changed[start : start + _PAGE]
        connection.execute(verdicts.delete().where(own, verdicts.c.key.in_(part)))
    rows = [
        {"watch_id": watch_id, "key": key, "body": encode(answer).decode()}
        for key, answer in now.items()
        if before.get(key) != answer
    ]
    if rows:
        connection.execute(verdicts.insert(), rows)
