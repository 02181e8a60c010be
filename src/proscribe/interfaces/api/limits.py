"""How large a request may be, and that whatever goes wrong is told as JSON, never as a trace."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse

from proscribe.interfaces.api.errors import answer_to
from proscribe.interfaces.api.patience import TooSlowError, patient
from proscribe.interfaces.api.telling import route_of
from proscribe.interfaces.outcomes import status
from proscribe.model.errors import ProscribeError
from proscribe.workspace.jobs import UPLOAD_BYTES
from proscribe.workspace.logs import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_URL_BYTES = 60_000
URL_TOO_LONG = "Request URI too long"
MOST_BODY_BYTES = 4 << 20
MOST_QUERIES = 100
# Files are counted as they are taken in; this is what their frame may take beside them.
_FRAME_BYTES = 1 << 20
_UPLOADS = frozenset({"/v1/screen"})
EDITION_HEADER = "x-proscribe-edition"
_BODY = "http.response.body"

_log = structlog.get_logger(__name__)


class TooLargeError(Exception):
    """The body of a request is larger than is read."""


class Heads:
    """Middleware that answers HEAD as GET is answered, without the body.

    Args:
        app: What is asked.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == _BODY else message)

        await self._app({**scope, "method": "GET"}, receive, sending)


class Envelope:
    """Middleware around everything: bounds of a request, the edition's header, the last resort.

    Args:
        app: What is enclosed.
        edition: Returns the edition that answers now; empty where none is ready.
    """

    def __init__(self, app: ASGIApp, edition: Callable[[], str]) -> None:
        self._app = app
        self._edition = edition

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, within its bounds."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                if EDITION_HEADER not in headers and (edition := self._edition()):
                    headers[EDITION_HEADER] = edition
            await send(message)

        refusal = _refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sending)
            return
        try:
            await self._app(scope, _bounded(patient(receive), most_bytes(scope)), sending)
        except (TooLargeError, TooSlowError) as error:
            is_slow = isinstance(error, TooSlowError)
            told = _too_slow() if is_slow else _too_large(most_bytes(scope))
            await told(scope, receive, sending)
        except ClientDisconnect:
            # Nobody is left to answer, and nothing of ours has failed.
            _log.info("hung_up", route=route_of(scope))
        except Exception as error:
            answer = _failed(scope, error)
            if begun:
                raise
            await answer(scope, receive, sending)


def most_bytes(scope: Scope) -> int:
    """Return how large the body of a request may be."""
    if scope["method"] == "POST" and scope["path"] in _UPLOADS:
        return UPLOAD_BYTES + _FRAME_BYTES
    return MOST_BODY_BYTES


def _refusal(scope: Scope) -> JSONResponse | None:
    address = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
    if address > MOST_URL_BYTES:
        return JSONResponse({"detail": URL_TOO_LONG}, status_code=HTTPStatus.REQUEST_URI_TOO_LONG)
    stated = Headers(scope=scope).get("content-length", "0")
    if stated.isdecimal() and int(stated) > most_bytes(scope):
        return _too_large(most_bytes(scope))
    return None


def _bounded(receive: Receive, most: int) -> Receive:
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        if message["type"] == "http.request":
            read += len(message.get("body", b""))
            if read > most:
                raise TooLargeError
        return message

    return receiving


def _too_large(most: int) -> JSONResponse:
    return JSONResponse(
        {"detail": f"The body is larger than {most:,} bytes. Send it in parts."},
        status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        headers={"connection": "close"},
    )


def _too_slow() -> JSONResponse:
    return JSONResponse(
        {"detail": "The body comes too slowly to be waited for."},
        status_code=HTTPStatus.REQUEST_TIMEOUT,
        headers={"connection": "close"},
    )


def _failed(scope: Scope, error: Exception) -> JSONResponse:
    if isinstance(error, ProscribeError | OSError):
        # It arose before any route: where it is asked who comes in.
        return answer_to(scope, error)
    _log.error("request_failed", route=route_of(scope), defect=place_of(error))
    return JSONResponse(
        {"detail": "This is a defect of Proscribe. The server's log names it."},
        status_code=status(error),
    )
