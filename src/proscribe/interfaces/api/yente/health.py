"""Whether the server lives, is ready, and follows the ledger."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from proscribe.interfaces.api.documents import errors
from proscribe.interfaces.api.rooms import desk_of

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
    """Answer ok once the lists are ready and the store can be asked, else with 503."""
    desk = desk_of(request)
    if not desk.edition:
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "The lists are being made ready.")
    await run_in_threadpool(desk.ping)
    return Status(status="ok")


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
