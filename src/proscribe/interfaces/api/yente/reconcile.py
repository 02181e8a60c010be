"""``/reconcile``: the Reconciliation API 0.2, as OpenRefine speaks it."""

from __future__ import annotations

import html
import re
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Path, Query
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from proscribe.interfaces.api import params
from proscribe.interfaces.api.answers import RECEIPT_HEADER, answer, leave
from proscribe.interfaces.api.documents import ASKED, Document
from proscribe.interfaces.api.rooms import desk_of
from proscribe.interfaces.api.together import match_together
from proscribe.interfaces.api.yente.entities import EntityId
from proscribe.model.errors import AbsentError, InputError
from proscribe.workspace.service import reconciling
from proscribe.workspace.service.asking import NOW
from proscribe.workspace.service.lookups import Moved
from proscribe.workspace.service.scopes import Scope
from proscribe.workspace.service.searching import label_of

router = APIRouter(tags=["Reconciliation"])

_CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,100}")
_SHOWN = ("topics", "country", "birthDate", "nationality", "address", "notes")
_MOST_SHOWN = 5
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "queries": {"type": "string", "description": "Queries, as JSON."},
                        "extend": {"type": "string", "description": "Ids and properties, as JSON."},
                    },
                }
            }
        },
    }
}
_HTML: dict[int | str, dict[str, Any]] = {
    200: {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}
}
_SCRIPT = "application/javascript"
# With a name of a function the same comes as a script.
_PADDED: dict[int | str, dict[str, Any]] = {
    200: {"description": "The answer.", "content": {_SCRIPT: {"schema": {"type": "string"}}}},
    **ASKED,
}
Queries = Annotated[str | None, Query(description="Queries, as JSON.")]
Extend = Annotated[str | None, Query(description="Ids and properties, as JSON.")]
Prefix = Annotated[str, Query(description="How it begins.", max_length=200)]
Cursor = Annotated[int, Query(ge=0, description="How many are passed over.")]
ScopeParam = Annotated[Scope, Depends(params.search_scope)]


async def _function(
    callback: Annotated[str | None, Query(description="Name of a function, for JSONP.")] = None,
) -> str | None:
    if callback is not None and not _CALLBACK.fullmatch(callback):
        raise InputError("`callback` is no name of a function.", remedy="Leave it out.")
    return callback


Callback = Annotated[str | None, Depends(_function)]


@router.get(
    "/reconcile/{dataset}",
    summary="What the service offers, or the answers to queries in the address",
    response_model=Document,
    responses=_PADDED,
)
async def manifest(
    request: Request,
    dataset: params.Dataset,
    *,
    queries: Queries = None,
    extend: Extend = None,
    callback: Callback,
    scope: ScopeParam,
) -> Response:
    """Return the manifest; with ``queries`` or ``extend``, what POST returns for them."""
    if queries is not None or extend is not None:
        response = await _reconcile(request, scope, queries, extend)
    else:
        query = request.query_params.multi_items()
        found = reconciling.manifest(dataset, str(request.base_url).rstrip("/"), query)
        edition = desk_of(request).standing.version
        response = await answer(request, "manifest", found, edition=edition)
    return _padded(response, callback)


@router.post(
    "/reconcile/{dataset}",
    summary="Match rows, or extend them",
    response_model=Document,
    responses=ASKED,
    openapi_extra=_FORM,
)
async def reconcile(request: Request, dataset: params.Dataset, *, scope: ScopeParam) -> Response:
    """Return candidates for each query, or further values of entities."""
    del dataset  # the scope holds it
    async with request.form(max_files=0, max_fields=10, max_part_size=4 << 20) as form:
        queries, extend = form.get("queries"), form.get("extend")
    return await _reconcile(
        request,
        scope,
        queries if isinstance(queries, str) else None,
        extend if isinstance(extend, str) else None,
    )


async def _reconcile(
    request: Request, scope: Scope, queries: str | None, extend: str | None
) -> Response:
    # As it was sent: what is asked in another order is answered in another order.
    sent = {"queries": queries} if queries is not None else {"extend": extend}
    body = sent if request.method == "POST" else None
    if queries is not None:
        given = _object(queries, "queries")
        asked = reconciling.read_queries(given, scope)
        found = await match_together(request, asked)
        results = reconciling.write_results(given, found.content)
        return await answer(request, "reconcile", results, edition=found.edition, body=body)
    if extend is None:
        told = {"loc": ("body", "queries"), "msg": "Field required", "type": "missing"}
        raise RequestValidationError([told])
    given = _object(extend, "extend")
    standing = desk_of(request).standing
    values = await run_in_threadpool(reconciling.extend, standing, scope, given)
    return await answer(request, "extend", values, edition=standing.version, body=body)


@router.get(
    "/reconcile/{dataset}/suggest/entity", summary="Entities by the beginning of their name",
    response_model=Document, responses=_PADDED,
)  # fmt: skip
async def suggest_entity(
    request: Request,
    dataset: params.Dataset,
    *,
    prefix: Prefix = "",
    limit: params.Limit = 10,
    cursor: Cursor = 0,
    callback: Callback,
    scope: ScopeParam,
) -> Response:
    """Return entities with a name that begins like that."""
    del dataset  # the scope holds it
    standing = desk_of(request).standing
    found = await run_in_threadpool(
        reconciling.suggest_entities, standing, scope, prefix, limit + min(cursor, 500)
    )
    return await _suggested(request, prefix, found[cursor:], callback)


@router.get(
    "/reconcile/{dataset}/suggest/property", summary="Properties by the beginning of their name",
    response_model=Document, responses=_PADDED,
)  # fmt: skip
async def suggest_property(
    request: Request,
    dataset: params.Dataset,
    *,
    prefix: Prefix = "",
    limit: params.Limit = 10,
    callback: Callback,
    scope: ScopeParam,
) -> Response:
    """Return properties that are called like that."""
    del dataset, scope
    found = await run_in_threadpool(reconciling.suggest_properties, prefix, limit)
    return await _suggested(request, prefix, found, callback)


@router.get(
    "/reconcile/{dataset}/suggest/type", summary="Types by the beginning of their name",
    response_model=Document, responses=_PADDED,
)  # fmt: skip
async def suggest_type(
    request: Request,
    dataset: params.Dataset,
    *,
    prefix: Prefix = "",
    limit: params.Limit = 10,
    callback: Callback,
    scope: ScopeParam,
) -> Response:
    """Return types that are called like that."""
    del dataset, scope
    found = await run_in_threadpool(reconciling.suggest_types, prefix, limit)
    return await _suggested(request, prefix, found, callback)


@router.get(
    "/reconcile/{dataset}/extend/property", summary="Properties that rows can be extended with",
    response_model=Document, responses=_PADDED,
)  # fmt: skip
async def extend_property(
    request: Request,
    dataset: params.Dataset,
    *,
    type: Annotated[str, Query(description="The type of the rows.")] = reconciling.ANYBODY,  # noqa: A002 - the protocol's word
    limit: Annotated[int | None, Query(ge=0, le=params.MOST_RESULTS)] = None,
    callback: Callback,
    scope: ScopeParam,
) -> Response:
    """Return the properties of a type."""
    del dataset, scope
    # OpenRefine writes "?type=…" behind whatever address it was told, one with a "?", too.
    wanted = type.removeprefix("?type=") or reconciling.ANYBODY
    found = await run_in_threadpool(reconciling.propose, wanted, limit)
    edition = desk_of(request).standing.version
    return _padded(await answer(request, "extend", found, edition=edition), callback)


@router.get(
    "/reconcile/{dataset}/preview/{entity_id:path}", summary="An entity as a small page",
    response_model=None, responses=_HTML | ASKED,
)  # fmt: skip
async def preview(
    request: Request,
    dataset: Annotated[str, Path()],
    entity_id: EntityId,
    *,
    scope: ScopeParam,
) -> Response:
    """Return what a person needs to tell whether the entity is meant."""
    del dataset, scope
    desk = desk_of(request)
    standing = desk.standing
    found = await run_in_threadpool(desk.lookups.fetch, standing, entity_id, NOW, nested=False)
    if isinstance(found, Moved):
        found = await run_in_threadpool(desk.lookups.fetch, standing, found.id, NOW, nested=False)
    if isinstance(found, Moved):
        raise AbsentError(f"there is no subject {entity_id!r}.", remedy="Search for it by name.")
    headers = {"content-security-policy": "default-src 'none'"}
    page = _page(found)
    receipt = await leave(request, "preview", page.encode(), edition=standing.version)
    if receipt is not None:
        headers[RECEIPT_HEADER] = receipt
    return HTMLResponse(page, headers=headers)


async def _suggested(
    request: Request, prefix: str, found: list[dict[str, Any]], callback: str | None
) -> Response:
    told = {"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": found}
    edition = desk_of(request).standing.version
    return _padded(await answer(request, "suggest", told, edition=edition), callback)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        given = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InputError(f"`{name}` is no JSON: {error}.", remedy="Mend it.") from error
    if not isinstance(given, dict):
        raise InputError(f"`{name}` is no JSON object.", remedy="See the Reconciliation API 0.2.")
    return given


def _padded(response: Response, callback: str | None) -> Response:
    if callback is None:
        return response
    # The comment keeps what is before the name from being taken for anything else.
    content = b"/**/" + callback.encode() + b"(" + bytes(response.body) + b");"
    headers = {
        key: value
        for key, value in response.headers.items()
        if key not in ("content-length", "content-type")
    }
    headers["x-content-type-options"] = "nosniff"
    return Response(content, media_type=_SCRIPT, headers=headers)


def _page(document: dict[str, Any]) -> str:
    rows = []
    for prop in _SHOWN:
        values = document["properties"].get(prop, [])[:_MOST_SHOWN]
        field = {"topics": "topics", "country": "countries", "nationality": "countries"}
        told = ", ".join(label_of(field.get(prop, ""), str(value)) for value in values)
        if told:
            rows.append(f"<dt>{html.escape(prop)}</dt><dd>{html.escape(told)}</dd>")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        f"<title>{html.escape(document['caption'])}</title>"
        f"<h1>{html.escape(document['caption'])}</h1><p>{html.escape(document['schema'])}: "
        f"{html.escape(', '.join(document['datasets']))}</p><dl>{''.join(rows)}</dl></html>"
    )
