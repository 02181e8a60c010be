"""What callers give to be matched, checked: names are text, schemata exist, bounds are bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Any, TypeAlias

from proscribe.matching.named import Named
from proscribe.model.errors import InputError, UnknownNameError

Entry: TypeAlias = Named | tuple[str, str, str]
"""An entry or a query: a :class:`Named`, or its id, FollowTheMoney schema and name."""

_FREQUENT = frozenset(
    ("Person", "Company", "LegalEntity", "Organization", "PublicBody", "Vessel", "Airplane")
)
_PARTS = 3
_SHOWN = 60
NAME_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
"""FollowTheMoney properties that together name a person who has no ``name``, in order."""
_ENDS = ("firstName", "lastName")
_MOST_WAYS = 10


def named_of(entry: Entry) -> Named:
    """Return an entry or a query as a ``Named``.

    Raises:
        InputError: It is neither that nor an id, a schema and a name, or one of these is no text.
        UnknownNameError: There is no such schema.
    """
    if isinstance(entry, Named):
        _check(entry.id, entry.schema, entry.names)
        return entry
    parts = _parts(entry)
    if parts is None:
        raise InputError(
            f"{_shown(entry)} is no entry, so what is its name cannot be told.",
            remedy="Give (id, schema, name), or a Named.",
        )
    entry_id, schema, name = parts
    _check(entry_id, schema, (name,))
    return Named(id=entry_id, schema=schema, names=(name,))


def names_of_parts(parts: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the names that parts of names make: with all of them, and without those between.

    Args:
        parts: Values of :data:`NAME_PARTS`; of several each is a way to write it.
    """
    found: dict[str, None] = {}
    for kinds in (NAME_PARTS, _ENDS):
        held = [each for kind in kinds if (each := [one for one in parts.get(kind, ()) if one])]
        ways = islice(product(*held), _MOST_WAYS) if held else ()
        found.update(dict.fromkeys(" ".join(way) for way in ways))
    return tuple(found)


def _parts(given: object) -> tuple[Any, Any, Any] | None:
    """Return the three parts of an entry or a pair; None where it is none."""
    if isinstance(given, tuple | list) and len(given) == _PARTS:
        first, second, third = given
        return first, second, third
    return None


def _check(entry_id: object, schema: object, names: object) -> None:
    if not isinstance(entry_id, str):
        raise InputError(
            f"the id {_shown(entry_id)} is no text, and answers are joined on ids.",
            remedy="Give it as text.",
        )
    if not isinstance(names, tuple | list) or not all(isinstance(name, str) for name in names):
        raise InputError(
            f"the names of {_shown(entry_id)} are not all text: {_shown(names)}.",
            remedy="Give every name as text, and leave out what has none.",
        )
    check_schema(schema, entry_id)


def check_schema(schema: object, of: object) -> None:
    """Refuse what is no FollowTheMoney schema.

    Args:
        schema: The schema.
        of: What it is the schema of, for the message.

    Raises:
        UnknownNameError: There is none of that name.
    """
    if isinstance(schema, str) and (schema in _FREQUENT or schema in _schemata()):
        return
    raise UnknownNameError(
        f"{_shown(schema)}, the schema of {_shown(of)}, is none of FollowTheMoney's, so how to "
        "compare the name is not known.",
        remedy="Give one such as Person, Company, Organization or Vessel, or LegalEntity where it "
        "is not known.",
    )


def check_bounds(limit: object, threshold: object) -> None:
    """Refuse a limit that lets nothing through and a threshold that no score is held against.

    Raises:
        InputError: The limit is no whole number from 1 on, or the threshold none from 0 to 1.
    """
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
        raise InputError(
            f"a limit of {_shown(limit)} lets no match through.",
            remedy="Give a whole number, 1 or more.",
        )
    check_threshold(threshold)


def check_threshold(threshold: object) -> None:
    """Refuse a threshold that no score can be held against.

    Raises:
        InputError: It is none of 0 to 1.
    """
    is_number = isinstance(threshold, int | float) and not isinstance(threshold, bool)
    if not is_number or not 0 <= float(str(threshold)) <= 1:
        raise InputError(
            f"a score is 0 to 1, and none can be held against {_shown(threshold)}.",
            remedy="Give a threshold from 0 to 1, for instance 0.7.",
        )


def check_pairs(pairs: Iterable[tuple[str, str, str]]) -> None:
    """Refuse pairs that are not (schema, name, other name).

    Raises:
        InputError: One is none, or a name is no text.
        UnknownNameError: There is no such schema.
    """
    for place, pair in enumerate(pairs):
        parts = _parts(pair)
        if parts is None:
            raise InputError(
                f"pair {place} (from 0) is {_shown(pair)}, so what to compare cannot be told.",
                remedy="Give (schema, name, other name).",
            )
        schema, name, other = parts
        if not isinstance(name, str) or not isinstance(other, str):
            raise InputError(
                f"a name of pair {place} (from 0) is no text: {_shown((name, other))}.",
                remedy="Give both names as text, and leave out a pair that lacks one.",
            )
        if not isinstance(schema, str) or schema not in _FREQUENT:
            check_schema(schema, f"pair {place} (from 0)")


@cache
def _schemata() -> frozenset[str]:
    from followthemoney import model

    return frozenset(model.schemata)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
