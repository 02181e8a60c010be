"""What the ledger asks of its storage, and the values that go in and come out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol

from proscribe.model.authority import authority_zone
from proscribe.model.identity import Decision, Evidence, Tie
from proscribe.model.listing import Citation, Listing
from proscribe.model.source import Edition, EditionState
from proscribe.model.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listing of an edition about to be recorded.

    Attributes:
        listing: As published.
        locator: Its place in the file (``sdnEntry uid=30951``).
        keys: Keys of the search index, as (kind, value): ``("isin", "KYG9830T1067")``.
    """

    listing: Listing
    locator: str
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """An edition about to be recorded; its listings are handed over beside it.

    Attributes:
        source: Key of the source.
        authority: Key of the source's authority: its bare days are read in that zone.
        digest: SHA-256 of the snapshot, hex.
        published: When it was first made public.
        published_is_stated: False where another time stands in for it: that of the fetch, or the
            one the server gave for the file.
        fetched_at: When its bytes were fetched or given to us (UTC).
        recorded_at: Now (UTC), for audit only.
        state: Whether it counts.
        records: The publisher's own count of records.
        complete: False where it is a part of the list only.
        note: What is missing, where ``complete`` is False.
        warnings: Values that were not understood.
        why: Why it is quarantined.
        citations: Citations its listings refer to, by key.
        chronicle: True where each fact carries its own publication moment and end.
        programs: Programmes the source declares to cover; empty: those it names.
        checked_through: Last day the file was compared with the texts (packaged facts).
    """

    source: str
    authority: str
    digest: str
    published: Moment
    published_is_stated: bool
    fetched_at: datetime
    recorded_at: datetime
    state: EditionState
    records: int
    complete: bool
    note: str | None
    warnings: tuple[str, ...]
    why: str | None
    citations: tuple[tuple[str, Citation], ...]
    chronicle: bool
    programs: tuple[str, ...]
    checked_through: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionInfo(Edition):
    """A recorded edition with what the ledger needs to know of its source at that time.

    Attributes:
        authority: Key of the source's authority.
        chronicle: True where each fact carries its own publication moment and end.
        programs: Programmes the source declared to cover.
        named: Every (authority, programme) that a designation of this edition names.
        checked_through: Last day the file was compared with the texts (packaged facts).
    """

    authority: str
    chronicle: bool
    programs: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    checked_through: date | None

    @property
    def zone(self) -> str:
        """The zone in which its bare days are read."""
        return authority_zone(self.authority)

    @property
    def order(self) -> tuple[datetime, datetime, datetime, str]:
        """Sort key of publication; it does not depend on when the edition was recorded."""
        zone = self.zone
        return (
            self.published.starts(zone),
            self.published.ends(zone),
            self.fetched_at,
            self.digest,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What became of a draft.

    Attributes:
        edition: The edition in the ledger.
        is_new: False where the same bytes had been recorded before: nothing was written.
    """

    edition: EditionInfo
    is_new: bool


class Presence(NamedTuple):
    """That an edition holds a content of an entity, and where in its file.

    A tuple, not a dataclass: a question about many entities reads hundreds of thousands.
    """

    entity_id: str
    edition_id: int
    content_id: int
    locator: str


class HeldNames(NamedTuple):
    """What one content calls its entity, and what else tells it from others.

    A tuple, not a dataclass: an index reads all that were ever recorded.
    """

    content_id: int
    entity_id: str
    schema: str
    names: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]]


class Linker(Protocol):
    """Finds entries of other lists that are the same subject."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kinds of keys under which such entries are found."""
        ...

    def judge(self, one: Listing, other: Listing) -> Evidence | None:
        """Return what speaks for two entries being one subject; pure, and alike both ways."""
        ...


class LedgerStore(Protocol):
    """Where the ledger is kept.

    An edition is a set of contents with their places in its file; equal contents are stored
    once. Nothing is ever changed or removed, so editions recorded in any order make the same
    ledger. Every method raises ``StoreError`` where the storage cannot be reached or read.
    """

    def record(
        self, draft: EditionDraft, entries: Iterable[Entry], linker: Linker | None = None
    ) -> Recorded:
        """Write an edition whole, or, where anything fails, not at all.

        With a linker, what ties its new contents to those of other lists is written beside
        them. Two contents are judged once, whichever came first, so that the order of
        recording makes no difference.

        An edition of the same source, bytes and state, or an accepted one of the same source
        and bytes, is returned as it stands, and nothing is written: bytes that were
        quarantined can still be accepted later.
        """
        ...

    def revision(self) -> int:
        """Return a number that grows with every edition recorded; 0 of an empty ledger."""
        ...

    def editions(self, source: str | None = None) -> tuple[EditionInfo, ...]:
        """Return the editions of a source, or of all, in every state, in order of publication."""
        ...

    def listings(self, edition_id: int) -> Iterator[tuple[Listing, str]]:
        """Yield what an edition holds, each listing with its locator."""
        ...

    def presences(self, entity_ids: Collection[str]) -> tuple[Presence, ...]:
        """Return where those entities occur in accepted editions."""
        ...

    def contents(self, content_ids: Collection[int]) -> dict[int, Listing]:
        """Return the listings of those contents, by content id."""
        ...

    def find(self, kind: str, values: Collection[str]) -> dict[str, frozenset[str]]:
        """Return, for each key value found, the entities that ever had it.

        Any content of any edition counts, quarantined ones too: the caller narrows by view.
        """
        ...

    def keys(self, kinds: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield every distinct (kind, value, entity id) of those kinds, sorted."""
        ...

    def names(self, *, after: int = 0) -> Iterator[HeldNames]:
        """Yield the names of every content whose number is above that, in order of numbers.

        Numbers grow with every edition, so what came since is what stands after the highest.
        """
        ...

    def names_of(self, entity_ids: Collection[str]) -> Iterator[HeldNames]:
        """Yield the names of every content of those entities."""
        ...

    def neighbours(self, entity_ids: Collection[str]) -> frozenset[str]:
        """Return the ids that a list's word, a tie that holds or a decision ties to those.

        Whatever was ever written counts: the caller narrows by view.
        """
        ...

    def ties(self, content_ids: Collection[int]) -> tuple[Tie, ...]:
        """Return the ties of which both contents are among those."""
        ...

    def all_ties(self, entity_ids: Collection[str] | None = None) -> tuple[Tie, ...]:
        """Return every distinct tie, or those of some entities, sorted."""
        ...

    def decide(self, decision: Decision) -> None:
        """Write what a person says of two entries."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision in order of time."""
        ...

    def citations(self, source: str) -> dict[str, Citation]:
        """Return the citations of a source's accepted editions; the newest word of each key."""
        ...

    def entity_ids(self, source: str | None = None) -> Iterator[str]:
        """Yield the entities of a source's, or of all, accepted editions, sorted."""
        ...
