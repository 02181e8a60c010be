"""What one process of the service's benchmarks does: `service_job.py WORKERS SECONDS`.

It starts `proscribe serve` on the store in the folder `data`, asks `/match` one query of
`queries.csv` in each request for so many seconds at 16 connections, once what is warm is warm, and
prints one line of JSON: requests, seconds, those that failed, the 50th and 99th percentile of the
latency, and the seconds of processors and the memory of all processes of the server. A page that
several processes share counts for each by its part (PSS). wrk asks where it is installed, else a
client in Python, which takes more of the processor from the server.
"""

from __future__ import annotations

import asyncio
import csv
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import Any

import httpx

CONNECTIONS = 16
WARMING_SECONDS = 3.0
PATIENCE_SECONDS = 180
MOST_BODIES = 5_000
BODIES = Path("bodies.txt")
SCRIPT = Path(__file__).with_name("service_load.lua")


def main(workers: str, seconds: str) -> None:
    """Measure, and print what was found."""
    write_bodies()
    with serving(int(workers)) as (server, address, key):
        ask(address, key, WARMING_SECONDS)
        processes = [*family(server.pid)]
        before = sum(map(read_processor, processes))
        told = ask(address, key, float(seconds))
        told["processor"] = sum(map(read_processor, processes)) - before
        told["pss_mib"] = sum(map(read_pss, processes)) / 2**20
    print(json.dumps(told))


def write_bodies() -> None:
    """Write the bodies of the requests, one a line."""
    with Path("queries.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(MOST_BODIES), strict=False)]
    bodies = (
        {"queries": {"q": {"schema": row["schema"], "properties": {"name": [row["name"]]}}}}
        for row in rows
    )
    BODIES.write_text("".join(f"{json.dumps(one)}\n" for one in bodies), encoding="utf-8")


@contextmanager
def serving(workers: int) -> Iterator[tuple[subprocess.Popen[str], str, str]]:
    """Run the server until the block ends; yield it, its address and its key."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "proscribe", "serve", "--port", str(port), "--json"]
    server = subprocess.Popen(
        [*command, "--workers", str(workers), "--jobs", "0"],
        env=os.environ | {"PROSCRIBE_DATA": "data"}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        opening = read_opening(server)
        wait_for(f"{opening['address']}/readyz")
        yield server, opening["address"], opening["key"]
    finally:
        server.terminate()
        server.communicate()


def read_opening(server: subprocess.Popen[str]) -> dict[str, Any]:
    """Return what the server tells when it starts."""
    text = ""
    for line in server.stdout or ():
        text += line
        if text.rstrip().endswith("}"):
            break
    opening: dict[str, Any] = json.loads(text)
    return opening


def wait_for(address: str) -> None:
    """Wait until the server is ready."""
    patience = monotonic() + PATIENCE_SECONDS
    while monotonic() < patience:
        try:
            if httpx.get(address).status_code == httpx.codes.OK:
                return
        except httpx.TransportError:
            pass
        sleep(0.1)
    raise TimeoutError(address)


def ask(address: str, key: str, seconds: float) -> dict[str, Any]:
    """Ask for so long; return what came of it."""
    wrk = shutil.which("wrk")
    if wrk is None:
        bodies = BODIES.read_bytes().splitlines()
        return asyncio.run(ask_in_python(address, key, seconds, bodies))
    load = ("-t1", f"-c{CONNECTIONS}", f"-d{seconds:.0f}s", "--timeout", "10s")
    ran = subprocess.run(
        [wrk, *load, "-s", str(SCRIPT), address],
        env=os.environ | {"BODIES": str(BODIES), "KEY": key},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(ran.stdout.rstrip().rpartition("\n")[2])
    return {**told, "client": "wrk"}


async def ask_in_python(
    address: str, key: str, seconds: float, queries: Sequence[bytes]
) -> dict[str, Any]:
    """Do what wrk does."""
    bodies = cycle(queries)
    taken, failed = [], 0
    headers = {"authorization": f"ApiKey {key}"}
    limits = httpx.Limits(max_connections=CONNECTIONS)
    asking = httpx.AsyncClient(
        base_url=address, headers=headers, limits=limits, timeout=PATIENCE_SECONDS
    )
    async with asking as client:
        began = perf_counter()

        async def keep_asking() -> None:
            nonlocal failed
            while perf_counter() - began < seconds:
                sent = perf_counter()
                answer = await client.post("/match/default", content=next(bodies))
                taken.append(perf_counter() - sent)
                failed += answer.status_code != httpx.codes.OK

        await asyncio.gather(*(keep_asking() for _ in range(CONNECTIONS)))
        passed = perf_counter() - began
    taken.sort()
    return {
        "requests": len(taken), "seconds": passed, "failed": failed,
        "ms_50": taken[len(taken) // 2] * 1e3, "ms_99": taken[len(taken) * 99 // 100] * 1e3,
        "client": "httpx",
    }  # fmt: skip


def family(number: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield number
    for task in Path(f"/proc/{number}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from family(int(child))


def read_processor(number: int) -> float:
    """Return for how many seconds a process had a processor."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_pss(number: int) -> int:
    """Return the memory of a process in bytes, of shared pages its part."""
    for line in Path(f"/proc/{number}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    main(*sys.argv[1:])
