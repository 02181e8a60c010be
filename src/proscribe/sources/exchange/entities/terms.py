"""FollowTheMoney's schemata, and what each kind of entity is to us."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from followthemoney.property import Property
    from followthemoney.schema import Schema


class Role(StrEnum):
    """What an entity of a schema is to us."""

    SUBJECT = "subject"
    SECURITY = "security"
    SANCTION = "sanction"
    EDGE = "edge"
    ADDRESS = "address"
    IDENTIFICATION = "identification"
    POSITION = "position"
    OTHER = "other"


_ROLES = (
    ("Sanction", Role.SANCTION),
    ("Security", Role.SECURITY),
    ("Address", Role.ADDRESS),
    ("Identification", Role.IDENTIFICATION),
    ("Position", Role.POSITION),
    ("LegalEntity", Role.SUBJECT),
    ("Asset", Role.SUBJECT),
    ("CryptoWallet", Role.SUBJECT),
)
_SHARED_TYPES = frozenset({"country", "topic", "gender", "language"})


@cache
def role_of(name: str) -> Role | None:
    """Return what entities of a schema are to us; None where there is no such schema."""
    schema = schema_of(name)
    if schema is None:
        return None
    if schema.edge:
        return Role.EDGE
    return next((role for parent, role in _ROLES if schema.is_a(parent)), Role.OTHER)


@cache
def ends_of(name: str) -> tuple[str, str]:
    """Return the properties that name the two ends of an edge."""
    schema = schema_of(name)
    if schema is None or schema.edge_source is None or schema.edge_target is None:
        return "", ""
    return schema.edge_source, schema.edge_target


@cache
def is_known(schema: str, prop: str) -> bool:
    """Return whether a schema has a property of that name."""
    return _property(schema, prop) is not None


@cache
def is_entity(schema: str, prop: str) -> bool:
    """Return whether a property names another entity."""
    found = _property(schema, prop)
    return found is not None and found.type.name == "entity"


@cache
def reverse_of(schema: str, prop: str) -> str | None:
    """Return the property by which a nested entity names the one it is nested in."""
    found = _property(schema, prop)
    if found is None or not found.stub or found.reverse is None:
        return None
    return found.reverse.name


@cache
def is_shared(schema: str, prop: str) -> bool:
    """Return whether few values of a property serve many entities."""
    found = _property(schema, prop)
    return found is not None and found.type.name in _SHARED_TYPES


@cache
def schema_of(name: str) -> Schema | None:
    """Return FollowTheMoney's schema of that name."""
    # Its model takes 0.6 s to load, which only this source has to pay.
    from followthemoney import model

    return model.get(name)


def _property(schema: str, prop: str) -> Property | None:
    found = schema_of(schema)
    return None if found is None else found.get(prop)
