"""Writes the reference page of the HTTP interface from its OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from proscribe.interfaces.api.app import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INTRODUCTION = """\
# HTTP interface

`proscribe serve` answers these addresses. The same as an OpenAPI document is at `/openapi.json`.

Every address but `/healthz` and `/readyz` needs a key: `Authorization: ApiKey KEY`,
`Authorization: Bearer KEY`, or `?api_key=KEY`. Every answer names in `x-proscribe-edition` what it
rests on, and in `x-proscribe-receipt` its receipt, where one is kept. Errors are
`{"detail": …}`: words, or a list with the place of each field at fault.

What a key must be for, and at least which role: `/v1/screen`, and whatever changes jobs, watches
and alerts, `screen` (analyst); `/v1/receipts` and `/v1/audit`, `receipts` (analyst); `/updatez`,
`/metrics` and `/v1/receipts/verify`, `manage` (administrator); to decide a case, `decide`
(approver), and to be unsure of one, `screen` (analyst); all else, `ask` (reader). Jobs, watches,
alerts, cases, receipts and the audit are those of the key's organisation; of another's, nothing is
there.
Looking at jobs, watches and metrics leaves no receipt.

A request may have 60,000 bytes of address and 4 MiB of body, an upload 32 MiB; `/match` takes 100
queries. Parameters
that are not named here are passed over, as yente's clients expect; under `/v1`, but for watches and
alerts, are they refused (422): one that is misspelt, or stands in the address where the body is
read, would change nothing unseen. `weights` and `config` of `/match` are those of other algorithms,
and refused (400) where they would have to change a score.

An id may hold slashes. Write them as `%2F`: `/entities/a%2Fadjacent` is the entity `a/adjacent`,
and `/entities/a/adjacent` are those that `a` is tied to.

Times in entities are in UTC, to the second, and do not say so (`2021-01-14T00:00:00`), as yente's
clients expect.
"""
_METHODS = ("get", "post", "delete")


def reference() -> str:
    """Return the page, Markdown."""
    document = describe()
    families: dict[str, list[str]] = {}
    for path, operations in document["paths"].items():
        for method in _METHODS:
            if method in operations:
                operation = operations[method]
                part = "\n".join(_operation(method, path, operation))
                families.setdefault(operation["tags"][0], []).append(part)
    parts = [_INTRODUCTION]
    for family, told in families.items():
        parts += [f"## {family}\n", *told]
    return "\n".join(parts)


def _operation(method: str, path: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f"### `{method.upper()} {path}`\n"
    yield f"{operation['description']}\n"
    told = [_parameter(one) for one in operation.get("parameters", ())]
    if told:
        yield "| parameter | in | what it is | default |\n|---|---|---|---|"
        yield from told
        yield ""
    body = operation.get("requestBody")
    if body is not None:
        yield f"Body: {', '.join(f'`{kind}`' for kind in body['content'])}.\n"
    yield f"Statuses: {', '.join(sorted(operation['responses']))}.\n"


def _parameter(one: Mapping[str, Any]) -> str:
    schema = one["schema"]
    default = schema.get("default")
    shown = "needed" if one["required"] else "" if default in (None, "", []) else f"`{default}`"
    choices = _choices(schema)
    what = one.get("description", "")
    more = f" One of {', '.join(f'`{choice}`' for choice in choices)}." if choices else ""
    repeated = " May be repeated." if schema.get("type") == "array" else ""
    told = f"{what}{more}{repeated}".replace("|", "\\|")
    return f"| `{one['name']}` | {one['in']} | {told} | {shown} |"


def _choices(schema: Mapping[str, Any]) -> list[str]:
    parts = (schema, *schema.get("anyOf", ()))
    return [choice for part in parts for choice in part.get("enum", ())]
