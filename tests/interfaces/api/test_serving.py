"""The whole server as it is started: processes that answer, and one that screens."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.interfaces.api.doors import PORTFOLIO
from tests.interfaces.api.running import Document

_PATIENCE = 90


@contextmanager
def started(
    folder: Path, *options: str, place: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """Run ``proscribe serve`` until the block ends; yield it, and who asks it with its key."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    settings = {"PROSCRIBE_DATA": str(folder / "data"), **(place or {})}
    server = subprocess.Popen(
        [sys.executable, "-m", "proscribe", "serve", "--port", port, "--json", *options],
        env=os.environ | settings, stdout=subprocess.PIPE,
        stderr=None if place is None else subprocess.PIPE, cwd=folder,
    )  # fmt: skip
    try:
        assert server.stdout is not None
        told = ""
        while not told.rstrip().endswith("}"):
            line = server.stdout.readline().decode()
            assert line, "the server ended"
            told += line
        known = json.loads(told)
        headers = {"authorization": f"Bearer {known['key']}"}
        with httpx.Client(base_url=known["address"], headers=headers, timeout=60) as client:
            until(lambda: is_ready(client))
            yield server, client
    finally:
        server.terminate()
        server.wait(_PATIENCE)
        for stream in (server.stdout, server.stderr):
            if stream is not None:
                stream.close()


def is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/readyz").status_code == 200
    except httpx.TransportError:
        return False


def until(holds: object) -> None:
    patience = time.monotonic() + _PATIENCE
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < patience
        time.sleep(0.1)


def children(number: int) -> dict[int, str]:
    """Return the processes that a process started, and the commands they run."""
    found = {}
    for folder in Path("/proc").iterdir():
        try:
            state = (folder / "stat").read_text().rpartition(")")[2].split()
            if folder.name.isdigit() and int(state[1]) == number:
                found[int(folder.name)] = (folder / "cmdline").read_text()
        except OSError:
            continue
    return found


def worker_of(server: subprocess.Popen[bytes]) -> int | None:
    found = [one for one, command in children(server.pid).items() if "job_service" in command]
    return found[0] if found else None


def is_gone(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return True
    return state[0] == "Z"


def screened(client: httpx.Client) -> Document:
    """Hand a portfolio in, and ask for its job until it has ended."""
    files = {"file": ("depot.csv", PORTFOLIO)}
    answer = client.post("/v1/screen", files=files, data={"actions": "buy", "formats": "csv"})
    assert answer.status_code == 202, answer.text
    place = answer.headers["location"]
    until(lambda: client.get(place).json()["ended_at"])
    return client.get(place).json()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
def test_what_is_handed_in_is_screened_beside_the_server_and_ends_with_it(tmp_path: Path) -> None:
    with started(tmp_path, "--workers", "2") as (server, client):
        assert screened(client)["state"] == "done"
        worker = worker_of(server)
        assert worker is not None

        os.kill(worker, signal.SIGKILL)
        until(lambda: worker_of(server) not in (None, worker))
        assert screened(client)["state"] == "done"
        second = worker_of(server)

        assert second is not None
        server.kill()
        server.wait(_PATIENCE)
        until(lambda: is_gone(second))


def answering(server: subprocess.Popen[bytes]) -> list[int]:
    return sorted(one for one, command in children(server.pid).items() if "serve" in command)


def rolled(number: int, what: str) -> int:
    """Return a figure of a process's memory, in KiB."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:"))


def opened(number: int) -> list[str]:
    return [str(each.readlink()) for each in Path(f"/proc/{number}/fd").iterdir()]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_processes_that_answer_share_memory_and_are_started_again_when_they_die(
    tmp_path: Path,
) -> None:
    with started(tmp_path, "--workers", "2", "--jobs", "0") as (server, client):
        first, second = answering(server)
        for number in (first, second):
            assert rolled(number, "Private_Dirty") < rolled(number, "Rss") / 2
        # What is open when a process is forked must be fit to be shared.
        assert "\nThreads:\t1\n" in Path(f"/proc/{server.pid}/status").read_text()
        assert "polars" not in Path(f"/proc/{server.pid}/maps").read_text()
        assert not [one for one in opened(server.pid) if ".db" in one or ".roster" in one]
        assert [one for one in opened(first) if ".roster" in one]

        os.kill(first, signal.SIGKILL)
        for _ in range(6):
            # Whoever comes to the place of the dead one waits for the next one.
            with httpx.Client(base_url=client.base_url, headers=client.headers) as other:
                assert other.get("/catalog", timeout=60).status_code == 200
        until(lambda: len(answering(server)) == 2 and first not in answering(server))

        left = answering(server)
        server.kill()
        server.wait(_PATIENCE)
        until(lambda: all(map(is_gone, left)))


def test_an_address_that_is_taken_is_refused(tmp_path: Path) -> None:
    with started(tmp_path, "--workers", "2", "--jobs", "0") as (_, client):
        port = str(client.base_url.port)
        for workers in "12":
            again = subprocess.run(
                [sys.executable, "-m", "proscribe", "serve", "--port", port, "--workers", workers],
                env=os.environ | {"PROSCRIBE_DATA": str(tmp_path / "data")},
                capture_output=True, text=True, check=False,
            )  # fmt: skip

            assert again.returncode == 2
            assert f"127.0.0.1, port {port}, cannot be listened on" in again.stderr
            assert "Serving" not in again.stderr
            assert again.stdout == ""


@pytest.mark.parametrize(
    ("given", "missing"),
    [("oidc_issuer", "oidc_client_id"), ("oidc_client_id", "oidc_issuer")],
)
def test_a_provider_that_is_half_set_up_is_told_at_the_start(
    tmp_path: Path, given: str, missing: str
) -> None:
    value = {f"PROSCRIBE_{given.upper()}": "https://login.example"}
    with started(tmp_path, "--workers", "1", "--jobs", "0", place=value) as (server, _):
        server.terminate()
        assert server.stderr is not None
        told = " ".join(server.stderr.read().decode().split())

    assert f"`{given}` is set, and `{missing}` is not" in told


def test_a_server_told_to_stop_ends_its_worker(tmp_path: Path) -> None:
    with started(tmp_path, "--workers", "1") as (server, client):
        assert client.get("/v1/jobs").json() == {"jobs": []}
        worker = worker_of(server)
        assert worker is not None

        server.terminate()
        server.wait(_PATIENCE)

        assert is_gone(worker)


def test_a_server_may_leave_jobs_to_other_workers(tmp_path: Path) -> None:
    with started(tmp_path, "--workers", "1", "--jobs", "0") as (server, client):
        assert client.get("/v1/jobs").json() == {"jobs": []}
        assert worker_of(server) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A server that was only just started.

    Attributes:
        process: Its process.
        folder: Where it writes its data, and what it tells.
    """

    process: subprocess.Popen[bytes]
    folder: Path

    def wrote(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


# Moments at which it is told to end, in the order in which they come.
MOMENTS: dict[str, Callable[[Begun], object]] = {
    "it opens its store": lambda begun: [*begun.folder.glob("data/*.db")],
    "its first line": lambda begun: begun.wrote("errors"),
    "its address": lambda begun: "}" in begun.wrote("told"),
    "its first process": lambda begun: answering(begun.process),
    "its first answer": lambda begun: httpx.get(
        json.loads(begun.wrote("told"))["address"], timeout=_PATIENCE
    ),
}
# One that answers alone starts no process for it.
_ALONE = [moment for moment in MOMENTS if moment != "its first process"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize(
    ("workers", "moment"),
    [*((1, moment) for moment in _ALONE), *((2, moment) for moment in MOMENTS)],
)
def test_a_server_ends_in_order_whenever_it_is_told_to(
    tmp_path: Path, workers: int, moment: str
) -> None:
    with (tmp_path / "told").open("wb") as told, (tmp_path / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "proscribe", "serve", "--port", "0", "--json"),
                *("--workers", str(workers)),
            ],
            env=os.environ | {"PROSCRIBE_DATA": str(tmp_path / "data")},
            stdout=told, stderr=errors, cwd=tmp_path,
        )  # fmt: skip
    begun = Begun(process=process, folder=tmp_path)
    try:
        patience = time.monotonic() + _PATIENCE
        for name in _ALONE if workers == 1 else MOMENTS:
            while not MOMENTS[name](begun):
                assert process.poll() is None
                assert time.monotonic() < patience
                time.sleep(0.002)
            if name == moment:
                break
        beside = children(process.pid)
        process.terminate()

        assert process.wait(_PATIENCE) == 0, begun.wrote("errors")
        assert "Traceback" not in begun.wrote("errors")
        until(lambda: all(map(is_gone, beside)))
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_processes_that_are_all_told_to_end_say_nothing_of_it(
    tmp_path: Path, stop: signal.Signals
) -> None:
    with (tmp_path / "told").open("wb") as told, (tmp_path / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "proscribe", "serve", "--port", "0", "--json"),
                *("--workers", "2", "--jobs", "0"),
            ],
            env=os.environ | {"PROSCRIBE_DATA": str(tmp_path / "data")},
            stdout=told, stderr=errors, cwd=tmp_path, start_new_session=True,
        )  # fmt: skip
    begun = Begun(process=process, folder=tmp_path)
    try:
        for moment in ("its address", "its first answer"):
            until(lambda moment=moment: MOMENTS[moment](begun))
        beside = children(process.pid)
        os.killpg(process.pid, stop)
        while process.poll() is None:
            # More often than they are told by their parent, too: the moment is hard to hit.
            for one in beside:
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGTERM)
            time.sleep(0.0005)

        assert process.returncode == 0
        assert "Traceback" not in begun.wrote("errors")
    finally:
        process.kill()
        process.wait()
