"""What lies beside a store tells whom somebody asked about: its owner alone reads it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from proscribe.backends.openfigi.answers import AnswerStore
from proscribe.backends.openfigi.question import Question
from proscribe.backends.private import make_file, make_folder, opener
from proscribe.backends.rosters import RosterFiles
from proscribe.settings import Settings
from proscribe.workspace import open_workspace

PUBLIC = {"receipts.pub"}


@pytest.fixture(autouse=True)
def _generous() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def read_by_others(folder: Path) -> list[str]:
    """Return whatever others than the owner may do something with."""
    return sorted(path.name for path in folder.rglob("*") if path.stat().st_mode & 0o077)


def test_nothing_of_a_data_folder_is_for_others_but_the_public_key(tmp_path: Path) -> None:
    data = tmp_path / "data"
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Acme Trading\n")
    with open_workspace(settings=Settings(data=data)) as workspace:
        workspace.import_files("list", listed, published="2026-02-01")
        workspace.proven("ana").check("Acme Trading")
        workspace.service().follow()

        assert {*read_by_others(data)} <= PUBLIC
        assert data.stat().st_mode & 0o077 == 0
        kinds = {path.suffix for path in data.rglob("*") if path.is_file()}
        assert {".db", ".key", ".last", ".roster"} <= kinds


def test_in_a_folder_that_was_there_files_are_private_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    rosters = RosterFiles(tmp_path)
    with rosters.alone():
        rosters.keep("one", (), ())
    AnswerStore(tmp_path).put(
        Question(kind="isin", value="KYG9830T1067"), {"data": []}, "2026-01-01"
    )

    assert read_by_others(tmp_path) == []


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    folder, file = tmp_path / "shared", tmp_path / "file"
    folder.mkdir(mode=0o755)
    file.write_text("kept")
    file.chmod(0o644)

    make_folder(folder)
    make_file(file)
    with open(file, "ab", opener=opener):
        pass

    assert file.read_text() == "kept"
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o755, 0o644)
