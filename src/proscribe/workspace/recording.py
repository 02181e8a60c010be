"""From bytes to a recorded edition: parsed, checked against the last one, recorded whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proscribe.ledger.store import EditionDraft, Entry, Recorded
from proscribe.matching.keys import name_keys, names_nobody, number_key, person_key, tail_key
from proscribe.model.authority import authority_zone
from proscribe.model.errors import SourceError
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import EditionState, Snapshot, Source
from proscribe.model.time import Moment
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.keys import security_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from proscribe.ledger.store import EditionInfo, LedgerStore

_LEAST_PART = 0.6
_NUMBERS = ("registrationNumber", "taxNumber", "uscCode", "innCode", "ogrnCode", "imoNumber")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A snapshot as it came in.

    Attributes:
        source: The list it is an edition of.
        snapshot: Its bytes.
        published: When it was first public, where the caller knows.
        otherwise: When it was, where neither the caller nor the file knows better.
        fetched_at: When it was fetched or given (UTC).
        recorded_at: Now (UTC).
        accept: True to take an edition that looks damaged.
    """

    source: Source
    snapshot: Snapshot
    published: Moment | None
    fetched_at: datetime
    recorded_at: datetime
    accept: bool = False
    otherwise: Moment | None = None


def record_arrival(store: LedgerStore, arrival: Arrival) -> Recorded:
    """Record an edition whole, or quarantine it whole; a quarantined one changes nothing.

    The same bytes a second time change nothing either.
    """
    known = _known(store, arrival)
    if known is not None:
        return Recorded(edition=known, is_new=False)
    try:
        parsed = arrival.source.parse(arrival.snapshot)
    except SourceError as error:
        return store.record(_refused(arrival, str(error)), ())
    why = None if arrival.accept else _suspicion(store, arrival, parsed)
    if why is not None:
        return store.record(_refused(arrival, why, parsed), ())
    return store.record(_draft(arrival, parsed), _entries(parsed))


def refuse_arrival(store: LedgerStore, arrival: Arrival, why: str) -> Recorded:
    """Quarantine an edition whose files cannot even be opened; the same bytes twice are one."""
    return store.record(_refused(arrival, why), ())


def listing_keys(listing: Listing) -> tuple[tuple[str, str], ...]:
    """Return every key (kind, value) under which an entry is found."""
    found: dict[tuple[str, str], None] = {}
    for name in listing.names:
        found.update(dict.fromkeys(_name_keys(name.text, person=listing.schema == "Person")))
    for line in listing.securities:
        found.update(dict.fromkeys(security_keys(line)))
    for prop, values in listing.properties:
        for value in values:
            lei = check_identifier("lei", value).value if prop == "leiCode" else None
            if lei is not None:
                found["lei", lei] = None
            elif prop in _NUMBERS:
                found["id", number_key(value)] = None
    return tuple(found)


def _name_keys(text: str, *, person: bool) -> Iterator[tuple[str, str]]:
    """Yield the keys of a name; a person's has no legal form to leave out ("Ao Li")."""
    if names_nobody(text) and not person:
        return
    if person:
        key = person_key(text)
        if key:
            yield "person", key
        return
    core = name_keys(text).core
    yield "core", core
    tail = tail_key(core)
    if tail is not None:
        yield "tail", tail


def _known(store: LedgerStore, arrival: Arrival) -> EditionInfo | None:
    for edition in store.editions(arrival.source.key):
        same = edition.digest == arrival.snapshot.digest
        refused = edition.state is EditionState.QUARANTINED
        if same and not (refused and arrival.accept):
            return edition
    return None


def _entries(parsed: ParsedEdition) -> Iterator[Entry]:
    for listing, locator in parsed.listings:
        yield Entry(listing=listing, locator=locator, keys=listing_keys(listing))


def _suspicion(store: LedgerStore, arrival: Arrival, parsed: ParsedEdition) -> str | None:
    """A damaged file must not delist anyone: far fewer records than its neighbour is suspect."""
    zone = authority_zone(arrival.source.authority)
    published = (_published(arrival, parsed) or _fetched(arrival)).starts(zone)
    accepted = [
        edition
        for edition in store.editions(arrival.source.key)
        if edition.state is EditionState.ACCEPTED and edition.complete
    ]
    before = [edition for edition in accepted if edition.published.starts(zone) <= published]
    if not parsed.listings:
        return "the file holds no record at all. Fetch it again, or accept it with --accept."
    stated = parsed.stated_records
    if stated is not None and parsed.records < stated:
        return (
            f"the file states {stated} records and holds {parsed.records}: it is cut off. Fetch "
            "it again, or accept it with --accept."
        )
    if before and parsed.records < _LEAST_PART * before[-1].records:
        return (
            f"the file holds {parsed.records} records, the edition of {before[-1].published} held "
            f"{before[-1].records}: it may be cut off. Fetch it again, or accept it with --accept."
        )
    return None


def _published(arrival: Arrival, parsed: ParsedEdition | None) -> Moment | None:
    if arrival.published is not None:
        return arrival.published
    stated = None if parsed is None else parsed.published
    return arrival.otherwise if stated is None else stated


def _fetched(arrival: Arrival) -> Moment:
    return Moment(day=arrival.fetched_at.date(), instant=arrival.fetched_at)


def _draft(arrival: Arrival, parsed: ParsedEdition) -> EditionDraft:
    stated = _published(arrival, parsed)
    warnings = parsed.warnings
    if stated is None:
        warnings += (
            "the file states no date and none was given (--published): its fetch time counts",
        )
    return EditionDraft(
        source=arrival.source.key,
        authority=arrival.source.authority,
        digest=arrival.snapshot.digest,
        published=_fetched(arrival) if stated is None else stated,
        published_is_stated=stated is not None,
        fetched_at=arrival.fetched_at,
        recorded_at=arrival.recorded_at,
        state=EditionState.ACCEPTED,
        records=parsed.records,
        complete=parsed.complete,
        note=parsed.note,
        warnings=warnings,
        why=None,
        citations=parsed.citations,
        chronicle=arrival.source.chronicle,
        programs=arrival.source.programs,
        checked_through=parsed.checked_through,
    )


def _refused(arrival: Arrival, why: str, parsed: ParsedEdition | None = None) -> EditionDraft:
    stated = _published(arrival, parsed)
    return EditionDraft(
        source=arrival.source.key,
        authority=arrival.source.authority,
        digest=arrival.snapshot.digest,
        published=_fetched(arrival) if stated is None else stated,
        published_is_stated=stated is not None,
        fetched_at=arrival.fetched_at,
        recorded_at=arrival.recorded_at,
        state=EditionState.QUARANTINED,
        records=0 if parsed is None else parsed.records,
        complete=False,
        note=None,
        warnings=(),
        why=why,
        citations=(),
        chronicle=arrival.source.chronicle,
        programs=arrival.source.programs,
        checked_through=None,
    )
