"""Quarantined editions in the database: what they are made of, and what people decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from proscribe.backends.stores.schema import edition_file, edition_judgement

if TYPE_CHECKING:
    from collections.abc import Sequence

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


class SqlEditionFiles:
    """Keeps which archived files a refused edition is made of.

    Args:
        store: The store it is kept in.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def keep(self, edition_id: int, files: Sequence[tuple[str, str]]) -> None:
        """Write the name and the digest of each file, unless they are known.

        Args:
            edition_id: Number of the edition.
            files: Name and SHA-256 of each, as it is in the archive.
        """
        rows = [
            {"edition_id": edition_id, "place": place, "name": name, "digest": digest}
            for place, (name, digest) in enumerate(files)
        ]
        with self._store.transaction() as connection:
            known = select(edition_file.c.place).where(edition_file.c.edition_id == edition_id)
            if connection.execute(known).first() is None:
                connection.execute(edition_file.insert(), rows)

    def files(self, edition_id: int) -> tuple[tuple[str, str], ...]:
        """Return the name and the digest of each file; nothing where they are not known."""
        statement = (
            select(edition_file.c.name, edition_file.c.digest)
            .where(edition_file.c.edition_id == edition_id)
            .order_by(edition_file.c.place)
        )
        with self._store.connection() as connection:
            return tuple((name, digest) for name, digest in connection.execute(statement))
