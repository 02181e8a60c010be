"""Subjects and their designations, as known at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proscribe.model.listing import (
    Designation,
    Ending,
    Event,
    Link,
    Listing,
    Name,
    SecurityLine,
)
from proscribe.model.source import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignationRecord:
    """One designation over one uninterrupted time; a relisting is another record.

    Attributes:
        entity_id: The entry that carries it.
        source: Key of the source; of the list, where a list and packaged facts agree.
        designation: The authority's last word on it. ``published`` is always filled,
            ``ended`` is the ending below.
        begins: Its first day: as printed, else the day it was first published.
        ended: How it ended, as far as known.
        securities: The lines the last version prints, less those that hold for another
            programme only.
        provenances: The newest edition of each source that says so.
    """

    entity_id: str
    source: str
    designation: Designation
    begins: date
    ended: Ending | None
    securities: tuple[SecurityLine, ...]
    provenances: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownListing:
    """The newest known version of one entry of one source.

    Attributes:
        listing: Less the designations and events, and the endings, that are not known yet.
        provenance: The newest edition that prints it.
        chronicle: True where it is of packaged facts.
    """

    listing: Listing
    provenance: Provenance
    chronicle: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Everything known of one subject, over all times and lists.

    Attributes:
        id: The first of the referents.
        referents: Entity ids of its entries, in the order of ``identity.rank``, those of packaged
            facts last.
        schema: FollowTheMoney schema.
        names: Each name once for each kind; the first is the one to show.
        properties: Other FollowTheMoney properties, sorted by name.
        securities: Every line the newest versions print.
        records: Its designations, past ones too, by first day.
        links: Ties to other subjects.
        events: Dated facts that are not designations, by day.
        provenances: The newest edition of each source that prints an entry of it.
        listings: The entries themselves, in the order of the referents.
    """

    id: str
    referents: tuple[str, ...]
    schema: str
    names: tuple[Name, ...]
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    securities: tuple[SecurityLine, ...]
    records: tuple[DesignationRecord, ...]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    provenances: tuple[Provenance, ...]
    listings: tuple[KnownListing, ...]

    @property
    def caption(self) -> str:
        """The name to show."""
        return self.names[0].text
