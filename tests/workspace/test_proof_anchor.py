"""Receipts that went are found by what the data folder knows, and are never written over."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import orjson
import pytest

from proscribe.backends.anchors import Anchors
from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.model.errors import StoreError
from proscribe.operations.access import Principal, Role
from proscribe.operations.receipts import Checkpoint, Receipt
from proscribe.operations.verifying import Fault
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.backups import back_up, restore
from proscribe.workspace.proof import ReceiptDesk

ANA = Principal(organisation="bank", name="ana", role=Role.ANALYST, key_id=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    return Settings(
        db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data", organisation="bank"
    )


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    with open_workspace(settings=settings) as opened:
        yield opened


def leave(desk: ReceiptDesk, number: int = 1) -> Receipt:
    return desk.write(ANA, "search", {"q": f"Zhang Wei {number}"}, b"{}", basis=desk.basis())


TABLES = ("checkpoint", "receipt_content", "receipt")


def cut(settings: Settings, beyond: int, tables: Sequence[str] = TABLES) -> None:
    """Take out what only a later receipt, checkpoint or the data folder knows of."""
    with closing(sqlite3.connect(settings.store_url.removeprefix("sqlite:///"))) as store, store:
        for table in tables:
            store.execute(f"DROP TRIGGER IF EXISTS {table}_no_delete")
            store.execute(f"DELETE FROM {table} WHERE number > {beyond}")  # noqa: S608


@pytest.mark.parametrize("left", [2, 0])
def test_a_tail_cut_with_its_checkpoints_is_found_and_never_written_over(
    workspace: Workspace, settings: Settings, left: int
) -> None:
    for number in range(3):
        leave(workspace.receipts, number)
    workspace.close()
    cut(settings, left)

    for _ in range(2):
        with open_workspace(settings=settings) as opened:
            (finding,) = opened.receipts.verify().findings
            assert (finding.number, finding.fault) == (left + 1, Fault.CUT)
            with pytest.raises(StoreError, match="lacks receipt 3"):
                leave(opened.receipts)
            with pytest.raises(StoreError, match="lacks receipt 3"):
                opened.receipts.forget(ANA, before=datetime.now(UTC))
            assert len(opened.receipts.newest(ANA, 9)) == left


def test_a_chain_that_was_cut_goes_on_where_somebody_says_so(
    workspace: Workspace, settings: Settings
) -> None:
    last = [leave(workspace.receipts, number) for number in range(3)][-1]
    workspace.close()
    cut(settings, 1)

    with open_workspace(settings=settings) as opened:
        receipt = opened.receipts.resume(ANA)

        assert receipt is not None
        assert (receipt.number, receipt.kind, receipt.by) == (4, "resume", "ana")
        missing = {"hash": last.hash, "receipts": 3}
        assert orjson.loads(receipt.settings) == {"missing": missing, "after": 3}
        assert leave(opened.receipts).number == 5
        found = opened.receipts.verify()
        assert found.holds
        (resumed,) = found.resumed
        assert (resumed.number, resumed.by, resumed.missing) == (4, "ana", 3)
        assert resumed.hash == last.hash
        assert opened.receipts.resume(ANA) is None


@pytest.mark.parametrize("left", [1, 0])
@pytest.mark.parametrize(
    "tables", [("receipt_content", "receipt"), ("checkpoint", "receipt"), ("receipt",)]
)
def test_no_number_of_a_receipt_that_went_is_given_again(
    workspace: Workspace, settings: Settings, left: int, tables: tuple[str, ...]
) -> None:
    """Checkpoints or contents that lie beside receipts that went are in nobody's way."""
    for number in range(3):
        leave(workspace.receipts, number)
    workspace.close()
    cut(settings, left, tables)

    with open_workspace(settings=settings) as opened:
        resumed = opened.receipts.resume(ANA)
        assert resumed is not None
        assert [resumed.number, leave(opened.receipts).number] == [4, 5]
        assert opened.receipts.verify().holds
    cut(settings, 4)
    with open_workspace(settings=settings) as opened:
        assert [one.fault for one in opened.receipts.verify().findings] == [Fault.CUT]
    cut(settings, left)
    with open_workspace(settings=settings) as opened:
        assert not opened.receipts.verify().holds


@pytest.mark.parametrize("table", ["checkpoint", "receipt_content"])
def test_what_lies_beside_receipts_that_went_tells_of_them(
    workspace: Workspace, settings: Settings, table: str
) -> None:
    """Also where no data folder knows of them."""
    for number in range(3):
        leave(workspace.receipts, number)
    workspace.close()
    cut(settings, 1, [each for each in TABLES if each != table])
    for file in settings.data.glob("*.last"):
        file.unlink()

    with open_workspace(settings=settings) as opened:
        (finding,) = opened.receipts.verify().findings
        assert (finding.number, finding.fault) == (2, Fault.CUT)
        with pytest.raises(StoreError, match="lacks receipt 3"):
            leave(opened.receipts)
        resumed = opened.receipts.resume(ANA)
        assert resumed is not None
        assert resumed.number == 4
        assert opened.receipts.verify().holds


def test_who_resumes_over_receipts_made_anew_says_what_was_known(
    workspace: Workspace, settings: Settings
) -> None:
    for number in range(3):
        last = leave(workspace.receipts, number)
    workspace.close()
    cut(settings, 1)
    elsewhere = settings.model_copy(update={"data": settings.data.with_name("other")})
    elsewhere.data.mkdir()
    key = settings.data / "receipts.key"
    (elsewhere.data / "receipts.key").write_bytes(key.read_bytes())
    (elsewhere.data / "receipts.key").chmod(0o600)
    with open_workspace(settings=elsewhere) as thief:
        for number in range(4):
            leave(thief.receipts, number)

    with open_workspace(settings=settings) as opened:
        assert [one.fault for one in opened.receipts.verify().findings] == [Fault.CHANGED]
        resumed = opened.receipts.resume(ANA)
        assert resumed is not None
        assert resumed.number == 6
        (told,) = opened.receipts.verify().resumed
        assert (told.missing, told.hash) == (3, last.hash)


def test_what_was_written_within_a_second_is_known_soon_though_nothing_follows(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = Event()
    keep = Anchors.put

    def telling(anchors: Anchors, one: Checkpoint, chain: str) -> None:
        keep(anchors, one, chain)
        if one.number == 3:
            put.set()

    monkeypatch.setattr(Anchors, "put", telling)
    for number in range(3):
        leave(workspace.receipts, number)

    assert put.wait(60)
    cut(settings, 1)
    assert [one.fault for one in workspace.receipts.verify().findings] == [Fault.CUT]


def test_receipts_made_anew_within_a_second_do_not_hide_those_that_went(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proscribe.workspace.proof_anchor._SECONDS", 3_600.0)
    for number in range(3):
        leave(workspace.receipts, number)
    cut(settings, 1)

    assert [leave(workspace.receipts, number).number for number in range(3)] == [2, 3, 4]
    workspace.close()

    with open_workspace(settings=settings) as opened:
        assert [one.fault for one in opened.receipts.verify().findings] == [Fault.CHANGED]


def test_the_store_is_not_asked_for_what_a_group_that_follows_tells(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    hash_of = SqlReceipts.hash_of

    def asking(self: SqlReceipts, number: int | None) -> str | None:
        asked.append(number)
        return hash_of(self, number)

    for number in range(2):
        leave(workspace.receipts, number)
    monkeypatch.setattr(SqlReceipts, "hash_of", asking)
    monkeypatch.setattr("proscribe.workspace.proof_anchor._SECONDS", 60.0)
    for number in range(3):
        leave(workspace.receipts, number)
    assert asked == []


def test_a_restore_that_lost_receipts_is_told(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    leave(workspace.receipts)
    back_up(tmp_path / "copy.db", settings=settings)
    last = leave(workspace.receipts, 2)
    workspace.close()

    restored = restore(tmp_path / "copy.db", by="ana", replace=True, settings=settings)

    (told,) = restored.verification.resumed
    assert restored.verification.holds
    assert (told.number, told.missing, told.hash) == (2, 2, last.hash)


def test_a_server_that_runs_notices_that_its_chain_was_cut(
    workspace: Workspace, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("proscribe.workspace.proof_anchor._SECONDS", 0.0)
    for number in range(3):
        leave(workspace.receipts, number)
    cut(settings, 2)

    with pytest.raises(StoreError, match="lacks receipt 3"):
        leave(workspace.receipts)


def test_a_copy_holds_up_to_its_own_end(
    workspace: Workspace, settings: Settings, tmp_path: Path
) -> None:
    first = leave(workspace.receipts)
    back_up(tmp_path / "copy.db", settings=settings)
    leave(workspace.receipts, 2)
    workspace.receipts.close()

    copy = settings.model_copy(update={"db": f"sqlite:///{tmp_path / 'copy.db'}"})
    with open_workspace(settings=copy) as opened:
        found = opened.receipts.verify()
    assert (found.findings, found.head) == ((), (1, first.hash))
    assert found.elsewhere == (2, f"sqlite:///{(tmp_path / 'ledger.db').resolve()}")
    assert workspace.receipts.verify().elsewhere is None

    # In the place of the store the same file is a store that was cut.
    (tmp_path / "copy.db").replace(tmp_path / "ledger.db")
    for rest in tmp_path.glob("ledger.db-*"):
        rest.unlink()
    with open_workspace(settings=settings) as opened:
        assert [one.fault for one in opened.receipts.verify().findings] == [Fault.CUT]
