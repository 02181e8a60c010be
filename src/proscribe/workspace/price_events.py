"""The events of a subject that a price may answer to, each with when it became public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.model.authority import AUTHORITIES
from proscribe.registry import load_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from proscribe.ledger.record import DesignationRecord, Subject
    from proscribe.model.time import Moment

DESIGNATION, ENDING = "designation", "ending"
_LONGEST = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceEvent:
    """Something that became public.

    Attributes:
        kind: ``designation``, ``ending``, or the kind of the event (``lawsuit``, …).
        published: When it became public.
        zone: The zone in which a bare day of it is read.
        what: In words.
        source: Key of the source that tells it; None for a moment the user gives.
    """

    kind: str
    published: Moment
    zone: str
    what: str
    source: str | None


def events_of(subject: Subject) -> tuple[PriceEvent, ...]:
    """Return the designations of a subject, their ends and its other events, earliest first."""
    found = [event for record in subject.records for event in _designation(record)]
    for known in subject.listings:
        source = known.provenance.source
        zone = AUTHORITIES[load_source(source).authority].zone
        found += [
            PriceEvent(
                kind=event.kind,
                published=event.published,
                zone=zone,
                what=_shortened(f"{event.kind}: {event.text}"),
                source=source,
            )
            for event in known.listing.events
        ]
    ordered = sorted(found, key=lambda e: (e.published.starts(e.zone), e.kind != DESIGNATION))
    return tuple(dict.fromkeys(ordered))


def _designation(record: DesignationRecord) -> Iterator[PriceEvent]:
    designation = record.designation
    authority = AUTHORITIES.get(designation.authority)
    zone = "UTC" if authority is None else authority.zone
    title = designation.authority if authority is None else authority.title
    under = f"{designation.program} ({title})"
    if designation.published is not None:
        yield PriceEvent(
            kind=DESIGNATION,
            published=designation.published,
            zone=zone,
            what=f"designated under {under}",
            source=record.source,
        )
    if record.ended is not None:
        yield PriceEvent(
            kind=ENDING,
            published=record.ended.published,
            zone=zone,
            what=f"no longer designated under {under}",
            source=record.source,
        )


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rsplit(' ', 1)[0]}…"
