"""Files are handed in, screened by a worker, and looked at by their organisation alone."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import polars as pl
import pytest

from proscribe.backends.stores.jobs import SqlJobStore
from proscribe.model.errors import InputError, StoreError, TooLargeError, UnknownNameError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.jobs import FileRole, Job, JobState, Pace, ScreenOptions, job_json
from proscribe.workspace.logs import Log

MARCH = ScreenOptions(as_of="2021-03-10", known_at="2021-03-06", actions=("buy",), formats=("csv",))
# Enough for a small file, and not for a large one.
MEMORY_MIB = 400


def spooled(settings: Settings) -> list[str]:
    folder = settings.spool
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def rows(report: Path) -> list[dict[str, str]]:
    with report.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_a_job_answers_as_a_screening_does(
    shop: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    options = ScreenOptions(as_of="2021-03-16", known_at="2021-03-06")
    job = shop.jobs.submit_screen([portfolio], by="ana", options=options)
    assert job.state is JobState.QUEUED
    with pytest.raises(InputError, match="is queued"):
        shop.jobs.result(job.id, "csv")

    assert shop.jobs.run_pending() == 1

    done = shop.jobs.get(job.id)
    assert done.state is JobState.DONE
    assert (done.progress.done, done.progress.total, done.runs) == (2, 2, 1)
    assert done.ending is not None
    assert done.ending.summary is not None
    assert (done.ending.summary.lines, done.ending.summary.not_allowed) == (2, 1)
    direct = tmp_path / "direct.csv"
    shop.screen(portfolio, as_of="2021-03-16", known_at="2021-03-06").write(direct)
    assert shop.jobs.result(job.id, "csv").read_bytes() == direct.read_bytes()
    assert rows(direct)[0]["verdict"] == "PROHIBITED"


def test_each_format_holds_the_same_rows(shop: Workspace, portfolio: Path) -> None:
    job = shop.jobs.submit_screen([portfolio], by="ana")
    shop.jobs.run_pending()

    of_csv = pl.read_csv(shop.jobs.result(job.id, "csv"))["verdict"].to_list()
    of_parquet = pl.read_parquet(shop.jobs.result(job.id, "parquet"))["verdict"].to_list()
    document = json.loads(shop.jobs.result(job.id, "json").read_bytes())
    assert of_csv == of_parquet == [row["verdict"] for row in document["rows"]]
    assert len(of_csv) == 6
    assert "Xiaomi" in shop.jobs.result(job.id, "html").read_text()
    assert shop.jobs.result(job.id, "xlsx").read_bytes().startswith(b"PK")


def test_a_report_of_several_files_names_them_as_their_sender_did(
    shop: Workspace, portfolio: Path, settings: Settings, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("name\nHuawei\nTotal\n")
    options = ScreenOptions(formats=("csv", "json", "html"))
    job = shop.jobs.submit_screen([portfolio, other], by="ana", options=options)
    shop.jobs.run_pending()

    assert {row["file"] for row in rows(shop.jobs.result(job.id, "csv"))} == {
        "Depot ana.csv",
        "other.csv",
    }
    for each in options.formats:
        assert str(settings.data) not in shop.jobs.result(job.id, each).read_text()


def test_a_question_about_now_is_about_the_moment_it_was_handed_in(
    shop: Workspace, portfolio: Path
) -> None:
    options = ScreenOptions(formats=("json",))
    job = shop.jobs.submit_screen([portfolio], by="ana", options=options)
    shop.jobs.run_pending()

    head = json.loads(shop.jobs.result(job.id, "json").read_bytes())["head"]
    assert head["as_of"] == job.created_at.isoformat(timespec="seconds")


def test_another_organisation_sees_nothing_of_a_job(shop: Workspace, portfolio: Path) -> None:
    job = shop.jobs.submit_screen([portfolio], organisation="bank", by="ana", options=MARCH)
    shop.jobs.run_pending()

    for attempt in (
        lambda: shop.jobs.get(job.id, organisation="rival"),
        lambda: shop.jobs.cancel(job.id, organisation="rival", by="eve"),
        lambda: shop.jobs.result(job.id, "csv", organisation="rival"),
        lambda: shop.jobs.list(organisation="rival", before=job.id),
    ):
        with pytest.raises(UnknownNameError, match="no job of that id"):
            attempt()
    assert shop.jobs.list(organisation="rival") == ()
    assert [each.id for each in shop.jobs.list(organisation="bank")] == [job.id]
    assert shop.jobs.result(job.id, "csv", organisation="bank").is_file()


def test_a_job_is_of_the_organisation_whose_the_workspace_is(
    shop: Workspace, portfolio: Path
) -> None:
    bank = shop.of("bank")
    job = bank.jobs.submit_screen([portfolio], by="ana", options=MARCH)

    assert job.organisation == "bank"
    assert [each.id for each in bank.jobs.list()] == [bank.jobs.get(job.id).id] == [job.id]
    assert bank.jobs.cancel(job.id, by="ana").state is JobState.CANCELLED
    assert shop.jobs.list() == ()


@pytest.mark.parametrize("wrong", ["", "..", "../../etc/passwd", "0" * 32, "a\0b", "x" * 10_000])
def test_what_is_no_id_is_no_job(shop: Workspace, wrong: str) -> None:
    with pytest.raises(UnknownNameError, match="no job of that id"):
        shop.jobs.get(wrong)


@pytest.mark.parametrize("wrong", ["../in/0/a.csv", "pdf", ""])
def test_a_format_that_was_not_made_leads_to_no_file(
    shop: Workspace, portfolio: Path, wrong: str
) -> None:
    job = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
    shop.jobs.run_pending()

    with pytest.raises(UnknownNameError, match="no report of the format"):
        shop.jobs.result(job.id, wrong)


def test_a_file_that_cannot_be_read_fails_in_words_and_the_next_job_is_run(
    shop: Workspace, portfolio: Path, tmp_path: Path
) -> None:
    other = tmp_path / "letter.csv"
    other.write_text("Dear Sir,\nno table here\n")
    bad = shop.jobs.submit_screen([other], by="ana", options=MARCH)
    good = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)

    assert shop.jobs.run_pending() == 2

    failed = shop.jobs.get(bad.id)
    assert failed.state is JobState.FAILED
    assert failed.ending is not None
    assert failed.ending.error is not None
    assert failed.ending.error.is_input
    told = json.dumps(job_json(failed))
    assert "letter.csv" in told
    assert str(tmp_path) not in told
    assert shop.jobs.get(good.id).state is JobState.DONE


def test_a_file_that_fills_the_memory_ends_only_its_own_job(
    settings: Settings, portfolio: Path, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.csv"
    bomb.write_text("name\n" + "".join(f"Xiaomi {number} Trading\n" for number in range(200_000)))
    small = settings.model_copy(update={"jobs_memory_mib": MEMORY_MIB})
    with open_workspace(settings.db, settings=small) as shop:
        bad = shop.jobs.submit_screen([bomb], by="eve", options=MARCH)
        good = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
        shop.jobs.run_pending()

        failed = shop.jobs.get(bad.id)
        assert failed.state is JobState.FAILED
        assert failed.ending is not None
        assert failed.ending.error is not None
        assert "memory" in failed.ending.error.what
        assert shop.jobs.get(good.id).state is JobState.DONE


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name\nApple\nXiaomi\nTesla\n", "more than the 2 lines"),
        ("name" + ",c" * 20_000 + "\nXiaomi" + ",1" * 20_000 + "\n", "20,001 columns"),
    ],
)
def test_a_small_file_that_is_large_once_unpacked_is_refused(
    settings: Settings, tmp_path: Path, text: str, told: str
) -> None:
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(text.encode()))
    small = settings.model_copy(update={"jobs_most_lines": 2})
    with open_workspace(settings.db, settings=small) as shop:
        job = shop.jobs.submit_screen([bomb], by="eve", options=MARCH)
        shop.jobs.run_pending()

        failed = shop.jobs.get(job.id)
        assert failed.state is JobState.FAILED
        assert failed.ending is not None
        assert failed.ending.error is not None
        assert told in failed.ending.error.what


def test_a_job_that_takes_too_long_is_ended(settings: Settings, portfolio: Path) -> None:
    hasty = settings.model_copy(update={"jobs_timeout_seconds": 0.05})
    with open_workspace(settings.db, settings=hasty) as shop:
        job = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
        shop.jobs.run_pending()

        failed = shop.jobs.get(job.id)
        assert failed.ending is not None
        assert failed.ending.error is not None
        assert "not through after" in failed.ending.error.what


def test_a_job_that_was_cancelled_is_never_run(shop: Workspace, portfolio: Path) -> None:
    job = shop.jobs.submit_screen([portfolio], by="ana")

    assert shop.jobs.cancel(job.id, by="ben").state is JobState.CANCELLED
    assert shop.jobs.run_pending() == 0
    assert shop.jobs.cancel(job.id, by="ana").cancel_by == "ben"
    with pytest.raises(InputError, match="is cancelled"):
        shop.jobs.result(job.id, "csv")


def test_an_upload_is_handed_in_with_what_stands_beside_it(
    shop: Workspace, settings: Settings
) -> None:
    with shop.jobs.uploading() as upload:
        with upload.file("p.csv") as file:
            file.write(b"name\nAcme Trading\n")
        with upload.file("list.csv", FileRole.LIST) as file:
            file.write(b"id,schema,name\n1,Company,Acme Trading\n")
        job = shop.jobs.submit_screen(upload, organisation="bank", by="ana", options=MARCH)
    shop.jobs.run_pending()

    (row,) = rows(shop.jobs.result(job.id, "csv", organisation="bank"))
    assert row["regime"] == "LIST"
    assert row["verdict"] == "PROHIBITED"
    assert [path.split("/", 1)[1] for path in spooled(settings)] == [
        "in/list/list.csv",
        "in/portfolio/p.csv",
        "out/1/report.csv",
    ]


def test_what_is_refused_leaves_nothing_behind(
    shop: Workspace, settings: Settings, portfolio: Path
) -> None:
    refused: list[tuple[Any, dict[str, Any]]] = [
        ([portfolio], {"options": ScreenOptions(actions=("steal",))}),
        ([portfolio], {"options": ScreenOptions(as_of="soon")}),
        ([portfolio], {"options": ScreenOptions(regimes=("NONE",))}),
        ([portfolio], {"options": ScreenOptions(formats=("pdf",))}),
        ([portfolio], {"options": ScreenOptions(formats=())}),
        ([portfolio], {"options": ScreenOptions(formats=("csv", "csv"))}),
        ([portfolio], {"by": "a\0b"}),
        ([portfolio], {"organisation": "x" * 201}),
        ([], {}),
        (["missing.csv"], {}),
        ([portfolio, "missing.csv"], {}),
    ]
    for files, named in refused:
        with pytest.raises(InputError):
            shop.jobs.submit_screen(files, **({"by": "ana"} | named))

    assert spooled(settings) == []
    assert shop.jobs.list() == ()


def test_more_bytes_than_are_taken_leave_nothing_behind(
    shop: Workspace, settings: Settings
) -> None:
    def send() -> None:
        with shop.jobs.uploading(most_bytes=5) as upload, upload.file("p.csv") as file:
            file.write(b"123456")

    with pytest.raises(TooLargeError, match="5 bytes"):
        send()
    assert spooled(settings) == []


def test_what_cannot_be_sealed_is_not_handed_in(
    shop: Workspace, portfolio: Path, settings: Settings
) -> None:
    sealed: list[Job] = []

    def seal(job: Job) -> None:
        assert shop.jobs.list() == ()
        sealed.append(job)
        if len(sealed) == 1:
            raise StoreError("there is no room for the receipt")

    with pytest.raises(StoreError, match="no room"):
        shop.jobs.submit_screen([portfolio], by="ana", options=MARCH, seal=seal)
    assert (shop.jobs.list(), spooled(settings)) == ((), [])

    job = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH, seal=seal)
    assert sealed[1] == job == shop.jobs.get(job.id)


def test_a_store_in_memory_is_refused_in_words(workspace: Workspace, portfolio: Path) -> None:
    with pytest.raises(StoreError, match="in memory"):
        workspace.jobs.submit_screen([portfolio], by="ana")


def test_old_jobs_and_stray_files_are_swept_away_and_nothing_else(
    shop: Workspace, settings: Settings, portfolio: Path
) -> None:
    old = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
    shop.jobs.run_pending()
    waiting = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
    days = timedelta(days=settings.jobs_kept_days)
    now = datetime.now(UTC)

    assert shop.jobs.sweep(now + days - timedelta(minutes=1)) == 0
    assert shop.jobs.sweep(now + days + timedelta(minutes=1)) == 1

    assert [each.id for each in shop.jobs.list()] == [waiting.id]
    assert {path.split("/")[0] for path in spooled(settings)} == {waiting.id}
    with pytest.raises(UnknownNameError):
        shop.jobs.result(old.id, "csv")


def test_a_report_whose_file_is_gone_is_told_in_words(shop: Workspace, portfolio: Path) -> None:
    job = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
    shop.jobs.run_pending()
    shop.jobs.result(job.id, "csv").unlink()

    with pytest.raises(StoreError, match="its file is gone"):
        shop.jobs.result(job.id, "csv")


class Outage:
    """A store of jobs that cannot be reached for some changes, the last of a run among them."""

    def __init__(self, jobs: SqlJobStore, failures: int) -> None:
        self._jobs = jobs
        self.left = failures

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._jobs, name)

    def change(self, job_id: str, move: Callable[[Job], Job | None]) -> Job | None:
        if self.left > 0:
            self.left -= 1
            raise StoreError("the database server cannot be reached")
        return self._jobs.change(job_id, move)


def test_what_a_job_came_to_outlives_an_outage_of_the_store(
    shop: Workspace, portfolio: Path
) -> None:
    job = shop.jobs.submit_screen([portfolio], by="ana", options=MARCH)
    stream = io.StringIO()
    runner = shop.jobs.runner(pace=Pace(beat=60), log=Log(stream))
    outage = Outage(shop.jobs._jobs, failures=2)  # noqa: SLF001
    runner._place = replace(runner._place, jobs=cast("SqlJobStore", outage))  # noqa: SLF001

    assert runner.run_pending() == 1

    assert outage.left == 0
    assert shop.jobs.get(job.id).state is JobState.DONE
    assert stream.getvalue().count("store failed") == 2
