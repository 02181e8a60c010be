"""Workers are killed, stopped and told to end; every job ends once, and is never run twice at once.

``/proc`` tells what process a worker began; where there is none, the tests are left out.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.jobs import Job, JobState, ScreenOptions
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="there is no /proc")

WORKER = "tests.workspace.jobs.worker"
PATIENCE = 60
LEASE = 3.0
LINES = 8_000
CSV = ScreenOptions(as_of="2021-03-10", known_at="2021-03-06", actions=("buy",), formats=("csv",))


@contextmanager
def worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """A running worker, whose log lies in the folder of the data; it is killed at the end."""
    log = settings.data / f"worker-{time.monotonic_ns()}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", WORKER, settings.db, str(settings.data), str(LEASE)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=out,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGCONT)
        process.kill()
        process.wait()


def events(settings: Settings) -> list[dict[str, Any]]:
    """What all workers logged, in order of time."""
    lines = (line for log in settings.data.glob("*.log") for line in log.read_text().splitlines())
    return sorted(map(json.loads, lines), key=lambda said: str(said["timestamp"]))


def child_of(process: subprocess.Popen[bytes]) -> int | None:
    """The process that a worker began to run a job in."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(found[0]) if found else None


def runs(number: int | None) -> bool:
    """Whether a process is there and is no zombie."""
    try:
        state = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def wait_for(what: Callable[[], object], patience: float = PATIENCE) -> None:
    until = time.monotonic() + patience
    while not what():
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.05)


@pytest.fixture
def settings(address: str, tmp_path: Path) -> Settings:
    return Settings(db=address, data=tmp_path / "data")


@pytest.fixture
def shop(settings: Settings) -> Iterator[Workspace]:
    settings.data.mkdir()
    with open_workspace(settings.db, settings=settings) as workspace:
        yield workspace


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A portfolio that takes some seconds."""
    path = tmp_path / "long.csv"
    lines = (f"Xiaomi {number} Holdings Trading Company\n" for number in range(LINES))
    path.write_text("name\n" + "".join(lines))
    return path


def ended(shop: Workspace, job: Job) -> bool:
    return shop.jobs.get(job.id).has_ended


def begun(process: subprocess.Popen[bytes]) -> int:
    wait_for(lambda: child_of(process) is not None)
    found = child_of(process)
    assert found is not None
    return found


def test_a_job_whose_worker_is_killed_is_run_again_and_ends_once(
    shop: Workspace, settings: Settings, long: Path
) -> None:
    job = shop.jobs.submit_screen([long], by="ana", options=CSV)
    with worker(settings) as first:
        child = begun(first)
        wait_for(lambda: shop.jobs.get(job.id).progress.total is not None)
        os.kill(first.pid, signal.SIGKILL)
        wait_for(lambda: not runs(child))

    assert shop.jobs.get(job.id).state is JobState.RUNNING
    with worker(settings):
        wait_for(lambda: ended(shop, job))

    done = shop.jobs.get(job.id)
    assert (done.state, done.runs, done.progress.done) == (JobState.DONE, 2, LINES)
    assert shop.jobs.result(job.id, "csv").read_text().count("\n") == LINES + 1
    assert [path.name for path in (settings.spool / job.id / "out").iterdir()] == ["2"]
    assert [each["state"] for each in events(settings) if each["event"] == "job ended"] == ["done"]


def test_workers_at_once_run_each_job_once(
    shop: Workspace, settings: Settings, portfolio: Path
) -> None:
    jobs = [shop.jobs.submit_screen([portfolio], by="ana", options=CSV) for _ in range(5)]
    with worker(settings), worker(settings), worker(settings):
        wait_for(lambda: all(ended(shop, job) for job in jobs))

    assert [shop.jobs.get(job.id).state for job in jobs] == [JobState.DONE] * 5
    for event in ("job started", "job ended"):
        named = [each["job"] for each in events(settings) if each["event"] == event]
        assert sorted(named) == sorted(job.id for job in jobs)


def test_a_worker_that_hangs_loses_its_job_before_another_takes_it(
    shop: Workspace, settings: Settings, long: Path
) -> None:
    job = shop.jobs.submit_screen([long], by="ana", options=CSV)
    with worker(settings) as hung:
        child = begun(hung)
        wait_for(lambda: shop.jobs.get(job.id).progress.total is not None)
        os.kill(hung.pid, signal.SIGSTOP)
        with worker(settings) as second:
            begun(second)
            assert not runs(child)
            wait_for(lambda: ended(shop, job))
            os.kill(hung.pid, signal.SIGCONT)
            wait_for(lambda: any("lost" in each["event"] for each in events(settings)))

    done = shop.jobs.get(job.id)
    assert (done.state, done.runs) == (JobState.DONE, 2)
    assert [each["run"] for each in events(settings) if each["event"] == "job ended"] == [2]


def test_a_job_that_runs_is_cancelled_within_a_beat(
    shop: Workspace, settings: Settings, long: Path
) -> None:
    job = shop.jobs.submit_screen([long], by="ana", options=CSV)
    with worker(settings) as running:
        child = begun(running)
        assert shop.jobs.cancel(job.id, by="ben").state is JobState.RUNNING
        wait_for(lambda: ended(shop, job))
        wait_for(lambda: not runs(child))

    assert shop.jobs.get(job.id).state is JobState.CANCELLED
    assert not (settings.spool / job.id / "out").exists()


def test_a_worker_told_to_stop_gives_its_job_back(
    shop: Workspace, settings: Settings, long: Path
) -> None:
    job = shop.jobs.submit_screen([long], by="ana", options=CSV)
    with worker(settings) as stopped:
        child = begun(stopped)
        stopped.terminate()
        assert stopped.wait(PATIENCE) == 0
        assert not runs(child)

    waiting = shop.jobs.get(job.id)
    assert (waiting.state, waiting.runs, waiting.lease) == (JobState.QUEUED, 0, None)


def test_a_process_that_crashes_fails_its_job_and_the_worker_goes_on(
    shop: Workspace, settings: Settings, long: Path, portfolio: Path
) -> None:
    bad = shop.jobs.submit_screen([long], by="ana", options=CSV)
    good = shop.jobs.submit_screen([portfolio], by="ana", options=CSV)
    with worker(settings) as running:
        os.kill(begun(running), signal.SIGSEGV)
        wait_for(lambda: ended(shop, good))

    failed = shop.jobs.get(bad.id)
    assert failed.state is JobState.FAILED
    assert failed.ending is not None
    assert failed.ending.error is not None
    assert "SIGSEGV" in failed.ending.error.what
    assert shop.jobs.get(good.id).state is JobState.DONE


def test_the_log_of_a_worker_holds_nothing_that_was_given(
    shop: Workspace, settings: Settings, portfolio: Path
) -> None:
    job = shop.jobs.submit_screen([portfolio], by="Ana Ruiz", options=CSV)
    with worker(settings):
        wait_for(lambda: ended(shop, job))

    told = json.dumps(events(settings))
    assert job.id in told
    for given in ("Ana", "Depot", "Xiaomi", "KYG9830T1067"):
        assert given not in told
