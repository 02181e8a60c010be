"""Portfolios handed in through the pages: jobs, and their reports to be leafed through."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from proscribe.model.errors import AbsentError, InputError, StoreError
from proscribe.operations.jobs import BOUND, REPORT_FORMATS, FileRole, Job, JobState, ScreenOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from proscribe.model.clearance import Given
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.jobs import JobDesk
    from proscribe.workspace.pages.report_book import ReportBook

__all__ = [
    "CALENDAR",
    "REPORT_FORMATS",
    "JobScreenings",
    "Reports",
    "Run",
    "RunsPage",
    "ScreenOptions",
]

CALENDAR = "ics"
# What pages are made from: a job without it was not meant for them.
_SHOWN_FORMAT = "parquet"
_MOST_LISTED = 20
_MOST_READ = 100
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One screening.

    Attributes:
        id: Its id.
        names: Names of the files.
        by: Who handed it in.
        at: When, as RFC 3339.
        state: ``queued``, ``running``, ``done``, ``failed`` or ``cancelled``.
        lines: How many lines are through.
        total: How many there are; None where that is not known yet.
        is_stopping: Whether somebody cancelled it and it has not ended yet.
        error: Why it failed; empty where it did not.
        as_of: The moment asked about, as it was given; None for when it was screened.
        known_at: What was public by then counts; likewise.
    """

    id: str
    names: tuple[str, ...]
    by: str
    at: str
    state: str
    lines: int
    total: int | None
    is_stopping: bool
    error: str
    as_of: str | None = None
    known_at: str | None = None

    @property
    def waits(self) -> bool:
        """Whether its report is still to come."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunsPage:
    """Some screenings, the newest first.

    Attributes:
        runs: These.
        older: Id of the last of them, before which to go on; None where there are no more.
    """

    runs: tuple[Run, ...]
    older: str | None


# A screening that is done, and what stands around the lines of its report.
Report: TypeAlias = "tuple[Run, Mapping[str, object]]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """The newest reports of an organisation.

    Attributes:
        read: Screenings that are done, the newest first, with what stands around their lines.
        unread: How many more are done: too old to be looked at each time, or not to be read.
    """

    read: tuple[Report, ...]
    unread: int

    @property
    def unread_lines(self) -> int:
        """How many lines without a certain issuer those that are read count, but do not tell."""
        return sum(_untold(document) for _, document in self.read)


class JobScreenings:
    """Screens portfolios of organisations as jobs, which outlive this process.

    Args:
        jobs: The jobs.
        workspace: Returns the workspace of an organisation.
    """

    def __init__(self, jobs: JobDesk, workspace: Callable[[str], Workspace]) -> None:
        self._jobs = jobs
        self._workspace = workspace
        self._writing = threading.Lock()

    def submit(
        self,
        organisation: str,
        by: str,
        files: Sequence[Path],
        options: ScreenOptions,
        *,
        seal: Callable[[Job], object] | None = None,
    ) -> str:
        """Hand files in, and return the id of their screening.

        Args:
            organisation: Whose it is.
            by: Who says so.
            files: The files.
            options: How they are screened.
            seal: Called with the job before it is on file; where it fails, nothing is handed in.

        Raises:
            InputError: There is no file, or an option makes no sense.
        """
        return self._jobs.submit_screen(
            files, organisation=organisation, by=by, options=options, seal=seal
        ).id

    def get(self, organisation: str, run_id: str) -> Run:
        """Return a screening.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        return _shown(self._job(organisation, run_id))

    def listed(self, organisation: str, *, before: str | None = None) -> RunsPage:
        """Return some screenings of an organisation, the newest first.

        Args:
            organisation: Whose.
            before: Id of the screening before which to go on; None for the newest.

        Raises:
            AbsentError: There is no screening of the id given.
        """
        found = tuple(islice(self._every(organisation, before), _MOST_LISTED + 1))
        runs = tuple(_shown(one) for one in found[:_MOST_LISTED])
        return RunsPage(runs=runs, older=runs[-1].id if len(found) > _MOST_LISTED else None)

    def reports(self, organisation: str) -> Reports:
        """Return the newest reports of an organisation, without their lines."""
        read: list[Report] = []
        unread = 0
        for job in self._done(organisation):
            found = self._report(job) if len(read) < _MOST_READ else None
            if found is None:
                unread += 1
            else:
                read.append(found)
        return Reports(read=tuple(read), unread=unread)

    def older_reports(self, organisation: str, *, before: str) -> Iterator[Report]:
        """Yield the reports before one, the newest first; each is read when its turn comes.

        Args:
            organisation: Whose.
            before: Id of the screening before which to begin.
        """
        reports = map(self._report, self._done(organisation, before))
        return (one for one in reports if one is not None)

    def cancel(
        self,
        organisation: str,
        run_id: str,
        by: str,
        *,
        seal: Callable[[Job], object] | None = None,
    ) -> None:
        """Cancel a screening: at once where it waits, within seconds where it runs.

        Args:
            organisation: Whose it is.
            run_id: Its id.
            by: Who says so.
            seal: Called with the job as it will be; where it fails, the job goes on.

        Raises:
            AbsentError: The organisation has none of that id.
        """
        self._jobs.cancel(run_id, organisation=organisation, by=by, seal=seal)

    def book(self, organisation: str, run_id: str) -> ReportBook:
        """Return the lines of a screening that is done.

        Raises:
            AbsentError: There is none.
            InputError: It is not done.
        """
        from proscribe.workspace.pages.report_book import open_book

        path = self._jobs.result(run_id, _SHOWN_FORMAT, organisation=organisation)
        return open_book(path, path.parent)

    def download(self, organisation: str, run_id: str, ending: str) -> Path:
        """Return the report, or its calendar of deadlines, as a file.

        Raises:
            AbsentError: There is none, it is not done, or there is no such format.
        """
        if self._job(organisation, run_id).state is not JobState.DONE:
            raise AbsentError("this screening is not done, so there is no report of it.")
        if ending != CALENDAR:
            return self._jobs.result(run_id, ending, organisation=organisation)
        path = self._jobs.result(run_id, _SHOWN_FORMAT, organisation=organisation)
        made = path.with_suffix(f".{CALENDAR}")
        with self._writing:
            if not made.is_file():
                screening = self._jobs.begin(run_id, self._workspace(organisation))
                screening.with_plan().write_plan(made, bound=path.with_name(BOUND))
        return made

    def given(self, organisation: str, run_id: str, file: str | None, line: int) -> Given:
        """Return what a line gives, as decisions on it are kept.

        Raises:
            AbsentError: There is no such screening or line.
        """
        from proscribe.workspace.pages.given_lines import read_given

        job = self._job(organisation, run_id)
        files = self._jobs.portfolios(run_id, organisation=organisation)
        return read_given(files, file, line, columns=job.options.columns)

    def _done(self, organisation: str, before: str | None = None) -> Iterator[Job]:
        return (job for job in self._every(organisation, before) if job.state is JobState.DONE)

    def _report(self, job: Job) -> Report | None:
        """Return what stands around the lines of a report; None where it cannot be read."""
        from proscribe.workspace.pages.report_book import read_document

        try:
            path = self._jobs.result(job.id, _SHOWN_FORMAT, organisation=job.organisation)
            return _shown(job), read_document(path)
        except (InputError, StoreError):
            return None

    def _every(self, organisation: str, before: str | None = None) -> Iterator[Job]:
        """Yield the screenings of an organisation, the newest first; other jobs are passed over."""
        while jobs := self._jobs.list(organisation=organisation, most=_AT_ONCE, before=before):
            yield from filter(_is_for_pages, jobs)
            if len(jobs) < _AT_ONCE:
                return
            before = jobs[-1].id

    def _job(self, organisation: str, run_id: str) -> Job:
        job = self._jobs.get(run_id, organisation=organisation)
        if not _is_for_pages(job):
            raise AbsentError(
                "this job makes no report that pages can show.",
                remedy="Ask for its results where it was handed in.",
            )
        return job


def _untold(document: Mapping[str, object]) -> int:
    """Return how many lines a report counts as unresolved beyond those that it tells."""
    summary, told = document.get("summary"), document.get("unresolved")
    counted = summary.get("unresolved") if isinstance(summary, dict) else None
    shown = len(told) if isinstance(told, list) else 0
    return max(counted - shown, 0) if isinstance(counted, int) else 0


def _is_for_pages(job: Job) -> bool:
    return _SHOWN_FORMAT in job.options.formats


def _shown(job: Job) -> Run:
    ending = job.ending
    error = None if ending is None else ending.error
    place = f"{error.where}: " if error is not None and error.where else ""
    return Run(
        id=job.id,
        names=tuple(file.name for file in job.files if file.role is FileRole.PORTFOLIO),
        by=job.by,
        at=job.created_at.isoformat(timespec="seconds"),
        state=job.state.value,
        lines=job.progress.done,
        total=job.progress.total,
        is_stopping=ending is None and job.cancel_by is not None,
        error="" if error is None else f"{place}{error.what} {error.remedy}".rstrip(),
        as_of=job.options.as_of,
        known_at=job.options.known_at,
    )
