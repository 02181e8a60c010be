"""What is handed in is kept apart, and not for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from proscribe.model.errors import AbsentError
from proscribe.workspace.pages.shelf import KEPT_DAYS, Shelf, safe_name


def test_an_organisation_finds_its_own_and_nothing_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    kept = shelf.note(shelf.open(), {"organisation": "a", "at": "2021-01-01"})

    assert shelf.get(kept.id, "a").facts["at"] == "2021-01-01"
    assert [one.id for one in shelf.listed("a")] == [kept.id]
    assert shelf.listed("b") == ()
    for wrong, organisation in ((kept.id, "b"), ("0" * 24, "a"), ("..", "a"), ("", "a")):
        with pytest.raises(AbsentError):
            shelf.get(wrong, organisation)


def test_what_is_too_old_is_deleted_and_what_is_not_stays(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    old, young = (shelf.note(shelf.open(), {"organisation": "a"}) for _ in range(2))
    then = time.time() - (KEPT_DAYS + 1) * 86_400
    os.utime(old.folder, (then, then))

    shelf.open()

    assert not old.folder.exists()
    assert young.folder.exists()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("portfolio.csv", "portfolio.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\book.xlsx", "book.xlsx"),
        (".hidden", "hidden"),
        ("a\0b;rm -rf.csv", "a_b_rm -rf.csv"),
        ("小米.csv", "小米.csv"),
        ("...", "otherwise"),
        ("", "otherwise"),
    ],
)
def test_a_name_of_a_file_is_only_a_name(given: str, safe: str) -> None:
    assert safe_name(given, "otherwise") == safe
