"""Counts what is asked and answered, and tells Prometheus."""

from __future__ import annotations

from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api.documents import errors
from proscribe.interfaces.api.rooms import workspace_of
from proscribe.interfaces.api.telling import route_of
from proscribe.workspace.metrics import CONTENT_TYPE, Metrics, store_text

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from proscribe.workspace import Workspace

router = APIRouter(tags=["Health"])

_TEXT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Prometheus's text format",
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
}
_OTHER = "none"
_WHY = {401: "key", 403: "role", 429: "rate"}
# Whatever else somebody sends as a method is one of these: a label must not grow with it.
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Counted:
    """Middleware that counts requests, by the template of their address and never by the address.

    Args:
        app: What answers.
        metrics: Where is counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        # To find what belongs to labels costs more than to count.
        self._requests = cache(metrics.requests.labels)
        self._seconds = cache(metrics.seconds.labels)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it once it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        with self._metrics.in_flight.track_inprogress():
            try:
                await self._app(scope, receive, sending)
            finally:
                self._count(scope, status, perf_counter() - began)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        method = scope["method"] if scope["method"] in _METHODS else _OTHER
        self._requests(method, route, str(status)).inc()
        self._seconds(route).observe(seconds)
        if status in _WHY:
            self._metrics.access_refused.labels(_WHY[status]).inc()


@router.get(
    "/metrics",
    summary="Metrics for Prometheus",
    response_class=Response,
    responses=_TEXT | errors(401, 403, 429, 503),
)
async def metrics(request: Request) -> Response:
    """Return what is counted: requests of the process that answers, and what the store knows."""
    counted: Metrics = request.app.state.metrics
    known = await run_in_threadpool(_known, workspace_of(request))
    return Response(counted.text() + known, headers={"content-type": CONTENT_TYPE})


def _known(workspace: Workspace) -> bytes:
    return store_text(workspace.jobs, workspace.watches, workspace.sources())
