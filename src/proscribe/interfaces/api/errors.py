"""What becomes of an error of a request: a status, and what is wrong in words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import orjson
import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from proscribe.interfaces.api.answers import sealed_by
from proscribe.interfaces.api.telling import reason_of, route_of
from proscribe.interfaces.outcomes import status
from proscribe.model.errors import ProscribeError, SourceError, StoreAwayError
from proscribe.workspace.logs import place_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request
    from starlette.types import Scope

_log = structlog.get_logger(__name__)
_HIDDEN = "The server could not answer. Its log names the reason."
_AWAY = (
    "The store cannot be reached, so this was not answered. Nothing that was recorded is lost. Try "
    "again in a moment; should it go on, whoever runs the server finds the reason in its log."
)


def handle_errors(app: FastAPI) -> None:
    """Have an application tell every error as ``{"detail": …}``."""
    app.add_exception_handler(ProscribeError, _told)
    app.add_exception_handler(OSError, _told)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)


def answer_to(scope: Scope, error: ProscribeError | OSError) -> JSONResponse:
    """Return the answer to a request that ended in an error."""
    code = status(error)
    is_plain = isinstance(error, ProscribeError) and code < HTTPStatus.INTERNAL_SERVER_ERROR
    if is_plain or isinstance(error, SourceError):
        return JSONResponse({"detail": str(error)}, status_code=code)
    # What a store says may name its address: that is for the operator.
    _log.error("answer_failed", route=route_of(scope), defect=place_of(error), why=reason_of(error))
    detail = _AWAY if isinstance(error, StoreAwayError) else _HIDDEN
    return JSONResponse({"detail": detail}, status_code=code)


async def _told(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ProscribeError | OSError)  # noqa: S101 - as it was registered
    answer, seal = answer_to(request.scope, error), sealed_by(request)
    if seal is not None:
        try:
            await seal.undo(orjson.loads(bytes(answer.body)))
        except (ProscribeError, OSError) as another:
            _log.error("not_undone", receipt=seal.receipt, defect=place_of(another))
    return answer


async def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as it was registered
    # What was sent is not sent back: it may be a person's.
    detail = [
        {"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in error.errors()
    ]
    return JSONResponse({"detail": detail}, status_code=HTTPStatus.UNPROCESSABLE_ENTITY)


async def _refused(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - as it was registered
    return JSONResponse(
        {"detail": error.detail}, status_code=error.status_code, headers=error.headers
    )
