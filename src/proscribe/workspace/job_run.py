"""One run of one job: a process is started, heard, kept alive by the lease, and its end written."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Event as Flag
from time import monotonic
from typing import TYPE_CHECKING

from proscribe.backends.stores.content import encode
from proscribe.model.errors import StoreError
from proscribe.operations.jobs import (
    Claim,
    Ending,
    Job,
    JobError,
    JobResult,
    JobState,
    JobSummary,
    Progress,
    ended,
    given_back,
    renewed,
)
from proscribe.workspace.job_process import LEASE_ENDED, JobProcess, Said
from proscribe.workspace.logs import Event, Log

if TYPE_CHECKING:
    from pathlib import Path

    from proscribe.backends.spool import Spool
    from proscribe.operations.jobs import JobStore
    from proscribe.settings import Settings

# How long a worker that cannot reach the store holds on to what its job came to, in seconds.
_PATIENCE = (1, 2, 4, 8, 15, 30, 60, 60, 60, 60)
# The process ends so much sooner than the lease, as part of it.
_MARGIN = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker looks, in seconds.

    Attributes:
        beat: Between two renewals of a lease; a cancelled job stops within one.
        lease: How long a lease lasts without a renewal; the clocks of machines that share a store
            must not differ by more than a small part of it.
        poll: Between two looks for new work.
    """

    beat: float = 2.0
    lease: float = 60.0
    poll: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where jobs are, and what a process needs to run one.

    Attributes:
        jobs: Their store.
        spool: Their files.
        address: The store's address, as the process opens it.
        settings: The settings it works under.
    """

    jobs: JobStore
    spool: Spool
    address: str
    settings: Settings


@dataclass(slots=True, kw_only=True)
class Run:
    """One run of one job.

    Attributes:
        place: Where the jobs are.
        pace: How often is looked.
        log: Where is said what happens.
        job: The job, as it was claimed.
        claim: What proves the run.
        stop: Set when the worker shall stop.
    """

    place: Place
    pace: Pace
    log: Log
    job: Job
    claim: Claim
    stop: Flag
    _progress: Progress = field(default_factory=Progress)
    _defect: str | None = None
    _ending: Ending | None = None
    _next_beat: float = 0.0
    _started: float = field(default_factory=monotonic)

    def go(self) -> None:
        """See the job through: done, failed, cancelled, given back or lost."""
        self.log.tell(Event.JOB_STARTED, **self._named)
        # What an earlier run left is of no use.
        shutil.rmtree(self._folder / "out", ignore_errors=True)
        with JobProcess(self._order()) as process:
            is_ours = self._follow(process)
        if not is_ours:
            self.log.caution(Event.JOB_LOST, **self._named)
        elif self._ending is not None:
            self._end(self._ending)
        elif self._insist(partial(given_back, claim=self.claim)) is None:
            self.log.caution(Event.JOB_LOST, **self._named)
        else:
            self.log.tell(Event.JOB_GIVEN_BACK, **self._named)

    @property
    def _folder(self) -> Path:
        return self.place.spool.folder_of(self.job.id)

    @property
    def _named(self) -> dict[str, str | float | None]:
        job = self.job
        return {"job": job.id, "organisation": job.organisation, "run": job.runs}

    def _order(self) -> dict[str, object]:
        settings = self.place.settings
        began = self.job.started_at or self.job.created_at
        return {
            "store": self.place.address,
            # The process works in another folder.
            "settings": settings.model_dump(mode="json") | {"data": str(settings.data.resolve())},
            "folder": str(self._folder.resolve()),
            "job": encode(self.job).decode(),
            "lease_until": self._ends(began).timestamp(),
            "memory_mib": settings.jobs_memory_mib,
        }

    def _follow(self, process: JobProcess) -> bool:
        """Hear the process to its end; False where the job is another worker's by now."""
        self._next_beat = monotonic() + self.pace.beat
        while self._ending is None:
            if self.stop.is_set():
                return True
            said = process.hear(max(0.0, min(self.pace.poll, self._next_beat - monotonic())))
            if said is None:
                code = process.code()
                if code != LEASE_ENDED:
                    self._ending = self._failed(_broken(code, self._defect))
                return True
            self._heed(said)
            if monotonic() - self._started > self.place.settings.jobs_timeout_seconds:
                self._ending = self._failed(_too_slow(self.place.settings.jobs_timeout_seconds))
            if monotonic() >= self._next_beat and not self._beat(process):
                return False
        return True

    def _heed(self, said: Said) -> None:
        done, total = self._progress.done, self._progress.total
        if "lines" in said or "total" in said:
            self._progress = Progress(
                done=done + said.get("lines", 0), total=said.get("total", total)
            )
        self._defect = said.get("defect", self._defect)
        if "error" in said:
            self._ending = self._failed(JobError(**said["error"]))
        if "results" in said:
            self._ending = Ending(
                state=JobState.DONE,
                at=datetime.now(UTC),
                results=tuple(JobResult(**each) for each in said["results"]),
                summary=JobSummary(**said["summary"]),
            )

    def _beat(self, process: JobProcess) -> bool:
        """Renew the lease; False where the job is another worker's by now."""
        at = datetime.now(UTC)
        until = at + timedelta(seconds=self.pace.lease)
        move = partial(renewed, claim=self.claim, until=until, progress=self._progress)
        self._next_beat = monotonic() + self.pace.beat
        try:
            job = self.place.jobs.change(self.job.id, move)
        except StoreError as error:
            self.log.fail(Event.STORE_FAILED, error, **self._named)
            return True
        if job is None:
            return False
        if job.cancel_by is not None:
            self._ending = Ending(state=JobState.CANCELLED, at=at)
        process.renew(self._ends(at))
        return True

    def _ends(self, renewed_at: datetime) -> datetime:
        """Return when the process ends unless it hears more: sooner than the lease itself."""
        return renewed_at + timedelta(seconds=self.pace.lease * (1 - _MARGIN))

    def _end(self, ending: Ending) -> None:
        self.place.spool.flush(self.job.id, [each.path for each in ending.results])
        progress = Progress(done=self._progress.done, total=self._progress.total)

        def end(job: Job) -> Job | None:
            current = renewed(job, self.claim, until=ending.at, progress=progress)
            return None if current is None else ended(current, self.claim, ending)

        if self._defect is not None:
            self.log.fail(Event.JOB_DEFECT, None, defect=self._defect, **self._named)
        made = self._insist(end)
        if made is None:
            self.log.caution(Event.JOB_LOST, **self._named)
            return
        if made.state is not JobState.DONE:
            shutil.rmtree(self._folder / "out", ignore_errors=True)
        seconds = round(monotonic() - self._started, 3)
        self.log.tell(
            Event.JOB_ENDED, state=made.state.value, seconds=seconds,
            lines=made.progress.done, **self._named,
        )  # fmt: skip

    def _insist(self, move: Callable[[Job], Job | None]) -> Job | None:
        """Change the job, waiting for a store that cannot be reached for a while."""
        for pause in _PATIENCE:
            try:
                return self.place.jobs.change(self.job.id, move)
            except StoreError as error:
                self.log.fail(Event.STORE_FAILED, error, **self._named)
                self.stop.wait(pause)
        return self.place.jobs.change(self.job.id, move)

    def _failed(self, error: JobError) -> Ending:
        return Ending(state=JobState.FAILED, at=datetime.now(UTC), error=error)


def _broken(code: int, defect: str | None) -> JobError:
    if defect is not None:
        return JobError(
            what=f"this is a defect of Proscribe ({defect}).",
            remedy="Report it with the id of the job.",
        )
    if code < 0:
        try:
            by = signal.Signals(-code).name
        except ValueError:
            by = str(-code)
        return JobError(
            what=f"the system ended the process that read the files ({by}), most likely because "
            "they take too much memory.",
            remedy="Send them in several parts, or have jobs_memory_mib raised.",
        )
    return JobError(
        what=f"the process that read the files ended without a result ({code}).",
        remedy="Report it with the id of the job.",
    )


def _too_slow(seconds: float) -> JobError:
    return JobError(
        what=f"it was not through after {seconds:,.0f} seconds.",
        remedy="Send the files in several parts, or have jobs_timeout_seconds raised.",
    )
