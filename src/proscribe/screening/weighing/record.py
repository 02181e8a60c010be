"""What the check of claims needs to look up, whoever provides it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from proscribe.ledger.record import Subject
from proscribe.model.listing import Citation
from proscribe.screening.directory import Coverage
from proscribe.securities.prices.series import PriceSeries


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One designation among all that an authority made, to be counted with others.

    Attributes:
        entity_id: Entry that carries it.
        caption: As the list prints the name.
        schema: FollowTheMoney schema.
        program: Programme code.
        listed_on: Listing day as printed; None where the list prints none.
        published: Day it became public, where it is known from packaged facts.
    """

    entity_id: str
    caption: str
    schema: str
    program: str
    listed_on: date | None
    published: date | None


class Record(Protocol):
    """The official record: subjects as known at a moment, the lists on file, prices."""

    def subjects(self, ids: Collection[str], known: datetime, /) -> tuple[Subject, ...]:
        """Return the subjects of those entity ids, as known at that instant (UTC)."""
        ...

    def coverage(self, sources: tuple[str, ...], known: datetime, /) -> Coverage:
        """Return whether those sources are on file, as of what was public by then."""
        ...

    def peers(self, authority: str, known: datetime, /) -> tuple[Peer, ...]:
        """Return every designation of an authority that was public by then."""
        ...

    def alike(self, names: Collection[str], /) -> frozenset[str]:
        """Return the entity ids of those whose names are like one of these, whoever they are."""
        ...

    def citation(self, source: str, key: str, /) -> Citation | None:
        """Return the document that facts of a source refer to by that key."""
        ...

    def prices(self, subject: Subject, /) -> tuple[PriceSeries, ...]:
        """Return the price series of a subject's securities; none where no file is given."""
        ...
