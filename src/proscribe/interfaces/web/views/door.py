"""Coming in and leaving."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from proscribe.interfaces.web.doors import SESSION_COOKIE, VISIT_COOKIE
from proscribe.interfaces.web.visits import Visit

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_VISIT_BYTES = 32
_VISIT_SECONDS = 3_600


async def show(request: Request) -> Response:
    """Show the form to log in; a link of the first start logs in at once."""
    visit = Visit(request)
    token = visit.asked("token")
    if token:
        found = await run_in_threadpool(visit.site.door.redeem, token)
        if found is not None:
            return _entered(request, "/", found[1])
    return await _form(visit, "login.link" if token else "")


async def enter(request: Request) -> Response:
    """Log in."""
    visit = Visit(request)
    form = await visit.form()
    name, password = form.text("name"), form.text("password")
    found = await run_in_threadpool(visit.site.door.login, name, password)
    if found is None:
        return await _form(visit, "login.refused", HTTPStatus.FORBIDDEN)
    return _entered(request, form.text("next"), found[1])


async def leave(request: Request) -> Response:
    """Log out."""
    visit = Visit(request)
    await visit.form()
    token = request.cookies.get(SESSION_COOKIE, "")
    await run_in_threadpool(visit.site.door.logout, token)
    response = RedirectResponse("/login", status_code=HTTPStatus.SEE_OTHER)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return response


async def _form(visit: Visit, problem: str, status: int = HTTPStatus.OK) -> Response:
    fresh = visit.request.cookies.get(VISIT_COOKIE) or secrets.token_urlsafe(_VISIT_BYTES)
    visit.request.cookies[VISIT_COOKIE] = fresh
    response = await visit.page(
        "login.html",
        lambda: {"detail": "POST name and password."},
        status=status,
        problem=problem,
        following=visit.asked("next"),
    )
    response.set_cookie(
        VISIT_COOKIE, fresh, max_age=_VISIT_SECONDS, httponly=True, samesite="strict",
        secure=visit.request.url.scheme == "https",
    )  # fmt: skip
    return response


def _entered(request: Request, following: str, token: str) -> Response:
    """Send a visitor who came in to where they wanted; only ever to a page of ours."""
    to = urlsplit(following)
    is_own = not to.scheme and not to.netloc and following.startswith("/")
    safe = is_own and not following.startswith(("//", "/\\"))
    response = RedirectResponse(following if safe else "/", status_code=HTTPStatus.SEE_OTHER)
    response.set_cookie(
        SESSION_COOKIE, token, httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    response.delete_cookie(VISIT_COOKIE, httponly=True, samesite="strict")
    return response
