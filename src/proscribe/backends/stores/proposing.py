"""Decisions on two entries that wait for another person, in the database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, func, select

from proscribe.backends.stores import linking
from proscribe.backends.stores.schema import proposal, proposal_answer
from proscribe.model.clearance import Word
from proscribe.model.proposal import Proposal

if TYPE_CHECKING:
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.identity import Decision

_ANSWER = ("agreed", "reason", "by", "at")


class SqlProposals:
    """Keeps every decision that needs another person, and what that person said, for ever.

    Args:
        store: The store it is kept in, as an organisation has it.
    """

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def add(self, made: Decision) -> Proposal | None:
        """Write a decision that waits.

        Returns:
            None where one on the same two waits already; then nothing is written.
        """
        with self._store.transaction() as connection:
            pair = (made.left, made.right)
            if any(one.waits and _pair(one) == pair for one in self._read(connection)):
                return None
            highest: int | None = connection.execute(select(func.max(proposal.c.id))).scalar_one()
            number = (highest or 0) + 1
            row = linking.row_of(made, self._store.organisation) | {"id": number}
            connection.execute(proposal.insert(), [row])
        return Proposal(id=number, decision=replace(made, waits=True))

    def answer(self, number: int, said: Word, *, agrees: bool) -> bool:
        """Write what another person says; where they agree, the decision counts from then on.

        Returns:
            False where none of that number waits, or whoever made it agrees; then nothing is
            written.
        """
        with self._store.transaction() as connection:
            made = next(
                (one for one in self._read(connection) if one.id == number and one.waits), None
            )
            if made is None or (agrees and made.decision.by == said.by):
                return False
            row = {"reason": said.reason, "by": said.by, "at": said.at}
            connection.execute(
                proposal_answer.insert(), [row | {"proposal_id": number, "agreed": agrees}]
            )
            if agrees:
                counts = replace(made.decision, waits=False, at=said.at)
                linking.add_decision(connection, counts, self._store.organisation)
        return True

    def all(self) -> tuple[Proposal, ...]:
        """Return every one, answered or not, in the order they were made."""
        with self._store.connection() as connection:
            return self._read(connection)

    def _read(self, connection: Connection) -> tuple[Proposal, ...]:
        answered = proposal_answer.c.proposal_id
        beside = [proposal_answer.c[name].label(f"answer_{name}") for name in _ANSWER]
        statement = (
            select(proposal, *beside)
            .outerjoin(proposal_answer, answered == proposal.c.id)
            .where(proposal.c.organisation == self._store.organisation)
            .order_by(proposal.c.id)
        )
        return tuple(map(_proposal, connection.execute(statement).mappings()))


def _pair(one: Proposal) -> tuple[str, str]:
    return one.decision.left, one.decision.right


def _proposal(row: RowMapping) -> Proposal:
    made, agrees = linking.decision_of(row), row["answer_agreed"]
    if agrees is None:
        return Proposal(id=row["id"], decision=replace(made, waits=True))
    said = Word(**{name: row[f"answer_{name}"] for name in _ANSWER[1:]})
    if agrees:
        return Proposal(id=row["id"], decision=made, agreed=said)
    return Proposal(id=row["id"], decision=made, refused=said)
