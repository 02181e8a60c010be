"""Reads the archived files of editions again, and compares entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from proscribe.backends.stores.content import encode
from proscribe.backends.stores.judging import SqlEditionFiles
from proscribe.model.errors import InputError, SourceError, StoreError
from proscribe.model.source import SnapshotFile
from proscribe.registry import load_source, packaged_snapshot
from proscribe.sources.snapshot import open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sealing import HeldEdition, HeldEntry
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.model.source import Snapshot, Source


class Standing(StrEnum):
    """How an edition stands, or an entry of it."""

    SOUND = "sound"
    UNPROVEN = "unproven"
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"

    @property
    def is_fault(self) -> bool:
        """Whether something is wrong."""
        return self not in {Standing.SOUND, Standing.UNPROVEN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """That the file of an edition was not read, or only its bytes were.

    Attributes:
        standing: What that makes of the edition.
        why: Why; empty where its bytes are whole, but it could never be opened.
    """

    standing: Standing
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An entry that is not as it was.

    Attributes:
        entity: Id of its entity.
        locator: Its place in the file.
        standing: Whether it was changed, is missing or was added.
        why: What is known of it beyond that; empty for nothing.
    """

    entity: str
    locator: str
    standing: Standing
    why: str = ""


def reread(store: SqlStore, archive: Archive, edition: HeldEdition) -> Snapshot | Unread:
    """Return the bytes of an edition, compared with their digests, or why they cannot be had."""
    try:
        source = load_source(edition.source)
    except InputError:
        return _untold("its list is not known to this release.")
    if source.packaged is not None:
        found = packaged_snapshot(source)
        is_same = found.digest == edition.digest
        return found if is_same else _untold("it came with another release, which is not at hand.")
    noted = SqlEditionFiles(store).files(edition.id)
    # Of what was recorded before files were noted, one that was not packed has its digest.
    files = noted or ((edition.source, edition.digest),)
    lost = next((one for one in files if not _is_there(archive, one[1])), None)
    return _opened(archive, source, edition, files) if lost is None else _lost(archive, noted, lost)


def _untold(why: str) -> Unread:
    return Unread(standing=Standing.UNPROVEN, why=why)


def _lost(archive: Archive, noted: Sequence[tuple[str, str]], lost: tuple[str, str]) -> Unread:
    """Say that a file is not there."""
    if not archive.is_there:
        return _untold("the archive of files is not at hand.")
    if not noted:
        return _untold("its files cannot be named: it was recorded before they were noted.")
    name, digest = lost
    why = f"its file {name} ({digest}) is not in the archive."
    return Unread(standing=Standing.MISSING, why=why)


def compare(
    source: Source,
    snapshot: Snapshot,
    entries: Iterable[HeldEntry],
    citations: Mapping[str, str],
) -> tuple[list[Difference], bool]:
    """Return the entries that a file does not have so, and whether its citations are others.

    Args:
        source: The list.
        snapshot: Its bytes.
        entries: What the ledger holds of it.
        citations: The citations the ledger holds of it.

    Raises:
        SourceError: The file cannot be read.
    """
    parsed = source.parse(snapshot)
    printed = {
        (sha256(encode(listing)).hexdigest(), locator): listing.id
        for listing, locator in parsed.listings
    }
    added = {
        one.locator: one.entity
        for one in entries
        if printed.pop((one.sha256, one.locator), None) is None
    }
    places = {entity: locator for locator, entity in added.items()}
    found = []
    for (_, place), entity in printed.items():
        # Its text, its place or whose it is: one that is left of the three tells it is the same.
        same = place if place in added else places.get(entity)
        standing = Standing.MISSING if same is None else Standing.CHANGED
        found.append(Difference(entity=entity, locator=place, standing=standing))
        added.pop(same or "", None)
    found += [
        Difference(entity=entity, locator=locator, standing=Standing.ADDED)
        for locator, entity in added.items()
    ]
    cited = {key: encode(one).decode() for key, one in parsed.citations}
    return found, cited != citations


def _is_there(archive: Archive, digest: str) -> bool:
    try:
        return digest in archive
    except InputError:
        return False


def _opened(
    archive: Archive, source: Source, edition: HeldEdition, files: Sequence[tuple[str, str]]
) -> Snapshot | Unread:
    try:
        read = [SnapshotFile(name=name, content=archive.get(digest)) for name, digest in files]
    except StoreError as error:
        return Unread(standing=Standing.CHANGED, why=str(error))
    try:
        found = open_snapshot(read)
    except SourceError:
        return Unread(standing=Standing.SOUND, why="")
    if found.digest == edition.digest:
        return found
    if source.select is not None:
        return _untold("only a part of its files was kept, and it is not known any more which.")
    return Unread(
        standing=Standing.CHANGED, why="the files noted for it are not those it was read from."
    )
