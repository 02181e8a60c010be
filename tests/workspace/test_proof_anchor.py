"""Receipts that went are found by what the data folder knows, and are never written over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from sqlalchemy import text

from proscribe.model.errors import StoreError
from proscribe.operations.access import Principal, Role
from proscribe.operations.receipts import Receipt
from proscribe.operations.verifying import Fault
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.backups import back_up
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


def cut(settings: Settings, beyond: int) -> None:
    """Take out what only a later receipt, checkpoint or the data folder knows of."""
    with open_workspace(settings=settings) as opened, opened._store.transaction() as connection:  # noqa: SLF001
        for table in ("checkpoint", "receipt_content", "receipt"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_delete"))
            connection.execute(text(f"DELETE FROM {table} WHERE number > {beyond}"))  # noqa: S608


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
        assert (receipt.number, receipt.kind, receipt.by) == (2, "resume", "ana")
        assert orjson.loads(receipt.settings) == {"missing": {"hash": last.hash, "receipts": 3}}
        assert leave(opened.receipts).number == 3
        assert opened.receipts.verify().holds
        assert opened.receipts.resume(ANA) is None


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
