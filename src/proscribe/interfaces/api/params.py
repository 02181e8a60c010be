"""Parameters that several endpoints take, each declared once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar, get_args, get_origin
from urllib.parse import parse_qs

from fastapi import Path, Query
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from proscribe.model.verdict import Act, Investor
from proscribe.workspace.service.asking import Terms
from proscribe.workspace.service.lookups import Page
from proscribe.workspace.service.scopes import Scope, build_scope

MOST_RESULTS, MOST_OFFSET = 500, 9_499

INCLUDED = "Only these data sets, within the path's."
EXCLUDED = "Not these data sets; this wins over what is included."
SCHEMATA = "Schemata left out, with all below them."
CHANGED = "Only what changed since that day."
AS_OF = "The moment asked about: a day, or an instant with offset. Default: now."
KNOWN_AT = "Only what was public by that moment counts. Default: now."
INVESTOR = "Who acts; asks for a verdict."
ACTION = "What is to be done; asks for a verdict."

Texts = tuple[str, ...]
LONGEST_DATASET = 200
Dataset = Annotated[
    str, Path(description="`default`, or the key of a source.", max_length=LONGEST_DATASET)
]
Limit = Annotated[int, Query(ge=0, le=MOST_RESULTS, description="Most results.")]
Offset = Annotated[int, Query(ge=0, le=MOST_OFFSET, description="Results passed over.")]
IncludeDataset = Annotated[Texts, Query(description=INCLUDED)]
ExcludeDataset = Annotated[Texts, Query(description=EXCLUDED)]
ExcludeSchema = Annotated[Texts, Query(description=SCHEMATA)]
ChangedSince = Annotated[str | None, Query(description=CHANGED)]
Sort = Annotated[Texts, Query(description="FIELD:asc or FIELD:desc.")]
# An empty one would be taken for now, which may not be what was meant.
AsOf = Annotated[str | None, Query(description=AS_OF, min_length=1)]
KnownAt = Annotated[str | None, Query(description=KNOWN_AT, min_length=1)]
InvestorParam = Annotated[Investor | None, Query(description=INVESTOR)]
ActionParam = Annotated[Act | None, Query(description=ACTION)]

_STRAY = "This endpoint reads no such parameter, so it would change nothing"
_REPEATED = "This parameter is read once, and is given several times"
_Params = TypeVar("_Params", bound=BaseModel)


def described(model: type[BaseModel]) -> list[dict[str, Any]]:
    """Return the parameters of a model as the OpenAPI document has them."""
    return [
        {"name": name, "in": "query", "required": False, "schema": _bare(schema)}
        | ({"description": schema["description"]} if "description" in schema else {})
        for name, schema in _inlined(model).items()
    ]


def _inlined(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    schema = model.model_json_schema()
    kinds = schema.get("$defs", {})

    def resolved(part: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in part:
            return {**kinds[part["$ref"].rpartition("/")[2]]}
        if "anyOf" in part:
            return {**part, "anyOf": [resolved(one) for one in part["anyOf"]]}
        return part

    found: dict[str, dict[str, Any]] = schema["properties"]
    return {name: resolved(part) for name, part in found.items()}


def _bare(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in ("description", "title")}


def dataset_of(request: Request) -> str:
    """Return the data set that an address names, where no framework has read it.

    Raises:
        RequestValidationError: Its name is too long.
    """
    dataset: str = request.path_params["dataset"]
    if len(dataset) > LONGEST_DATASET:
        told = f"String should have at most {LONGEST_DATASET} characters"
        raise RequestValidationError(
            [{"type": "string_too_long", "loc": ("path", "dataset"), "msg": told}]
        )
    return dataset


def read(model: type[_Params], query: str) -> _Params:
    """Return the parameters that a query string gives.

    Raises:
        RequestValidationError: One of them cannot be read.
    """
    texts = {
        name for name, field in model.model_fields.items() if get_origin(field.annotation) is tuple
    }
    given: dict[str, Any] = {}
    found = parse_qs(query, keep_blank_values=True)
    _refuse_repeated(
        name
        for name, values in found.items()
        if name in model.model_fields and name not in texts and len(values) > 1
    )
    for name, values in found.items():
        if name in texts:
            given[name] = tuple(values)
        elif name in model.model_fields:
            given[name] = values[-1]
    try:
        return model.model_validate(given)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False, include_input=False)
        told = [{**one, "loc": ("query", *one["loc"])} for one in problems]
        raise RequestValidationError(told) from error


async def only_named(request: Request) -> None:
    """Let only parameters through that the endpoint names, and a key.

    One that is misspelt, or stands in the address where the body is read, would change nothing:
    the answer would be that of another moment or act than was asked about.

    Raises:
        RequestValidationError: There is another.
    """
    named = _named(request.scope["route"].dependant)
    told = [
        {"type": "extra_forbidden", "loc": ("query", name), "msg": _STRAY}
        for name in dict.fromkeys(request.query_params)
        if name not in named and name != "api_key"
    ]
    if told:
        raise RequestValidationError(told)


async def once_each(request: Request) -> None:
    """Let no parameter through twice that is read once: whichever counted, the other would not.

    Raises:
        RequestValidationError: There is one.
    """
    named = _named(request.scope["route"].dependant)
    _refuse_repeated(
        name
        for name in dict.fromkeys(request.query_params)
        if name in named and not named[name] and len(request.query_params.getlist(name)) > 1
    )


def _refuse_repeated(names: Iterable[str]) -> None:
    told = [{"type": "repeated", "loc": ("query", name), "msg": _REPEATED} for name in names]
    if told:
        raise RequestValidationError(told)


def _named(asked: Dependant) -> dict[str, bool]:
    """Return the parameters of an endpoint, and whether each may be given several times."""
    found = {one.alias: _is_several(one.field_info.annotation) for one in asked.query_params}
    for inner in asked.dependencies:
        found |= _named(inner)
    return found


def _is_several(annotation: object) -> bool:
    return get_origin(annotation) in (tuple, list) or any(map(_is_several, get_args(annotation)))


async def search_scope(
    dataset: Dataset,
    *,
    include_dataset: IncludeDataset = (),
    exclude_dataset: ExcludeDataset = (),
    exclude_schema: ExcludeSchema = (),
    changed_since: ChangedSince = None,
) -> Scope:
    """Return whom a search is about; topics are among its filters."""
    return build_scope(
        dataset,
        include=include_dataset,
        exclude=exclude_dataset,
        exclude_schema=exclude_schema,
        changed_since=changed_since,
    )


async def page(limit: Limit = 50, offset: Offset = 0, sort: Sort = ()) -> Page:
    """Return which part of a list is wanted."""
    return Page(limit=limit, offset=offset, sort=sort)


async def search_page(limit: Limit = 10, offset: Offset = 0, sort: Sort = ()) -> Page:
    """Return which part of what is found is wanted."""
    return Page(limit=limit, offset=offset, sort=sort)


async def terms(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    investor: InvestorParam = None,
    action: ActionParam = None,
) -> Terms:
    """Return the moment and the deal of which a verdict is asked beside each result."""
    return build_terms(as_of, known_at, investor, action)


def build_terms(
    as_of: str | None, known_at: str | None, investor: Investor | None, action: Act | None
) -> Terms:
    """Return the moment and the deal that parameters name."""
    return Terms(
        as_of=as_of,
        known_at=known_at,
        investor=(investor or Investor.US_PERSON).value,
        action=(action or Act.BUY).value,
        verdict=investor is not None or action is not None or as_of is not None,
    )
