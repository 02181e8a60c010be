"""Twenty thousand requests, as described and not, to the application with its keys and receipts.

The first faults are told all together, with the request that led to each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
import schemathesis
from fastapi import FastAPI
from schemathesis.python.asgi import shutdown_lifespans

from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.described import Fuzzing
from tests.interfaces.api.running import fill

REQUESTS = 20_000
# Of each of some forty operations, in two kinds; what takes nothing is asked less.
EXAMPLES = 300
SECONDS = float(os.environ.get("PROSCRIBE_SOAK_SECONDS", "inf"))


@pytest.fixture
def workspace(shared: Path, tmp_path: Path) -> Iterator[Workspace]:
    settings = Settings(db=f"sqlite:///{tmp_path / 'ledger.db'}", data=tmp_path / "data")
    with open_workspace(settings=settings) as opened:
        fill(opened, shared)
        yield opened


@pytest.fixture
def app(workspace: Workspace) -> Iterator[FastAPI]:
    desk = workspace.service()
    desk.follow()
    door = ServiceDoor(workspace, "")
    shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=3_600)
    yield create_app(shelf, door, ReceiptRecorder(door))
    shutdown_lifespans()


@pytest.mark.soak
def test_no_request_of_twenty_thousand_is_answered_otherwise_than_described(
    workspace: Workspace, app: FastAPI
) -> None:
    _, secret = workspace.access.create_key("soak", by="test", role="administrator")
    headers = {"authorization": f"Bearer {secret}"}
    document = schemathesis.openapi.from_asgi("/openapi.json", app, headers=headers)
    fuzzing = Fuzzing(headers=headers, examples=EXAMPLES, until=monotonic() + SECONDS)

    fuzzing.run(document)

    told = f"{fuzzing.sent} requests, {dict(fuzzing.statuses)}"
    print(f"{told}; {fuzzing.not_made} of {fuzzing.turns} turns not made")  # noqa: T201
    assert fuzzing.findings == {}
    assert fuzzing.not_made < fuzzing.turns / 20
    assert fuzzing.sent > REQUESTS or float("inf") > SECONDS
    assert fuzzing.statuses[200] > fuzzing.sent / 10
    assert workspace.receipts.verify().holds
