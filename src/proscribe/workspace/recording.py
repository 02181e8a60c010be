"""From bytes to a recorded edition: parsed, checked against the last one, recorded whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from proscribe.ledger.store import EditionDraft, Entry, Recorded
from proscribe.matching.keys import name_keys, names_nobody, number_key, person_key, tail_key
from proscribe.matching.linking import MARK, judge, marks
from proscribe.model.authority import authority_zone
from proscribe.model.errors import SourceError
from proscribe.model.identity import Evidence
from proscribe.model.listing import Listing, ParsedEdition
from proscribe.model.source import EditionState, Snapshot, Source
from proscribe.model.time import Moment
from proscribe.securities.identifiers import check_identifier
from proscribe.securities.keys import security_keys
from proscribe.workspace.continuity import other_data_set
from proscribe.workspace.ownership import ownership_keys
from proscribe.workspace.suspicion import (
    accepted,
    far_off,
    is_to_come,
    losses,
    newest_before,
    suspicion,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from proscribe.ledger.store import EditionInfo, LedgerStore

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
        is_live: True where it was fetched as the newest there is.
        modified: When the server says the file last changed, which no authority has said.
    """

    source: Source
    snapshot: Snapshot
    published: Moment | None
    fetched_at: datetime
    recorded_at: datetime
    accept: bool = False
    otherwise: Moment | None = None
    is_live: bool = False
    modified: datetime | None = None


class _Dated(NamedTuple):
    """When an edition was published, whether anyone says so, and what is odd about that."""

    moment: Moment
    is_stated: bool
    warning: str | None = None


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
    editions = store.editions(arrival.source.key)
    trusted = arrival.accept or arrival.source.chronicle
    why = None if trusted else _suspicion(editions, arrival, parsed)
    if why is None and not trusted and arrival.source.parse_set is not None:
        why = other_data_set(store, arrival.source, parsed)
    if why is not None:
        return store.record(_refused(arrival, why, parsed), ())
    return store.record(_draft(arrival, parsed, editions), _entries(parsed), ListingLinker())


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
    found.update(dict.fromkeys((MARK, mark) for mark in marks(listing)))
    found.update(dict.fromkeys(ownership_keys(listing)))
    return tuple(found)


class ListingLinker:
    """Ties entries of different lists by identifiers, or by names and what else agrees."""

    kinds = (MARK, "core", "person")

    def judge(self, one: Listing, other: Listing) -> Evidence | None:
        """Return what speaks for two entries being one subject."""
        return judge(one, other)


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
    """Return the accepted edition of those bytes; refused ones are judged anew each time."""
    for edition in accepted(store.editions(arrival.source.key)):
        if edition.digest == arrival.snapshot.digest:
            return edition
    return None


def _entries(parsed: ParsedEdition) -> Iterator[Entry]:
    for listing, locator in parsed.listings:
        yield Entry(listing=listing, locator=locator, keys=listing_keys(listing))


def _suspicion(
    editions: Sequence[EditionInfo], arrival: Arrival, parsed: ParsedEdition
) -> str | None:
    return suspicion(
        parsed,
        editions,
        published=_given(arrival, parsed) or _fetched(arrival),
        authority=arrival.source.authority,
        now=arrival.recorded_at,
        is_live=arrival.is_live,
    )


def _given(arrival: Arrival, parsed: ParsedEdition | None) -> Moment | None:
    """Return when an edition was published by the word of the caller or of the file."""
    if arrival.published is not None:
        return arrival.published
    stated = None if parsed is None else parsed.published
    return arrival.otherwise if stated is None else stated


def _dated(arrival: Arrival, parsed: ParsedEdition, editions: Sequence[EditionInfo]) -> _Dated:
    """Return when an edition counts as published.

    One that is accepted though its day cannot be right counts from its fetch: else it would
    hide, or be hidden behind what it replaces.
    """
    given, zone = _given(arrival, parsed), authority_zone(arrival.source.authority)
    fetched = _fetched(arrival)
    on_file = accepted(editions)
    if given is not None:
        is_old = arrival.is_live and newest_before(given, on_file, zone) is not None
        if arrival.source.chronicle:
            return _Dated(given, is_stated=True)
        if not is_old and not is_to_come(given, arrival.source.authority, arrival.recorded_at):
            return _Dated(given, is_stated=True)
        return _Dated(
            fetched,
            is_stated=False,
            warning=f"the file says it is of {given}, which cannot be: its fetch time counts",
        )
    served = arrival.modified
    if served is not None and _fits(served, fetched, on_file):
        return _Dated(
            Moment(day=served.date(), instant=served),
            is_stated=False,
            warning="the file states no date: the time its server gave for it counts",
        )
    told = "" if arrival.is_live else " and none was given (--published)"
    return _Dated(
        fetched,
        is_stated=False,
        warning=f"the file states no date{told}: its fetch time counts",
    )


def _fits(served: datetime, fetched: Moment, on_file: Sequence[EditionInfo]) -> bool:
    """Tell whether a server's time lies between the newest edition on file and the fetch."""
    after = all(each.published.ends(each.zone) <= served for each in on_file)
    return after and served <= fetched.closes("UTC")


def _fetched(arrival: Arrival) -> Moment:
    return Moment(day=arrival.fetched_at.date(), instant=arrival.fetched_at)


def _draft(
    arrival: Arrival, parsed: ParsedEdition, editions: Sequence[EditionInfo]
) -> EditionDraft:
    dated = _dated(arrival, parsed, editions)
    lost = losses(parsed.records, editions, dated.moment) if parsed.complete else None
    told = () if lost is None else (lost,)
    warnings = (*parsed.warnings, *_oddities(parsed, dated), *told)
    return EditionDraft(
        source=arrival.source.key,
        authority=arrival.source.authority,
        digest=arrival.snapshot.digest,
        published=dated.moment,
        published_is_stated=dated.is_stated,
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


def _oddities(parsed: ParsedEdition, dated: _Dated) -> Iterator[str]:
    """Yield what is odd about the dates of an edition that is taken."""
    if dated.warning is not None:
        yield dated.warning
    far = far_off(parsed, dated.moment.day)
    if far:
        yield (
            f"designations of more than a year after the edition: {len(far)}, the last of "
            f"{max(far)}"
        )


def _refused(arrival: Arrival, why: str, parsed: ParsedEdition | None = None) -> EditionDraft:
    stated = _given(arrival, parsed)
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
