"""Runs the application: one process that makes everything ready, and those that answer."""

from __future__ import annotations

import asyncio
import os
import secrets
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from proscribe.interfaces.api.access import Authenticator
from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.api.crew import Crew, can_fork, listen
from proscribe.interfaces.api.memory import spare_memory
from proscribe.interfaces.api.telling import log_lines
from proscribe.interfaces.api.tracing import tracer_to
from proscribe.model.errors import InputError
from proscribe.workspace.service.door import ServiceDoor
from proscribe.workspace.service.warming import warm

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Scope

    from proscribe.interfaces.api.ending import Ending
    from proscribe.workspace import Workspace
    from proscribe.workspace.job_service import JobService

LOCAL = "127.0.0.1"
_DIGEST = "PROSCRIBE_SERVE_KEY_SHA256"
_GRACE_SECONDS = 15
_IDLE_SECONDS = 75
_LOOK_SECONDS = 1
PROTOCOL = "proscribe.interfaces.api.protocol:Protocol"
_FACTORY = "proscribe.interfaces.api.serving:build_app"
_CONFIG: dict[str, Any] = {
    "http": PROTOCOL,
    "access_log": False,
    "log_config": None,
    "log_level": "warning",
    "server_header": False,
    "timeout_keep_alive": _IDLE_SECONDS,
    "timeout_graceful_shutdown": _GRACE_SECONDS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where is served, and by how many processes."""

    host: str
    port: int
    workers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How to come in at first.

    Attributes:
        key: The key of this run; None once a user or a key was set up.
        token: What makes the first user, once; None where there is a user.
        problem: What keeps people from signing on elsewhere, though it is set up; else empty.
    """

    key: str | None
    token: str | None
    problem: str


def prepare(db: str | None, address: Address, progress: Callable[[int], None]) -> Opening:
    """Make everything ready for the processes that answer; return how to come in.

    Args:
        db: The store; None for the one the settings name.
        address: Where will be served.
        progress: Called with the number of entries just made ready.

    Raises:
        InputError: Another address than this machine's own is named, and nobody was set up; or the
            address is taken.
        StoreError: The store cannot be read, or lacks receipts that this machine knows of.
    """
    from proscribe.workspace import open_workspace

    for one in listen(address.host, address.port, 1):
        # Taken or not is better known before the long work than after it.
        one.close()
    key = secrets.token_urlsafe(32)
    digest = sha256(key.encode()).hexdigest()
    with open_workspace(db) as workspace:
        door = ServiceDoor(workspace, digest)
        check_address(address.host, door)
        workspace.receipts.check()
        is_set_up = door.is_set_up()
        token = workspace.access.first_start_token()
        workspace.service().follow(progress)
        problem = workspace.access.sign_on.problem()
    if db is not None:
        os.environ["PROSCRIBE_DB"] = db
    # The processes that answer know the key by its digest alone.
    os.environ[_DIGEST] = digest
    return Opening(key=None if is_set_up else key, token=token, problem=problem)


def run(address: Address, ready: Callable[[int], None], *, ending: Ending, jobs: int = 1) -> None:
    """Answer until stopped, as it was prepared.

    Args:
        address: Where.
        ready: Told the port, once it is ours.
        ending: Listens whether it is to end.
        jobs: How many jobs are run at once beside it; 0 where other workers run them.

    Raises:
        InputError: The address is not this machine's, or is taken.
    """
    from proscribe.workspace.job_service import JobService

    spare_memory()
    if address.workers > 1 and can_fork():
        with JobService(jobs, watched=False) as beside:
            _run_crew(address, ready, beside, ending)
        return
    import uvicorn

    (alone,) = listen(address.host, address.port, 1)
    port = alone.getsockname()[1]
    ready(port)
    # Told to stop, it first lets what is being answered end, and then the workers.
    with alone, JobService(jobs):
        ending.check()
        if address.workers == 1:
            uvicorn.Server(uvicorn.Config(_FACTORY, factory=True, **_CONFIG)).run([alone])
            return
        alone.close()
        uvicorn.run(
            _FACTORY,
            factory=True,
            host=address.host,
            port=port,
            workers=address.workers,
            **_CONFIG,
        )


def _run_crew(
    address: Address, ready: Callable[[int], None], beside: JobService, ending: Ending
) -> None:
    """Answer from processes that share what this one has in memory."""
    import uvicorn

    sockets = listen(address.host, address.port, address.workers)
    ready(sockets[0].getsockname()[1])
    config, parent = uvicorn.Config(_shared_app(), **_CONFIG), os.getpid()
    config.load()
    with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_ask_once(config.loaded_app))

    def work(listening: socket.socket) -> None:
        beside.leave()
        server = uvicorn.Server(config)

        async def look() -> None:
            server.should_exit = server.should_exit or os.getppid() != parent

        config.callback_notify, config.timeout_notify = look, _LOOK_SECONDS
        server.run([listening])

    crew = Crew(sockets, work, tend=beside.tend, grace=2 * _GRACE_SECONDS)
    crew.listen()
    ending.check()
    crew.run()


def _shared_app() -> FastAPI:
    """Return the application, and whatever it reads in memory, with nothing of the store open."""
    from proscribe.workspace import open_workspace

    with open_workspace() as workspace:
        app = _build(workspace)
        warm(workspace)
        return app


async def _ask_once(app: ASGIApp) -> None:
    """Ask whether it is alive: what every request runs through is then in memory.

    A process that loads it by itself, once forked, has it for itself alone.
    """
    request: Message = {"type": "http.request", "body": b"", "more_body": False}
    answer: list[Message] = []

    async def receive() -> Message:
        return request

    async def send(message: Message) -> None:
        answer.append(message)

    scope: Scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": "/healthz", "root_path": "", "query_string": b"", "headers": [],
    }  # fmt: skip
    await app(scope, receive, send)
    await run_in_threadpool(answer.clear)


def check_address(host: str, authenticator: Authenticator) -> None:
    """Refuse to be seen by others before anybody was set up who may come in.

    Raises:
        InputError: The address is not this machine's own, and nobody was set up.
    """
    if not _is_local(host) and not authenticator.has_users():
        raise InputError(
            f"{host} can be reached from other machines, and nobody was set up who may come in.",
            remedy="Set up a user first (`proscribe user add`), or serve 127.0.0.1.",
        )


def build_app() -> FastAPI:
    """Return the application of one worker, as the environment and the settings say."""
    from proscribe.workspace import open_workspace

    return _build(open_workspace())


def _build(workspace: Workspace) -> FastAPI:
    from proscribe.interfaces.web import mount_web
    from proscribe.interfaces.web.doors import AccessDoor

    log_lines()
    door = ServiceDoor(workspace, os.environ.get(_DIGEST, ""))
    url = workspace.settings.telemetry_url
    shelf = Shelf(
        workspace=workspace,
        desk=workspace.service(),
        tracer=tracer_to(url) if url else None,
    )
    recorder = ReceiptRecorder(door)
    app = create_app(shelf, door, recorder)
    mount_web(app, workspace, AccessDoor(door, workspace.access), recorder)
    return app


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
