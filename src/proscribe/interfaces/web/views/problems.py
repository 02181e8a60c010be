"""What a visitor sees where a page cannot be shown."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Match

from proscribe.interfaces.api.telling import reason_of, route_of
from proscribe.interfaces.outcomes import status
from proscribe.interfaces.web.guarding import REFUSED
from proscribe.interfaces.web.visits import NotAllowedError, StrayFormError, Visit
from proscribe.model.errors import ProscribeError
from proscribe.workspace.logs import place_of
from proscribe.workspace.subjects import NotOnRecordError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ExceptionHandler

_log = structlog.get_logger(__name__)


async def _told(request: Request, error: Exception) -> Response:
    code = HTTPStatus.FORBIDDEN if isinstance(error, _FORBIDDEN) else status(error)
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error(
            "page_failed",
            route=route_of(request.scope),
            defect=place_of(error),
            why=reason_of(error),
        )
        return await _page(request, code, "")
    if isinstance(error, NotOnRecordError):
        return await _not_on_record(request, code, error)
    # What pages refuse by themselves is said in the language of the reader already.
    is_own = isinstance(error, _FORBIDDEN)
    return await _page(request, code, escape(str(error)) if is_own else str(error))


async def _not_on_record(request: Request, code: HTTPStatus, error: NotOnRecordError) -> Response:
    visit = Visit(request, refused=True)
    document = {"detail": str(error), "later": error.later.to_json()}
    return await visit.page("later.html", lambda: document, status=code, later=error.later)


async def _refused(request: Request, error: Exception) -> Response:
    code = error.status_code if isinstance(error, HTTPException) else 500
    return await _page(request, HTTPStatus(code), "")


async def _hung_up(request: Request, _error: Exception) -> Response:
    # Nobody is left to answer, and nothing of ours has failed.
    _log.info("hung_up", route=route_of(request.scope))
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def refuse(request: Request) -> Response:
    """Refuse what another part of the application refused, as a page.

    Raises:
        HTTPException: Always.
    """
    raise HTTPException(request.scope.get(REFUSED, HTTPStatus.NOT_FOUND))


def _place(request: Request, code: HTTPStatus) -> str:
    """Return the address that was asked for where it is one of a page, else that of the first."""
    asking = {**request.scope, "method": "GET"}
    is_page = code is not HTTPStatus.NOT_FOUND and REFUSED not in request.scope
    is_page = is_page and any(one.matches(asking)[0] is Match.FULL for one in request.app.routes)
    return request.url.path if is_page else "/"


async def _page(request: Request, code: HTTPStatus, detail: str) -> Response:
    visit = Visit(request, refused=True, place=_place(request, code))
    texts = visit.reader.texts
    key = f"error.{code.value}"
    title = texts(key if texts.has(key) else "error.500")
    told = detail or escape(
        texts(_DETAILS.get(code, "error.absent" if code < _OURS else "error.hidden"))
    )
    plain = told.unescape() if isinstance(told, Markup) else told
    return await visit.page(
        "problem.html", lambda: {"detail": plain}, status=code, title=title, detail=told
    )


_OURS = HTTPStatus.INTERNAL_SERVER_ERROR
_DETAILS = {
    HTTPStatus.UNAUTHORIZED: "error.for_programs",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "error.too_large",
}
_FORBIDDEN = (NotAllowedError, StrayFormError)
HANDLERS: dict[object, ExceptionHandler] = {
    ProscribeError: _told,
    OSError: _told,
    HTTPException: _refused,
    ClientDisconnect: _hung_up,
    # What nobody foresaw is logged with its trace by the server, and never shown.
    Exception: _told,
}
