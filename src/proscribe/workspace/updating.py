"""The newest edition of each list: fetched, archived, recorded whole, and the check remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING

from proscribe.backends.fetch.download import Downloader
from proscribe.backends.fetch.patience import Patience, http_date
from proscribe.backends.stores.judging import SqlEditionFiles
from proscribe.ledger.fetches import Fetch, FetchOutcome
from proscribe.model.errors import (
    InputError,
    InternalError,
    Place,
    ProscribeError,
    QuarantineError,
    SourceError,
)
from proscribe.model.source import EditionState, SnapshotFile
from proscribe.registry import load_source, source_keys
from proscribe.workspace.gathering import Gathered, GatheredFile, Missed, Order, gather
from proscribe.workspace.lists import open_files
from proscribe.workspace.narrowing import narrowed
from proscribe.workspace.recording import Arrival, record_arrival, refuse_arrival
from proscribe.workspace.suspicion import accepted

if TYPE_CHECKING:
    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.store import EditionInfo, Recorded
    from proscribe.settings import Settings
    from proscribe.workspace.sealing import LedgerSealer

# As many lists at once: what is slow is mostly the other side.
_AT_ONCE = 2
_KEPT = frozenset({FetchOutcome.RECORDED, FetchOutcome.QUARANTINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far one list has come.

    Attributes:
        source: Key of the source.
        stage: ``fetching``, ``recording``, or what came of it.
        done: Bytes of the present file that are there.
        total: How many it will be, where its server says so.
    """

    source: str
    stage: str
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What came of the update of one list.

    Attributes:
        source: Key of the source.
        outcome: What the check led to.
        urls: What was asked for.
        at: When (UTC).
        edition: The edition on file that was fetched, or that did not change.
        error: Why it was refused or could not be had.
    """

    source: str
    outcome: FetchOutcome
    urls: tuple[str, ...]
    at: datetime
    edition: EditionInfo | None = None
    error: ProscribeError | None = None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        edition = self.edition
        return {
            "source": self.source,
            "outcome": self.outcome.value,
            "urls": list(self.urls),
            "at": self.at.isoformat(timespec="seconds"),
            "edition": None if edition is None else edition.id,
            "published": None if edition is None else str(edition.published),
            "records": None if edition is None else edition.records,
            "entities": None if edition is None else edition.entities,
            "warnings": [] if edition is None else list(edition.warnings),
            "why": None if self.error is None else str(self.error),
        }


def orders(
    store: SqlStore, keys: Sequence[str], settings: Settings, *, accept: bool
) -> tuple[Order, ...]:
    """Return what to update: the lists of those keys, or all that have an address.

    Raises:
        InputError: There is no such list, it has no address, or whatever comes is to be
            accepted.
    """
    if accept and not keys:
        raise InputError(
            "to accept whatever any list holds, damaged or not, would undo every safeguard.",
            remedy="Name the lists to accept (--accept SOURCE).",
        )
    for key in (*settings.urls, *settings.headers):
        load_source(key)
    found = []
    for key in dict.fromkeys(keys or source_keys()):
        source, urls = load_source(key), settings.addresses(key)
        if source.packaged is None and (urls or source.is_fetched):
            headers = (*source.headers, *settings.headers.get(key, {}).items())
            asked = replace(source, headers=headers)
            found.append(Order(source=asked, urls=urls, known=store.fetched(key)))
        elif keys:
            why = "has no address" if source.packaged is None else "comes with Proscribe"
            raise InputError(
                f"{key} {why}, so it is not fetched.",
                remedy="Choose another list, or set an address for it in urls.",
            )
    return tuple(found)


def update(
    store: SqlStore,
    archive: Archive,
    ordered: Sequence[Order],
    settings: Settings,
    *,
    accept: bool = False,
    progress: Callable[[Step], None] = lambda _: None,
    sealer: LedgerSealer,
) -> tuple[Updated, ...]:
    """Fetch lists, several at once, and record them one after the other.

    One that fails does not stop the others.

    Args:
        store: The ledger, and the log of checks.
        archive: Where the bytes are kept.
        ordered: What to update.
        settings: Where unfinished files are kept, and how long to wait.
        accept: True to record editions that look damaged.
        progress: Called, from several threads, with how far each list has come.
        sealer: Seals what is recorded.

    Raises:
        StoreError: The store or the archive failed; nothing is half-written.
    """
    patience = Patience.of(settings.fetch_timeout_seconds)
    updated: list[Updated] = []
    downloader = Downloader(settings.parts, patience=patience)
    for found in _gathered(ordered, downloader, archive, progress):
        progress(Step(source=found.source.key, stage="recording"))
        before = sealer.check()
        one = _conclude(store, archive, found, accept=accept)
        sealer.seal(before)
        progress(Step(source=one.source, stage=one.outcome.value))
        updated.append(one)
    # Not where the store failed: downloads still under way would fail aloud.
    downloader.close()
    return tuple(sorted(updated, key=lambda each: each.source))


def _gathered(
    ordered: Sequence[Order],
    downloader: Downloader,
    archive: Archive,
    progress: Callable[[Step], None],
) -> Iterator[Gathered | Missed]:
    """Yield what the network had for each list, as it comes, holding few in memory."""
    todo: Queue[Order] = Queue()
    done: Queue[Gathered | Missed | None] = Queue(maxsize=1)
    for order in ordered:
        todo.put(order)

    def work() -> None:
        while True:
            try:
                order = todo.get_nowait()
            except Empty:
                return
            found = None
            try:
                found = gather(order, downloader, archive, _telling(order, progress))
            finally:
                done.put(found)

    for _ in range(min(_AT_ONCE, len(ordered))):
        # A process that is told to end does not wait for the network.
        Thread(target=work, daemon=True).start()
    for _ in ordered:
        found = done.get()
        if found is None:
            raise InternalError("a download ended without a word.")
        yield found


def _telling(order: Order, progress: Callable[[Step], None]) -> Callable[[int, int | None], None]:
    def told(done: int, total: int | None) -> None:
        progress(Step(source=order.source.key, stage="fetching", done=done, total=total))

    told(0, None)
    return told


def _conclude(
    store: SqlStore, archive: Archive, found: Gathered | Missed, *, accept: bool
) -> Updated:
    """Record what was fetched, and remember the check.

    Raises:
        StoreError: The store or the archive failed.
    """
    key = found.source.key
    if isinstance(found, Missed):
        _log(store, found, FetchOutcome.FAILED, found.error)
        return Updated(
            source=key,
            outcome=FetchOutcome.FAILED,
            urls=(found.url,),
            at=found.at,
            error=found.error,
        )
    edition: EditionInfo | None
    error: ProscribeError | None = None
    digests = tuple(_kept(archive, file) for file in found.files)
    if found.is_changed:
        outcome, edition, error = _recorded(store, found, accept=accept)
    else:
        outcome = FetchOutcome.NOT_MODIFIED
        edition = next(reversed(accepted(store.editions(key))), None)
    if outcome in _KEPT and edition is not None and None not in digests:
        named = zip((file.name for file in found.files), filter(None, digests), strict=True)
        SqlEditionFiles(store).keep(edition.id, [*named])
    _log(store, found, outcome, error, digests=digests)
    urls = tuple(file.shown for file in found.files)
    return Updated(
        source=key, outcome=outcome, urls=urls, at=found.at, edition=edition, error=error
    )


def _kept(archive: Archive, file: GatheredFile) -> str | None:
    return file.digest if file.content is None else archive.put(file.content)


def _recorded(
    store: SqlStore, found: Gathered, *, accept: bool
) -> tuple[FetchOutcome, EditionInfo | None, ProscribeError | None]:
    """Record an edition, and say what became of it."""
    source = found.source
    read = [
        SnapshotFile(name=file.name, content=file.content)
        for file in found.files
        if file.content is not None
    ]
    snapshot, why = open_files(narrowed(store, source, read))
    arrival = Arrival(
        source=source,
        snapshot=snapshot,
        published=None,
        fetched_at=found.at,
        recorded_at=datetime.now(UTC),
        accept=accept,
        is_live=True,
        modified=_modified(found),
    )
    try:
        recorded = (
            record_arrival(store, arrival) if why is None else refuse_arrival(store, arrival, why)
        )
    except (SourceError, InputError) as error:
        return FetchOutcome.FAILED, None, error
    edition = recorded.edition
    if edition.state is EditionState.QUARANTINED:
        return FetchOutcome.QUARANTINED, edition, _refusal(edition)
    if recorded.is_new:
        return FetchOutcome.RECORDED, edition, None
    old = _old_copy(store, recorded)
    return FetchOutcome.UNCHANGED if old is None else FetchOutcome.FAILED, edition, old


def _refusal(edition: EditionInfo) -> QuarantineError:
    return QuarantineError(
        f"the edition was refused whole, and nothing was changed: {edition.why}",
        where=Place(file=edition.source),
    )


def _old_copy(store: SqlStore, recorded: Recorded) -> SourceError | None:
    """Say so where an address serves again what a later edition on file has replaced."""
    edition = recorded.edition
    on_file = [each for each in accepted(store.editions(edition.source)) if each.complete]
    later = on_file[-1] if on_file and on_file[-1].order > edition.order else None
    if later is None:
        return None
    return SourceError(
        f"the address serves the edition of {edition.published} again, and that of "
        f"{later.published} is on file: an old copy, or the later one was withdrawn. Nothing was "
        "changed.",
        where=Place(file=edition.source),
        remedy="Look at the publisher's page, and try again later.",
    )


def _modified(found: Gathered) -> datetime | None:
    """Return when the last of the files changed, by the word of their server."""
    told = [http_date(each.last_modified) for each in found.files if each.last_modified]
    times = [each for each in told if each is not None]
    return max(times) if len(times) == len(found.files) else None


def _log(
    store: SqlStore,
    found: Gathered | Missed,
    outcome: FetchOutcome,
    error: ProscribeError | None,
    *,
    digests: Sequence[str | None] = (),
) -> None:
    """Remember a check of each address."""
    check = Fetch(
        source=found.source.key,
        url="",
        at=found.at,
        outcome=outcome,
        message=None if error is None else str(error),
    )
    if isinstance(found, Missed):
        store.log_fetches([replace(check, url=found.url)])
        return
    store.log_fetches(
        [
            replace(
                check,
                url=file.shown,
                etag=file.etag,
                last_modified=file.last_modified,
                digest=digest,
            )
            for file, digest in zip(found.files, digests, strict=True)
        ]
    )
