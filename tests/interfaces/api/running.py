"""A real HTTP server in a thread, on a store with packaged facts and some editions."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import uvicorn

from proscribe.interfaces.api.access import Authenticator, Caller, OneKey
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.api.protocol import Protocol
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.service.door import Answered

# What JSON is, whose shape the assertions check.
Document: TypeAlias = Any
KEY = "psk_test_key"
_PATIENCE = 60
XIAOMI = "us_dod_1237-xiaomi"
EDITIONS = ("2020-12-14", "2021-01-08", "2021-06-03", "2021-12-16")


@dataclass(slots=True)
class Written:
    """Keeps what was recorded, and gives each a number."""

    answers: list[tuple[str, str, Mapping[str, object], bytes]] = field(default_factory=list)

    async def record(
        self,
        caller: Caller,
        kind: str,
        question: Mapping[str, object],
        answer: bytes,
        *,
        basis: object = None,
    ) -> str | None:
        del basis
        self.answers.append((caller.name, kind, question, answer))
        return f"r-{len(self.answers)}"

    def record_all(self, answered: Sequence[Answered]) -> Sequence[str | None]:
        before = len(self.answers)
        self.answers += [
            (one.principal.name, one.kind, one.question, one.answer) for one in answered
        ]
        return [f"r-{number}" for number in range(before + 1, len(self.answers) + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A running server.

    Attributes:
        url: Its address.
        workspace: What it answers from.
        written: What it recorded.
        client: Asks it, with its key.
    """

    url: str
    workspace: Workspace
    written: Written
    client: httpx.Client

    def get(self, path: str, **params: object) -> httpx.Response:
        given = {key.rstrip("_"): value for key, value in params.items()}
        return self.client.get(path, params=given)  # type: ignore[arg-type]

    def match(
        self, *names: str, schema: str = "Company", dataset: str = "default", **params: object
    ) -> list[Document]:
        """Return the results of a query with those names."""
        body = {"queries": {"q": {"schema": schema, "properties": {"name": [*names]}}}}
        answer = self.client.post(f"/match/{dataset}", json=body, params=params)  # type: ignore[arg-type]
        assert answer.status_code == 200, answer.text
        results: list[Document] = answer.json()["responses"]["q"]["results"]
        return results


def fill(workspace: Workspace, shared: Path) -> None:
    """Record some editions of a list."""
    for day in EDITIONS:
        workspace.import_files(
            "us_ofac_cons", shared / "data/us_ofac_consolidated" / day / "consolidated.xml"
        )


@contextmanager
def open_service(
    folder: Path,
    *,
    authenticator: Authenticator | None = None,
    prepare: Callable[[Workspace], None] = lambda _: None,
    looks_seconds: float = 3_600,
) -> Iterator[Service]:
    """Run a server until the block ends."""
    settings = Settings(db=f"sqlite:///{folder / 'ledger.db'}", data=folder / "data")
    written = Written()
    with open_workspace(settings=settings) as workspace:
        prepare(workspace)
        desk = workspace.service()
        desk.follow()
        shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=looks_seconds)
        gate = authenticator or OneKey(sha256(KEY.encode()).hexdigest())
        with serving(create_app(shelf, gate, written)) as url:
            headers = {"authorization": f"ApiKey {KEY}"}
            with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
                yield Service(url=url, workspace=workspace, written=written, client=client)


@contextmanager
def serving(app: object, http: type[Protocol] = Protocol) -> Iterator[str]:
    """Run an application in a thread; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        config = uvicorn.Config(
            app,  # type: ignore[arg-type]
            http=http,
            log_level="error",
            access_log=False,
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        patience = time.monotonic() + _PATIENCE
        while not server.started and thread.is_alive() and time.monotonic() < patience:
            time.sleep(0.01)
        assert server.started
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(_PATIENCE)
