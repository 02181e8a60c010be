"""The application: every family of endpoints behind the gate."""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from proscribe.interfaces.api import v1, yente
from proscribe.interfaces.api.access import Gate
from proscribe.interfaces.api.answers import NoRecorder
from proscribe.interfaces.api.batching import Batcher
from proscribe.interfaces.api.counting import Counted
from proscribe.interfaces.api.counting import router as counting
from proscribe.interfaces.api.errors import handle_errors
from proscribe.interfaces.api.limits import Envelope, Heads
from proscribe.interfaces.api.memory import give_back
from proscribe.interfaces.api.packing import Packed
from proscribe.interfaces.api.params import once_each, only_named
from proscribe.interfaces.api.rooms import Room, Rooms, enter
from proscribe.interfaces.api.telling import reason_of
from proscribe.interfaces.api.together import answer_all
from proscribe.interfaces.api.tracing import Traced
from proscribe.interfaces.api.yente.match import DIRECT
from proscribe.model.errors import ProscribeError
from proscribe.version import VERSION
from proscribe.workspace.logs import place_of
from proscribe.workspace.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from opentelemetry.trace import Tracer

    from proscribe.interfaces.api.access import Authenticator
    from proscribe.interfaces.api.answers import Recorder
    from proscribe.workspace import Workspace
    from proscribe.workspace.service.desk import ServiceDesk

GZIP_FROM_BYTES = 500
_GZIP_LEVEL = 5
_LOOKS_SECONDS = 2.0
# How long nobody is let in for what lies ready on disk; what must be made takes longer, and then
# each is told that it is being made.
_OPENING_SECONDS = 2.0
_WORDS: dict[str, Any] = {
    "title": "Proscribe",
    "version": VERSION,
    "summary": "Who is blacklisted, by whom, and what that forbids.",
}
_EXPOSED = ("x-proscribe-edition", "x-proscribe-receipt", "x-batch-size", "etag")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the endpoints of an application share; requests find it as ``app.state``.

    Attributes:
        workspace: Where ours are answered.
        desk: Where yente's are answered.
        looks_seconds: How often the ledger is looked at for something new.
        tracer: Where spans of requests are begun; None where none are wanted.
    """

    workspace: Workspace
    desk: ServiceDesk
    looks_seconds: float = _LOOKS_SECONDS
    tracer: Tracer | None = None


def create_app(
    shelf: Shelf, authenticator: Authenticator, recorder: Recorder | None = None
) -> FastAPI:
    """Return the application.

    Args:
        shelf: What it answers from.
        authenticator: Tells whose a key is.
        recorder: Keeps a receipt of every answer; None keeps none.
    """
    metrics = Metrics()
    app = FastAPI(
        **_WORDS,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        # To where it would lead, the request itself says, in its header `host`.
        redirect_slashes=False,
        middleware=[
            *([] if shelf.tracer is None else [Middleware(Traced, tracer=shelf.tracer)]),
            Middleware(Heads),
            Middleware(Counted, metrics=metrics),
            Middleware(Envelope, edition=lambda: shelf.desk.edition),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["*"],
                allow_headers=["*"],
                expose_headers=_EXPOSED,
            ),
            Middleware(Packed, minimum_size=GZIP_FROM_BYTES, compresslevel=_GZIP_LEVEL),
            Middleware(Gate, authenticator=authenticator),
        ],
    )
    app.state.rooms = Rooms(Room(workspace=shelf.workspace, desk=shelf.desk))
    app.state.metrics = metrics
    app.state.looks_seconds = shelf.looks_seconds
    app.state.recorder = NoRecorder() if recorder is None else recorder
    handle_errors(app)
    _include(app)
    app.router.routes.insert(0, DIRECT)
    return app


def describe() -> dict[str, Any]:
    """Return the OpenAPI document."""
    app = FastAPI(**_WORDS)
    _include(app)
    return app.openapi()


def _include(app: FastAPI) -> None:
    for router in (*yente.ROUTERS, counting):
        checks = [Depends(enter), Depends(once_each)]
        # OpenRefine adds its parameters to those of the address that it was told.
        is_reconciling = router is yente.reconcile.router
        app.include_router(router, dependencies=checks[:1] if is_reconciling else checks)
    for router in v1.ROUTERS:
        checks = [Depends(enter), Depends(only_named), Depends(once_each)]
        app.include_router(router, dependencies=checks)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.matches = Batcher(partial(answer_all, recorder=app.state.recorder))
    app.state.looks, looked = asyncio.Event(), asyncio.Event()
    following = asyncio.create_task(
        _follow(app.state.rooms, app.state.looks, app.state.looks_seconds, looked)
    )
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(looked.wait(), _OPENING_SECONDS)
        yield
    finally:
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following
        app.state.matches.close()


async def _follow(
    rooms: Rooms, looks: asyncio.Event, seconds: float, looked: asyncio.Event
) -> None:
    """Make ready what is new in the ledger, while what was ready answers; tell the first time."""
    is_first = True
    while True:
        looks.clear()
        try:
            ready = await run_in_threadpool(rooms.follow)
            for version in ready:
                _log.info("edition_ready", edition=version)
            if ready:
                await run_in_threadpool(give_back)
            if ready and is_first:
                # Code and tables stay: they need not be looked through for what is garbage. What
                # is made ready later goes again one day, and must be found then.
                is_first = False
                gc.freeze()
        except (ProscribeError, OSError) as error:
            # What was ready goes on answering; /readyz says that the store is away.
            _log.error("not_followed", error=type(error).__name__, why=reason_of(error))
        except Exception as error:  # noqa: BLE001 - who stops looking answers from old lists for ever
            _log.error("not_followed", error=type(error).__name__, defect=place_of(error))
        looked.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(looks.wait(), seconds)
