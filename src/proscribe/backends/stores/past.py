"""A store as it was: what was written later is left out, so that an old question is repeated."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from itertools import takewhile
from typing import NoReturn

from sqlalchemy import Engine

from proscribe.backends.stores import clearing, linking
from proscribe.backends.stores.database import Database, Lane
from proscribe.backends.stores.sql import SqlStore
from proscribe.ledger.store import EditionInfo, HeldNames, Presence
from proscribe.model.clearance import Clearance
from proscribe.model.errors import InternalError
from proscribe.model.identity import Decision
from proscribe.operations.receipts import Position


class PastStore(SqlStore):
    """Reads a store up to a position. Whoever made the store closes it.

    Keys, neighbours and ties that came later are still returned: whoever asks narrows them by
    the editions, of which those that came later are left out.

    Args:
        engine: That of the store.
        database: What is particular to it.
        position: How far it had been written.
        organisation: Whose own lists and decisions are read.
    """

    def __init__(
        self, engine: Engine, database: Database, position: Position, organisation: str
    ) -> None:
        super().__init__(engine, database, organisation)
        self._position = position

    def past(self, position: Position) -> SqlStore:
        """Return the ledger as it was by then, or by the earlier moment this one is of."""
        earlier = {
            each.name: min(getattr(position, each.name), getattr(self._position, each.name))
            for each in fields(Position)
        }
        return super().past(Position(**earlier))

    def close(self) -> None:
        """Do nothing: the connections are another's."""

    def transaction(self, lane: Lane = Lane.LEDGER) -> NoReturn:
        """Refuse: the past is only read."""
        raise InternalError(f"the {lane.name.lower()} of the past was to be written to.")

    def revision(self) -> int:
        """Return the number of the last edition there was."""
        return self._position.editions

    def editions(self, source: str | None = None) -> tuple[EditionInfo, ...]:
        """Return the editions there were."""
        last = self._position.editions
        return tuple(edition for edition in super().editions(source) if edition.id <= last)

    def presences(self, entity_ids: Collection[str]) -> tuple[Presence, ...]:
        """Return where those entities occurred."""
        last = self._position.editions
        return tuple(one for one in super().presences(entity_ids) if one.edition_id <= last)

    def names(self, *, after: int = 0) -> Iterator[HeldNames]:
        """Yield the names of every content there was whose number is above that."""
        last = self._position.contents
        return takewhile(lambda one: one.content_id <= last, super().names(after=after))

    def names_of(self, entity_ids: Collection[str]) -> Iterator[HeldNames]:
        """Yield the names of every content of those entities there was."""
        last = self._position.contents
        return (one for one in super().names_of(entity_ids) if one.content_id <= last)

    def entity_ids(self, source: str | None = None) -> Iterator[str]:
        """Yield the entities there were."""
        held = {edition.id for edition in self.editions(source)}
        for entity in super().entity_ids(source):
            if any(one.edition_id in held for one in super().presences([entity])):
                yield entity

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions there were."""
        with self.connection() as connection:
            return linking.all_decisions(
                connection, self.organisation, last=self._position.decisions
            )

    def clearances(self, names_digest: str | None = None) -> tuple[Clearance, ...]:
        """Return the clearances there were, as far as they had been taken back, or confirmed."""
        with self.connection() as connection:
            back = clearing.withdrawn(connection, self._position.withdrawals)
            agreed = clearing.confirmed(connection, self._position.confirmations)
        return tuple(
            replace(
                one,
                withdrawn=one.withdrawn if one.id in back else None,
                confirmed=one.confirmed if one.id in agreed else None,
            )
            for one in super().clearances(names_digest)
            if one.id <= self._position.clearances
        )
