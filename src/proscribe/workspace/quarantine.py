"""Editions that were refused, and what an administrator makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from proscribe.backends.stores.judging import SqlEditionFiles, SqlJudgements
from proscribe.model.errors import InputError, SourceError
from proscribe.model.source import EditionState, SnapshotFile
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from proscribe.workspace.recording import Arrival, record_arrival
from proscribe.workspace.results import to_json
from proscribe.workspace.saying import build_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.store import EditionInfo
    from proscribe.model.source import Snapshot
    from proscribe.workspace.sealing import LedgerSealer


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An edition that was refused whole, and changed nothing.

    Attributes:
        edition: The edition, with why it was refused.
        title: Name of its list.
        at_hand: Whether its files are in the archive, so that it can be taken as it came.
    """

    edition: EditionInfo
    title: str
    at_hand: bool

    def to_json(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {
            "id": self.edition.id,
            "source": self.edition.source,
            "title": self.title,
            "published": to_json(self.edition.published),
            "digest": self.edition.digest,
            "why": self.edition.why,
            "at_hand": self.at_hand,
        }


class Quarantine:
    """The refused editions that wait; a workspace has it as ``quarantine``.

    Lists that come from outside are everybody's: only the organisation that runs the service
    decides on them. Each organisation decides on its own lists.

    Args:
        store: The store, as the organisation has it.
        archive: Where the bytes are.
        house: The organisation that runs the service.
        sealer: Seals what is recorded.
    """

    def __init__(self, store: SqlStore, archive: Archive, house: str, sealer: LedgerSealer) -> None:
        self._sealer = sealer
        self._store = store
        self._archive = archive
        self._judgements, self._files = SqlJudgements(store), SqlEditionFiles(store)
        self._is_house = store.organisation == house

    def waiting(self) -> tuple[Quarantined, ...]:
        """Return the refused editions on which nothing was decided, the newest first."""
        return tuple(reversed([*self._waiting()]))

    def accept(
        self,
        edition_id: int,
        *,
        reason: str,
        by: str,
        seal: Callable[[EditionInfo], object] = lambda _: None,
    ) -> EditionInfo:
        """Record an edition in spite of why it was refused; return it as it counts now.

        Args:
            edition_id: Its number.
            reason: Why.
            by: Who says so.
            seal: Called with the edition as it is, before it is recorded; where it fails, it
                goes on waiting.

        Raises:
            InputError: No edition of that number waits, its bytes are not at hand, it cannot be
                read at all, or no reason is given.
        """
        said, one = build_word(reason, by), self._find(edition_id)
        if not one.at_hand:
            raise InputError(
                "the files of this edition are not known to the archive.",
                remedy="Import its files again: `proscribe import … --accept`.",
            )
        edition = one.edition
        snapshot, before = self._open(edition), self._sealer.check()
        seal(edition)
        recorded = record_arrival(
            self._store,
            Arrival(
                source=load_source(edition.source),
                snapshot=snapshot,
                published=edition.published if edition.published_is_stated else None,
                fetched_at=edition.fetched_at,
                recorded_at=datetime.now(UTC),
                accept=True,
            ),
        )
        if recorded.edition.state is EditionState.QUARANTINED:
            raise InputError(
                f"the edition cannot be read, whoever accepts it: {recorded.edition.why}",
                remedy="Reject it, and fetch the list again.",
            )
        self._files.keep(recorded.edition.id, self._files_of(edition))
        self._sealer.seal(before)
        self._judgements.add(edition_id, said, accepted=True)
        return recorded.edition

    def reject(
        self,
        edition_id: int,
        *,
        reason: str,
        by: str,
        seal: Callable[[EditionInfo], object] = lambda _: None,
    ) -> EditionInfo:
        """Turn an edition down: it stays on file, counts for nothing and is shown no more.

        Args:
            edition_id: Its number.
            reason: Why.
            by: Who says so.
            seal: Called with the edition before it is turned down; where it fails, it goes on
                waiting.

        Raises:
            InputError: No edition of that number waits, or no reason is given.
        """
        said, one = build_word(reason, by), self._find(edition_id)
        seal(one.edition)
        self._judgements.add(edition_id, said, accepted=False)
        return one.edition

    def _open(self, edition: EditionInfo) -> Snapshot:
        """Return what an edition holds, its files opened as they were when it was refused."""
        try:
            found = open_snapshot(
                SnapshotFile(name=name, content=self._archive.get(digest))
                for name, digest in self._files_of(edition)
            )
        except SourceError as error:
            raise InputError(
                f"the edition cannot be read, whoever accepts it: {error}",
                remedy="Reject it, and fetch the list again.",
            ) from error
        if found.digest != edition.digest:
            raise InputError(
                "only a part of these files was to be kept, and it is not known any more which.",
                remedy="Import them again: `proscribe import … --accept`.",
            )
        return found

    def _files_of(self, edition: EditionInfo) -> tuple[tuple[str, str], ...]:
        known = self._files.files(edition.id)
        return known or ((edition.source, edition.digest),)

    def _find(self, edition_id: int) -> Quarantined:
        for one in self._waiting():
            if one.edition.id == edition_id:
                return one
        raise InputError(
            "no edition of that number waits: somebody may have decided on it in the meantime.",
            remedy="Look at the list again.",
        )

    def _waiting(self) -> Iterator[Quarantined]:
        editions, judged = self._store.editions(), self._judgements.judged()
        taken = {(one.source, one.digest) for one in editions if one.state is EditionState.ACCEPTED}
        for one in editions:
            if one.state is not EditionState.QUARANTINED or one.id in judged:
                continue
            source = load_source(one.source)
            if (one.source, one.digest) in taken:
                continue
            if self._is_house or source.authority == "user":
                at_hand = all(each in self._archive for _, each in self._files_of(one))
                yield Quarantined(edition=one, title=source.title, at_hand=at_hand)
