"""What stands before every page: its policy, bounds of what is sent, and who may come in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse

from proscribe.interfaces.web.doors import SESSION_COOKIE

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from proscribe.interfaces.web.doors import Door

# An upload of 32 MiB, and what a form is around it.
MOST_BYTES = 33 << 20
CALLER = "proscribe.caller"
WANTED = "proscribe.wanted"
_ENDED = "/login/ended"
OPEN = ("/login", "/assets/")
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

    Args:
        app: Everything else.
        pages: The web application.
        segments: The first parts of the addresses of pages.
    """

    def __init__(self, app: ASGIApp, pages: ASGIApp, segments: frozenset[str]) -> None:
        self._app = app
        self._pages = pages
        self._segments = segments

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whose it is."""
        _, slash, rest = scope.get("path", "").partition("/")
        is_page = scope["type"] == "http" and slash and rest.partition("/")[0] in self._segments
        await (self._pages if is_page else self._app)(scope, receive, send)


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
        length = Headers(scope=scope).get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            refusal = PlainTextResponse(
                "This is larger than 32 MiB, the most that is taken.",
                status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            )
            await refusal(scope, receive, inner)
            return
        request = Request(scope)
        token = request.cookies.get(SESSION_COOKIE, "")
        caller = await run_in_threadpool(self._door.authenticate, token) if token else None
        if caller is None and not scope["path"].startswith(OPEN):
            if request.method != "POST" or wants_json(request) or scope["path"] == "/logout":
                await _sent_to_door(request)(scope, receive, inner)
                return
            # Their session ended while they wrote: what they wrote is not lost.
            scope = {**scope, WANTED: scope["path"], "path": _ENDED}
        scope[CALLER] = caller
        await self._app(scope, _bounded(receive), inner)


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


def _bounded(receive: Receive) -> Receive:
    """Return a body that ends where more comes than was said: chunks name no length."""
    read = 0

    async def receiving() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message

    return receiving
