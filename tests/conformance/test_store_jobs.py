"""Jobs are kept, claimed by one worker at a time, and ended once, in every store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from proscribe.backends.stores.jobs import SqlJobStore
from proscribe.backends.stores.open import open_store
from proscribe.backends.stores.sql import SqlStore
from proscribe.operations.jobs import (
    MOST_RUNS,
    Claim,
    Ending,
    FileRole,
    Job,
    JobError,
    JobFile,
    JobKind,
    JobResult,
    JobState,
    JobSummary,
    Progress,
    ScreenOptions,
    cancelled,
    claim_of,
    claimed,
    ended,
    given_back,
    renewed,
)

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def job(number: int, organisation: str = "bank") -> Job:
    return Job(
        id=f"{number:032x}",
        organisation=organisation,
        by="ana",
        kind=JobKind.SCREEN,
        files=(
            JobFile(
                role=FileRole.PORTFOLIO, name="a.csv", path="in/0/a.csv", size=7, sha256="0" * 64
            ),
        ),
        options=ScreenOptions(actions=("buy",), as_of="2021-03-16", regimes=("CCMC",)),
        created_at=NOON + timedelta(seconds=number),
    )


def take(jobs: SqlJobStore, runner: str, at: datetime = NOON) -> Job | None:
    return jobs.claim(at, partial(claimed, runner=runner, at=at, until=at + LEASE))


def claim(jobs: SqlJobStore, runner: str, at: datetime = NOON) -> Claim:
    taken = take(jobs, runner, at)
    assert taken is not None
    found = claim_of(taken)
    assert found is not None
    return found


def test_a_job_is_returned_as_it_was_written(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    given = job(1)
    jobs.add(given)
    done = replace(
        given,
        id="f" * 32,
        state=JobState.FAILED,
        runs=2,
        progress=Progress(done=5, total=7),
        started_at=NOON,
        cancel_by="ben",
        ending=Ending(
            state=JobState.FAILED,
            at=NOON,
            results=(JobResult(format="csv", path="out/report.csv", size=9),),
            summary=JobSummary(lines=5, rows=15, not_allowed=1, unresolved=2),
            error=JobError(what="no", where="a.csv, line 3", remedy="mend it", is_input=True),
        ),
    )
    jobs.add(done)

    assert jobs.find("bank", given.id) == given
    assert jobs.find("bank", done.id) == done


def test_another_organisation_finds_nothing(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    jobs.add(job(2, "rival"))

    assert jobs.find("rival", job(1).id) is None
    assert jobs.listed("rival", most=9) == (job(2, "rival"),)
    assert jobs.listed("nobody", most=9) == ()


def test_jobs_are_listed_newest_first_page_by_page(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    for number in range(5):
        jobs.add(job(number))

    first = jobs.listed("bank", most=2)
    assert first == (job(4), job(3))
    assert jobs.listed("bank", most=9, before=first[-1]) == (job(2), job(1), job(0))


def test_the_oldest_job_is_taken_first_and_by_one_worker_only(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(2))
    jobs.add(job(1))

    first, second = take(jobs, "a"), take(jobs, "b")

    assert first is not None
    assert second is not None
    assert (first.id, second.id) == (job(1).id, job(2).id)
    assert take(jobs, "c") is None


def test_a_job_whose_lease_ended_is_run_again_and_ended_once(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    late = claim(jobs, "a")
    assert take(jobs, "b", NOON + LEASE) is None

    after = NOON + LEASE + timedelta(seconds=1)
    again = claim(jobs, "b", after)
    assert again.run == 2
    ending = Ending(state=JobState.DONE, at=after)

    further = partial(renewed, claim=late, until=after + LEASE, progress=Progress(done=3))
    assert jobs.change(late.job_id, further) is None
    assert jobs.change(late.job_id, partial(ended, claim=late, ending=ending)) is None
    assert jobs.change(again.job_id, partial(ended, claim=again, ending=ending)) is not None
    assert jobs.change(again.job_id, partial(ended, claim=again, ending=ending)) is None
    found = jobs.find("bank", job(1).id)
    assert found is not None
    assert (found.state, found.runs, found.lease) == (JobState.DONE, 2, None)


def test_a_lease_that_is_renewed_goes_on(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    held = claim(jobs, "a")
    later = NOON + LEASE * 2

    progress = Progress(done=40, total=100)
    made = jobs.change(held.job_id, partial(renewed, claim=held, until=later, progress=progress))

    assert made is not None
    assert made.progress == progress
    assert take(jobs, "b", NOON + LEASE + timedelta(seconds=1)) is None


def test_a_job_that_ends_its_workers_is_given_up(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    at = NOON
    for _ in range(MOST_RUNS):
        claim(jobs, "a", at)
        at += LEASE + timedelta(seconds=1)

    given_up = take(jobs, "a", at)

    assert given_up is not None
    assert given_up.state is JobState.FAILED
    assert given_up.ending is not None
    assert given_up.ending.error is not None
    assert "3 times" in given_up.ending.error.what
    assert take(jobs, "a", at) is None


def test_a_job_given_back_waits_again_and_the_run_does_not_count(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    held = claim(jobs, "a")

    jobs.change(held.job_id, partial(given_back, claim=held))

    assert jobs.find("bank", job(1).id) == job(1)
    assert claim(jobs, "b").run == 1


def test_a_waiting_job_is_cancelled_at_once_and_never_run(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))

    made = jobs.change(job(1).id, partial(cancelled, by="ben", at=NOON))

    assert made is not None
    assert (made.state, made.cancel_by) == (JobState.CANCELLED, "ben")
    assert take(jobs, "a") is None
    assert jobs.change(job(1).id, partial(cancelled, by="ana", at=NOON)) is None


def test_a_running_job_that_is_cancelled_ends_so_whatever_it_came_to(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    jobs.add(job(1))
    held = claim(jobs, "a")

    wanted = jobs.change(job(1).id, partial(cancelled, by="ben", at=NOON))
    assert wanted is not None
    assert wanted.state is JobState.RUNNING
    ending = Ending(state=JobState.DONE, at=NOON)
    made = jobs.change(job(1).id, partial(ended, claim=held, ending=ending))

    assert made is not None
    assert made.state is JobState.CANCELLED


def test_only_jobs_that_ended_are_forgotten(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    for number in (1, 2, 3):
        jobs.add(job(number))
    jobs.change(job(1).id, partial(cancelled, by="ben", at=NOON))
    jobs.change(job(2).id, partial(cancelled, by="ben", at=NOON + LEASE))

    assert [each.id for each in jobs.ended_before(NOON + LEASE, most=9)] == [job(1).id]
    jobs.remove(job(1).id)
    jobs.remove(job(3).id)

    ids = frozenset(job(number).id for number in (1, 2, 3))
    assert jobs.known(ids) == ids - {job(1).id}
    assert jobs.counts() == {
        JobState.QUEUED: 1,
        JobState.RUNNING: 0,
        JobState.DONE: 0,
        JobState.FAILED: 0,
        JobState.CANCELLED: 1,
    }


def test_workers_that_ask_at_once_take_each_job_once(store: SqlStore) -> None:
    jobs = SqlJobStore(store)
    for number in range(20):
        jobs.add(job(number))

    def drain(runner: str) -> list[str]:
        found = []
        while (taken := take(jobs, runner)) is not None:
            found.append(taken.id)
        return found

    with ThreadPoolExecutor(4) as pool:
        taken = [each for part in pool.map(drain, "abcd") for each in part]

    assert sorted(taken) == [job(number).id for number in range(20)]


def test_a_job_is_there_when_the_store_is_opened_again(address: str) -> None:
    with open_store(address) as store:
        SqlJobStore(store).add(job(1))

    with open_store(address) as store:
        assert SqlJobStore(store).find("bank", job(1).id) == job(1)
