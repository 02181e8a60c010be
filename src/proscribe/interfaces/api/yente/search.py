"""``/search``: entities by words, filters and counts."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, SearchAnswer
from proscribe.interfaces.api.rooms import desk_of
from proscribe.workspace.service.asking import Terms
from proscribe.workspace.service.lookups import Page
from proscribe.workspace.service.scopes import Scope
from proscribe.workspace.service.searching import (
    DEFAULT_FACETS,
    Searched,
    check_facets,
    read_filter,
    search,
)

router = APIRouter(tags=["Search"])


class FilterOp(StrEnum):
    """Whether one of the values of a field is wanted, or each of them."""

    OR = "OR"
    AND = "AND"


async def filters(
    countries: Annotated[params.Texts, Query(description="Countries wanted.")] = (),
    datasets: Annotated[params.Texts, Query(description="Data sets wanted.")] = (),
    topics: Annotated[params.Texts, Query(description="Topics wanted.")] = (),
    filter_: Annotated[
        params.Texts, Query(alias="filter", description="FIELD:VALUE or properties.NAME:VALUE.")
    ] = (),
) -> tuple[tuple[str, str], ...]:
    """Return all that is wanted of fields, as (field, value)."""
    return (
        *(("countries", value) for value in countries),
        *(("datasets", value) for value in datasets),
        *(("topics", value) for value in topics),
        *map(read_filter, filter_),
    )


@router.get(
    "/search/{dataset}",
    summary="Search entities",
    response_model=SearchAnswer,
    responses=ASKED,
)
async def search_entities(
    request: Request,
    dataset: params.Dataset,
    *,
    q: Annotated[str, Query(description="Words, phrases, AND, OR, NOT, word*; or a number.")] = "",
    schema: Annotated[str, Query(description="Only of this schema.")] = "Thing",
    filtered: Annotated[tuple[tuple[str, str], ...], Depends(filters)],
    filter_op: FilterOp = FilterOp.OR,
    facets: Annotated[params.Texts, Query(description="What is counted.")] = DEFAULT_FACETS,
    fuzzy: Annotated[bool, Query(description="Names that are only alike, if none fits.")] = False,
    simple: Annotated[bool, Query(description="Signs in `q` mean nothing.")] = False,
    scope: Annotated[Scope, Depends(params.search_scope)],
    page: Annotated[Page, Depends(params.search_page)],
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return the entities that fit, and how many have which countries, topics and data sets."""
    del dataset  # the scope holds it
    desk = desk_of(request)
    standing = desk.standing
    asked = Searched(
        words=q, scope=scope, schema=schema, filters=filtered,
        every=filter_op is FilterOp.AND, facets=check_facets(facets), page=page,
        simple=simple, fuzzy=fuzzy, terms=terms,
    )  # fmt: skip
    content = await run_in_threadpool(search, standing, asked, desk.moments)
    return await answer(request, "search", content, edition=standing.version)
