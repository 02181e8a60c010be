"""An update that is killed: nothing is half-written, and the next one goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from proscribe.ledger.fetches import FetchOutcome
from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from tests.web import Reply, Web, held
from tests.workspace.ofac import company, write_list

KEY = "us_ofac_cons"


KILLED = """
import os, signal, sys
from proscribe.backends.stores.writing import EditionWriter
from proscribe.workspace import open_workspace

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[1] == "recording":
    EditionWriter._edition = die
with open_workspace() as workspace:
    workspace.update(["us_ofac_cons"])
"""


@pytest.mark.parametrize("where", ["fetching", "recording"])
def test_a_kill_in_the_middle_leaves_the_store_as_it_was_and_the_next_update_goes_on(
    settings: Settings, web: Web, tmp_path: Path, where: str
) -> None:
    entries = [company(90101 + each, f"EXAMPLE {each}") for each in range(5)]
    body = write_list(tmp_path / "made.xml", "06/03/2021", entries).read_bytes()
    slow = Reply(body=body, headers={"ETag": '"one"'}, pause=0.001)
    web.put("/cons.xml", slow if where == "fetching" else held(body), held(body))
    with open_workspace(settings=settings) as workspace:
        before = workspace.sources(every=True)
    environment = {
        **os.environ,
        "PROSCRIBE_DB": settings.db,
        "PROSCRIBE_DATA": str(settings.data),
        "PROSCRIBE_URLS": f'{{"{KEY}": "{settings.urls[KEY]}"}}',
    }
    running = subprocess.Popen((sys.executable, "-c", KILLED, where), env=environment)
    if where == "fetching":
        wait_for_a_part(settings.parts, 200)
        running.kill()

    assert running.wait(timeout=60) == -signal.SIGKILL
    with open_workspace(settings=settings) as workspace:
        assert workspace.sources(every=True) == before
        assert [each.outcome for each in workspace.update([KEY])] == [FetchOutcome.RECORDED]
        assert [*settings.parts.iterdir()] == []
    if where == "fetching":
        assert web.requests[-1].headers["if-range"] == '"one"'


def wait_for_a_part(folder: Path, size: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if any(part.stat().st_size > size for part in folder.glob("*.part")):
            return
        time.sleep(0.005)
    pytest.fail("nothing was fetched")
