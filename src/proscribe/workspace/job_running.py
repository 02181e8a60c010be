"""Workers: take jobs one by one, run each in a process of its own, and see it through.

A worker holds a lease on its job and renews it with every beat. Where it is killed, its process
ends with it, and once the lease has ended another worker runs the job from the beginning.
"""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from functools import partial
from secrets import token_hex
from threading import Event as Flag

from proscribe.model.errors import StoreError
from proscribe.operations.jobs import claim_of, claimed
from proscribe.workspace.job_run import Pace, Place, Run
from proscribe.workspace.logs import Event, Log, Silence


class JobRunner:
    """A worker. Each works at one job at a time; have as many as you like, on any machine.

    Args:
        place: Where the jobs are.
        pace: How often it looks.
        log: Where it says what it does.
    """

    def __init__(self, place: Place, *, pace: Pace | None = None, log: Log | None = None) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}:{token_hex(4)}"
        self._place = place
        self._pace = pace or Pace()
        self._log = log or Silence()

    def work(self, stop: Flag) -> None:
        """Work until told to stop; a job that is not through is then given back."""
        self._log.tell(Event.WORKER_STARTED, runner=self.name)
        while not stop.is_set():
            try:
                worked = self.run_one(stop)
            except StoreError as error:
                self._log.fail(Event.STORE_FAILED, error, runner=self.name)
                worked = False
            if not worked:
                stop.wait(self._pace.poll)
        self._log.tell(Event.WORKER_STOPPED, runner=self.name)

    def run_pending(self, stop: Flag | None = None) -> int:
        """Run jobs until none waits, and return how many were taken."""
        taken = 0
        while not (stop is not None and stop.is_set()) and self.run_one(stop):
            taken += 1
        return taken

    def run_one(self, stop: Flag | None = None) -> bool:
        """Run the job that has waited longest; return False where none waits.

        Raises:
            StoreError: The store failed.
        """
        at = datetime.now(UTC)
        until = at + timedelta(seconds=self._pace.lease)
        take = partial(claimed, runner=self.name, at=at, until=until)
        job = self._place.jobs.claim(at, take)
        if job is None:
            return False
        claim = claim_of(job)
        if claim is None:
            # Nobody may run it again: it was to be cancelled, or ended its workers too often.
            self._log.caution(
                Event.JOB_ENDED, job=job.id, organisation=job.organisation, state=job.state.value
            )
            return True
        Run(
            place=self._place,
            pace=self._pace,
            log=self._log,
            job=job,
            claim=claim,
            stop=stop or Flag(),
        ).go()
        return True
