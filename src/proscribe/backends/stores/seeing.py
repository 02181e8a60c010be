"""The editions an organisation sees, and what is hidden from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from proscribe.backends.stores.owning import NOTHING, Hidden, is_own, is_seen, read_hidden
from proscribe.backends.stores.row import edition_of
from proscribe.backends.stores.schema import edition
from proscribe.ledger.store import EditionInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What an organisation sees, as it was at a revision.

    Attributes:
        revision: The revision.
        editions: In order of publication.
        own: Numbers of those of its own lists.
        hidden: What it does not see.
    """

    revision: int
    editions: tuple[EditionInfo, ...] = ()
    own: frozenset[int] = frozenset()
    hidden: Hidden = NOTHING


def look(connection: Connection, revision: int, organisation: str) -> Seen:
    """Return what an organisation sees at a revision."""
    rows = connection.execute(select(edition)).mappings().all()
    shown = [row for row in rows if is_seen(row["source"], row["authority"], organisation)]
    own = (row for row in shown if is_own(row["source"], row["authority"], organisation))
    return Seen(
        revision=revision,
        editions=tuple(sorted(map(edition_of, shown), key=lambda each: each.order)),
        own=frozenset(row["id"] for row in own),
        hidden=read_hidden(connection, {row["id"] for row in rows} - {row["id"] for row in shown}),
    )
