"""Entities that hold one another (``targets.nested.json``), taken apart."""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.sources.exchange.entities.files import Entity, Line
from proscribe.sources.exchange.entities.terms import reverse_of

_DEEPEST = 16


def unnested(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield each entity once, with all that is said of it wherever it is nested.

    They are held in memory together, since the same entity may be nested in many.
    """
    held: dict[str, Line] = {}
    for line in lines:
        for entity in _apart(line.value, 0):
            id_ = entity.get("id")
            known = held.get(id_) if isinstance(id_, str) else None
            if known is None:
                held[str(id_)] = Line(line.number, entity)
            else:
                _add(known.value, entity)
    yield from held.values()


def _apart(entity: Entity, depth: int) -> Iterator[Entity]:
    plain: dict[str, list[object]] = {}
    properties = entity.get("properties")
    if not isinstance(properties, dict) or depth > _DEEPEST:
        yield entity
        return
    for prop, values in properties.items():
        back = reverse_of(str(entity.get("schema")), prop)
        for value in values if isinstance(values, list) else [values]:
            inner = _inner(value, back, entity.get("id"))
            if inner is not None:
                yield from _apart(inner, depth + 1)
            if back is None:
                plain.setdefault(prop, []).append(value if inner is None else inner.get("id"))
    yield {**entity, "properties": plain}


def _inner(value: object, back: str | None, holder: object) -> Entity | None:
    """Return a nested entity, with the property that leads back to its holder."""
    if not isinstance(value, dict):
        return None
    if back is None:
        return value
    properties = value.get("properties")
    known = properties if isinstance(properties, dict) else {}
    return {**value, "properties": {**known, back: [*_as_list(known.get(back) or []), holder]}}


def _as_list(values: object) -> list[object]:
    return values if isinstance(values, list) else [values]


def _add(known: Entity, more: Entity) -> None:
    """Add to an entity what another mention of it says beside."""
    properties = more.get("properties")
    target = known.get("properties")
    if not isinstance(properties, dict) or not isinstance(target, dict):
        return
    for prop, values in properties.items():
        held = _as_list(target.get(prop) or [])
        target[prop] = [*held, *(value for value in _as_list(values) if value not in held)]
    for key, value in more.items():
        known.setdefault(key, value)
