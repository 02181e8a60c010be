"""Keys and receipts of the store, through a real server."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.running import serving

RUN = "key of this run"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    with open_workspace(settings=settings) as workspace:
        yield workspace


@pytest.fixture
def url(workspace: Workspace) -> Iterator[str]:
    desk = workspace.service()
    desk.follow()
    door = ServiceDoor(workspace, sha256(RUN.encode()).hexdigest())
    shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=3_600)
    with serving(create_app(shelf, door, ReceiptRecorder(door))) as url:
        yield url


def get(url: str, key: str) -> httpx.Response:
    return httpx.get(f"{url}/search/default?q=xiaomi", headers={"authorization": f"Bearer {key}"})


def test_the_key_of_the_run_counts_until_a_key_is_made(workspace: Workspace, url: str) -> None:
    door = ServiceDoor(workspace, sha256(RUN.encode()).hexdigest())
    assert get(url, RUN).status_code == 200

    _, secret = workspace.access.create_key("pipeline", by="test")

    assert get(url, secret).status_code == 200
    assert door.authenticate(RUN) is None
    assert door.authenticate("another") is None


def test_a_key_that_is_not_for_asking_is_turned_away(workspace: Workspace, url: str) -> None:
    _, secret = workspace.access.create_key(
        "prover", by="test", role="administrator", scopes=["receipts"]
    )
    _, reader = workspace.access.create_key("reader", by="test")

    assert get(url, secret).status_code == 403
    headers = {"authorization": f"ApiKey {reader}"}
    assert httpx.post(f"{url}/updatez", headers=headers).status_code == 403


def test_who_asks_too_often_is_told_to_wait(workspace: Workspace, url: str) -> None:
    _, secret = workspace.access.create_key("hasty", by="test", rate=0.5)

    answers = [get(url, secret) for _ in range(5)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_every_answer_leaves_a_receipt(workspace: Workspace, url: str) -> None:
    body = {"queries": {"q": {"schema": "Company", "properties": {"name": ["Nobody Of It"]}}}}
    headers = {"authorization": f"ApiKey {RUN}"}
    nobody = httpx.post(f"{url}/match/default", json=body, headers=headers)
    found = get(url, RUN)

    first, second = (int(one.headers["x-proscribe-receipt"]) for one in (nobody, found))
    assert second == first + 1
    assert workspace.receipts.verify().holds
    kept = workspace.receipts.newest(workspace.local_user("test"), 2)
    assert [one.kind for one in kept] == ["http_search", "http_match"]
