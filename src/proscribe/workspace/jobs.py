"""Jobs of organisations: handed in, looked at, cancelled, and what they made."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.spool import UPLOAD_BYTES, Incoming, Spool, Upload
from proscribe.backends.stores.jobs import SqlJobStore
from proscribe.model.errors import AbsentError, InputError, StoreError
from proscribe.model.verdict import Act
from proscribe.operations.jobs import (
    REPORT_FORMATS,
    FileRole,
    Job,
    JobKind,
    JobState,
    ScreenOptions,
    cancelled,
)
from proscribe.workspace.answers import choose_regimes
from proscribe.workspace.job_asking import ask, files_of
from proscribe.workspace.job_run import Pace, Place
from proscribe.workspace.job_running import JobRunner
from proscribe.workspace.logs import Event, Log, Silence
from proscribe.workspace.questions import build_question, choose
from proscribe.workspace.results import to_json
from proscribe.workspace.saying import LONGEST_WHO, refuse_unkept

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from proscribe.backends.stores.sql import SqlStore
    from proscribe.settings import Settings
    from proscribe.workspace.facade import Workspace
    from proscribe.workspace.portfolios import Screening

__all__ = [
    "REPORT_FORMATS",
    "UPLOAD_BYTES",
    "FileRole",
    "Incoming",
    "Job",
    "JobDesk",
    "JobRunner",
    "JobState",
    "Pace",
    "ScreenOptions",
    "Upload",
    "job_json",
]

MOST_LISTED = 1_000
_AT_ONCE = 500
_ONE_OF_A_KIND = {FileRole.LIST: "private list", FileRole.ACCOUNTS: "table of accounts"}


class JobDesk:
    """Everything that is done with jobs; a workspace has it as ``jobs``.

    Where no organisation is named, it is the one whose the workspace is.

    Args:
        store: The store.
        settings: Where files lie, and how long they are kept.
        log: Where is said what happens.
    """

    def __init__(self, store: SqlStore, settings: Settings, log: Log | None = None) -> None:
        self._store = store
        self._settings = settings
        self._log = log or Silence()
        self._jobs = SqlJobStore(store)
        self._spool = Spool(settings.spool)

    def uploading(self, *, most_bytes: int = UPLOAD_BYTES) -> Upload:
        """Begin to take files in; used in a ``with`` statement that hands them in as a job.

        ::

            with desk.uploading() as upload:
                with upload.file("portfolio.csv") as file:
                    file.write(piece)
                job = desk.submit_screen(upload, organisation=…, by=…)

        Whatever was not handed in is deleted at its end.
        """
        return self._spool.receive(most_bytes=most_bytes)

    def submit_screen(
        self,
        files: Upload | Sequence[Path | str],
        *,
        organisation: str | None = None,
        by: str,
        options: ScreenOptions | None = None,
        private_list: Path | str | None = None,
        seal: Callable[[Job], object] | None = None,
    ) -> Job:
        """Hand in files to be screened; what is returned is on file and will be run.

        Args:
            files: What was taken in, or files of this machine, which are copied.
            organisation: Whose it is.
            by: Who hands it in.
            options: How it is screened.
            private_list: A file of this machine with names that are off limits in the house.
            seal: Called with the job before it is on file, such as to write its receipt; where it
                fails, nothing is handed in.

        Raises:
            InputError: An option makes no sense, there is no file, or one cannot be read.
            TooLargeError: The files have more bytes than are taken.
            StoreError: The store or the disk failed, or the store is in memory.
        """
        asked = _checked(options or ScreenOptions())
        whose = self._whose(organisation)
        for what, text in (("organisation", whose), ("who", by)):
            refuse_unkept(what, text, LONGEST_WHO)
        self._refuse_memory()
        if isinstance(files, Upload):
            return self._submit(_draft(files, whose, by, asked), files, seal)
        with self.uploading() as upload:
            for path in files:
                upload.copy(Path(path))
            if private_list is not None:
                upload.copy(Path(private_list), FileRole.LIST)
            return self._submit(_draft(upload, whose, by, asked), upload, seal)

    def get(self, job_id: str, *, organisation: str | None = None) -> Job:
        """Return a job of an organisation.

        Raises:
            AbsentError: It has none of that id.
        """
        found = self._jobs.find(self._whose(organisation), job_id) if job_id.isalnum() else None
        if found is None:
            raise AbsentError(
                "there is no job of that id.",
                remedy="Take the id the job came with; jobs are forgotten a while after they end.",
            )
        return found

    def list(
        self,
        *,
        organisation: str | None = None,
        most: int = 100,
        before: str | None = None,
    ) -> tuple[Job, ...]:
        """Return an organisation's jobs, the newest first.

        Args:
            organisation: Whose.
            most: How many.
            before: Id of the job before which to go on.

        Raises:
            AbsentError: There is no job of the id given.
        """
        after = None if before is None else self.get(before, organisation=organisation)
        asked = min(max(most, 1), MOST_LISTED)
        return self._jobs.listed(self._whose(organisation), most=asked, before=after)

    def cancel(
        self,
        job_id: str,
        *,
        organisation: str | None = None,
        by: str,
        seal: Callable[[Job], object] | None = None,
    ) -> Job:
        """Cancel a job: at once where it waits, within seconds where it runs.

        One that has ended stays as it is.

        Args:
            job_id: The job.
            organisation: Whose it is.
            by: Who says so.
            seal: Called with the job as it will be, such as to write a receipt; where it fails,
                the job goes on.

        Raises:
            AbsentError: The organisation has no job of that id.
        """
        refuse_unkept("who", by, LONGEST_WHO)
        job = self.get(job_id, organisation=organisation)
        cancelling = partial(cancelled, by=by, at=datetime.now(UTC))
        if seal is not None:
            seal(cancelling(job) or job)
        made = self._jobs.change(job.id, cancelling)
        return made or self.get(job_id, organisation=organisation)

    def result(self, job_id: str, result_format: str, *, organisation: str | None = None) -> Path:
        """Return the file of a report that a job made.

        Args:
            job_id: The job.
            result_format: ``csv``, ``json``, ``html``, ``xlsx`` or ``parquet``.
            organisation: Whose job it is.

        Raises:
            AbsentError: There is no such job, or it made no report of that format.
            InputError: It is not done.
            StoreError: Its files are gone.
        """
        job = self.get(job_id, organisation=organisation)
        if job.ending is None or job.state is not JobState.DONE:
            raise InputError(
                f"the job is {job.state.value}, so there is no report of it.",
                remedy="Ask for the job until it is done.",
            )
        made = {each.format: each.path for each in job.ending.results}
        if result_format not in made:
            raise AbsentError(
                f"the job made no report of the format {result_format!r}.",
                remedy=f"Choose one of {', '.join(made)}.",
            )
        path = self._spool.folder_of(job.id) / made[result_format]
        if not path.is_file():
            raise StoreError(
                "the report is on file, but its file is gone from the data folder.",
                remedy="Screen the files again; see that all machines share one data folder.",
            )
        return path

    def portfolios(self, job_id: str, *, organisation: str | None = None) -> tuple[Path, ...]:
        """Return the files that a job screens.

        Raises:
            AbsentError: The organisation has no job of that id.
        """
        job = self.get(job_id, organisation=organisation)
        return tuple(files_of(job, self._spool.folder_of(job.id), FileRole.PORTFOLIO))

    def begin(self, job_id: str, workspace: Workspace) -> Screening:
        """Return the screening of a job again, to be asked for more than its report.

        Args:
            job_id: The job.
            workspace: The organisation's.

        Raises:
            AbsentError: The organisation has no job of that id.
            InputError: Its files are gone.
        """
        job = self.get(job_id, organisation=workspace.organisation)
        folder = self._spool.folder_of(job.id)
        return ask(workspace, job, folder, files_of(job, folder, FileRole.PORTFOLIO))

    def runner(self, *, pace: Pace | None = None, log: Log | None = None) -> JobRunner:
        """Return a worker.

        Raises:
            StoreError: The store is in memory, where no other process can see it.
        """
        self._refuse_memory()
        place = Place(
            jobs=self._jobs,
            spool=self._spool,
            address=self._store.address,
            settings=self._settings,
        )
        return JobRunner(place, pace=pace, log=log or self._log)

    def run_pending(self, *, pace: Pace | None = None) -> int:
        """Run the jobs that wait, one after another, and return how many were taken."""
        return self.runner(pace=pace).run_pending()

    def counts(self) -> dict[JobState, int]:
        """Return how many jobs of all organisations are in each state."""
        return self._jobs.counts()

    def sweep(self, now: datetime | None = None) -> int:
        """Delete what need not be kept: old jobs with their files, and files without a job.

        Returns:
            How many jobs were forgotten.
        """
        at = now or datetime.now(UTC)
        before = at - timedelta(days=self._settings.jobs_kept_days)
        forgotten = 0
        while found := self._jobs.ended_before(before, most=_AT_ONCE):
            for job in found:
                # Files first: what is killed between the two is found again by its row.
                self._spool.drop(job.id)
                self._jobs.remove(job.id)
                self._log.tell(Event.JOB_FORGOTTEN, job=job.id, organisation=job.organisation)
            forgotten += len(found)
        strays = self._spool.strays()
        for job_id in strays - self._jobs.known(strays):
            self._spool.drop(job_id)
        return forgotten

    def _whose(self, organisation: str | None) -> str:
        return self._store.organisation if organisation is None else organisation

    def _submit(self, job: Job, upload: Upload, seal: Callable[[Job], object] | None) -> Job:
        upload.keep()
        with ExitStack() as undoing:
            undoing.callback(upload.release)
            if seal is not None:
                seal(job)
            self._jobs.add(job)
            undoing.pop_all()
        self._log.tell(
            Event.JOB_QUEUED, job=job.id, organisation=job.organisation, files=len(job.files),
            bytes=sum(file.size for file in job.files),
        )  # fmt: skip
        return job

    def _refuse_memory(self) -> None:
        if self._store.is_in_memory:
            raise StoreError(
                "the store is in memory, where no worker can see it, so no job can be run.",
                remedy="Name a file or a database (PROSCRIBE_DB).",
            )


def job_json(job: Job) -> dict[str, object]:
    """Return a job as JSON values, as its organisation may see it."""
    ending = job.ending
    return {
        "id": job.id,
        "kind": job.kind.value,
        "state": job.state.value,
        "progress": {"done": job.progress.done, "total": job.progress.total},
        "by": job.by,
        "created_at": to_json(job.created_at),
        "started_at": to_json(job.started_at),
        "ended_at": None if ending is None else to_json(ending.at),
        "cancelled_by": job.cancel_by,
        "runs": job.runs,
        "files": [
            {"role": one.role.value, "name": one.name, "size": one.size, "sha256": one.sha256}
            for one in job.files
        ],
        "options": to_json(job.options),
        "results": []
        if ending is None
        else [{"format": one.format, "size": one.size} for one in ending.results],
        "summary": None if ending is None else to_json(ending.summary),
        "error": None if ending is None else to_json(ending.error),
    }


def _checked(options: ScreenOptions) -> ScreenOptions:
    """Refuse options at once that the job would fail on.

    Raises:
        InputError: One of them makes no sense.
    """
    for act in options.actions:
        choose(Act, act)
    choose_regimes(options.regimes)
    build_question(
        action="buy", purpose=None, investor=options.investor, location=options.location,
        instrument="equity", as_of=options.as_of, known_at=options.known_at,
        held_since=options.held_since, attributes={},
    )  # fmt: skip
    wrong = [each for each in options.formats if each not in REPORT_FORMATS]
    if wrong or not options.formats or len({*options.formats}) < len(options.formats):
        raise InputError(
            f"the formats of a report cannot be {', '.join(options.formats) or 'none'}.",
            remedy=f"Choose among {', '.join(REPORT_FORMATS)}, each once.",
        )
    return options


def _draft(upload: Upload, organisation: str, by: str, options: ScreenOptions) -> Job:
    _refuse_files(upload)
    return Job(
        id=upload.job_id,
        organisation=organisation,
        by=by,
        kind=JobKind.SCREEN,
        files=upload.files,
        options=options,
        created_at=datetime.now(UTC),
    )


def _refuse_files(upload: Upload) -> None:
    roles = [file.role for file in upload.files]
    if FileRole.PORTFOLIO not in roles:
        raise InputError("there is no file to screen.", remedy="Send at least one portfolio.")
    for role, what in _ONE_OF_A_KIND.items():
        if roles.count(role) > 1:
            raise InputError(f"more than one {what} is given.", remedy="Send one at most.")
