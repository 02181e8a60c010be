"""What the workspace does with lists: records, fetches, compares them, and says how they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.model.time import parse_moment
from proscribe.registry import load_source
from proscribe.workspace import lists
from proscribe.workspace.editions import is_public
from proscribe.workspace.statuses import status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.ledger.store import EditionInfo
    from proscribe.settings import Settings
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.proof import ReceiptDesk
    from proscribe.workspace.results import SourceStatus
    from proscribe.workspace.sealing import LedgerSealer
    from proscribe.workspace.updating import Step, Updated
    from proscribe.workspace.verified import ListVerification


class KeptLists:
    """The methods of a workspace that keep its lists; they ask nothing of the law."""

    receipts: ReceiptDesk
    _sealer: LedgerSealer
    _store: SqlStore
    _archive: Archive
    _settings: Settings
    _names: LedgerNames

    def import_files(
        self,
        source: str,
        *files: Path | str,
        published: str | None = None,
        accept: bool = False,
        portfolios: Sequence[Path | str] = (),
    ) -> lists.Imported:
        """Record the edition that files of one source make up together.

        Args:
            source: Key of the source.
            files: The files, as downloaded; gzip and zip are opened.
            published: Day or instant of publication, where the file states none.
            accept: True to record an edition that looks damaged.
            portfolios: Whose issuers are kept too, of a source of which only a part is.

        Raises:
            InputError: There is no such source or file.
            StoreError: The store failed, or its receipts were cut; nothing is half-written.
        """
        before = self._sealer.check()
        found = lists.import_files(
            self._store,
            self._archive,
            source=source,
            files=[Path(file) for file in files],
            published=published,
            accept=accept,
            portfolios=[Path(file) for file in portfolios],
        )
        self._sealer.seal(before)
        return found

    def update(
        self,
        sources: Sequence[str] = (),
        *,
        accept: bool = False,
        progress: Callable[[Step], None] = lambda _: None,
    ) -> tuple[Updated, ...]:
        """Fetch the newest edition of lists over the network, and record what is new.

        One that cannot be had, or looks damaged, does not stop the others: see what came of each.

        Args:
            sources: Keys of the lists; all that have an address by default.
            accept: True to record editions that look damaged; the lists must then be named.
            progress: Called, from several threads, with how far each list has come.

        Raises:
            InputError: There is no such list, or it has no address.
            StoreError: The store or the archive failed; nothing is half-written.
        """
        from proscribe.workspace.updating import orders, update

        ordered = orders(self._store, sources, self._settings, accept=accept)
        return update(
            *(self._store, self._archive, ordered, self._settings),
            accept=accept, progress=progress, sealer=self._sealer,
        )  # fmt: skip

    def update_from(
        self,
        folder: Path | str,
        sources: Sequence[str] = (),
        *,
        accept: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> tuple[lists.Imported, ...]:
        """Record every edition found in ``FOLDER/KEY/DAY/file…``.

        Args:
            folder: Where they lie.
            sources: Keys of the lists; all that are found by default.
            accept: True to record editions that look damaged.
            progress: Called with each edition before it is read.

        Raises:
            InputError: The folder holds none, or a source does not exist.
        """
        found = []
        for name in lists.passed_over(Path(folder), sources):
            progress(f"{name} is passed over: its name is no day (YYYY-MM-DD).")
        for key, day, files in lists.editions_below(Path(folder), sources):
            progress(f"{key} {day}")
            before = self._sealer.check()
            found.append(
                lists.import_files(
                    self._store,
                    self._archive,
                    source=key,
                    files=files,
                    otherwise=day,
                    accept=accept,
                )
            )
            self._sealer.seal(before)
        return tuple(found)

    def index_names(self, progress: Callable[[int], None] = lambda _: None) -> None:
        """Bring the index of names up to date; else the first question that needs it does.

        Args:
            progress: Called with the number of entries just indexed.
        """
        self._names.index(progress)

    def sources(
        self, *, every: bool = False, known_at: str | date | datetime | None = None
    ) -> tuple[SourceStatus, ...]:
        """Return each source with its newest edition, or with every edition.

        Args:
            every: True for all editions.
            known_at: Only editions and checks of that moment or before count. Packaged facts count
                in their newest edition always: each of them carries its own moment.

        Raises:
            InputError: The moment cannot be read.
        """
        today = datetime.now(UTC).date()
        editions, checks = self._store.editions(), self._store.checks()
        if known_at is not None:
            known = parse_moment(known_at)
            today = min(today, known.day)
            editions = tuple(one for one in editions if one.chronicle or is_public(one, known))
            closes = known.closes("UTC")
            checks = {key: one for key, one in checks.items() if one.last.at <= closes}
        return status(editions, checks, every=every, today=today)

    def verify_sources(
        self,
        source: str | None = None,
        *,
        keys: Sequence[Path | str] = (),
        parse_all: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> ListVerification:
        """Tell whether every edition, of every organisation, is still what was recorded.

        Args:
            source: Only the editions of this source.
            keys: Files of further public keys that are ours, with which receipts are signed.
            parse_all: True to read the file of every edition anew, not only where no seal tells.
            progress: Called with the number of entries just checked.

        Raises:
            InputError: There is no such source, or a file holds no public key.
            StoreError: The store cannot be read.
        """
        from proscribe.workspace.verifying import Checking, verify_lists

        checking = Checking(source=source, parse_all=parse_all, keys=[Path(one) for one in keys])
        return verify_lists(self._store, self._archive, self.receipts, checking, progress=progress)

    def editions(self) -> tuple[EditionInfo, ...]:
        """Return every edition on file."""
        return self._store.editions()

    def diff(
        self,
        source: str,
        *,
        since: str | None = None,
        until: str | None = None,
        known_at: str | date | datetime | None = None,
    ) -> lists.Changes:
        """Return what changed in a source between two editions or days; by default the last two.

        Args:
            source: Key of the source.
            since: The earlier edition: its number, or a day at which it was current.
            until: The later one.
            known_at: Only editions that were public by then are compared.

        Raises:
            InputError: There are not two editions to compare.
        """
        load_source(source)
        editions = self._store.editions(source)
        if known_at is not None:
            known = parse_moment(known_at)
            editions = tuple(one for one in editions if is_public(one, known))
        before, after = lists.choose_editions(editions, since, until)
        difference = lists.differences(self._store, before, after)
        return lists.Changes(source=source, before=before, after=after, difference=difference)
