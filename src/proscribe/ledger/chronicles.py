"""Packaged facts: each designation and event says itself since when it was public."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from proscribe.ledger.known import KnownSource
from proscribe.ledger.period import Period, begin_day, lines_for, provenance_of
from proscribe.ledger.record import DesignationRecord
from proscribe.ledger.store import EditionInfo
from proscribe.model.listing import Designation, Listing, SecurityLine
from proscribe.model.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """One listing of packaged facts, cut down to what was public at a moment."""

    listing: Listing
    periods: tuple[Period, ...]


def read_chronicle(
    source: KnownSource, listing: Listing, locator: str, *, known_at: datetime
) -> Chronicle | None:
    """Return what is known of a listing; None where nothing is.

    It is known from its first known designation on; one without designations from its first
    known event on; one without either is mere identity and always known.
    """
    edition = source.editions[-1].edition
    known = [
        _as_known(designation, edition, known_at)
        for designation in listing.designations
        if _public(designation, edition).starts(edition.zone) <= known_at
    ]
    events = tuple(
        event for event in listing.events if event.published.starts(edition.zone) <= known_at
    )
    if not known and (listing.designations or (listing.events and not events)):
        return None
    cut = replace(
        listing,
        designations=tuple(known),
        events=events,
        securities=tuple(_lines(listing, edition, known_at)),
    )
    return Chronicle(
        listing=cut,
        periods=tuple(_period(cut, designation, edition, locator) for designation in known),
    )


def _public(designation: Designation, edition: EditionInfo) -> Moment:
    return edition.published if designation.published is None else designation.published


def _as_known(designation: Designation, edition: EditionInfo, known_at: datetime) -> Designation:
    """Return the designation with its publication, and of ending and reasons what is known."""
    ended = designation.ended
    if ended is not None and ended.published.ends(edition.zone) > known_at:
        ended = None
    reasons = tuple(
        one
        for one in designation.reasons
        if one.published is None or one.published.starts(edition.zone) <= known_at
    )
    return replace(
        designation, published=_public(designation, edition), ended=ended, reasons=reasons
    )


def _lines(listing: Listing, edition: EditionInfo, known_at: datetime) -> Iterator[SecurityLine]:
    """Yield the securities that had begun by then, without ends that were still to come."""

    def has_come(day: date | None) -> bool:
        return day is None or Moment(day=day).starts(edition.zone) <= known_at

    for line in listing.securities:
        if has_come(line.since):
            yield line if has_come(line.until) else replace(line, until=None)


def _period(
    listing: Listing, designation: Designation, edition: EditionInfo, locator: str
) -> Period:
    record = DesignationRecord(
        entity_id=listing.id,
        source=edition.source,
        designation=designation,
        begins=begin_day(designation, _public(designation, edition)),
        ended=designation.ended,
        securities=lines_for(listing, designation.program),
        provenances=(provenance_of(edition, locator),),
    )
    return Period(record=record, zone=edition.zone, holders=(edition,))
