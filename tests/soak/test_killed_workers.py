"""Workers are killed at any moment, again and again: no job is lost, and none ends twice."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import pytest

from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.jobs import JobState
from tests.workspace.jobs.test_workers import CSV, ended, events, wait_for, worker

KILLS = 60
JOBS = 20
# One worker may have nearly all of them left to do, on a machine that is busy.
PATIENCE = 900

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="there is no /proc"),
]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_job_is_lost_and_none_ends_twice(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    chance = random.Random(7)
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    if kind == "postgresql":
        address = request.getfixturevalue("postgres_database")
    settings = Settings(db=address, data=tmp_path / "data")
    settings.data.mkdir()
    book = tmp_path / "book.csv"
    book.write_text("name\n" + "".join(f"Xiaomi {number} Trading\n" for number in range(2_000)))
    with open_workspace(address, settings=settings) as shop:
        jobs = [shop.jobs.submit_screen([book], by="ana", options=CSV) for _ in range(JOBS)]
        for _ in range(KILLS):
            with ExitStack() as both:
                running = [both.enter_context(worker(settings)) for _ in range(2)]
                time.sleep(chance.uniform(0.5, 6))
                os.kill(chance.choice(running).pid, signal.SIGKILL)
        with worker(settings):
            wait_for(lambda: all(ended(shop, job) for job in jobs), PATIENCE)

        found = [shop.jobs.get(job.id) for job in jobs]
        assert {job.state for job in found} <= {JobState.DONE, JobState.FAILED}
        for job in found:
            if job.state is JobState.DONE:
                assert shop.jobs.result(job.id, "csv").read_text().count("\n") == 2_001
    told = Counter(each["job"] for each in events(settings) if each["event"] == "job ended")
    assert max(told.values()) == 1
