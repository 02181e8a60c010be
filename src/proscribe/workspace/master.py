"""The security master's part of the workspace: looking a security up, and asking OpenFIGI."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.workspace.directory import LedgerDirectory
from proscribe.workspace.questions import build_moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.settings import Settings
    from proscribe.workspace.enriching import Enriched
    from proscribe.workspace.naming import LedgerNames
    from proscribe.workspace.sealing import LedgerSealer
    from proscribe.workspace.securities import SecurityAnswer


class MasterDesk:
    """What a workspace does with the security master."""

    _store: SqlStore
    _archive: Archive
    _settings: Settings
    _names: LedgerNames
    _sealer: LedgerSealer

    def security(
        self,
        query: str,
        *,
        as_of: str | date | datetime | None = None,
        known_at: str | date | datetime | None = None,
    ) -> SecurityAnswer:
        """Return whose a security is, every line of that issuer, and where sources disagree.

        Args:
            query: An identifier, a ticker, or the name of an issuer.
            as_of: The day asked about, which tells what has ended.
            known_at: Only what was public by then counts.

        Raises:
            InputError: The query is empty, or nothing on file fits it.
        """
        from proscribe.workspace.securities import look_up

        known = build_moment(known_at).closes("UTC")
        directory = LedgerDirectory(self._store, self._names, cores=self._names.cores)
        return look_up(query, directory, known, build_moment(as_of).day)

    def enrich(
        self,
        *portfolios: Path | str,
        offline: bool = False,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Enriched:
        """Ask OpenFIGI about the lines of portfolios, and record what it answers.

        Args:
            portfolios: Portfolio files.
            offline: True to ask nothing: only what was answered before counts.
            progress: Called with the number of questions just answered.

        Raises:
            InputError: A portfolio cannot be read.
            SourceError: OpenFIGI cannot be asked; what it answered until then is kept.
            StoreError: Answers cannot be kept.
        """
        from proscribe.workspace.enriching import enrich

        files = [Path(file) for file in portfolios]
        opened = (self._store, self._archive, self._settings)
        before = self._sealer.check()
        found = enrich(*opened, files, offline=offline, progress=progress)
        self._sealer.seal(before)
        return found
