"""Sources, snapshots and editions of lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from proscribe.model.listing import ParsedEdition
from proscribe.model.time import Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFile:
    """One file of a snapshot: its name as given, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes of one edition: one file, or the files that make it up together.

    Attributes:
        files: In the order given; gzip and zip are already opened.
        digest: SHA-256 over the files' bytes, hex.
    """

    files: tuple[SnapshotFile, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """A page that links to the newest file, for publishers whose file address changes.

    Attributes:
        url: Address of the page.
        link: Regular expression that is searched in each absolute link of the page. Where it has
            groups, the link whose groups sort highest is the newest (``list(20[0-9]{6})[.]xlsx``);
            else it is the first on the page.
        hosts: Hosts a link may lead to beside that of the page.
    """

    url: str
    link: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Whose entries of a file too large for a ledger are kept.

    Attributes:
        keys: The identifiers wanted, by kind (``isin``, ``lei``).
        why: Who wants them, in words.
    """

    keys: Mapping[str, frozenset[str]]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One official list, or one packaged file of facts.

    Attributes:
        key: OpenSanctions' data set name where there is one.
        authority: Key of the authority whose designations it carries.
        title: Its name.
        url: Where the newest edition is published; None for packaged facts. It is fetched
            unless ``urls`` or ``index`` says otherwise.
        urls: Addresses of the files that make up one edition, where it takes several.
        index: The page that links to the newest file, where its address changes.
        headers: Further headers of every request, as (name, value).
        is_page: True where the list itself is a web page; else a page is an error message.
        most_bytes: No file of it is as large: what is larger is refused while it is fetched.
        joins_files: True where all files of a day make up one edition, whatever their formats.
        habit_days: Days after which an edition that has not moved counts as stale.
        programs: Programme codes an edition covers: those, and only those, it can end.
            Empty: every programme the source has ever named for its authority.
        chronicle: True where each fact carries its own publication moment and end
            (packaged facts), so that the newest edition alone is read.
        packaged: Path of the packaged file below the sources room, for facts of our own.
        parse: From bytes to listings; pure.
        parse_set: Returns the reader of one of several data sets, by its name, where a source is
            no list but takes files of many producers; such a data set is a source of its own, with
            the key ``<key>:<name>``.
        select: Keeps, of a file too large for a ledger, the issuers wanted; says so in its bytes.
    """

    key: str
    authority: str
    title: str
    parse: Callable[[Snapshot], ParsedEdition]
    url: str | None = None
    urls: tuple[str, ...] = ()
    index: IndexPage | None = None
    headers: tuple[tuple[str, str], ...] = ()
    is_page: bool = False
    most_bytes: int = 1 << 28
    joins_files: bool = False
    habit_days: int = 30
    programs: tuple[str, ...] = ()
    chronicle: bool = False
    packaged: str | None = None
    parse_set: Callable[[str], Callable[[Snapshot], ParsedEdition]] | None = None
    select: Callable[[SnapshotFile, Selection], SnapshotFile] | None = None

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the files of the newest edition; empty where an index leads there."""
        if self.urls or self.index is not None or self.url is None:
            return self.urls
        return (self.url,)

    @property
    def is_fetched(self) -> bool:
        """Whether its newest edition can be fetched over the network."""
        return self.packaged is None and bool(self.addresses or self.index is not None)


class EditionState(StrEnum):
    """Whether an edition counts."""

    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One published state of one list.

    Attributes:
        id: Number in the ledger.
        source: Key of the source.
        digest: SHA-256 of the snapshot, hex.
        published: When it was first made public, as exact as known.
        published_is_stated: False where another time stands in for it: that of the fetch, or the
            one the server gave for the file.
        fetched_at: When its bytes were fetched or given to us (UTC).
        recorded_at: When it was written to the ledger (UTC), for audit only.
        state: Whether it counts.
        records: The publisher's own count of records.
        entities: Entities it holds.
        complete: False where it is a part of the list only.
        note: What is missing, where ``complete`` is False.
        warnings: Values that were not understood.
        why: Why it was quarantined.
    """

    id: int
    source: str
    digest: str
    published: Moment
    published_is_stated: bool
    fetched_at: datetime
    recorded_at: datetime
    state: EditionState
    records: int
    entities: int
    complete: bool
    note: str | None
    warnings: tuple[str, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where a value comes from: source, edition, bytes, place in the file, fetch time."""

    source: str
    edition: int
    digest: str
    locator: str
    published: Moment
    fetched_at: datetime
