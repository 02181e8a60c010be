"""The Reconciliation API 0.2 (OpenRefine's): matches, suggestions and further values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import orjson

from proscribe.backends.rosters import Wanted
from proscribe.model.errors import InputError
from proscribe.workspace.service.asking import (
    MOST_QUERIES,
    Asked,
    Terms,
    build_query,
    check_names,
)
from proscribe.workspace.service.lookups import read
from proscribe.workspace.service.scopes import DEFAULT, schema_named
from proscribe.workspace.service.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from followthemoney.property import Property
    from followthemoney.schema import Schema

    from proscribe.backends.rosters import Entity
    from proscribe.workspace.service.scopes import Scope
    from proscribe.workspace.service.standing import Standing

ANYBODY = "LegalEntity"
BATCH = 50
_LIMIT, _MOST_RESULTS = 5, 100
_THRESHOLD, _CUTOFF = 0.7, 0.5
_PERCENT = 100
_DESCRIBED = 3
_MOST_IDS, _MOST_PROPERTIES = 1_000, 50
_EXTEND = 'Write {"ids": ["…"], "properties": [{"id": "…"}]}.'
# What a browser adds to ask for a script, and never to get an old one: of one request alone.
_ONCE = frozenset({"callback", "_"})
_MOST_DIGITS = 9
_LIMIT_SETTING = {
    "name": "limit", "label": "Limit", "type": "number", "default": 0,
    "help_text": "Most values of each entity; 0 for all.",
}  # fmt: skip


def manifest(dataset: str, base: str, query: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return what a client must know of the service.

    Args:
        dataset: The data set.
        base: Address of the server.
        query: The parameters of the request, which every address repeats for its key.
    """
    kept = urlencode([pair for pair in query if pair[0] not in _ONCE])
    here, more = f"{base}/reconcile/{quote(dataset, safe='')}", f"?{kept}" if kept else ""
    # OpenRefine appends "?type=…" even to an address that has parameters: the last one takes it.
    proposing = f"/extend/property{more}{'&type=' if more else ''}"
    settings = [_LIMIT_SETTING]

    def suggest(kind: str) -> dict[str, str]:
        return {"service_url": here, "service_path": f"/suggest/{kind}{more}"}

    return {
        "versions": ["0.2"],
        "name": "Proscribe" if dataset == DEFAULT else f"Proscribe: {dataset}",
        "identifierSpace": f"{base}/entities/",
        "schemaSpace": "https://followthemoney.tech/explorer/schemata/",
        "documentation": f"{base}/openapi.json",
        "defaultTypes": [_type(schema) for schema in _matchable()],
        "view": {"url": f"{base}/entities/{{{{id}}}}{more}"},
        "preview": {
            "url": f"{here}/preview/{{{{id}}}}{more}", "width": 430, "height": 300,
        },
        "suggest": {kind: suggest(kind) for kind in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {
                "service_url": here, "service_path": proposing,
            },
            "property_settings": settings,
            "propose_settings": settings,
        },
        "batchSize": BATCH,
    }  # fmt: skip


def read_queries(given: Mapping[str, Any], scope: Scope) -> Asked:
    """Return what a batch of queries asks of the matcher.

    Raises:
        InputError: A query cannot be read, or there are too many.
    """
    if len(given) > MOST_QUERIES:
        raise InputError(f"there are more than {MOST_QUERIES} queries.", remedy="Send fewer.")
    queries = {key: _query(key, one) for key, one in given.items()}
    check_names(queries.values())
    limits = [_limit_of(one) for one in given.values() if isinstance(one, dict)]
    return Asked(
        queries=queries,
        limit=max(limits, default=_LIMIT),
        threshold=_THRESHOLD,
        cutoff=_CUTOFF,
        scope=scope,
        terms=Terms(),
    )


def write_results(given: Mapping[str, Any], answered: bytes) -> dict[str, Any]:
    """Return the answer to a batch of queries, out of the matcher's.

    Args:
        given: The queries.
        answered: What the matcher found.
    """
    responses: Mapping[str, Any] = orjson.loads(answered)["responses"]
    return {
        key: {"result": [*_results(responses[key]["results"][: _limit_of(one)])]}
        for key, one in given.items()
    }


def suggest_entities(
    standing: Standing, scope: Scope, prefix: str, limit: int
) -> list[dict[str, Any]]:
    """Return the entities that have a name with words that begin like that."""
    words = " ".join(f"{word}*" for word in prefix.replace('"', " ").split())
    expression = read_words("".join(one if one.isalnum() or one in " *" else " " for one in words))
    if not expression:
        return []
    all_of = () if scope.datasets is None else (("datasets", tuple(sorted(scope.datasets))),)
    _, found = standing.roster.search(Wanted(words=expression, all_of=all_of, limit=limit))
    return [
        {
            "id": one.id, "name": one.caption, "description": _described(read(one)),
            "type": [_type_named(one.schema)], "notable": [_type_named(one.schema)],
        }
        for one in found
    ]  # fmt: skip


def suggest_properties(prefix: str, limit: int) -> list[dict[str, Any]]:
    """Return the properties that are called like that."""
    found: dict[str, dict[str, Any]] = {}
    for schema in _matchable():
        for prop in _offered(schema):
            if _is_called(prefix, prop.name, prop.label):
                found.setdefault(
                    prop.name,
                    {"id": prop.name, "name": prop.label, "description": prop.description or "",
                     "notable": [_type(prop.schema)]},
                )  # fmt: skip
    return [found[name] for name in sorted(found)][:limit]


def suggest_types(prefix: str, limit: int) -> list[dict[str, Any]]:
    """Return the schemata that are called like that."""
    return [
        {**_type(schema), "description": schema.description or ""}
        for schema in _matchable()
        if _is_called(prefix, schema.name, schema.label)
    ][:limit]


def propose(type_: str, limit: int | None) -> dict[str, Any]:
    """Return the properties with which rows of a type can be extended.

    Raises:
        InputError: There is no such type.
    """
    schema = _schema(type_)
    properties = [{"id": prop.name, "name": prop.label} for prop in _offered(schema)]
    kept = properties if limit is None else properties[:limit]
    return {"limit": limit, "type": type_, "properties": kept}


def extend(standing: Standing, scope: Scope, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return further values of entities, of those in scope.

    Raises:
        InputError: What is asked cannot be read, or there is no such property.
    """
    ids, wanted = _ids(given.get("ids")), _wanted(given.get("properties"))
    if len(ids) > _MOST_IDS or len(wanted) > _MOST_PROPERTIES:
        raise InputError(
            f"more than {_MOST_IDS} ids or {_MOST_PROPERTIES} properties are asked for.",
            remedy="Ask in parts.",
        )
    found = standing.bearers(ids)
    documents = {id_: read(entity) for id_, entity in found.items() if scope.holds(entity)}
    properties = {one["id"]: _property(one["id"]) for one in wanted}
    return {
        "meta": [
            {"id": name, "name": prop.label, **_range(prop)} for name, prop in properties.items()
        ],
        "rows": {
            id_: {
                one["id"]: _extended(standing, documents.get(id_), properties[one["id"]], one)
                for one in wanted
            }
            for id_ in ids
        },
    }


def _query(key: str, one: Any) -> Any:  # noqa: ANN401 - as it came
    if not isinstance(one, dict):
        raise InputError(f"query {key!r} is no object.", remedy="See the Reconciliation API 0.2.")
    text = one.get("query")
    if text is not None and not isinstance(text, str):
        raise InputError(f"query {key!r}: `query` is no text.", remedy="Give a name.")
    given: dict[str, list[str]] = {"name": [text] if text else []}
    properties = one.get("properties") or []
    if not isinstance(properties, list):
        raise InputError(f"query {key!r}: `properties` is no list.", remedy="Give a list.")
    for each in properties:
        if not isinstance(each, dict) or not isinstance(each.get("pid"), str):
            raise InputError(
                f"query {key!r}: a property has no `pid`.", remedy='Write {"pid": "…", "v": "…"}.'
            )
        given.setdefault(each["pid"], []).extend(_texts(each.get("v")))
    return build_query(key, None, _type_of(one), given)


def _type_of(one: Mapping[str, Any]) -> str:
    told = one.get("type")
    names = told if isinstance(told, list) else [told]
    kept = [name for name in (_bare(each) for each in names) if name and name != "Thing"]
    if len(kept) != 1:
        for name in kept:
            schema_named(name)
        return ANYBODY
    return kept[0]


def _bare(told: Any) -> str:  # noqa: ANN401 - as it came
    name = told.get("id") if isinstance(told, dict) else told
    return name if isinstance(name, str) else ""


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - as it came
    """Yield the texts of a value: of one, of several, or of cells reconciled before."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            told = one.get("name") or one.get("id")
            if isinstance(told, str):
                yield told
        elif isinstance(one, bool):
            yield str(one).lower()
        elif isinstance(one, str | int | float):
            yield str(one)


def _limit_of(one: Mapping[str, Any]) -> int:
    limit = one.get("limit")
    if isinstance(limit, bool) or not isinstance(limit, int) or limit <= 0:
        return _LIMIT
    return min(limit, _MOST_RESULTS)


def _results(found: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    # A row is matched without a person only where nobody else may be meant.
    alone = sum(bool(one["match"]) for one in found) == 1
    for one in found:
        yield {
            "id": one["id"], "name": one["caption"], "type": [_type_named(one["schema"])],
            "score": round(one["score"] * _PERCENT, 2), "match": bool(one["match"]) and alone,
            "description": _described(one),
            "features": [
                {"id": name, "value": feature["score"]}
                for name, feature in one["explanations"].items()
            ],
        }  # fmt: skip


def _described(document: Mapping[str, Any]) -> str:
    from proscribe.workspace.service.searching import label_of

    properties = document["properties"]
    parts = [label_of("topics", topic) for topic in properties.get("topics", ())]
    parts += [label_of("countries", one) for one in properties.get("country", ())[:_DESCRIBED]]
    parts += properties.get("birthDate", ())[:1]
    return ", ".join(parts)


def _matchable() -> list[Schema]:
    from followthemoney import model

    return sorted((one for one in model if one.matchable), key=lambda one: one.name)


def _schema(name: str) -> Schema:
    from followthemoney import model

    found = model.get(schema_named(name))
    assert found is not None  # noqa: S101 - it was just found by that name
    return found


def _type(schema: Schema) -> dict[str, str]:
    return {"id": schema.name, "name": schema.label}


def _type_named(name: str) -> dict[str, str]:
    return _type(_schema(name))


def _offered(schema: Schema) -> Iterable[Property]:
    listed = schema.sorted_properties
    return (one for one in listed if not one.hidden and not one.stub)


def _is_called(prefix: str, *names: str) -> bool:
    start = prefix.strip().lower()
    return any(name.lower().startswith(start) or f" {start}" in name.lower() for name in names)


def _property(name: str) -> Property:
    for schema in _matchable():
        prop = schema.get(name)
        if prop is not None and not prop.stub:
            return prop
    raise InputError(
        f"there is no property {name!r}.", remedy="`/extend/property` proposes those there are."
    )


def _range(prop: Property) -> dict[str, Any]:
    return {"type": _type(prop.range)} if prop.range is not None else {}


def _extended(
    standing: Standing,
    document: Mapping[str, Any] | None,
    prop: Property,
    one: Mapping[str, Any],
) -> list[dict[str, Any]]:
    if document is None:
        return []
    values = document["properties"].get(prop.name, [])
    limit = str((one.get("settings") or {}).get("limit", 0))
    # More than any entity has is the same as all.
    most = int(limit) if limit.isdecimal() and len(limit) <= _MOST_DIGITS else 0
    kept = values[:most] if most else values
    if prop.type.name != "entity":
        return [{"str": value} for value in kept]
    named: Mapping[str, Entity] = standing.bearers(kept)
    return [
        {"id": value, "name": named[value].caption if value in named else value} for value in kept
    ]


def _ids(given: object) -> list[str]:
    if isinstance(given, list) and all(isinstance(one, str) for one in given):
        return given
    raise InputError("`ids` of `extend` is no list of ids.", remedy=_EXTEND)


def _wanted(given: object) -> list[dict[str, Any]]:
    if isinstance(given, list) and all(map(_is_property, given)):
        return given
    raise InputError("`properties` of `extend` is no list of properties.", remedy=_EXTEND)


def _is_property(given: object) -> bool:
    return (
        isinstance(given, dict)
        and isinstance(given.get("id"), str)
        and isinstance(given.get("settings") or {}, dict)
    )
