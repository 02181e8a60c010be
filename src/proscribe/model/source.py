"""Sources, snapshots and editions of lists."""

from __future__ import annotations

from collections.abc import Callable
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
class Source:
    """One official list, or one packaged file of facts.

    Attributes:
        key: OpenSanctions' data set name where there is one.
        authority: Key of the authority whose designations it carries.
        title: Its name.
        url: Where the newest edition is published; None for packaged facts.
        habit_days: Days after which an edition that has not moved counts as stale.
        programs: Programme codes an edition covers: those, and only those, it can end.
            Empty: every programme the source has ever named for its authority.
        chronicle: True where each fact carries its own publication moment and end
            (packaged facts), so that the newest edition alone is read.
        packaged: Path of the packaged file below the sources room, for facts of our own.
        parse: From bytes to listings; pure.
    """

    key: str
    authority: str
    title: str
    parse: Callable[[Snapshot], ParsedEdition]
    url: str | None = None
    habit_days: int = 30
    programs: tuple[str, ...] = ()
    chronicle: bool = False
    packaged: str | None = None


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
        published_is_stated: False where the fetch time stands in for it.
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
