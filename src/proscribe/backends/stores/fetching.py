"""The fetch log in the database: rows in, and how the last checks went."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, func, select

from proscribe.backends.stores.schema import fetch_log
from proscribe.ledger.fetches import Checks, Fetch, FetchOutcome

_COLUMNS = ("source", "url", "at", "etag", "last_modified", "digest", "message")
_GOOD = fetch_log.c.outcome.in_([each.value for each in FetchOutcome if each.is_good])


def add(connection: Connection, fetches: Sequence[Fetch]) -> None:
    """Write checks in their order. The caller holds the store's write lock."""
    highest: int | None = connection.execute(select(func.max(fetch_log.c.id))).scalar_one()
    rows = [
        {name: getattr(each, name) for name in _COLUMNS}
        | {"id": number, "outcome": each.outcome.value}
        for number, each in enumerate(fetches, (highest or 0) + 1)
    ]
    if rows:
        connection.execute(fetch_log.insert(), rows)


def last_good(connection: Connection, source: str) -> dict[str, Fetch]:
    """Return the last good check of each address of a source."""
    newest = (
        select(func.max(fetch_log.c.id))
        .where(fetch_log.c.source == source, _GOOD)
        .group_by(fetch_log.c.url)
    )
    rows = connection.execute(select(fetch_log).where(fetch_log.c.id.in_(newest))).mappings()
    return {row["url"]: _fetch(row) for row in rows}


def read_checks(connection: Connection) -> dict[str, Checks]:
    """Return how the last checks of every source went."""
    newest = select(func.max(fetch_log.c.id)).group_by(fetch_log.c.source)
    rows = connection.execute(select(fetch_log).where(fetch_log.c.id.in_(newest))).mappings()
    last = {row["source"]: _fetch(row) for row in rows}
    good = (
        select(fetch_log.c.source, func.max(fetch_log.c.id).label("id"))
        .where(_GOOD)
        .group_by(fetch_log.c.source)
        .subquery()
    )
    statement = (
        select(fetch_log.c.source, func.count(fetch_log.c.at.distinct()), func.min(fetch_log.c.at))
        .outerjoin(good, good.c.source == fetch_log.c.source)
        .where(good.c.id.is_(None) | (fetch_log.c.id > good.c.id))
        .group_by(fetch_log.c.source)
    )
    bad = {source: (count, since) for source, count, since in connection.execute(statement)}
    found = {}
    for source, fetch in last.items():
        count, since = bad.get(source, (0, None))
        found[source] = Checks(last=fetch, bad=count, bad_since=since)
    return found


def _fetch(row: RowMapping) -> Fetch:
    plain = {name: row[name] for name in _COLUMNS}
    return Fetch(**plain, outcome=FetchOutcome(row["outcome"]))
