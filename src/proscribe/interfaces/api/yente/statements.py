"""``/statements``: each value with the list that says it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, Found
from proscribe.interfaces.api.rooms import desk_of
from proscribe.workspace.service.asking import Terms
from proscribe.workspace.service.lookups import Page
from proscribe.workspace.service.statements import Stated, statements

router = APIRouter(tags=["Entities"])

Text = str | None


@router.get(
    "/statements", summary="Values and who says them", response_model=Found, responses=ASKED
)
async def list_statements(
    request: Request,
    *,
    dataset: Annotated[Text, Query(description="Only what this data set says.")] = None,
    entity_id: Annotated[Text, Query(description="Id of an entry of a list.")] = None,
    canonical_id: Annotated[Text, Query(description="Id of a subject.")] = None,
    prop: Annotated[Text, Query(description="The property.")] = None,
    value: Annotated[Text, Query(description="The very value.")] = None,
    schema: Annotated[Text, Query(description="The schema.")] = None,
    page: Annotated[Page, Depends(params.page)],
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return the values that lists print of subjects, each with its list and its place there."""
    desk = desk_of(request)
    standing = desk.standing
    asked = Stated(
        dataset=dataset, entity_id=entity_id, canonical_id=canonical_id, prop=prop, value=value,
        schema=schema, page=page, terms=terms,
    )  # fmt: skip
    found = await run_in_threadpool(statements, standing, asked, desk.moments)
    return await answer(request, "statements", found, edition=standing.version)
