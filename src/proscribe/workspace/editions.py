"""The editions an answer rests on, as reports name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proscribe.model.source import EditionState
from proscribe.workspace.given import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proscribe.ledger.store import EditionInfo
    from proscribe.model.time import Moment
    from proscribe.screening.report import EditionUsed


def is_public(edition: EditionInfo, known_at: Moment) -> bool:
    """Tell whether an edition was public by then; a bare day is read in its authority's zone."""
    return edition.published.starts(edition.zone) <= known_at.closes(edition.zone)


def editions_used(editions: Iterable[EditionInfo], known_at: Moment) -> tuple[EditionUsed, ...]:
    """Return the newest accepted edition of each source that was public by then.

    Args:
        editions: Editions in order of publication.
        known_at: The moment of knowledge; a bare day is read in each authority's zone.
    """
    from proscribe.screening.report import EditionUsed

    newest: dict[str, EditionInfo] = {}
    for edition in editions:
        public = edition.chronicle or is_public(edition, known_at)
        if edition.state is EditionState.ACCEPTED and public:
            newest[edition.source] = edition
    return tuple(
        EditionUsed(
            source=edition.source,
            title=source_of(edition.source).title,
            published=edition.published,
            fetched=edition.fetched_at,
            digest=edition.digest,
            records=edition.records,
            complete=edition.complete,
            note=edition.note,
        )
        for edition in newest.values()
    )
