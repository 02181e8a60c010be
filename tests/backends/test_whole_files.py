"""Files that one process at a time may change."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from proscribe.backends.rosters import RosterFiles
from proscribe.backends.whole_files import alone
from proscribe.workspace.pages.shelf import Shelf


def is_held(lock: Path) -> bool:
    with lock.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_lock_is_held_until_the_block_ends_however_it_ends(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with alone(lock):
        assert is_held(lock)
    assert not is_held(lock)
    with pytest.raises(ZeroDivisionError), alone(lock):
        raise ZeroDivisionError
    assert not is_held(lock)


def test_what_cannot_be_locked_is_done_all_the_same(tmp_path: Path) -> None:
    with alone(tmp_path / "no folder" / "lock"):
        pass
    assert not (tmp_path / "no folder").exists()


def test_uploads_and_rosters_are_held_alone(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    kept = shelf.note(shelf.open(), {"organisation": "a"})
    with shelf.alone(kept.id, "a"), RosterFiles(tmp_path / "rosters").alone():
        assert is_held(kept.folder / "lock")
        assert is_held(tmp_path / "rosters" / "roster.lock")
