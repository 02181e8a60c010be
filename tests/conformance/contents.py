"""Everything a store holds, and editions large enough to be written in batches."""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.ledger.fetches import Fetch, FetchOutcome
from proscribe.ledger.store import EditionDraft, Entry, LedgerStore
from proscribe.model.listing import Listing
from proscribe.model.time import parse_moment
from tests.ledger.stories import Story, designation, listing, ticker

KINDS = ("name", "ticker", "isin")


def dump(store: LedgerStore) -> dict[str, object]:
    """Return everything the store tells, so that two stores or moments can be compared."""
    editions = store.editions()
    entity_ids = [*store.entity_ids()]
    return {
        "editions": editions,
        "listings": {edition.id: [*store.listings(edition.id)] for edition in editions},
        "entity_ids": entity_ids,
        "presences": sorted(store.presences(entity_ids)),
        "keys": [*store.keys(KINDS)],
        "neighbours": store.neighbours(entity_ids),
        "ties": store.all_ties(),
        "decisions": store.decisions(),
        "citations": {e.source: store.citations(e.source) for e in editions},
    }


def fetch(
    source: str = "s",
    at: str = "2026-01-01",
    outcome: FetchOutcome = FetchOutcome.RECORDED,
    *,
    url: str = "https://lists.example/s.xml",
    etag: str | None = '"one"',
    message: str | None = None,
) -> Fetch:
    """Return a check of an address."""
    return Fetch(
        source=source,
        url=url,
        at=parse_moment(at).starts("UTC"),
        outcome=outcome,
        etag=etag,
        message=message,
    )


def large_draft(source: str = "large", day: str = "2021-06-03") -> EditionDraft:
    """Return the draft of a large edition, whose digest is that of its source and day."""
    return Story().publish(source, day)


def large_entries(number: int, source: str = "large", start: int = 0) -> Iterator[Entry]:
    """Yield entries with two keys each."""
    for each in range(start, start + number):
        entry = large_listing(f"{source}-{each}", each)
        keys = (("name", f"company {each}"), ("ticker", f"HK:{each}"))
        yield Entry(listing=entry, locator=f"row {each}", keys=keys)


def large_listing(entity_id: str, number: int) -> Listing:
    return listing(
        entity_id,
        designation(listed_on="2021-06-03"),
        name=f"Company {number}",
        securities=(ticker(f"{number} HK"),),
        same_as=(f"other-{number}",) if number % 10 == 0 else (),
    )
