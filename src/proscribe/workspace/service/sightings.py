"""When lists printed subjects, and what they print changed, as far as was known at a moment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from proscribe.ledger.known import known_sources
from proscribe.workspace.entities import Seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from proscribe.ledger.record import Subject
    from proscribe.ledger.store import EditionInfo, LedgerStore


def printed_by(store: LedgerStore, known: datetime) -> dict[int, EditionInfo]:
    """Return the editions that count, by id.

    Args:
        store: The ledger.
        known: The moment of knowledge (UTC): what came later does not count.

    Raises:
        StoreError: The ledger cannot be read.
    """
    sources = known_sources(store.editions(), known_at=known)
    return {one.edition.id: one.edition for source in sources for one in source.editions}


def sightings(
    store: LedgerStore,
    subjects: Collection[Subject],
    printed: Mapping[int, EditionInfo],
    known: datetime,
) -> dict[str, Seen]:
    """Return when subjects were first and last printed and last changed, by id.

    Args:
        store: The ledger.
        subjects: The subjects as known at that moment.
        printed: The editions that count then, by id.
        known: The moment of knowledge (UTC).

    Raises:
        StoreError: The ledger cannot be read.
    """
    owner = {entry: one.id for one in subjects for entry in one.referents}
    last: dict[str, datetime] = {}
    first: dict[str, dict[int, datetime]] = defaultdict(dict)
    for entry, edition_id, content_id, _ in store.presences(owner):
        edition, own = printed.get(edition_id), owner[entry]
        if edition is None:
            continue
        at = min(edition.published.starts(edition.zone), known)
        last[own] = max(at, last.get(own, at))
        # The facts of a chronicle carry their own moments.
        if not edition.chronicle:
            first[own][content_id] = min(at, first[own].get(content_id, at))
    return {one.id: _seen(one, first[one.id].values(), last.get(one.id), known) for one in subjects}


def _seen(
    subject: Subject, printed: Iterable[datetime], last: datetime | None, known: datetime
) -> Seen:
    begun = [*printed, *(at for at in _listed(subject) if at <= known)]
    ended = [at for at in _unlisted(subject) if at <= known]
    return Seen(
        first=min(begun, default=last), last=last, change=max([*begun, *ended], default=last)
    )


def _listed(subject: Subject) -> Iterator[datetime]:
    for one in subject.records:
        if one.designation.published is not None:
            yield one.designation.published.starts("UTC")


def _unlisted(subject: Subject) -> Iterator[datetime]:
    for one in subject.records:
        if one.ended is not None:
            yield one.ended.published.starts("UTC")
