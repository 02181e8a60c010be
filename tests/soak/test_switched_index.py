"""A server under load whose lists change all the time: nothing fails, is mixed, or grows.

Each edition gives the same subjects new names that say which edition it is, so an answer made of
two editions shows. ``PROSCRIBE_SOAK_SECONDS`` says for how long; else it is an hour.
"""

from __future__ import annotations

import asyncio
import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from time import monotonic

import httpx
import pytest

from proscribe.settings import Settings
from proscribe.workspace import open_workspace
from tests.interfaces.api.test_serving import children, rolled, started

SECONDS = float(os.environ.get("PROSCRIBE_SOAK_SECONDS", "3600"))
SWITCH_SECONDS = min(60.0, SECONDS / 12)
CONNECTIONS, PAUSE_SECONDS, LOOK_SECONDS = 8, 0.02, 2.0
SUBJECTS = ("Quorvex Shipping", "Almandine Trading", "Zebrovik Metals", "Tollgarth Aviation")
OTHERS = 3_000
FIRST = date(2000, 1, 1)
# Of the memory after the first quarter, by what the last may be more: what is asleep then, is not.
GROWN = 1.05

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is looked up in /proc"),
]


@dataclass(slots=True)
class Seen:
    """What came of the load.

    Attributes:
        failed: What went wrong, and how often.
        rounds: The edition that names say, by the edition that answers say they are of.
        answers: How many answers there were.
        switches: How many editions were recorded meanwhile.
        memory: Seconds since the start, and the memory of the server in KiB.
    """

    failed: Counter[str] = field(default_factory=Counter)
    rounds: dict[str, set[str]] = field(default_factory=dict)
    answers: int = 0
    switches: int = 0
    memory: list[tuple[float, int]] = field(default_factory=list)


def test_no_answer_fails_or_is_mixed_and_memory_does_not_grow(tmp_path: Path) -> None:
    record(tmp_path, 0)
    with started(tmp_path, "--workers", "2", "--jobs", "0") as (server, client):
        seen = Seen()
        asyncio.run(load(seen, client, server.pid, tmp_path))

    quarters = [[kib for at, kib in seen.memory if at // (SECONDS / 4) == n] for n in range(4)]
    told = [round(median(one) / 1024) for one in quarters]
    print(f"{seen.answers} answers, {len(seen.rounds)} editions, MiB by quarter: {told}")  # noqa: T201
    assert not seen.failed
    assert all(len(rounds) == 1 for rounds in seen.rounds.values()), seen.rounds
    # One that another follows before it is ready is passed over.
    assert len(seen.rounds) > seen.switches / 2 > 1
    assert median(quarters[3]) < median(quarters[1]) * GROWN, told
    with open_workspace(settings=Settings(data=tmp_path / "data")) as workspace:
        verified = workspace.receipts.verify()
    assert verified.holds
    assert verified.head[0] >= seen.answers


async def load(seen: Seen, client: httpx.Client, server: int, folder: Path) -> None:
    """Ask, record editions, and look at the memory, all at once."""
    began = monotonic()

    def passed() -> float:
        return monotonic() - began

    async def switch() -> None:
        while passed() < SECONDS - SWITCH_SECONDS:
            due = asyncio.create_task(asyncio.sleep(SWITCH_SECONDS))
            await asyncio.to_thread(record, folder, seen.switches + 1)
            seen.switches += 1
            await due

    async def look() -> None:
        while passed() < SECONDS:
            family = [server, *children(server)]
            # Without pages of files: what each counts depends on who else reads them just now.
            seen.memory.append((passed(), sum(rolled(one, "Pss_Anon") for one in family)))
            await asyncio.sleep(LOOK_SECONDS)

    async def ask() -> None:
        async with asking(client) as one:
            for method, path, body in cycle(questions()):
                if passed() > SECONDS:
                    return
                await put(seen, one, (method, path, body))
                await asyncio.sleep(PAUSE_SECONDS)

    await asyncio.gather(switch(), look(), *(ask() for _ in range(CONNECTIONS)))


@asynccontextmanager
async def asking(client: httpx.Client) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(
        base_url=client.base_url, headers=client.headers, timeout=60
    ) as one:
        yield one


def questions() -> Iterator[tuple[str, str, object]]:
    """Yield what is asked: a method, an address and a body."""
    examples = {name: {"schema": "Company", "properties": {"name": [name]}} for name in SUBJECTS}
    yield "POST", "/match/default?limit=1&threshold=0&cutoff=0", {"queries": examples}
    for name in SUBJECTS:
        word = name.partition(" ")[0]
        yield "GET", f"/search/default?q={word}&limit=1", None
        yield "GET", f"/entities/list-{word.lower()}", None


async def put(seen: Seen, client: httpx.AsyncClient, question: tuple[str, str, object]) -> None:
    """Ask one question, and keep which edition the answer says it is of, and shows."""
    method, path, body = question
    try:
        answer = await client.request(method, path, json=body)
    except httpx.HTTPError as error:
        seen.failed[f"{path}: {error!r}"] += 1
        return
    seen.answers += 1
    if answer.status_code != httpx.codes.OK or "x-proscribe-receipt" not in answer.headers:
        seen.failed[f"{path}: {answer.status_code}"] += 1
        return
    shown = {caption.rpartition(" ")[2] for caption in captions(answer.json())}
    seen.rounds.setdefault(answer.headers["x-proscribe-edition"], set()).update(shown or {""})


def captions(document: dict[str, object]) -> Iterator[str]:
    """Yield the names of the subjects in an answer."""
    responses = document.get("responses", {"": document})
    assert isinstance(responses, dict)
    for one in responses.values():
        for found in one.get("results", [one]):
            yield found["caption"]


def record(folder: Path, number: int) -> None:
    """Record an edition whose subjects have its number in their names."""
    path = folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "schema", "name"))
        rows.writerows(
            (name.partition(" ")[0].lower(), "Company", f"{name} {number}") for name in SUBJECTS
        )
        rows.writerows(
            (f"o{each}", "Company", f"Other{each} Gesellschaft") for each in range(OTHERS)
        )
    day = FIRST + timedelta(days=number)
    command = ("import", "list", "names.csv", "--published", day.isoformat())
    subprocess.run(
        [sys.executable, "-m", "proscribe", *command],
        cwd=folder, env=os.environ | {"PROSCRIBE_DATA": str(folder / "data")},
        capture_output=True, check=True,
    )  # fmt: skip
