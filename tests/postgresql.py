"""A real PostgreSQL server for the time of the tests, on a free port of the loopback."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

ADMIN = "proscribe"
START_SECONDS = 60
STOP_SECONDS = 30
# The cluster is thrown away: it need not outlive a power cut.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running cluster, reachable without a password."""

    port: int

    def url(self, database: str = "postgres") -> str:
        """Return the SQLAlchemy address of one of its databases."""
        return f"postgresql+psycopg://{ADMIN}@127.0.0.1:{self.port}/{database}"

    @contextlib.contextmanager
    def fresh_database(self) -> Iterator[str]:
        """Yield the address of a new, empty database, dropped afterwards."""
        name = f"test_{uuid.uuid4().hex}"
        self._execute(f"CREATE DATABASE {name}")
        try:
            yield self.url(name)
        finally:
            self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with connect(self.port) as connection:
            connection.execute(statement.encode())


def find_programs() -> Path | None:
    """Return the folder of the newest `initdb` and `postgres`, or None without any."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin")
    newest_first = sorted(
        packaged, key=lambda folder: [int(n) for n in folder.parent.name.split(".")], reverse=True
    )
    on_path = shutil.which("initdb")
    candidates = newest_first if on_path is None else [*newest_first, Path(on_path).parent]
    return next(
        (f for f in candidates if (f / "initdb").exists() and (f / "postgres").exists()), None
    )


@contextlib.contextmanager
def serve(programs: Path) -> Iterator[Server]:
    """Make a cluster, run it, and remove it at the end."""
    user = unprivileged_user()
    with tempfile.TemporaryDirectory(prefix="proscribe-pg-") as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        initialise(programs, folder, user)
        with run(programs, folder, user) as server:
            yield server


def unprivileged_user() -> str | None:
    """Return who runs the server: PostgreSQL refuses root. None means whoever we are."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def initialise(programs: Path, folder: Path, user: str | None) -> None:
    """Make the cluster's files, with the locale that is the same everywhere."""
    command = (
        *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", ADMIN),
        *("--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    done = subprocess.run(
        command, cwd=folder, user=user, check=False, capture_output=True, text=True
    )
    if done.returncode != 0:
        message = f"initdb failed with {done.returncode}: {done.stderr}"
        raise RuntimeError(message)


@contextlib.contextmanager
def frozen(folder: Path) -> Iterator[None]:
    """Stop every process of the server in `folder` where it stands, until the block ends.

    Nothing is closed: to whoever asks it looks like a network that drops what it is given.
    """
    first = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children")
    stopped = [first]
    os.kill(first, signal.SIGSTOP)
    stopped += [int(number) for number in children.read_text().split()]
    try:
        for number in stopped[1:]:
            os.kill(number, signal.SIGSTOP)
        yield
    finally:
        for number in stopped:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGCONT)


@contextlib.contextmanager
def run(
    programs: Path, folder: Path, user: str | None, port: int | None = None
) -> Iterator[Server]:
    """Run the server on the cluster in `folder` until the block ends."""
    port = port or free_port()
    settings = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), *settings],
            cwd=folder,
            user=user,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(process, port, log)
        yield Server(port=port)
    finally:
        process.send_signal(signal.SIGINT)  # "fast" shutdown: ends the open sessions
        process.wait(timeout=STOP_SECONDS)


def wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return once the server answers; raise with its log when it ended or is too slow."""
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(psycopg.OperationalError), connect(port):
            return
        time.sleep(0.05)
    message = f"PostgreSQL did not start on port {port}: {log.read_text()}"
    raise RuntimeError(message)


def connect(port: int) -> psycopg.Connection:
    """Return a connection that commits each statement at once."""
    return psycopg.connect(
        host="127.0.0.1", port=port, user=ADMIN, dbname="postgres", autocommit=True
    )


def free_port() -> int:
    """Return a port of the loopback that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
