"""What becomes of an error of a request: a status, and what is wrong in words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import structlog
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from proscribe.interfaces.api.telling import reason_of, route_of
from proscribe.interfaces.outcomes import status
from proscribe.model.errors import ProscribeError, SourceError
from proscribe.workspace.logs import place_of

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

_log = structlog.get_logger(__name__)
_HIDDEN = "The server could not answer. Its log names the reason."


def handle_errors(app: FastAPI) -> None:
    """Have an application tell every error as ``{"detail": …}``."""
    app.add_exception_handler(ProscribeError, _told)
    app.add_exception_handler(OSError, _hidden)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)


async def _told(request: Request, error: Exception) -> JSONResponse:
    code = status(error)
    if code < HTTPStatus.INTERNAL_SERVER_ERROR or isinstance(error, SourceError):
        return JSONResponse({"detail": str(error)}, status_code=code)
    # What a store says may name its address: that is for the operator.
    return await _hidden(request, error)


async def _hidden(request: Request, error: Exception) -> JSONResponse:
    _log.error(
        "answer_failed", route=route_of(request.scope), defect=place_of(error), why=reason_of(error)
    )
    return JSONResponse({"detail": _HIDDEN}, status_code=status(error))


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
