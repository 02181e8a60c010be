"""``/match``: entities like the examples given."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer
from proscribe.interfaces.api.documents import ASKED, MatchAnswer
from proscribe.model.errors import InputError
from proscribe.workspace.service.asking import (
    MOST_QUERIES,
    Asked,
    Terms,
    build_query,
    check_algorithm,
    check_config,
)
from proscribe.workspace.service.scopes import Scope

router = APIRouter(tags=["Matching"])

Value = str | int | float | bool | None


class Example(BaseModel):
    """What is looked for: a FollowTheMoney entity, as far as it is known."""

    id: str | None = None
    schema_: str = Field(alias="schema", examples=["Company"])
    properties: dict[str, Value | list[Value]] = Field(examples=[{"name": ["Xiaomi Corp"]}])


class MatchQueries(BaseModel):
    """The body of a request of ``/match``."""

    model_config = ConfigDict(json_schema_extra={"additionalProperties": True})

    queries: dict[str, Example]
    weights: dict[str, float] = Field(default_factory=dict)
    config: dict[str, Any] = Field(default_factory=dict)


_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": MatchQueries.model_json_schema()}},
    }
}


@router.post(
    "/match/{dataset}",
    summary="Find entities like examples",
    response_model=MatchAnswer,
    responses=ASKED,
    openapi_extra=_BODY,
)
async def match(
    request: Request,
    dataset: params.Dataset,
    *,
    limit: params.Limit = 5,
    threshold: Annotated[
        float, Query(ge=0, le=1, description="From which score on a result is a match.")
    ] = 0.7,
    cutoff: Annotated[
        float, Query(ge=0, le=1, description="Only greater scores are returned.")
    ] = 0.7,
    algorithm: Annotated[str, Query(description="`best`, which is ours.")] = "best",
    scope: Annotated[Scope, Depends(params.scope)],
    terms: Annotated[Terms, Depends(params.terms)],
) -> Response:
    """Return, for each example, the entities it may be: scored, explained, best first."""
    del dataset  # the scope holds it
    check_algorithm(algorithm)
    body = await request.body()
    given = _read(body)
    check_config(given.config)
    asked = Asked(
        queries={
            key: build_query(key, one.id, one.schema_, one.properties)
            for key, one in given.queries.items()
        },
        limit=limit,
        threshold=threshold,
        cutoff=min(cutoff, threshold),
        scope=scope,
        terms=terms,
    )
    if terms.is_now and not terms.verdict:
        edition, content = await request.app.state.batcher.ask(asked)
    else:
        # It takes long, and those who ask for no verdict must not wait for it.
        edition, (content,) = await run_in_threadpool(request.app.state.desk.match, [asked])
    return await answer(
        request,
        "match",
        content,
        edition=edition,
        body=given.model_dump(by_alias=True),
        headers={"x-batch-size": str(len(asked.queries))},
    )


def _read(body: bytes) -> MatchQueries:
    try:
        given = MatchQueries.model_validate_json(body or b"{}")
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        told = [{**one, "loc": ("body", *one["loc"])} for one in found]
        raise RequestValidationError(told) from error
    if not given.queries:
        raise InputError("there are no queries.", remedy="Give one at least.")
    if len(given.queries) > MOST_QUERIES:
        raise InputError(
            f"there are more than {MOST_QUERIES} queries.", remedy="Send them in several requests."
        )
    return given
