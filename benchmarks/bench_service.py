"""The server: requests a second of `/match`, how long one waits, and what workers share.

Every answer leaves its receipt, as it does in use. The list is an invented one of the labelled
names' shape (`many_names`); half of the queries are perturbed names of it, half are others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache, partial
from itertools import product
from pathlib import Path

from benchmarks.bench_matching import LABELLED, many_names
from benchmarks.case import Case, Places

JOB = "{root}/benchmarks/service_job.py"
# How many names, and of them: requests a second, and the 99th percentile in milliseconds.
TARGETS = {19_000: (1_000, 50), 1_000_000: (300, 150)}
SECONDS = 15
# Processes that answer: as many as the machine of the target has cores, and for memory.
WORKERS, ONE, FOUR = 2, 1, 4
# What the server does when it starts on a list it does not know yet.
MAKE_READY = "from proscribe.workspace import open_workspace; open_workspace().service().follow()"


@cache
def store_of(shared: Path, count: int) -> Path:
    """Return a folder with a store of a list of so many names, ready to answer, and its queries."""
    folder = many_names(shared, count)
    recording = ("-m", "proscribe", "import", "list", "names.csv", "--published", "2026-01-05")
    for command in (recording, ("-c", MAKE_READY)):
        subprocess.run(
            [sys.executable, *command],
            cwd=folder, check=True, capture_output=True,
            env=os.environ | {"PROSCRIBE_DATA": "data"},
        )  # fmt: skip
    return folder


def prepare(places: Places, *, names: int) -> None:
    """Lay out the queries and a copy of the store, so that none finds another's receipts."""
    folder = store_of(places.shared, names)
    shutil.copytree(folder / "data", places.work / "data", copy_function=copy_or_share)
    (places.work / "queries.csv").symlink_to(folder / "queries.csv")


def copy_or_share(source: str, target: str) -> None:
    """Copy the database; what lies beside it is large, and never written again."""
    if Path(source).name.startswith("proscribe.db"):
        shutil.copy2(source, target)
    else:
        os.link(source, target)


def read_seconds(output: str) -> float:
    """Return the time from one answer to the next."""
    told = json.loads(output)
    return float(told["seconds"]) / int(told["requests"])


def read_figures(_places: Places, output: str) -> Mapping[str, str]:
    """Return percentiles, failures, what a request takes of processors, and memory."""
    told = json.loads(output)
    return {
        "ms, 50th percentile": f"{told['ms_50']:.1f}",
        "ms, 99th percentile": f"{told['ms_99']:.1f}",
        "failed": f"{told['failed']}",
        "ms of the server's processors": f"{1e3 * told['processor'] / told['requests']:.2f}",
        "MiB of the server": f"{told['pss_mib']:,.0f}",
    }


def read_client(_places: Places, output: str) -> str:
    """Tell who asked."""
    return f"asked by {json.loads(output)['client']}, on the same cores"


def cases() -> Iterator[Case]:
    """Yield the cases, by the names and the number of processes that answer."""
    for (names, (least, most)), workers in product(TARGETS.items(), (ONE, WORKERS, FOUR)):
        yield Case(
            title=f"Answer /match of one query, {names:,} names, at 16 connections, a receipt of "
            f"each: from one answer to the next (target with {WORKERS} workers: {least:,} "
            f"requests a second, 99th percentile {most} ms; the memory of four workers little "
            "above that of one)",
            subject=f"proscribe, {workers} worker{'s' if workers > 1 else ''}",
            command=("python", JOB, str(workers), str(SECONDS)),
            counts=(1, "requests"),
            needs=(LABELLED,),
            prepare=partial(prepare, names=names),
            clock=read_seconds,
            figures=read_figures,
            remark=read_client,
        )


CASES = [*cases()]
