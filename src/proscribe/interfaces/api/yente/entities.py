"""``/entities``: one entity, and those it is tied to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer, look_up
from proscribe.interfaces.api.documents import ASKED, Adjacent, EntityDocument, Found
from proscribe.interfaces.api.rooms import desk_of
from proscribe.interfaces.api.slashes import WithIds
from proscribe.workspace.service.asking import Terms
from proscribe.workspace.service.lookups import Moved, Page

if TYPE_CHECKING:
    from proscribe.workspace.service.standing import Standing

router = APIRouter(tags=["Entities"], route_class=WithIds)

EntityId = Annotated[str, Path(description="Any id of the entity.", max_length=500)]
_MOVED: dict[int | str, dict[str, Any]] = {
    308: {"description": "The entity is known by another id now.", "headers": {
        "location": {"description": "Its address.", "schema": {"type": "string"}}}}
}  # fmt: skip


# An id may hold slashes, so the longer addresses are tried before it; one that ends as they do is
# to be escaped.
@router.get(
    "/entities/{entity_id:path}/adjacent/{prop}",
    summary="Those an entity is tied to by one property",
    response_model=Found,
    responses=_MOVED | ASKED,
)
async def adjacent_by(
    request: Request,
    entity_id: EntityId,
    prop: Annotated[str, Path(description="The property.", max_length=100)],
    *,
    page: Annotated[Page, Depends(params.page)],
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return those an entity is tied to by one property, page by page."""
    desk = desk_of(request)
    standing = desk.standing
    ask = partial(desk.lookups.adjacent_by, standing, entity_id, terms, prop=prop, page=page)
    rest = f"/adjacent/{quote(prop, safe='')}"
    return await _answer(request, "adjacent", ask, standing, rest=rest)


@router.get(
    "/entities/{entity_id:path}/adjacent",
    summary="Those an entity is tied to",
    response_model=Adjacent,
    responses=_MOVED | ASKED,
)
async def adjacent(
    request: Request,
    entity_id: EntityId,
    *,
    page: Annotated[Page, Depends(params.page)],
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return an entity and the first of those it is tied to, by property."""
    desk = desk_of(request)
    standing = desk.standing
    ask = partial(desk.lookups.adjacent, standing, entity_id, terms, page)
    return await _answer(request, "adjacent", ask, standing, rest="/adjacent")


@router.get(
    "/entities/{entity_id:path}",
    summary="One entity",
    response_model=EntityDocument,
    responses=_MOVED | ASKED,
)
async def entity(
    request: Request,
    entity_id: EntityId,
    *,
    nested: Annotated[bool, Query(description="With those it is tied to.")] = True,
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return an entity, with its designations, securities and ties in its properties."""
    desk = desk_of(request)
    standing = desk.standing
    ask = partial(desk.lookups.fetch, standing, entity_id, terms, nested=nested)
    return await _answer(request, "entity", ask, standing)


async def _answer(
    request: Request,
    kind: str,
    ask: Callable[[], dict[str, Any] | Moved],
    standing: Standing,
    *,
    rest: str = "",
) -> Response:
    found = await look_up(request, kind, ask, edition=standing.version)
    if isinstance(found, Response):
        return found
    if isinstance(found, Moved):
        return _moved(request, found, rest)
    return await answer(request, kind, found, edition=standing.version)


def _moved(request: Request, found: Moved, rest: str) -> Response:
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(
        f"/entities/{quote(found.id, safe='')}{rest}{query}",
        status_code=HTTPStatus.PERMANENT_REDIRECT,
    )
