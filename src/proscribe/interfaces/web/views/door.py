"""Coming in and leaving."""

from __future__ import annotations

import secrets
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import orjson
import structlog
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from proscribe.interfaces.web.doors import SESSION_COOKIE, VISIT_COOKIE
from proscribe.interfaces.web.guarding import MUCH, WANTED
from proscribe.interfaces.web.visits import MOST_FIELDS, Visit
from proscribe.model.errors import InputError, ProscribeError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from proscribe.workspace.signing_on import SignOn

_VISIT_BYTES = 32
_VISIT_SECONDS = 3_600
ATTEMPT_COOKIE = "proscribe_attempt"
_ATTEMPT_SECONDS = 600
# The fields of forms that people write into at length; passwords are none of them.
_WRITTEN = ("q", "text", "address", "reason")

_log = structlog.get_logger(__name__)


async def show(request: Request) -> Response:
    """Show the form to log in; a link of the first start logs in at once."""
    visit = Visit(request)
    token = visit.asked("token")
    # Programs that only look where a link leads ask with HEAD: it stays good.
    if token and request.method == "GET":
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
        return await _form(visit, "login.refused", HTTPStatus.FORBIDDEN, form.text("next"))
    return _entered(request, form.text("next"), found[1])


async def ended(request: Request) -> Response:
    """Show what somebody wrote whose session ended in the meantime, for them to take along."""
    visit = Visit(request)
    visit.from_here()
    is_much = bool(request.scope.get(MUCH))
    wrote = [] if is_much else await _written(request)
    return await visit.page(
        "ended.html",
        lambda: {"detail": str(visit.reader.texts("login.ended"))},
        status=HTTPStatus.UNAUTHORIZED,
        wrote=wrote,
        much=is_much,
        following=request.scope.get(WANTED, "/"),
    )


async def _written(request: Request) -> list[str]:
    async with request.form(max_files=20, max_fields=MOST_FIELDS) as form:
        found = [str(form[name]) for name in _WRITTEN if isinstance(form.get(name), str)]
    return [text for text in found if text.strip()]


async def sign_on(request: Request) -> Response:
    """Send a visitor to the provider that people sign on with."""
    visit = Visit(request)
    back = str(request.url_for("come_back"))
    try:
        address, kept = await run_in_threadpool(_provider(visit).begin, back)
    except ProscribeError as error:
        return await _not_signed_on(visit, error)
    response = RedirectResponse(address, status_code=HTTPStatus.SEE_OTHER)
    _keep(request, response, orjson.dumps([kept, visit.asked("next")]).decode())
    return response


async def come_back(request: Request) -> Response:
    """Log in who comes back from the provider."""
    visit = Visit(request)
    kept, following = _kept(request)
    state, code = visit.asked("state"), visit.asked("code")
    try:
        _, token = await run_in_threadpool(
            partial(_provider(visit).end, kept, state=state, code=code)
        )
    except ProscribeError as error:
        return await _not_signed_on(visit, error)
    response = _entered(request, following, token)
    response.delete_cookie(ATTEMPT_COOKIE, path="/login", httponly=True, samesite="lax")
    return response


def _provider(visit: Visit) -> SignOn:
    return visit.site.workspace.access.sign_on


async def _not_signed_on(visit: Visit, error: ProscribeError) -> Response:
    _log.warning("not_signed_on", error=type(error).__name__, why=error.what)
    is_ours = isinstance(error, InputError)
    status = HTTPStatus.FORBIDDEN if is_ours else HTTPStatus.BAD_GATEWAY
    return await _form(visit, "login.unknown" if is_ours else "login.unanswered", status)


def _keep(request: Request, response: Response, kept: str) -> None:
    """Keep what must come back; a cookie that comes along when another site leads here."""
    response.set_cookie(
        ATTEMPT_COOKIE, quote(kept), max_age=_ATTEMPT_SECONDS, path="/login", httponly=True,
        samesite="lax", secure=request.url.scheme == "https",
    )  # fmt: skip


def _kept(request: Request) -> tuple[str, str]:
    try:
        kept, following = orjson.loads(unquote(request.cookies.get(ATTEMPT_COOKIE, "")))
    except (ValueError, TypeError):
        return "", ""
    return str(kept), str(following)


async def leave(request: Request) -> Response:
    """Log out."""
    visit = Visit(request)
    await visit.form()
    token = request.cookies.get(SESSION_COOKIE, "")
    await run_in_threadpool(visit.site.door.logout, token)
    response = RedirectResponse("/login", status_code=HTTPStatus.SEE_OTHER)
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="lax")
    return response


async def _form(
    visit: Visit, problem: str, status: int = HTTPStatus.OK, following: str = ""
) -> Response:
    fresh = visit.request.cookies.get(VISIT_COOKIE) or secrets.token_urlsafe(_VISIT_BYTES)
    visit.request.cookies[VISIT_COOKIE] = fresh
    response = await visit.page(
        "login.html",
        lambda: {"detail": "POST name and password."},
        status=status,
        problem=problem,
        following=following or visit.asked("next"),
        sign_on=_provider(visit).is_on,
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
