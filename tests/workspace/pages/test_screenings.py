"""Screenings of the pages: all are listed, and how many are not looked at is said."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest

from proscribe.backends.stores.jobs import SqlJobStore
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.pages import screenings
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
