"""``/v1/read``: what an article claims, and how that stands against the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, Document, errors
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.model.errors import InputError
from proscribe.model.time import parse_moment
from proscribe.workspace.service.articles import (
    FORMATS,
    fetch_address,
    read_content,
    read_fetched,
)

router = APIRouter(prefix="/v1", tags=["Articles"])

_JSON = "application/json"


class Article(BaseModel):
    """An article: its address, or its text."""

    model_config = ConfigDict(extra="forbid")

    url: str | None = Field(default=None, max_length=4_000, description="http or https.")
    text: str | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Article:
        if (self.url is None) == (self.text is None):
            raise ValueError("either url or text is needed")
        return self


_BINARY: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {_JSON: {"schema": Article.model_json_schema()}}
        | dict.fromkeys(FORMATS, _BINARY),
    }
}


@router.post(
    "/read",
    summary="What does an article claim?",
    response_model=Document,
    responses=ASKED | errors(415, 502),
    openapi_extra=_BODY,
)
async def read(
    request: Request,
    *,
    published: Annotated[
        date | None, Query(description="The day it was published, where it does not say so.")
    ] = None,
    known_at: params.KnownAt = None,
    check: Annotated[bool, Query(description="Check each claim against the record.")] = True,
) -> Response:
    """Return what an article claims, on whose word, and how each claim stands with the record."""
    if published is not None:
        parse_moment(published)  # refuses the ends of the calendar, from which no day is reckoned
    desk = desk_of(request)
    edition = desk.standing.version
    workspace = workspace_of(request)
    kind = request.headers.get("content-type", _JSON).partition(";")[0].strip().lower()
    body = await request.body()
    asked: dict[str, Any] = {"type": kind}
    if kind == _JSON:
        given = _article(body)
        asked |= given.model_dump()
        content = None if given.text is None else given.text.encode()
        url, kind = given.url, "text/plain"
    else:
        url, content = None, body
    how: dict[str, Any] = {"published": published, "known_at": known_at, "check": check}

    def reading() -> Callable[[], dict[str, object]]:
        if url is None:
            return lambda: read_content(workspace, content or b"", kind, **how)
        # Once, however often it is read because something was written meanwhile.
        page = fetch_address(url)
        return lambda: read_fetched(workspace, page, **how)

    basis, found = await run_in_threadpool(lambda: workspace.settled(reading()))
    return await answer(request, "read", found, edition=edition, body=asked, basis=basis)


def _article(body: bytes) -> Article:
    if not body:
        raise InputError("there is no article.", remedy="Send its text or its address.")
    try:
        return Article.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError(
            [{**one, "loc": ("body", *one["loc"])} for one in found]
        ) from error
