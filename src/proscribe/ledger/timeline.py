"""What happened to a subject, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from proscribe.ledger.record import DesignationRecord, KnownListing, Subject
from proscribe.model.authority import AUTHORITIES
from proscribe.model.listing import Designation, Ending, EndKind, SecurityLine
from proscribe.model.time import Moment

_ENDINGS = {
    EndKind.REMOVED: "removed from",
    EndKind.REPLACED: "replaced under",
    EndKind.WITHDRAWN: "withdrawn under",
    EndKind.SUPERSEDED: "superseded under",
    EndKind.EXPIRED: "expired under",
    EndKind.ABSENT: "no longer listed under",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One thing that happened.

    Attributes:
        on: When.
        published: When that became public; None where nobody says.
        what: In words.
        source: Key of the source that tells it.
        cite: Keys of the source's citations.
    """

    on: Moment
    published: Moment | None
    what: str
    source: str
    cite: tuple[str, ...]


def as_begun(subject: Subject, day: date) -> Subject:
    """Return a subject without the lines that begin later: they were not there, nor known, yet.

    Args:
        subject: The subject.
        day: The day by which it is known, or of which is asked.
    """
    return replace(
        subject,
        securities=_begun(subject.securities, day),
        listings=tuple(
            replace(
                known,
                listing=replace(known.listing, securities=_begun(known.listing.securities, day)),
            )
            for known in subject.listings
        ),
    )


def _begun(lines: tuple[SecurityLine, ...], day: date) -> tuple[SecurityLine, ...]:
    return tuple(line for line in lines if line.since is None or line.since <= day)


def build_timeline(subject: Subject) -> tuple[TimelineEntry, ...]:
    """Return what is known to have happened to a subject, earliest first."""
    entries = dict.fromkeys(
        entry
        for part in (
            *(_designation(record) for record in subject.records),
            *(_entry(known) for known in subject.listings),
        )
        for entry in part
    )
    return tuple(sorted(entries, key=_order))


def _order(entry: TimelineEntry) -> tuple[date, str, str, str]:
    instant = "" if entry.on.instant is None else entry.on.instant.isoformat()
    return (entry.on.day, instant, entry.what, entry.source)


def _designation(record: DesignationRecord) -> Iterator[TimelineEntry]:
    designation = record.designation
    under = _under(designation)
    yield TimelineEntry(
        on=_begin(record),
        published=designation.published,
        what=f"designated under {under}",
        source=_teller(record, designation.cite),
        cite=designation.cite,
    )
    if record.ended is not None:
        yield _ended(record.ended, under, _teller(record, record.ended.cite))


def _teller(record: DesignationRecord, cite: tuple[str, ...]) -> str:
    """Return the source of what is cited so; lists cite nothing, and packaged facts come last."""
    return record.provenances[-1].source if cite else record.source


def _begin(record: DesignationRecord) -> Moment:
    """Return the first day, or the very instant of publication where that is what began it."""
    published = record.designation.published
    if published is not None and published.day == record.begins:
        return published
    return Moment(day=record.begins)


def _under(designation: Designation) -> str:
    authority = AUTHORITIES.get(designation.authority)
    title = designation.authority if authority is None else authority.title
    program = designation.program
    if designation.directive is not None:
        program = f"{program} directive {designation.directive}"
    return f"{program} ({title})"


def _ended(ended: Ending, under: str, source: str) -> TimelineEntry:
    return TimelineEntry(
        on=ended.on,
        published=ended.published,
        what=f"{_ENDINGS[ended.kind]} {under}",
        source=source,
        cite=ended.cite,
    )


def _entry(known: KnownListing) -> Iterator[TimelineEntry]:
    source = known.provenance.source
    for event in known.listing.events:
        said = "" if event.said_by is None else f" ({event.said_by})"
        yield TimelineEntry(
            on=event.on,
            published=event.published,
            what=f"{event.kind}: {event.text}{said}",
            source=source,
            cite=event.cite,
        )
    for line in known.listing.securities:
        for day, what in ((line.since, "first day of"), (line.until, "last day of")):
            if day is not None:
                yield TimelineEntry(
                    on=Moment(day=day),
                    published=None,
                    what=f"{what} {_line(line)}",
                    source=source,
                    cite=line.cite,
                )


def _line(line: SecurityLine) -> str:
    called = line.ticker or line.isin or line.cusip or line.sedol or line.figi or line.name
    return line.type.value if called is None else f"{line.type.value} {called}"
