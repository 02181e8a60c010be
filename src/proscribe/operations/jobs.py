"""Jobs: work that takes longer than a request, and who may do it when.

::

    queued ──> running ──> done
       │        │   │  └──> failed
       │        │   └─────> cancelled
       │        └─> queued       given back, by a worker that was told to stop
       └──────────> cancelled

Whoever runs a job holds a lease on it and renews that while it works. Where a lease has ended, the
worker is gone: the job is run again from its beginning by the next one. Each run has a number, and
only the newest may end the job, so that a worker that comes back too late changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from proscribe.securities.told_columns import ColumnTold

# A job that ended its worker that often is not tried again.
MOST_RUNS = 3
# What is kept beside the reports: the lines that a plan is made of.
BOUND = "bound.parquet"
REPORT_FORMATS = ("csv", "json", "html", "xlsx", "parquet")


class JobState(StrEnum):
    """How far a job has come."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobKind(StrEnum):
    """What a job does."""

    SCREEN = "screen"


class FileRole(StrEnum):
    """What a file of a job is for."""

    PORTFOLIO = "portfolio"
    LIST = "list"
    ACCOUNTS = "accounts"
    FUND = "fund"


MOVES: Mapping[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset(
        {JobState.QUEUED, JobState.DONE, JobState.FAILED, JobState.CANCELLED}
    ),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}
ENDED = frozenset(state for state, following in MOVES.items() if not following)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFile:
    """A file that was given.

    Attributes:
        role: What it is for.
        name: Its name, made safe.
        path: Where it lies in the folder of the job.
        size: Bytes.
        sha256: Digest of its bytes, hex.
    """

    role: FileRole
    name: str
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenOptions:
    """How files are screened; the words are those of ``Workspace.screen``.

    Attributes:
        actions: The acts asked about; empty for each trade's own, else buy, sell and hold.
        investor: Who acts.
        location: Country of the investor.
        as_of: The moment asked about; None for the one at which the job was handed in.
        known_at: Only what was public by then counts; None as above.
        held_since: Since when positions are held whose line does not say.
        regimes: Keys of the regimes asked; empty for all that bind the investor.
        what_if: What is supposed.
        at_trade_date: Whether each trade is asked about as of its own day.
        as_funds: Whether each file is a fund that is asked about itself.
        formats: The formats of the report.
        columns: What a person said that columns of the files mean.
    """

    actions: tuple[str, ...] = ()
    investor: str = "us_person"
    location: str | None = None
    as_of: str | None = None
    known_at: str | None = None
    held_since: str | None = None
    regimes: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    at_trade_date: bool = False
    as_funds: bool = False
    formats: tuple[str, ...] = REPORT_FORMATS
    columns: tuple[ColumnTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the present run has come.

    Attributes:
        done: Lines that are through.
        total: How many there are; None where that is not known yet.
    """

    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right of one worker to run a job.

    Attributes:
        runner: The worker.
        until: When the right ends unless it is renewed.
    """

    runner: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """A file that a job made.

    Attributes:
        format: Its format.
        path: Where it lies in the folder of the job.
        size: Bytes.
    """

    format: str
    path: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobSummary:
    """What a screen came to: lines, those with an act that is not allowed, and in doubt."""

    lines: int
    rows: int
    not_allowed: int
    unresolved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobError:
    """Why a job failed, in words.

    Attributes:
        what: What happened.
        where: The file, line or column.
        remedy: What to do about it.
        is_input: True where the files or options are at fault, and not the service.
    """

    what: str
    where: str = ""
    remedy: str = ""
    is_input: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a run ended.

    Attributes:
        state: ``done``, ``failed`` or ``cancelled``.
        at: When.
        results: The files it made, where it is done.
        summary: What it came to, where it is done.
        error: Why it failed, where it did.
    """

    state: JobState
    at: datetime
    results: tuple[JobResult, ...] = ()
    summary: JobSummary | None = None
    error: JobError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of work, what it is to do and how far it has come.

    Attributes:
        id: Its id, which nobody can guess.
        organisation: Whose it is; nobody else ever sees it.
        by: Who handed it in.
        kind: What it does.
        files: The files given.
        options: How it is done.
        created_at: When it was handed in (UTC).
        state: How far it has come.
        runs: How often it was begun.
        progress: How far the newest run has come.
        started_at: When the newest run began.
        lease: Who runs it; None where nobody does.
        cancel_by: Who wants it cancelled; None where nobody does.
        ending: How it ended; None where it has not.
    """

    id: str
    organisation: str
    by: str
    kind: JobKind
    files: tuple[JobFile, ...]
    options: ScreenOptions
    created_at: datetime
    state: JobState = JobState.QUEUED
    runs: int = 0
    progress: Progress = field(default_factory=Progress)
    started_at: datetime | None = None
    lease: Lease | None = None
    cancel_by: str | None = None
    ending: Ending | None = None

    @property
    def has_ended(self) -> bool:
        """True where nothing more will happen to it."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a worker shows to prove that a run is its own."""

    job_id: str
    run: int
    runner: str


class MoveError(ValueError):
    """A job cannot go from one state to another: a defect of who asked for it."""


def moved(job: Job, state: JobState) -> Job:
    """Return a job in another state.

    Raises:
        MoveError: It cannot get there from where it is.
    """
    if state not in MOVES[job.state]:
        raise MoveError(f"a job that is {job.state} cannot be {state}")
    return replace(job, state=state)


def is_free(job: Job, at: datetime) -> bool:
    """Return whether a worker may take a job: it waits, or its worker is gone."""
    if job.state is JobState.RUNNING:
        return job.lease is None or job.lease.until < at
    return job.state is JobState.QUEUED


def claimed(job: Job, *, runner: str, at: datetime, until: datetime) -> Job | None:
    """Return a job as a worker takes it; None where it may not.

    A job that is to be cancelled, or that ended its workers too often, comes back ended.
    """
    if not is_free(job, at):
        return None
    if job.cancel_by is not None:
        return _ended(job, Ending(state=JobState.CANCELLED, at=at))
    if job.runs >= MOST_RUNS:
        return _ended(job, Ending(state=JobState.FAILED, at=at, error=_interrupted(job.runs)))
    waiting = moved(job, JobState.QUEUED) if job.state is JobState.RUNNING else job
    return replace(
        moved(waiting, JobState.RUNNING),
        runs=job.runs + 1,
        progress=Progress(),
        started_at=at,
        lease=Lease(runner=runner, until=until),
    )


def claim_of(job: Job) -> Claim | None:
    """Return what proves the present run of a job; None where nobody runs it."""
    if job.lease is None:
        return None
    return Claim(job_id=job.id, run=job.runs, runner=job.lease.runner)


def renewed(job: Job, claim: Claim, *, until: datetime, progress: Progress) -> Job | None:
    """Return a job whose worker goes on; None where the run is no longer its own.

    A lease that ended may be renewed as long as nobody else took the job.
    """
    if claim_of(job) != claim:
        return None
    return replace(job, lease=Lease(runner=claim.runner, until=until), progress=progress)


def ended(job: Job, claim: Claim, ending: Ending) -> Job | None:
    """Return a job as its worker ends it; None where the run is no longer its own.

    Where it was to be cancelled, it is cancelled, whatever the worker came to.
    """
    if claim_of(job) != claim:
        return None
    if job.cancel_by is not None:
        return _ended(job, Ending(state=JobState.CANCELLED, at=ending.at))
    return _ended(job, ending)


def given_back(job: Job, claim: Claim) -> Job | None:
    """Return a job that its worker lets go of unfinished: the run does not count."""
    if claim_of(job) != claim:
        return None
    waiting = moved(job, JobState.QUEUED)
    return replace(waiting, runs=job.runs - 1, progress=Progress(), started_at=None, lease=None)


def cancelled(job: Job, *, by: str, at: datetime) -> Job | None:
    """Return a job that somebody cancels; None where it has ended.

    One that waits is cancelled at once, one that runs as soon as its worker sees it.
    """
    if job.has_ended:
        return None
    wanted = replace(job, cancel_by=job.cancel_by or by)
    if job.state is JobState.QUEUED or is_free(job, at):
        return _ended(wanted, Ending(state=JobState.CANCELLED, at=at))
    return wanted


def _ended(job: Job, ending: Ending) -> Job:
    running = job if job.state is JobState.RUNNING else None
    if running is None and ending.state is not JobState.CANCELLED:
        job = moved(job, JobState.RUNNING)
    return replace(moved(job, ending.state), ending=ending, lease=None)


def _interrupted(runs: int) -> JobError:
    return JobError(
        what=f"the worker ended {runs} times in the middle of it, so it is not tried again.",
        remedy="Look into the log of the workers; hand the job in again when the cause is mended.",
    )


class JobStore(Protocol):
    """Keeps jobs. Every method raises ``StoreError`` where the storage fails."""

    def add(self, job: Job) -> None:
        """Write a new job; it is durable on return."""
        ...

    def find(self, organisation: str, job_id: str) -> Job | None:
        """Return an organisation's job of that id; None where it has none."""
        ...

    def listed(self, organisation: str, *, most: int, before: Job | None = None) -> tuple[Job, ...]:
        """Return an organisation's jobs, the newest first, those before one of them."""
        ...

    def claim(self, at: datetime, move: Callable[[Job], Job | None]) -> Job | None:
        """Apply a move to the oldest job that is free, alone; return what became of it."""
        ...

    def change(self, job_id: str, move: Callable[[Job], Job | None]) -> Job | None:
        """Apply a move to a job, alone.

        Returns:
            What became of it; None where there is none or the move gives none, and nothing is
            written.
        """
        ...

    def ended_before(self, moment: datetime, *, most: int) -> tuple[Job, ...]:
        """Return jobs that ended before a moment, the oldest first."""
        ...

    def remove(self, job_id: str) -> None:
        """Forget a job that has ended."""
        ...

    def known(self, job_ids: frozenset[str]) -> frozenset[str]:
        """Return which of those ids are of jobs on file."""
        ...

    def counts(self) -> dict[JobState, int]:
        """Return how many jobs of all organisations are in each state."""
        ...
