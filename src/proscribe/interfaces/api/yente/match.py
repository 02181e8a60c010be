"""``/match``: entities like the examples given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import answer, respond
from proscribe.interfaces.api.documents import ASKED, MatchAnswer
from proscribe.interfaces.api.rooms import desk_of, enter
from proscribe.interfaces.api.together import match_together
from proscribe.model.errors import InputError
from proscribe.model.verdict import Act, Investor
from proscribe.workspace.service.asking import (
    MOST_QUERIES,
    Asked,
    Terms,
    build_query,
    check_algorithm,
    check_config,
    check_names,
    check_weights,
)
from proscribe.workspace.service.scopes import Scope, build_scope

router = APIRouter(tags=["Matching"])

# What is no number, as some write for a value they lack, is no name either.
Value = str | int | Annotated[float, Field(allow_inf_nan=False)] | bool | None


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


class MatchParams(BaseModel):
    """The parameters of an address of ``/match``; others are passed over."""

    model_config = ConfigDict(frozen=True)

    limit: int = Field(default=5, ge=0, le=params.MOST_RESULTS, description="Most results.")
    threshold: float = Field(
        default=0.7, ge=0, le=1, description="From which score on a result is a match."
    )
    cutoff: float = Field(default=0.7, ge=0, le=1, description="Only greater scores are returned.")
    algorithm: str = Field(default="best", description="`best`, which is ours.")
    include_dataset: params.Texts = Field(default=(), description=params.INCLUDED)
    exclude_dataset: params.Texts = Field(default=(), description=params.EXCLUDED)
    exclude_schema: params.Texts = Field(default=(), description=params.SCHEMATA)
    topics: params.Texts = Field(default=(), description="One of these topics is wanted.")
    changed_since: str | None = Field(default=None, description=params.CHANGED)
    exclude_entity_ids: params.Texts = Field(
        default=(), description="Subjects left out, by any of their ids."
    )
    as_of: str | None = Field(default=None, min_length=1, description=params.AS_OF)
    known_at: str | None = Field(default=None, min_length=1, description=params.KNOWN_AT)
    investor: Investor | None = Field(default=None, description=params.INVESTOR)
    action: Act | None = Field(default=None, description=params.ACTION)


_BODY = {
    "parameters": params.described(MatchParams),
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": MatchQueries.model_json_schema()}},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Framed:
    """What the address of a request says."""

    given: MatchParams
    scope: Scope
    terms: Terms


@router.post(
    "/match/{dataset}",
    summary="Find entities like examples",
    response_model=MatchAnswer,
    responses=ASKED,
    openapi_extra=_BODY,
)
async def match(request: Request, dataset: params.Dataset) -> Response:
    """Return, for each example, the entities it may be: scored, explained, best first."""
    framed = _frame(dataset, request.scope["query_string"].decode())
    sent = await request.body()
    body = _read(sent)
    check_config(body.config)
    check_weights(body.weights)
    asked = Asked(
        queries={
            key: build_query(key, one.id, one.schema_, one.properties)
            for key, one in body.queries.items()
        },
        limit=framed.given.limit,
        threshold=framed.given.threshold,
        cutoff=min(framed.given.cutoff, framed.given.threshold),
        scope=framed.scope,
        terms=framed.terms,
    )
    check_names(asked.queries.values())
    # As it was sent: what is asked in another order is answered in another order.
    text, headers = sent.decode(), {"x-batch-size": str(len(asked.queries))}
    if framed.terms.is_now and not framed.terms.verdict:
        found = await match_together(request, asked, "match", text)
        return respond(found.content, edition=found.edition, receipt=found.receipt, headers=headers)
    # It takes long, and those who ask for no verdict must not wait for it.
    edition, (content,) = await run_in_threadpool(desk_of(request).match, [asked])
    return await answer(request, "match", content, edition=edition, body=text, headers=headers)


async def _direct(request: Request) -> Response:
    request.scope["route"] = DIRECT
    await enter(request)
    return await match(request, params.dataset_of(request))


DIRECT = Route("/match/{dataset}", _direct, methods=["POST"], include_in_schema=False)
"""The way of nearly every request: it saves looking for what to read, which costs as much again.

The endpoint above is what is described; both answer alike.
"""


@lru_cache(maxsize=500)
def _frame(dataset: str, query: str) -> _Framed:
    """Return what an address says: clients send the same one again and again."""
    given = params.read(MatchParams, query)
    check_algorithm(given.algorithm)
    scope = build_scope(
        dataset,
        include=given.include_dataset,
        exclude=given.exclude_dataset,
        exclude_schema=given.exclude_schema,
        topics=given.topics,
        changed_since=given.changed_since,
        exclude_ids=given.exclude_entity_ids,
    )
    terms = params.build_terms(given.as_of, given.known_at, given.investor, given.action)
    return _Framed(given=given, scope=scope, terms=terms)


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
