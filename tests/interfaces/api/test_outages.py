"""The database goes away for a while, and comes back, under a running server."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from proscribe.backends.stores import postgresql as kind_of_store
from proscribe.backends.stores import silence
from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests import postgresql
from tests.interfaces.api.running import serving
from tests.requirement import absent

RUN = "key of this run"
QUERY = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Xiaomi"]}}}}
AWAY = "The store cannot be reached, so this was not answered. Nothing that was recorded is lost."
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """A PostgreSQL server that can be started on the same port again."""

    programs: Path
    folder: Path
    user: str | None
    port: int

    def run(self) -> AbstractContextManager[postgresql.Server]:
        return postgresql.run(self.programs, self.folder, self.user, self.port)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    programs = postgresql.find_programs()
    if programs is None:
        absent("PostgreSQL", "install its server (Debian: postgresql)")
    user = postgresql.unprivileged_user()
    with tempfile.TemporaryDirectory(prefix="proscribe-pg-") as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        postgresql.initialise(programs, folder, user)
        yield Cluster(programs, folder, user, postgresql.free_port())


def wait_for(what: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, "nothing came of it"
        time.sleep(0.1)


def ask(
    client: httpx.Client, answers: Counter[tuple[int, bool]], told: set[str], stop: threading.Event
) -> None:
    """Ask until it is time to stop; count the answers, and keep what failing ones say."""
    while not stop.is_set():
        answer = client.post("/match/default", json=QUERY)
        answers[answer.status_code, "x-proscribe-receipt" in answer.headers] += 1
        if answer.status_code != 200:
            assert set(answer.json()) == {"detail"}
            told.add(answer.json()["detail"])
            assert "127.0.0.1" not in answer.text


def test_a_database_that_goes_away_is_told_and_used_again_when_it_is_back(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "_PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(kind_of_store, "_CONNECT_SECONDS", 2)
    address = f"postgresql+psycopg://{postgresql.ADMIN}@127.0.0.1:{cluster.port}/postgres"
    settings = Settings(db=address, data=tmp_path / "data")
    running = ExitStack()
    running.enter_context(cluster.run())
    with running, open_workspace(settings=settings) as workspace:
        desk = workspace.service()
        desk.follow()
        door = ServiceDoor(workspace, sha256(RUN.encode()).hexdigest())
        shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=0.2)
        with (
            serving(create_app(shelf, door, ReceiptRecorder(door))) as url,
            httpx.Client(
                base_url=url, headers={"authorization": f"ApiKey {RUN}"}, timeout=60
            ) as client,
        ):
            answers: Counter[tuple[int, bool]] = Counter()
            told: set[str] = set()
            stop = threading.Event()
            asking = threading.Thread(target=ask, args=(client, answers, told, stop))
            asking.start()
            wait_for(lambda: answers[200, True] > 3)
            running.close()
            wait_for(lambda: answers[503, False] > 3)
            assert client.get("/healthz").status_code == 200
            running.enter_context(cluster.run())
            before = answers[200, True]
            wait_for(lambda: answers[200, True] > before + 3)
            with postgresql.frozen(cluster.folder):
                # Whoever waits longer than the client does gets no answer at all.
                assert client.get("/readyz").status_code == 503
                before = answers[503, False]
                wait_for(lambda: answers[503, False] > before + 1)
            before = answers[200, True]
            wait_for(lambda: answers[200, True] > before + 3)
            stop.set()
            asking.join(PATIENCE)

        assert set(answers) == {(200, True), (503, False)}
        assert {one[: len(AWAY)] for one in told} == {AWAY}
        verified = workspace.receipts.verify()
        assert verified.holds
        assert verified.head[0] >= answers[200, True]
