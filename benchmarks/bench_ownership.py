"""Who is owned by blocked persons, in an invented graph of a million companies."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.case import ROOT, Case, Places

JOB = "{root}/benchmarks/ownership_job.py"
SIZE = "1,000,000 companies with 3,000,000 edges, loops among them"
BLOCKED = (1_000, 20_000)
TASKS = {
    "aggregate": "Count who is owned half or more by blocked persons together",
    "single": "Count who is owned half or more by any one blocked person",
    "economic": "Compute the economic share that blocked persons hold through all layers",
}


@cache
def graph_file() -> Path:
    """Return the graph; it is made once for all cases."""
    folder = Path(tempfile.mkdtemp(prefix="proscribe-bench-ownership-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "graph.npy"
    program = ROOT / "benchmarks" / "ownership_job.py"
    command = [sys.executable, str(program), "make", str(file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return file


def lay_out(places: Places) -> None:
    """Lay the graph where the job looks for it."""
    (places.work / "graph.npy").symlink_to(graph_file())


def read_seconds(output: str) -> float:
    """Return what the job measured."""
    return float(json.loads(output)["seconds"])


def read_remark(_places: Places, output: str) -> str:
    """Return what the job remarked."""
    return str(json.loads(output)["remark"])


def find_cases() -> Iterator[Case]:
    """Yield all cases."""
    yield Case(
        title=f"Join and sort the edges of {SIZE} (target: 5 s with the counting, 4 GB)",
        subject="proscribe",
        command=("python", JOB, "join", "graph.npy"),
        counts=(3_000_000, "edges"),
        prepare=lay_out,
        clock=read_seconds,
        remark=read_remark,
    )
    for task, words in TASKS.items():
        for blocked in BLOCKED:
            yield Case(
                title=f"{words}, of {SIZE}: the counting alone (target: 5 s)",
                subject=f"proscribe, {blocked:,} blocked",
                command=("python", JOB, task, "graph.npy", str(blocked)),
                prepare=lay_out,
                clock=read_seconds,
                remark=read_remark,
            )


CASES = [*find_cases()]
