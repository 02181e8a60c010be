"""What a workspace does over time: jobs run later, watches asked again, what waits for somebody."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from proscribe.backends.archive import Archive
    from proscribe.backends.stores.sql import SqlStore
    from proscribe.settings import Settings
    from proscribe.workspace.cases import CaseDesk
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.houses import Houses
    from proscribe.workspace.jobs import JobDesk
    from proscribe.workspace.quarantine import Quarantine
    from proscribe.workspace.sealing import LedgerSealer
    from proscribe.workspace.watches import WatchDesk


class StandingWorkspace:
    """The desks of a workspace for what outlives a call."""

    _store: SqlStore
    _settings: Settings
    _archive: Archive
    _houses: Houses
    _sealer: LedgerSealer

    @cached_property
    def jobs(self) -> JobDesk:
        """Jobs: files that are screened by workers."""
        from proscribe.workspace.jobs import JobDesk

        return JobDesk(self._store, self._settings)

    @cached_property
    def watches(self) -> WatchDesk:
        """Watches: files and names that are asked about again, and the alerts they raised."""
        from proscribe.workspace.watches import WatchDesk

        return WatchDesk(cast("Workspace", self), self._store, self._settings)

    @cached_property
    def cases(self) -> CaseDesk:
        """Cases: pairs that wait for a person's word."""
        from proscribe.workspace.cases import CaseDesk
        from proscribe.workspace.pages.screenings import JobScreenings

        own = cast("Workspace", self)
        return CaseDesk(own, JobScreenings(self.jobs, own.of))

    @cached_property
    def quarantine(self) -> Quarantine:
        """Editions that were refused, and wait for an administrator."""
        from proscribe.workspace.quarantine import Quarantine

        house = self._houses.first.organisation
        return Quarantine(self._store, self._archive, house, self._sealer)
