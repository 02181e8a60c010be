"""What people decided of quarantined editions, in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from proscribe.backends.stores.schema import edition_judgement

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.clearance import Word


class SqlJudgements:
    """Keeps, of each quarantined edition, whether somebody took it or turned it down, and why.

    Args:
        store: The store it is kept in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add(self, edition_id: int, said: Word, *, accepted: bool) -> bool:
        """Write what somebody decided.

        Returns:
            False where something was decided of that edition before; then nothing is written.
        """
        with self._store.transaction() as connection:
            known = select(edition_judgement.c.edition_id).where(
                edition_judgement.c.edition_id == edition_id
            )
            if connection.execute(known).first() is not None:
                return False
            row = {
                "edition_id": edition_id, "accepted": accepted, "reason": said.reason,
                "by": said.by, "at": said.at,
            }  # fmt: skip
            connection.execute(edition_judgement.insert(), [row])
        return True

    def judged(self) -> frozenset[int]:
        """Return the numbers of the editions of which something was decided."""
        with self._store.connection() as connection:
            return frozenset(connection.execute(select(edition_judgement.c.edition_id)).scalars())
