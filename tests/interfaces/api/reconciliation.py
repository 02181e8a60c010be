"""The shapes of the Reconciliation API 0.2, as its specification words them."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_ID_NAME = {
    "type": "object", "required": ["id", "name"],
    "properties": {"id": _TEXT, "name": _TEXT, "description": _TEXT},
}  # fmt: skip
_SERVICE = {
    "type": "object", "required": ["service_url", "service_path"],
    "properties": {
        "service_url": {"type": "string", "pattern": "^https?://"},
        "service_path": {"type": "string", "pattern": "^/"},
    },
}  # fmt: skip
_PLACE = {"type": "string", "pattern": r"\{\{id\}\}"}

MANIFEST: dict[str, Any] = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": _TEXT, "contains": {"const": "0.2"}},
        "name": _TEXT, "identifierSpace": _TEXT, "schemaSpace": _TEXT,
        "defaultTypes": {"type": "array", "items": _ID_NAME, "uniqueItems": True},
        "documentation": _TEXT, "batchSize": {"type": "integer", "minimum": 1},
        "view": {"type": "object", "required": ["url"], "properties": {"url": _PLACE}},
        "preview": {
            "type": "object", "required": ["url", "width", "height"],
            "properties": {"url": _PLACE, "width": {"type": "integer"},
                           "height": {"type": "integer"}},
        },
        "suggest": {
            "type": "object", "additionalProperties": False,
            "properties": {"entity": _SERVICE, "property": _SERVICE, "type": _SERVICE},
        },
        "extend": {
            "type": "object",
            "properties": {
                "propose_properties": _SERVICE,
                "property_settings": {
                    "type": "array",
                    "items": {
                        "type": "object", "required": ["name", "label", "type"],
                        "properties": {
                            "type": {"enum": ["number", "text", "checkbox", "select"]},
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip

RESULTS: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object", "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object", "required": ["id", "name", "score"],
                    "properties": {
                        "id": _TEXT, "name": _TEXT, "description": _TEXT,
                        "score": {"type": "number"}, "match": {"type": "boolean"},
                        "type": {"type": "array", "items": {"anyOf": [_TEXT, _ID_NAME]}},
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object", "required": ["id", "value"],
                                "properties": {"id": _TEXT,
                                               "value": {"type": ["number", "boolean"]}},
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip


def suggested(*, notable: bool) -> dict[str, Any]:
    """Return the shape of suggestions; entities and properties may name what they are known for."""
    known_for = {"notable": {"type": "array", "items": {"anyOf": [_TEXT, _ID_NAME]}}}
    properties = {
        "id": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        **(known_for if notable else {}),
    }
    one = {"type": "object", "required": ["id", "name"], "properties": properties}
    return {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": one}},
    }


PROPOSED: dict[str, Any] = {
    "type": "object", "required": ["type", "properties"],
    "properties": {
        "type": _TEXT, "limit": {"type": ["number", "null"]},
        "properties": {"type": "array", "items": _ID_NAME},
    },
}  # fmt: skip

_SENT = {
    "oneOf": [_TEXT, {"type": "number"}, {"type": "boolean"},
              {"type": "object", "required": ["id"], "properties": {"id": _TEXT, "name": _TEXT}}],
}  # fmt: skip
# What clients send: a query has a text, or a property at least.
QUERIES: dict[str, Any] = {
    "type": "object",
    "additionalProperties": {
        "type": "object", "additionalProperties": False,
        "properties": {
            "query": _TEXT, "limit": {"type": "number"},
            "type": {"oneOf": [_TEXT, {"type": "array", "items": _TEXT}]},
            "type_strict": {"enum": ["any", "should", "all"]},
            "properties": {
                "type": "array",
                "items": {
                    "type": "object", "required": ["pid", "v"],
                    "properties": {
                        "pid": _TEXT, "v": {"oneOf": [_SENT, {"type": "array", "items": _SENT}]},
                    },
                },
            },
        },
        "anyOf": [
            {"required": ["query"]},
            {"required": ["properties"], "properties": {"properties": {"minItems": 1}}},
        ],
    },
}  # fmt: skip
_VALUE = {
    "oneOf": [
        {"type": "object", "required": [kind], "additionalProperties": False,
         "properties": {kind: shape}}
        for kind, shape in (("str", _TEXT), ("int", {"type": "integer"}),
                            ("float", {"type": "number"}),
                            ("date", {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT"}))
    ] + [{**_ID_NAME, "additionalProperties": False},
         {"type": "object", "additionalProperties": False}],
}  # fmt: skip
EXTENDED: dict[str, Any] = {
    "type": "object", "required": ["meta", "rows"], "additionalProperties": False,
    "properties": {
        "meta": {"type": "array", "items": {**_ID_NAME, "properties": {
            "id": _TEXT, "name": _TEXT, "type": {"type": "object", "required": ["id"]}}}},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object", "additionalProperties": {"type": "array", "items": _VALUE},
            },
        },
    },
}  # fmt: skip
