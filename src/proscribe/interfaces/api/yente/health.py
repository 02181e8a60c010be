"""Whether the server lives, is ready, and follows the ledger."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from proscribe.interfaces.api.documents import errors
from proscribe.interfaces.api.rooms import desk_of

if TYPE_CHECKING:
    from starlette.datastructures import State

    from proscribe.workspace.service.desk import ServiceDesk

router = APIRouter(tags=["Health"])

STORE_SECONDS = 5.0
_SILENT = "The store gives no sign of life."


class Status(BaseModel):
    """How it is."""

    status: str


@router.get("/healthz", summary="Is the server alive?")
async def healthz() -> Status:
    """Answer as long as the server lives."""
    return Status(status="ok")


@router.get("/readyz", summary="Can it answer?", responses=errors(503))
async def readyz(request: Request) -> Status:
    """Answer ok once the lists are ready and the store can be asked, else with 503."""
    desk = desk_of(request)
    if not desk.edition:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "The lists are being made ready.")
    try:
        async with asyncio.timeout(STORE_SECONDS):
            await asyncio.shield(_ping(request.app.state, desk))
    except TimeoutError:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, _SILENT) from None
    return Status(status="ok")


def _ping(state: State, desk: ServiceDesk) -> asyncio.Future[None]:
    """Return the one question to the store that is open: a store that hangs holds one thread."""
    asked: asyncio.Future[None] | None = getattr(state, "asked", None)
    if asked is None or asked.done():
        state.asked = asked = asyncio.ensure_future(run_in_threadpool(desk.ping))
        # Whoever waited may be gone when it fails.
        asked.add_done_callback(lambda done: done.cancelled() or done.exception())
    return asked


@router.post("/updatez", summary="Follow the ledger now", responses=errors(401, 403, 429, 503))
async def updatez(
    request: Request,
    *,
    token: Annotated[str, Query(description="A key, as yente's operators send it.")] = "",
    sync: Annotated[bool, Query(description="Answer once it is done.")] = False,
) -> Status:
    """Make ready what is new in the ledger; lists are fetched by ``proscribe update``."""
    del token
    if sync:
        await run_in_threadpool(request.app.state.rooms.follow)
    else:
        request.app.state.looks.set()
    return Status(status="ok")
