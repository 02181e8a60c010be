"""A running store is copied as of one moment, and put back with nothing lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from proscribe.model.errors import InputError
from proscribe.operations.access import Principal, Role
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.backups import back_up, restore

ANA = Principal(organisation="default", name="ana", role=Role.ANALYST, key_id=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    return Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings=settings) as opened:
        yield opened


def test_a_copy_made_under_load_restores_and_verifies(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    desk, done, written = workspace.receipts, Event(), [0]
    workspace.proven("ana").check("Xiaomi", as_of="2021-03-16")
    basis = desk.basis()

    def write() -> None:
        while not done.is_set():
            written[0] = desk.write(ANA, "search", {"q": "x"}, b"{}", basis=basis).number

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    before = written[0]
    copied = back_up(tmp_path / "copy.db", settings=settings)
    done.set()
    for thread in threads:
        thread.join()

    assert copied.receipts >= max(before, 1)
    other = Settings(db=f"sqlite:///{tmp_path / 'other.db'}", data=settings.data)
    restored = restore(tmp_path / "copy.db", by="ana", settings=other)

    modes = {(tmp_path / name).stat().st_mode & 0o777 for name in ("copy.db", "other.db")}
    assert modes == {0o600} or os.name != "posix"
    assert restored.before is None
    assert restored.verification.findings == ()
    assert restored.verification.receipts == copied.receipts + 1
    with open_workspace(settings=other) as opened:
        assert opened.receipts.replay(ANA, 1).same
        assert opened.check("Xiaomi", as_of="2021-03-16").rulings
        told = opened.receipts.get(ANA, restored.receipt.number).to_json()
        assert told["settings"] == {
            "before": None, "restored": {"receipts": copied.receipts, "hash": copied.head},
        }  # fmt: skip


def test_what_came_after_the_copy_is_kept_beside_the_store(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    asked = workspace.proven("ana")
    asked.check("Xiaomi", as_of="2021-03-16")
    back_up(tmp_path / "copy.db", settings=settings)
    _, later = asked.check("Huawei", as_of="2021-03-16")
    assert later is not None

    restored = restore(tmp_path / "copy.db", by="ana", replace=True, settings=settings)

    assert restored.before is not None
    assert (restored.before.receipts, restored.before.head) == (2, later.hash)
    assert restored.verification.holds
    assert (restored.receipt.number, restored.receipt.kind) == (2, "restore")
    kept = Settings(db=f"sqlite:///{restored.before.file}", data=settings.data)
    with open_workspace(settings=kept) as opened:
        assert opened.receipts.get(ANA, 2).receipt == later


def test_a_process_that_runs_goes_on_with_the_restored_store(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    """It remembers what is not on file any more, fails once at most, and the chain holds."""
    back_up(tmp_path / "copy.db", settings=settings)
    desk = workspace.receipts
    basis = desk.basis()
    desk.write(ANA, "search", {"q": "x"}, b"{}", basis=basis)

    restore(tmp_path / "copy.db", by="ana", replace=True, settings=settings)

    again = desk.write(ANA, "search", {"q": "x"}, b"{}", basis=basis)
    assert again.number == 2
    assert desk.verify().holds


def test_a_store_is_replaced_only_where_that_is_said(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    workspace.proven("ana").check("Xiaomi")
    back_up(tmp_path / "copy.db", settings=settings)

    with pytest.raises(InputError, match="there is a store already"):
        restore(tmp_path / "copy.db", by="ana", settings=settings)
    with pytest.raises(InputError, match="there is a file already"):
        back_up(tmp_path / "copy.db", settings=settings)


@pytest.mark.parametrize("kind", ["missing", "text", "other", "cut", "newer"])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    workspace: Workspace, settings: Settings, tmp_path: Path, kind: str
) -> None:
    workspace.proven("ana").check("Xiaomi")
    copy = tmp_path / "copy.db"
    if kind == "text":
        copy.write_text("no store" * 1_000, encoding="utf-8")
    elif kind == "other":
        with sqlite3.connect(copy) as connection:
            connection.execute("CREATE TABLE t (x)")
        connection.close()
    elif kind != "missing":
        back_up(copy, settings=settings)
        if kind == "cut":
            copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
        else:
            with sqlite3.connect(copy) as connection:
                connection.execute("UPDATE proscribe_schema SET version_num = '9999'")
            connection.close()

    with pytest.raises(InputError):
        restore(copy, by="ana", replace=True, settings=settings)

    assert workspace.receipts.verify().receipts == 1


@pytest.mark.parametrize("address", ["postgresql://u@h/d", "sqlite://"])
def test_a_store_in_no_file_is_not_copied_here(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        back_up(tmp_path / "copy.db", settings=Settings(db=address, data=tmp_path))
