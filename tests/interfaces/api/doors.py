"""A real server on a store of its own, with keys of two organisations and real receipts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from proscribe.interfaces.api.answers import ReceiptRecorder
from proscribe.interfaces.api.app import Shelf, create_app
from proscribe.interfaces.web import mount_web
from proscribe.interfaces.web.doors import KeyDoor
from proscribe.settings import Settings
from proscribe.workspace import Workspace, open_workspace
from proscribe.workspace.service.door import ServiceDoor
from tests.interfaces.api.running import serving

PORTFOLIO = b"name,isin\nXiaomi,KYG9830T1067\nApple,US0378331005\n"
ROLES = ("reader", "analyst", "approver", "administrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A running server.

    Attributes:
        url: Its address.
        workspace: What it answers from.
        here: Who asks for the first organisation, by role.
        there: Who asks for another one, by role.
    """

    url: str
    workspace: Workspace
    here: dict[str, httpx.Client]
    there: dict[str, httpx.Client]

    @property
    def analyst(self) -> httpx.Client:
        return self.here["analyst"]

    def screen(
        self, *, client: httpx.Client | None = None, **fields: str | list[str]
    ) -> httpx.Response:
        """Hand in a portfolio."""
        files = [("file", ("depot.csv", PORTFOLIO))]
        return (client or self.analyst).post("/v1/screen", files=files, data=fields)

    def screened(self, **fields: str | list[str]) -> str:
        """Hand in a portfolio, have it screened, and return the id of the job."""
        answer = self.screen(client=None, **fields)
        assert answer.status_code == 202, answer.text
        assert self.workspace.jobs.run_pending() == 1
        found: str = answer.json()["id"]
        return found


@contextmanager
def open_house(
    folder: Path, *, pages: bool = False, second_person: bool = False
) -> Iterator[House]:
    """Run a server until the block ends, with the pages where they are wanted."""
    settings = Settings(
        db=f"sqlite:///{folder / 'ledger.db'}", data=folder / "data", second_person=second_person
    )
    with open_workspace(settings=settings) as workspace, ExitStack() as stack:
        desk = workspace.service()
        desk.follow()
        door = ServiceDoor(workspace, "")
        shelf = Shelf(workspace=workspace, desk=desk, looks_seconds=3_600)
        app = create_app(shelf, door, ReceiptRecorder(door))
        if pages:
            mount_web(app, workspace, KeyDoor(door), ReceiptRecorder(door))
        url = stack.enter_context(serving(app))

        def client(organisation: str, role: str) -> httpx.Client:
            _, secret = workspace.access.create_key(
                f"{role} of {organisation}", by="test", role=role, organisation=organisation
            )
            headers = {"authorization": f"Bearer {secret}"}
            return stack.enter_context(httpx.Client(base_url=url, headers=headers, timeout=60))

        here, there = ({role: client(whose, role) for role in ROLES} for whose in ("one", "two"))
        yield House(url=url, workspace=workspace, here=here, there=there)
