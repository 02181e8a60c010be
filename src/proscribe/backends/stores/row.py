"""Editions as rows of their table, and back."""

from __future__ import annotations

import orjson
from sqlalchemy import RowMapping

from proscribe.backends.stores.owning import source_of
from proscribe.ledger.store import EditionInfo
from proscribe.model.source import EditionState
from proscribe.model.time import Moment

# Attributes that are columns of the same name and type.
_PLAIN = (
    *("id", "source", "authority", "digest", "published_is_stated", "records", "entities"),
    *("complete", "note", "why", "chronicle", "checked_through"),
)


def edition_row(edition: EditionInfo) -> dict[str, object]:
    """Return the values of an edition by column."""
    return {
        **{name: getattr(edition, name) for name in _PLAIN},
        "published_day": edition.published.day,
        "published_at": edition.published.instant,
        "fetched_at": edition.fetched_at,
        "recorded_at": edition.recorded_at,
        "state": edition.state.value,
        "warnings": orjson.dumps(edition.warnings).decode(),
        "programs": orjson.dumps(edition.programs).decode(),
        "named": orjson.dumps(edition.named).decode(),
    }


def edition_of(row: RowMapping) -> EditionInfo:
    """Return the edition of a row."""
    return EditionInfo(
        **{name: row[name] for name in _PLAIN} | {"source": source_of(row["source"])},
        published=Moment(day=row["published_day"], instant=row["published_at"]),
        fetched_at=row["fetched_at"],
        recorded_at=row["recorded_at"],
        state=EditionState(row["state"]),
        warnings=tuple(orjson.loads(row["warnings"])),
        programs=tuple(orjson.loads(row["programs"])),
        named=tuple(map(tuple, orjson.loads(row["named"]))),
    )
