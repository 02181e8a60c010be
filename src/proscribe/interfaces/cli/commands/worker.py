"""``worker``: runs the jobs that were handed in to a server."""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from proscribe.interfaces.cli import options
from proscribe.interfaces.cli.output import write_json


def worker(
    *,
    once: Annotated[bool, typer.Option("--once", help="End when no job waits any more.")] = False,
    at_once: Annotated[
        int, typer.Option("--at-once", min=1, max=64, help="How many jobs are run at once.")
    ] = 1,
    as_json: options.AsJson = False,
    db: options.Db = None,
) -> None:
    """Run the jobs that wait, each in a process of its own; start as many workers as you like.

    What happens is logged to standard error, a JSON object a line. SIGTERM ends it: jobs that are
    not through are given back, and another worker runs them.
    """
    from proscribe.workspace import open_workspace
    from proscribe.workspace.job_pool import JobPool
    from proscribe.workspace.logs import Log

    with open_workspace(db) as workspace:
        pool = JobPool(workspace.jobs, workspace.watches, at_once=at_once, log=Log(sys.stderr))
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: pool.stop())
        taken = pool.run(once=once)
    if as_json:
        write_json({"jobs": taken})
