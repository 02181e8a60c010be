"""Receipts of many threads and processes are written together, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from proscribe.backends.stores.receipts import SqlReceipts
from proscribe.model.errors import ProscribeError, StoreError
from proscribe.operations.access import Principal, Role
from proscribe.operations.receipt_store import Batch
from proscribe.operations.receipts import Checkpoint, Receipt
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace, proof_writing
from proscribe.workspace.proof import ReceiptDesk
from tests.interfaces.cli.ofac import LANTERN, write_list

ANA = Principal(organisation="bank", name="ana", role=Role.ANALYST, key_id=None)
EVE = Principal(organisation="other", name="eve", role=Role.ADMINISTRATOR, key_id=None)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data", organisation="bank"
    )


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:
    settings.data.mkdir()
    with open_workspace(settings=settings) as opened:
        yield opened


def leave(desk: ReceiptDesk, number: int = 1, who: Principal = ANA) -> Receipt:
    return desk.write(
        who, "search", {"q": f"Zhang Wei {number}"}, b"{}", basis=desk.basis(), settings={}
    )


def test_many_threads_share_transactions_and_lose_nothing(workspace: Workspace) -> None:
    desk = workspace.receipts
    with ThreadPoolExecutor(16) as threads:
        written = [*threads.map(lambda number: leave(desk, number), range(200))]

    assert sorted(one.number for one in written) == [*range(1, 201)]
    found = desk.verify()
    assert found.holds
    assert found.checkpoints < 200
    for one in written[::37]:
        assert desk.get(ANA, one.number).receipt == one


def test_a_failing_store_fails_each_thread_and_writes_for_the_next(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = workspace.receipts
    basis = desk.basis()
    append: Callable[..., object] = SqlReceipts.append
    fails = [True]

    def broken(self: SqlReceipts, batch: object) -> object:
        if fails[0]:
            raise StoreError("the disk is full.", remedy="Make room.")
        return append(self, batch)

    monkeypatch.setattr(SqlReceipts, "append", broken)

    def attempt(number: int) -> Receipt | ProscribeError:
        try:
            return desk.write(ANA, "search", {"q": str(number)}, b"", basis=basis)
        except StoreError as error:
            return error

    with ThreadPoolExecutor(8) as threads:
        told = [*threads.map(attempt, range(24))]
    fails[0] = False

    assert {str(one) for one in told} == {"the disk is full. Make room."}
    assert len({id(one) for one in told}) == 24
    assert leave(desk).number == 1


def test_who_is_interrupted_while_waiting_holds_up_nobody(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four wait for a slow writer; the first of them, who would write next, is interrupted."""
    desk = workspace.receipts
    basis = desk.basis()
    append, slow, waits = SqlReceipts.append, Event(), [0]

    def slowly(self: SqlReceipts, batch: Batch) -> tuple[tuple[Receipt, ...], Checkpoint]:
        slow.wait(10)
        return append(self, batch)

    class Interrupted(Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits[0] += 1
            is_first = waits[0] == 1
            done = super().wait(timeout)
            if is_first:
                raise KeyboardInterrupt
            return done

    made = proof_writing._Waiting  # noqa: SLF001
    monkeypatch.setattr(SqlReceipts, "append", slowly)
    monkeypatch.setattr(proof_writing, "_Waiting", lambda drafts: made(drafts, awake=Interrupted()))

    def write(number: int) -> int | None:
        try:
            return desk.write(ANA, "search", {"q": str(number)}, b"", basis=basis).number
        except KeyboardInterrupt:
            return None

    with ThreadPoolExecutor(5) as threads:
        running = []
        for number in range(5):
            running.append(threads.submit(write, number))
            sleep(0.05)
        slow.set()
        told = [one.result(timeout=20) for one in running]

    assert told.count(None) == 1
    assert sorted(one for one in told if one is not None) == [1, 2, 3, 4]
    assert desk.verify().holds


def test_a_server_proves_and_repeats_alike(
    postgres_database: str, tmp_path: Path, settings: Settings
) -> None:
    on_server = settings.model_copy(update={"db": postgres_database})
    settings.data.mkdir()
    with open_workspace(settings=on_server) as opened:
        asked = opened.proven("ana")
        asked.check("Lantern", as_of="2021-08-05")
        opened.import_files("us_ofac_cons", write_list(tmp_path / "l.xml", "06/03/2021", LANTERN))
        asked.check("Lantern", as_of="2021-08-05")

        first, second = opened.receipts.replay_all(ANA)
        assert (first.same, second.same) == (True, True)
        assert first.given != second.given
        assert opened.receipts.verify().holds
        assert opened.receipts.forget(ANA, numbers=[1])[1] == 1
        assert opened.receipts.verify().forgotten == 1


def test_a_key_of_many_processes_is_made_once(tmp_path: Path) -> None:
    from proscribe.backends.signing import open_key

    with ThreadPoolExecutor(8) as threads:
        keys = {one.public_key for one in threads.map(lambda _: open_key(tmp_path), range(32))}

    assert len(keys) == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == ["receipts.key", "receipts.pub"]
