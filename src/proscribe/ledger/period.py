"""A designation over one time, as one source alone tells it, before sources are joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from proscribe.ledger.record import DesignationRecord
from proscribe.ledger.store import EditionInfo
from proscribe.model.listing import Designation, Ending, Listing, SecurityLine
from proscribe.model.source import Provenance
from proscribe.model.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A record of one source, with what joining it to another source's needs.

    Attributes:
        record: The record.
        zone: Zone in which the source's bare days are read.
        holders: The known editions that hold it, in order of publication.
    """

    record: DesignationRecord
    zone: str
    holders: tuple[EditionInfo, ...]


def provenance_of(edition: EditionInfo, locator: str) -> Provenance:
    """Return the provenance of what stands at that place of an edition."""
    return Provenance(
        source=edition.source,
        edition=edition.id,
        digest=edition.digest,
        locator=locator,
        published=edition.published,
        fetched_at=edition.fetched_at,
    )


def lines_for(listing: Listing, program: str) -> tuple[SecurityLine, ...]:
    """Return the lines that identify the issuer under that programme."""
    return tuple(line for line in listing.securities if line.program in (None, program))


def begin_day(designation: Designation, published: Moment) -> date:
    """Return the first day of a designation that was published then."""
    return published.day if designation.listed_on is None else designation.listed_on


def prevailing(explicit: Ending | None, inferred: Ending | None) -> Ending | None:
    """Return the ending that counts: an explicit one, unless absence showed earlier."""
    if explicit is None or inferred is None:
        return inferred if explicit is None else explicit
    return explicit if explicit.on.day <= inferred.on.day else inferred
