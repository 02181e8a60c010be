"""Who is looked for and who is found: names with what else is known, and the pairs that met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody or something with one name or several.

    Attributes:
        id: The caller's id.
        schema: FollowTheMoney schema (``Person``, ``Company``, ``Vessel``, …); it decides how
            names are compared.
        names: The names, the first the main one.
        properties: FollowTheMoney properties by name (``birthDate``, ``country``, ``leiCode``, …),
            where given.
    """

    id: str
    schema: str
    names: tuple[str, ...]
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A scored pairing of what was asked for with an entry of the index.

    Attributes:
        query_id: Id of what was asked for.
        entity_id: Id of the entry.
        score: Probability that both are the same, 0 to 1.
        name: The name that was given.
        matched_name: The name of the entry that met it.
        explanation: Why, in a line.
    """

    query_id: str
    entity_id: str
    score: float
    name: str
    matched_name: str
    explanation: str
