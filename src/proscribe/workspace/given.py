"""A list given with a question: asked beside the ledger, whatever that holds, and not recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.stores.open import open_store
from proscribe.model.errors import InputError, Place, SourceError
from proscribe.model.source import EditionState, Source
from proscribe.model.time import Moment
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace.layered import LayeredStore
from proscribe.workspace.reading import read_files
from proscribe.workspace.recording import Arrival, record_arrival

if TYPE_CHECKING:
    from proscribe.ledger.store import LedgerStore
    from proscribe.model.listing import ParsedEdition
    from proscribe.model.source import Snapshot

LIST, GIVEN = "list", "given"
# Such a list states no day, and counts for every moment asked about.
_ALWAYS = Moment(day=date(1970, 1, 1))


def with_given_list(store: LedgerStore, given: Path | str | None) -> LedgerStore:
    """Return the ledger with a user's own list laid over it; as it is where none is given.

    Its entries have ids of their own, and its source is another one than that of lists
    that were recorded: neither of them ends what the other holds.

    Raises:
        InputError: The list cannot be read.
    """
    if given is None:
        return store
    file = Path(given)
    try:
        snapshot = open_snapshot(read_files([file]))
    except SourceError as error:
        raise InputError(error.what, where=Place(file=str(file)), remedy=error.remedy) from error
    # When it was read makes no part of the answer: the same question has the same one later.
    overlay, always = open_store("sqlite://"), _ALWAYS.starts("UTC")
    recorded = record_arrival(
        overlay,
        Arrival(
            source=_given_source(),
            snapshot=snapshot,
            published=_ALWAYS,
            fetched_at=always,
            recorded_at=always,
        ),
    )
    if recorded.edition.state is EditionState.QUARANTINED:
        raise InputError(recorded.edition.why or "", where=Place(file=str(file)))
    return LayeredStore(store, overlay)


def source_of(key: str) -> Source:
    """Return the source of an edition, be it of a list that was given."""
    return load_source(LIST if key == GIVEN else key)


def _given_source() -> Source:
    return replace(load_source(LIST), key=GIVEN, parse=_parse)


def _parse(snapshot: Snapshot) -> ParsedEdition:
    parsed = load_source(LIST).parse(snapshot)
    return replace(
        parsed,
        listings=tuple(
            (replace(listing, id=f"{GIVEN}-{listing.id.removeprefix(f'{LIST}-')}"), locator)
            for listing, locator in parsed.listings
        ),
    )
