"""``/v1/sources``: the lists on file, and what changed in one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, Document
from proscribe.interfaces.api.rooms import desk_of, workspace_of
from proscribe.model.errors import AbsentError
from proscribe.workspace.service.scopes import DEFAULT, is_dataset

router = APIRouter(prefix="/v1", tags=["Lists"])


@router.get("/sources", summary="The lists on file", response_model=Document, responses=ASKED)
async def sources(
    request: Request,
    *,
    every: Annotated[bool, Query(alias="all", description="Every edition.")] = False,
    known_at: params.KnownAt = None,
) -> Response:
    """Return each list with its newest edition, how fresh it is, and what was not understood.

    Of an earlier moment of knowledge it is the newest edition that was public then. Packaged facts
    stand in their newest edition always: each of them carries its own moment.
    """
    edition = desk_of(request).edition
    workspace = workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled, lambda: workspace.sources(every=every, known_at=known_at)
    )
    told = {"sources": [one.to_json() for one in found]}
    return await answer(request, "sources", told, edition=edition, basis=basis)


@router.get(
    "/sources/{key}/diff",
    summary="What changed in a list",
    response_model=Document,
    responses=ASKED,
)
async def diff(
    request: Request,
    key: Annotated[str, Path(description="Key of the list.", max_length=200)],
    *,
    since: Annotated[
        str | None, Query(alias="from", description="The earlier edition: its number, or a day.")
    ] = None,
    until: Annotated[str | None, Query(alias="to", description="The later one.")] = None,
    known_at: params.KnownAt = None,
) -> Response:
    """Return what began, changed field by field, and ended between two editions of a list."""
    if key == DEFAULT or not is_dataset(key):
        raise AbsentError(f"there is no list {key!r}.", remedy="`/v1/sources` names them.")
    edition = desk_of(request).edition
    workspace = workspace_of(request)
    basis, found = await run_in_threadpool(
        workspace.settled,
        lambda: workspace.diff(key, since=since, until=until, known_at=known_at),
    )
    told = await run_in_threadpool(found.to_json)
    return await answer(request, "diff", told, edition=edition, basis=basis)
