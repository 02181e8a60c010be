"""Editions in and out: import, update, freshness, differences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.stores.judging import SqlEditionFiles
from proscribe.ledger.diff import Difference, diff_listings
from proscribe.model.authority import authority_zone
from proscribe.model.errors import InputError, Place, SourceError
from proscribe.model.source import EditionState, Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment, parse_moment
from proscribe.registry import load_source, packaged_snapshot, packaged_sources, source_keys
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace.narrowing import narrowed
from proscribe.workspace.reading import read_files
from proscribe.workspace.recording import Arrival, record_arrival, refuse_arrival
from proscribe.workspace.results import to_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.store import EditionInfo, LedgerStore, Recorded

_TABLES = (".csv", ".del", ".pip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of files handed in.

    Attributes:
        source: Key of the source.
        files: Their names.
        state: ``recorded``, ``unchanged`` or ``quarantined``.
        edition: The edition in the ledger.
        overtaken: What to know where the same bytes are on file, and a later edition after them.
    """

    source: str
    files: tuple[str, ...]
    state: str
    edition: EditionInfo
    overtaken: str | None = None

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "source": self.source,
            "files": list(self.files),
            "state": self.state,
            "edition": self.edition.id,
            "published": str(self.edition.published),
            "records": self.edition.records,
            "entities": self.edition.entities,
            "warnings": list(self.edition.warnings),
            "complete": self.edition.complete,
            "note": self.edition.note,
            "overtaken": self.overtaken,
            "why": self.edition.why,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed between two editions of a source."""

    source: str
    before: EditionInfo
    after: EditionInfo
    difference: Difference

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "source": self.source,
            "from": to_json(self.before),
            "to": to_json(self.after),
            "began": to_json(self.difference.began),
            "changed": to_json(self.difference.changed),
            "ended": to_json(self.difference.ended),
        }


def record_packaged(store: LedgerStore, now: datetime) -> None:
    """Record the packaged facts that the ledger does not hold yet."""
    for source in packaged_sources():
        snapshot = packaged_snapshot(source)
        record_arrival(store, _arrival(source, snapshot, None, now))


def import_files(
    store: SqlStore,
    archive: Archive,
    *,
    source: str,
    files: Sequence[Path],
    published: str | None = None,
    otherwise: str | None = None,
    accept: bool = False,
    portfolios: Sequence[Path] = (),
) -> Imported:
    """Record the edition that some files make up together.

    Args:
        store: The ledger.
        archive: Where the bytes are kept.
        source: Key of the source.
        files: The files of one edition.
        published: When it was published, whatever the file states.
        otherwise: When it was published, where the file states nothing.
        accept: True to record an edition that looks damaged.
        portfolios: Whose issuers are kept too, of a source of which only a part is.

    Raises:
        InputError: There is no such source or file, or the day cannot be read.
        StoreError: The store failed; nothing was written.
    """
    found = load_source(source)
    if found.packaged is not None:
        raise InputError(
            f"{source} comes with Proscribe and takes no files.",
            remedy="Choose another source; `proscribe sources` lists them.",
        )
    moment = None if published is None else parse_moment(published)
    fallback = None if otherwise is None else parse_moment(otherwise)
    now = datetime.now(UTC)
    _refuse_future(moment, found, now)
    read = narrowed(store, found, read_files(files), portfolios)
    names = tuple(str(file) for file in files)
    snapshot, why = open_files(read)
    kept = [(file.name, archive.put(file.content)) for file in read]
    arrival = replace(_arrival(found, snapshot, moment, now, accept=accept), otherwise=fallback)
    recorded = (
        record_arrival(store, arrival) if why is None else refuse_arrival(store, arrival, why)
    )
    SqlEditionFiles(store).keep(recorded.edition.id, kept)
    return _imported(store, found.key, names, recorded)


def _imported(
    store: LedgerStore, source: str, files: tuple[str, ...], recorded: Recorded
) -> Imported:
    state = "recorded" if recorded.is_new else "unchanged"
    if recorded.edition.state is EditionState.QUARANTINED:
        state = "quarantined"
    return Imported(
        source=source,
        files=files,
        state=state,
        edition=recorded.edition,
        overtaken=_overtaken(store, recorded.edition) if state == "unchanged" else None,
    )


def _overtaken(store: LedgerStore, edition: EditionInfo) -> str | None:
    """Say so where bytes without a day of their own are older than what counts now."""
    later = [
        each
        for each in store.editions(edition.source)
        if each.state is EditionState.ACCEPTED and each.order > edition.order
    ]
    if edition.published_is_stated or not later:
        return None
    return (
        f"the same bytes came before the edition of {later[-1].published}, which stays the newest. "
        "If they are to count again, change the file, were it by a blank line, and import it anew."
    )


def editions_below(folder: Path, wanted: Sequence[str]) -> Iterator[tuple[str, str, list[Path]]]:
    """Yield (source, day, files) of ``FOLDER/KEY/DAY/file…``, days in order.

    Raises:
        InputError: There is no such folder, or nothing in it names a source.
    """
    if not folder.is_dir():
        raise InputError(
            "this is not a folder.",
            where=Place(file=str(folder)),
            remedy="Give one that holds KEY/DAY/file…",
        )
    keys = [key for key in source_keys() if not wanted or key in wanted]
    found = [(key, place) for key in keys for place in _places(folder, key)]
    if not found:
        raise InputError(
            f"there is no KEY/DAY/file below this folder for {', '.join(wanted) or 'any source'}.",
            where=Place(file=str(folder)),
            remedy="Name folders by source key and day, as in us_ofac_cons/2021-06-03/.",
        )
    for key, place in found:
        for day in sorted(place.iterdir()):
            if day.is_dir() and _is_day(day.name):
                for files in _editions(day, together=load_source(key).joins_files):
                    yield key, day.name, files


def passed_over(folder: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the folders below a source's that are named by no day, so that nobody reads them."""
    keys = [key for key in source_keys() if not wanted or key in wanted]
    return tuple(
        f"{key}/{place.name}"
        for key in keys
        for found in _places(folder, key)
        for place in sorted(found.iterdir())
        if place.is_dir() and not _is_day(place.name)
    )


def choose_editions(
    editions: Sequence[EditionInfo], first: str | None, last: str | None
) -> tuple[EditionInfo, EditionInfo]:
    """Return the two editions to compare: the last two, or those current at two moments.

    Raises:
        InputError: There are not two such editions.
    """
    accepted = [edition for edition in editions if edition.state is EditionState.ACCEPTED]
    if not accepted:
        raise InputError(
            "there is no edition of this source to compare, or none was public by then.",
            remedy="Import one first, or name a later moment.",
        )
    after = accepted[-1] if last is None else _current(accepted, last)
    earlier = [edition for edition in accepted if edition.order < after.order]
    if first is None and not earlier:
        raise InputError(
            f"there is no edition before {after.published}.", remedy="Import an earlier one."
        )
    before = earlier[-1] if first is None else _current(accepted, first)
    if before.order > after.order:
        raise InputError(
            f"the edition of {before.published} is later than that of {after.published}, so what "
            "began would show as ended.",
            remedy="Name an earlier first one, or a later last one; `proscribe sources --all` "
            "shows them.",
        )
    return before, after


def differences(store: LedgerStore, before: EditionInfo, after: EditionInfo) -> Difference:
    """Return what began, changed and ended between two editions."""
    return diff_listings(
        (listing for listing, _ in store.listings(before.id)),
        (listing for listing, _ in store.listings(after.id)),
    )


def _arrival(
    source: Source,
    snapshot: Snapshot,
    published: Moment | None,
    now: datetime,
    *,
    accept: bool = False,
) -> Arrival:
    return Arrival(
        source=source,
        snapshot=snapshot,
        published=published,
        fetched_at=now,
        recorded_at=now,
        accept=accept,
    )


def open_files(files: Sequence[SnapshotFile]) -> tuple[Snapshot, str | None]:
    """Return the snapshot of some files, or their bare bytes and why they cannot be opened."""
    try:
        return open_snapshot(files), None
    except SourceError as error:
        digests = "\n".join(sorted(sha256(file.content).hexdigest() for file in files))
        bare = digests if len(files) == 1 else sha256(digests.encode()).hexdigest()
        return Snapshot(files=(), digest=bare), str(error)


def _refuse_future(published: Moment | None, source: Source, now: datetime) -> None:
    """An edition of a later day would hide behind every question until then."""
    if published is not None and published.starts(authority_zone(source.authority)) > now:
        raise InputError(
            f"{published} is still to come, so no edition can be of it.",
            remedy="Give the day the file was published (--published).",
        )


def _editions(day: Path, *, together: bool) -> list[list[Path]]:
    """Return the files of a day edition by edition: tables stand together, others alone."""
    files = sorted(file for file in day.iterdir() if file.is_file())
    if together:
        return [files] if files else []
    tables = [file for file in files if file.suffix.lower() in _TABLES]
    alone = [[file] for file in files if file not in tables]
    return [tables, *alone] if tables else alone


def _places(folder: Path, key: str) -> list[Path]:
    return [folder / key] if (folder / key).is_dir() else []


def _is_day(name: str) -> bool:
    try:
        parse_moment(name)
    except InputError:
        return False
    return True


def _current(editions: Sequence[EditionInfo], moment: str) -> EditionInfo:
    if moment.isdigit():
        for edition in editions:
            if str(edition.id) == moment.lstrip("0"):
                return edition
        raise InputError(
            f"there is no accepted edition {moment} of {editions[0].source}.",
            remedy="`proscribe sources --all` shows the numbers of editions; or give a day "
            "(YYYY-MM-DD).",
        )
    asked = parse_moment(moment)
    found = [one for one in editions if one.order[0] <= asked.closes(one.zone)]
    if not found:
        raise InputError(
            f"no edition had been published by {moment}; the first is of {editions[0].published}.",
            remedy="Choose a later day, or import an earlier edition.",
        )
    return found[-1]
