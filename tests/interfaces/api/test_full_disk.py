"""The disk is full for a while under a running server: told, nothing lost, and on it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Pool, event
from sqlalchemy.engine.interfaces import DBAPIConnection

from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.cli.errors import exit_code
from proscribe.model.errors import StoreError
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.doors import PORTFOLIO
from tests.interfaces.api.running import serving

RUN = "key of this run"
QUERY = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
TOLD = "The server could not answer. Its log names the reason."
MOST, MOST_PAGES = 200, 1_000_000


@dataclass(slots=True)
class Disk:
    """Where stores lie; while it is full, none becomes larger than it is."""

    is_full: bool = False

    def bound(self, connection: DBAPIConnection, *_: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA page_count")
        ((pages,),) = cursor.fetchall()
        cursor.execute(f"PRAGMA max_page_count = {pages if self.is_full else MOST_PAGES}")
        cursor.close()


@pytest.fixture
def disk() -> Iterator[Disk]:
    found = Disk()
    event.listen(Pool, "checkout", found.bound)
    yield found
    event.remove(Pool, "checkout", found.bound)


def first_not(ask: Callable[[], httpx.Response], status: int) -> tuple[int, httpx.Response]:
    """Ask until something else is answered; return how often it was that, and the answer."""
    for count in range(MOST):
        answer = ask()
        if answer.status_code != status:
            return count, answer
    raise AssertionError(f"{MOST} times {status}")


def long_list(folder: Path) -> Path:
    path = folder / "list.csv"
    rows = "".join(f"{number},Company,Quorvex {number} Ltd\n" for number in range(5_000))
    path.write_text(f"id,schema,name\n{rows}")
    return path


def test_a_full_disk_is_told_loses_nothing_and_is_used_again_when_there_is_room(
    disk: Disk, tmp_path: Path
) -> None:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    listed = long_list(tmp_path)
    with open_workspace(settings=settings) as workspace:
        desk = workspace.service()
        desk.follow()
        door = ServiceDoor(workspace, sha256(RUN.encode()).hexdigest())
        app = create_app(
            Shelf(workspace=workspace, desk=desk, looks_seconds=3_600), door, ReceiptRecorder(door)
        )
        with (
            serving(app) as url,
            httpx.Client(
                base_url=url, headers={"authorization": f"ApiKey {RUN}"}, timeout=60
            ) as client,
        ):

            def match() -> httpx.Response:
                return client.post("/match/default", json=QUERY)

            def screen() -> httpx.Response:
                return client.post("/v1/screen", files={"file": ("depot.csv", PORTFOLIO)})

            assert match().status_code == 200
            before = workspace.editions()
            disk.is_full = True
            given, refused = first_not(match, 200)
            taken, untaken = first_not(screen, 202)
            with pytest.raises(StoreError, match="the disk is full") as error:
                workspace.import_files("list", listed, published="2026-01-05")
            disk.is_full = False
            jobs = client.get("/v1/jobs").json()["jobs"]
            folders = [*settings.spool.iterdir()]
            again = Counter([match().status_code, screen().status_code])
            workspace.import_files("list", listed, published="2026-01-05")

        for answer in (refused, untaken):
            assert answer.status_code == 503
            assert "x-proscribe-receipt" not in answer.headers
            assert answer.json() == {"detail": TOLD}
        assert exit_code(error.value) == 3
        # What was refused is not run, and what is run was written down and has its files.
        assert taken == len(jobs) == len(folders)
        assert again == Counter({200: 1, 202: 1})
        assert len(workspace.editions()) == len(before) + 1
        verified = workspace.receipts.verify()
        assert verified.holds
        assert verified.head[0] >= given + taken + 3
