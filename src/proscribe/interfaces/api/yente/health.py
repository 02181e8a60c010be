"""Whether the server lives, is ready, and follows the ledger."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from anyio import move_on_after, to_thread
from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from proscribe.interfaces.api.documents import errors
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.model.errors import StoreAwayError

# Whoever asks whether it is ready does not wait long, whatever the store and its threads do.
_PING_SECONDS = 4
router = APIRouter(tags=["Health"])


class Status(BaseModel):
    """How it is."""

    status: str


@router.get("/healthz", summary="Is the server alive?")
async def healthz() -> Status:
    """Answer as long as the server lives."""
    return Status(status="ok")


@router.get("/readyz", summary="Can it answer?", responses=errors(503))
async def readyz(request: Request) -> Status:
    """Answer ok once the lists are ready and the store can be asked and is whole, else with 503."""
    desk = desk_of(request)
    if not desk.edition:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "The lists are being made ready.")
    with move_on_after(_PING_SECONDS) as waiting:
        await to_thread.run_sync(_look, request, abandon_on_cancel=True)
    if waiting.cancelled_caught:
        raise StoreAwayError(f"the store has not answered for {_PING_SECONDS} seconds.")
    return Status(status="ok")


def _look(request: Request) -> None:
    desk_of(request).ping()
    workspace_of(request).receipts.check()


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
