"""A worker in a process of its own: `python -m tests.workspace.jobs.worker ADDRESS DATA LEASE`."""

from __future__ import annotations

import sys
from pathlib import Path
from signal import SIGTERM, signal
from threading import Event

from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from proscribe.workspace.jobs import Pace
from proscribe.workspace.logs import Log


def main(address: str, data: str, lease: str) -> None:
    stop = Event()
    signal(SIGTERM, lambda *_: stop.set())
    settings = Settings(db=address, data=Path(data))
    pace = Pace(beat=0.1, lease=float(lease), poll=0.1)
    with open_workspace(address, settings=settings) as workspace:
        workspace.jobs.runner(pace=pace, log=Log(sys.stdout)).work(stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
