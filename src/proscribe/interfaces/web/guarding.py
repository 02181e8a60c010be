"""What stands before every page: its policy, bounds of what is sent, and who may come in."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse

from proscribe.interfaces.web.doors import SESSION_COOKIE

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from proscribe.interfaces.web.doors import Door

# An upload of 32 MiB, and what a form is around it.
MOST_BYTES = 33 << 20
# A long text that somebody wrote whose session ended; more is not read from strangers.
STRANGER_BYTES = 2 << 20
CALLER = "proscribe.caller"
WANTED = "proscribe.wanted"
REFUSED = "proscribe.refused"
MUCH = "proscribe.much"
_ENDED = "/login/ended"
_REFUSED = "/refused"
_REFUSALS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)
OPEN = ("/login", "/assets/", _REFUSED)
_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


class Branch:
    """Middleware that hands the addresses of pages to the web application, all else on.

    Where nothing answers a browser, or only to programs, it gets a page that says so.

    Args:
        app: Everything else.
        pages: The web application.
        segments: The first parts of the addresses of pages.
        answers: Tells whether something else answers an address.
    """

    def __init__(
        self,
        app: ASGIApp,
        pages: ASGIApp,
        *,
        segments: frozenset[str],
        answers: Callable[[Scope], bool],
    ) -> None:
        self._app = app
        self._pages = pages
        self._segments = segments
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whose it is."""
        _, slash, rest = scope.get("path", "").partition("/")
        is_page = scope["type"] == "http" and slash and rest.partition("/")[0] in self._segments
        if is_page:
            await self._pages(scope, receive, send)
            return
        if not _is_browsing(scope):
            await self._app(scope, receive, send)
            return
        kept = _Kept(send)
        await self._app(scope, receive, kept)
        if kept.refusal is not None:
            # A key is asked for before it is known whether there is anything.
            told = kept.refusal if self._answers(scope) else HTTPStatus.NOT_FOUND
            await self._pages(_refusing(scope, told), receive, send)


class _Kept:
    """Passes a response on, unless it refuses: that is kept back.

    Args:
        send: Where to.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self.refusal: HTTPStatus | None = None

    async def __call__(self, message: Message) -> None:
        """Pass a part of a response on."""
        if message["type"] == "http.response.start" and message["status"] in _REFUSALS:
            self.refusal = HTTPStatus(message["status"])
        if self.refusal is None:
            await self._send(message)


def _is_browsing(scope: Scope) -> bool:
    """Tell whether a person with a browser asks."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "text/html" in headers.get("accept", "") and "authorization" not in headers


def _refusing(scope: Scope, code: HTTPStatus) -> Scope:
    """Return a request of the page that says that something was refused."""
    told: Scope = {**scope, REFUSED: code, "method": "GET", "path": _REFUSED}
    return told


class Guard:
    """Middleware around all pages.

    Args:
        app: The pages.
        door: Tells who comes.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in that is no larger than pages need, and comes with a session."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        inner = _protected(scope, send)
        if _length(scope) > MOST_BYTES:
            scope = _refusing(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        request = Request(scope)
        token = request.cookies.get(SESSION_COOKIE, "")
        caller = await run_in_threadpool(self._door.authenticate, token) if token else None
        scope[CALLER] = caller
        if caller is None:
            await self._meet(request, receive, inner)
            return
        await self._app(scope, _bounded(receive, MOST_BYTES), inner)

    async def _meet(self, request: Request, receive: Receive, send: Send) -> None:
        """Answer somebody who is not logged in: little is read of what they send."""
        scope = request.scope
        is_much = _length(scope) > STRANGER_BYTES or "transfer-encoding" in request.headers
        if not scope["path"].startswith(OPEN):
            if request.method != "POST" or wants_json(request) or scope["path"] == "/logout":
                await _sent_to_door(request)(scope, receive, send)
                return
            # Their session ended while they wrote: what they wrote is not lost.
            scope = {**scope, WANTED: scope["path"], "path": _ENDED, MUCH: is_much}
        if is_much and REFUSED not in scope:
            # A browser shows no answer before it has sent all; none of this is kept.
            with suppress(ClientDisconnect):
                async for _ in Request(scope, _bounded(receive, MOST_BYTES)).stream():
                    pass
            if scope["path"] != _ENDED:
                scope = _refusing(scope, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        await self._app(scope, _bounded(receive, STRANGER_BYTES), send)


def _length(scope: Scope) -> int:
    """Return how many bytes a request says it has; one that says nonsense has too many."""
    stated = Headers(scope=scope).get("content-length", "0")
    return int(stated) if stated.isdecimal() else MOST_BYTES + 1


def wants_json(request: Request) -> bool:
    """Tell whether a request asks for the data of a page and not for the page."""
    if "format" in request.query_params:
        return request.query_params["format"] == "json"
    accepted = request.headers.get("accept", "")
    return "application/json" in accepted and "text/html" not in accepted


def _sent_to_door(request: Request) -> JSONResponse | RedirectResponse:
    if wants_json(request):
        return JSONResponse(
            {"detail": "Log in first, or ask under /v1 with a key."},
            status_code=HTTPStatus.UNAUTHORIZED,
        )
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = "/login" if request.method != "GET" or wanted == "/" else f"/login?next={quote(wanted)}"
    return RedirectResponse(to, status_code=HTTPStatus.SEE_OTHER)


def _protected(scope: Scope, send: Send) -> Send:
    is_asset = scope["path"].startswith("/assets/")

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            if not is_asset:
                headers["cache-control"] = "no-store"
        await send(message)

    return sending


def _bounded(receive: Receive, most: int) -> Receive:
    """Return a body that ends where more comes than was said: chunks name no length."""
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            return {"type": "http.disconnect"}
        return message

    return receiving
