"""Screenings of the pages: all are listed, and how many are not looked at is said."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from proscribe.backends.reports.parquet_file import METADATA_KEY
from proscribe.backends.stores.jobs import SqlJobStore
from proscribe.model.errors import AbsentError
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.pages import queue, screenings
from proscribe.workspace.pages.screenings import JobScreenings, Run, ScreenOptions

OLDER = 22
EXAMPLE = resources.files("proscribe.workspace") / "examples" / "portfolio.csv"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")


@pytest.fixture
def shop(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings=settings) as workspace:
        yield workspace


@pytest.fixture
def oldest(shop: Workspace, settings: Settings, tmp_path: Path) -> str:
    """The oldest of many screenings, the only one with a line that waits."""
    plain = tmp_path / "free.csv"
    plain.write_text("Name\nToyota Motor\n", encoding="utf-8")
    runs = []
    for file in (Path(str(EXAMPLE)), plain):
        runs.append(shop.jobs.submit_screen([file], by="ana", options=ScreenOptions()))
        assert shop.jobs.run_pending() == 1
    unclear, free = (shop.jobs.get(each.id) for each in runs)
    (folder,) = (each for each in settings.spool.rglob(free.id) if each.is_dir())
    jobs = SqlJobStore(shop.jobs._store)  # noqa: SLF001 - a copy has to be on file as a job
    for number in range(OLDER):
        copy = replace(
            free, id=f"{number:032x}", created_at=free.created_at + timedelta(seconds=number + 1)
        )
        shutil.copytree(folder, folder.with_name(copy.id))
        jobs.add(copy)
    return unclear.id


def _every(own: JobScreenings, whose: str) -> Iterator[Run]:
    page = own.listed(whose)
    yield from page.runs
    while page.older:
        page = own.listed(whose, before=page.older)
        yield from page.runs


def test_every_screening_is_listed_and_the_lines_of_the_oldest_wait(
    shop: Workspace, oldest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, whose = JobScreenings(shop.jobs, shop.of), shop.organisation

    listed = [run.id for run in _every(own, whose)]
    assert len(listed) == len(set(listed)) == OLDER + 2
    assert listed[-1] == oldest
    assert own.reports(whose).unread == shop.cases.queue().unread == 0
    waiting = shop.cases.list(kind="line", limit=50)
    assert {one.pair.run_id for one in waiting.cases} == {oldest}
    assert not waiting.more

    monkeypatch.setattr(screenings, "_MOST_READ", OLDER)
    assert shop.cases.queue().unread == 2
    waiting = shop.cases.list(kind="line", limit=50)
    assert (waiting.total, waiting.more) == (0, True)
    assert (waiting.unread_screenings, waiting.unread_lines) == (2, 0)
    assert shop.cases.list(kind="link", limit=50).unread_screenings == 0


def test_a_case_of_however_old_a_screening_is_found_by_its_id_and_decided(
    shop: Workspace, oldest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case, *_) = shop.cases.list(kind="line", limit=50).cases
    monkeypatch.setattr(screenings, "_MOST_READ", OLDER)
    assert shop.cases.list(kind="line", limit=50).cases == ()

    assert shop.cases.get(case.id) == case
    assert case.pair.run_id == oldest
    _, said = shop.cases.decide(
        case.id, "different", reason="another house", by="ana", seen=case.seen
    )

    assert said.judgement == "different"
    with pytest.raises(AbsentError, match="no case of this id waits"):
        shop.cases.get(case.id)


def test_lines_that_a_report_counts_and_does_not_tell_are_counted(shop: Workspace) -> None:
    job = shop.jobs.submit_screen([Path(str(EXAMPLE))], by="ana", options=ScreenOptions())
    assert shop.jobs.run_pending() == 1
    whole, shown = shop.cases.list(kind="line", limit=50), shop.cases.queue()
    assert whole.total > 0
    assert (whole.more, whole.unread_lines, shown.unread_lines) == (False, 0, 0)

    report = shop.jobs.result(job.id, "parquet")
    document = json.loads(pq.read_metadata(report).metadata[METADATA_KEY.encode()])
    document["summary"]["unresolved"] += 7
    told = {METADATA_KEY: json.dumps(document)}
    pq.write_table(pq.read_table(report).replace_schema_metadata(told), report)

    cut, shown = shop.cases.list(kind="line", limit=50), shop.cases.queue()
    assert (cut.cases, cut.total) == (whole.cases, whole.total)
    assert (cut.more, cut.unread_lines, shown.unread_lines) == (True, 7, 7)
    assert shown.to_json()["unread_lines"] == 7


def test_a_damaged_report_counts_as_unread_and_hides_no_other(shop: Workspace, oldest: str) -> None:
    job = shop.jobs.submit_screen([Path(str(EXAMPLE))], by="ana", options=ScreenOptions())
    assert shop.jobs.run_pending() == 1
    shop.jobs.result(job.id, "parquet").write_bytes(b"PAR1 cut off")

    waiting = shop.cases.list(kind="line", limit=50)

    assert (waiting.unread_screenings, waiting.more) == (1, True)
    assert {one.pair.run_id for one in waiting.cases} == {oldest}


def test_the_queue_says_how_many_pairs_it_leaves_out(
    shop: Workspace, oldest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = len(shop.cases.queue().pairs)
    assert shop.cases.list(kind="line", limit=50).cases[0].pair.run_id == oldest

    monkeypatch.setattr(queue, "_MOST", 1)

    left = shop.cases.queue()
    assert (len(left.pairs), left.total) == (1, every)
    assert every > 1
