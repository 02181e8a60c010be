"""What became of each attempt to fetch a list: so that silence is never taken for freshness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FetchOutcome(StrEnum):
    """What a check of one address led to.

    ``recorded``: a new edition; ``unchanged``: the bytes on file; ``not_modified``: the server
    said so itself; ``quarantined``: an edition was refused whole; ``failed``: nothing was had.
    """

    RECORDED = "recorded"
    UNCHANGED = "unchanged"
    NOT_MODIFIED = "not_modified"
    QUARANTINED = "quarantined"
    FAILED = "failed"

    @property
    def is_good(self) -> bool:
        """Whether the ledger now holds what the authority publishes."""
        return self not in {FetchOutcome.QUARANTINED, FetchOutcome.FAILED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One check of one address.

    Attributes:
        source: Key of the source.
        url: The address, without user and password.
        at: When it was checked (UTC).
        outcome: What it led to.
        etag: The server's mark of this state of the file.
        last_modified: When the server says the file last changed, as it says it.
        digest: SHA-256 of the file as it came, hex; the archive has it.
        message: What went wrong, or what is odd.
    """

    source: str
    url: str
    at: datetime
    outcome: FetchOutcome
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """How the last checks of a source went.

    Attributes:
        last: The last one.
        bad: How many in a row, the last included, led to nothing good.
        bad_since: When the first of those was.
    """

    last: Fetch
    bad: int = 0
    bad_since: datetime | None = None


class FetchLog(Protocol):
    """Where checks are remembered; only appended to.

    Every method raises ``StoreError`` where the storage cannot be reached or read.
    """

    def log_fetches(self, fetches: Sequence[Fetch]) -> None:
        """Write the checks of one edition's addresses, all or none."""
        ...

    def fetched(self, source: str) -> dict[str, Fetch]:
        """Return the last good check of each address of a source."""
        ...

    def checks(self) -> dict[str, Checks]:
        """Return how the last checks of every source went."""
        ...
