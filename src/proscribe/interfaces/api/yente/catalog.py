"""``/catalog``: the data sets; and the algorithm and programmes beside them."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import Algorithms, Catalogue, Programs, errors
from proscribe.interfaces.api.rooms import desk_of
from proscribe.workspace.service.catalogue import algorithms, catalogue, programs

router = APIRouter(tags=["Catalogue"])

_CACHED = "public, max-age=300"
_NOT_MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "It has not changed."}}


@router.get(
    "/catalog", summary="Data sets", response_model=Catalogue,
    responses=_NOT_MODIFIED | errors(401, 403, 429, 503),
)  # fmt: skip
@router.get(
    "/manifest", summary="Data sets", response_model=Catalogue,
    responses=_NOT_MODIFIED | errors(401, 403, 429, 503),
)  # fmt: skip
async def catalog(
    request: Request, if_none_match: Annotated[str | None, Header()] = None
) -> Response:
    """Return the data sets that can be asked, with their versions."""
    desk = desk_of(request)
    standing = desk.standing
    stale = await run_in_threadpool(desk.is_stale)
    found = await run_in_threadpool(catalogue, standing, stale=stale)
    content = orjson.dumps(found)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    # What one key sees is not for the holder of another, whose lists are their own.
    headers = {"etag": etag, "cache-control": _CACHED, "vary": "authorization"}
    if if_none_match is not None and _is_among(etag, if_none_match):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return await answer(request, "catalog", content, edition=standing.version, headers=headers)


@router.get(
    "/algorithms", summary="How names are matched", response_model=Algorithms,
    responses=errors(401, 403, 429, 503),
)  # fmt: skip
async def list_algorithms(request: Request) -> Response:
    """Return the algorithm; it is ours alone, and the best."""
    edition = desk_of(request).edition
    return await answer(request, "algorithms", algorithms(), edition=edition)


@router.get(
    "/meta/programs.json", summary="Programmes of the law", response_model=Programs,
    responses=errors(401, 403, 429, 503),
)  # fmt: skip
async def list_programs(request: Request) -> Response:
    """Return the programmes under which subjects are designated, as the law here knows them."""
    found = await run_in_threadpool(programs)
    edition = desk_of(request).edition
    return await answer(request, "programs", found, edition=edition)


def _is_among(etag: str, given: str) -> bool:
    tags = (tag.strip().removeprefix("W/") for tag in given.split(","))
    return any(tag in (etag, "*") for tag in tags)
