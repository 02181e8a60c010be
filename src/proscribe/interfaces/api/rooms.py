"""From what each organisation is answered: its own workspace and desk."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from proscribe.interfaces.api.access import CALLER

if TYPE_CHECKING:
    from proscribe.workspace import Workspace
    from proscribe.workspace.service.desk import ServiceDesk

_ROOM = "proscribe.room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """From what one organisation is answered.

    Attributes:
        workspace: Where ours are answered.
        desk: Where yente's are answered.
    """

    workspace: Workspace
    desk: ServiceDesk


class Rooms:
    """The rooms of all organisations that ask; threads may share them.

    Args:
        first: That of the organisation the server was opened for.
    """

    def __init__(self, first: Room) -> None:
        self.first = first
        self._making = Lock()
        self._made = {first.workspace.organisation: first}

    def found(self, organisation: str) -> Room | None:
        """Return the room of an organisation; None where none was asked for yet."""
        return self._made.get(organisation)

    def of(self, organisation: str) -> Room:
        """Return the room of an organisation, made ready where it was not.

        Raises:
            StoreError: The ledger cannot be read, or the folder not be written.
        """
        with self._making:
            room = self._made.get(organisation)
            if room is None:
                workspace = self.first.workspace.of(organisation)
                room = Room(workspace=workspace, desk=workspace.service())
                room.desk.follow()
                self._made[organisation] = room
            return room

    def follow(self) -> list[str]:
        """Make ready what is new for each organisation, and return what was.

        Raises:
            StoreError: The ledger cannot be read, or the folder not be written.
        """
        rooms = [*self._made.values()]
        return [room.desk.follow() for room in rooms if room.desk.is_stale()]


async def enter(request: Request) -> None:
    """Lead a request into the room of whoever asks."""
    rooms: Rooms = request.app.state.rooms
    caller = request.scope.get(CALLER)
    if caller is None:
        request.scope[_ROOM] = rooms.first
        return
    whose = caller.organisation
    request.scope[_ROOM] = rooms.found(whose) or await run_in_threadpool(rooms.of, whose)


def workspace_of(request: Request) -> Workspace:
    """Return the workspace of whoever asks."""
    return room_of(request).workspace


def desk_of(request: Request) -> ServiceDesk:
    """Return the desk of whoever asks."""
    return room_of(request).desk


def room_of(request: Request) -> Room:
    """Return the room of whoever asks."""
    room: Room = request.scope[_ROOM]
    return room
