"""What somebody gives to have it told apart from a subject: read, and checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from proscribe.model.clearance import build_given
from proscribe.model.errors import InputError, UnknownNameError
from proscribe.sources.user.rows.headers import meanings, schema_named
from proscribe.workspace.saying import refuse_unkept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from proscribe.model.clearance import Given

_SHOWN = 40
# What is kept at most, in characters; and names of one clearance.
_LONGEST_VALUE, _MOST_NAMES = 1_000, 100
# What a column of that name means instead; "" is nothing.
_NO_PROPERTIES = frozenset({"", "id", "name", "schema"})


def build_clearable(
    name: str | Sequence[str],
    *,
    schema: str | None,
    properties: Mapping[str, Iterable[str]] | None,
) -> Given:
    """Return what was given, as a decision on it is kept.

    Args:
        name: The name as it will be given again, or several.
        schema: FollowTheMoney schema, where one is given with the name.
        properties: Whatever else is given with it, by FollowTheMoney property.

    Raises:
        InputError: The name is blank, too long or no text, or a value is.
        UnknownNameError: There is no such schema or property.
    """
    names = _names(name)
    told = _properties({} if properties is None else properties)
    given = build_given(names, schema=_schema(schema), properties=told)
    _check_given(given)
    return given


def _check_given(given: Given) -> None:
    if not any(map(str.isalnum, "".join(given.names))):
        raise InputError("the name is blank.", remedy="Give the name as it is looked for.")
    for text in given.names:
        refuse_unkept("name", text, _LONGEST_VALUE)
    for field, values in given.properties:
        for text in values:
            refuse_unkept(field, text, _LONGEST_VALUE)


def _names(given: object) -> list[str]:
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) for name in names):
        raise InputError(
            f"{repr(given)[:_SHOWN]} is no name.", remedy="Give a name as text, or a list of them."
        )
    if len(names) > _MOST_NAMES:
        raise InputError(
            f"{len(names):,} names are given, and one clearance is of {_MOST_NAMES} at most.",
            remedy="Clear them one by one.",
        )
    return [*names]


def _schema(text: str | None) -> str | None:
    if text is None:
        return None
    found = schema_named(text)
    if found is None:
        raise UnknownNameError(
            f"{text!r} is no FollowTheMoney schema.",
            remedy="Name one, for instance Person, Company, Organization or Vessel.",
        )
    return found


def _properties(told: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for field, values in told.items():
        (meant,) = meanings([field])
        if meant in _NO_PROPERTIES:
            raise UnknownNameError(
                f"{field!r} is no FollowTheMoney property, so no query will ever give it.",
                remedy="Name one, for instance birthDate, nationality, country or leiCode.",
            )
        texts = (
            [*values] if not isinstance(values, str) and isinstance(values, Iterable) else [None]
        )
        if not all(isinstance(text, str) for text in texts):
            raise InputError(
                f"the values of {field!r} are not all text: {repr(values)[:_SHOWN]}.",
                remedy="Give a list of texts.",
            )
        found.setdefault(meant, []).extend(map(str, texts))
    return found
