"""What the columns of a table of names mean, and what stands in the column of schemata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from proscribe.backends.portfolios.source import Heading
from proscribe.matching.dates import DATES
from proscribe.matching.given import NAME_PARTS
from proscribe.matching.hidden import without_hidden
from proscribe.matching.identifiers import IDENTIFIERS
from proscribe.matching.places import COUNTRIES, TEXTS
from proscribe.model.errors import InputError, Place
from proscribe.sources.user.rows.headers import (
    ALIAS,
    FORMER,
    ID,
    NAME,
    SCHEMA,
    WEAK,
    own_meanings,
    schema_named,
)

# How names are compared where nothing says what bears them.
ANY_SCHEMA = "LegalEntity"
# Columns of answers that are joined on: written as they were given, whatever they begin with.
RESULT_IDS = ("query_id", "entity_id", "pair_id")
_FAMILY = "lastName"
_FURTHER = (ALIAS, FORMER, WEAK)
_BETWEEN = {part.lower(): part for part in NAME_PARTS}
_COMPARED = {prop.lower(): prop for prop in (*DATES, *COUNTRIES, *TEXTS, *IDENTIFIERS, "gender")}
_FREQUENT = {
    schema.lower(): schema
    for schema in (
        *("Person", "Company", "LegalEntity", "Organization", "PublicBody", "Thing"),
        *("Vessel", "Airplane", "Vehicle", "Asset", "Security"),
    )
}
_SHOWN = 12
_LOOKED_AT = 100
_PAIR_ID, _FIRST, _SECOND = "pairid", "name1", "name2"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameColumns:
    """Places of the columns that are read; all others are passed over.

    Attributes:
        id: Ids; None where there are none.
        schema: FollowTheMoney schemata; None where there are none.
        names: Names, whole.
        further: Further names, several of them in a cell parted by semicolons.
        parts: Parts of names, each with its place; used where there is no whole name.
        properties: FollowTheMoney properties that matching weighs, each with its place.
    """

    id: int | None
    schema: int | None
    names: tuple[int, ...]
    further: tuple[int, ...]
    parts: tuple[tuple[str, int], ...]
    properties: tuple[tuple[str, int], ...]


def name_columns(headers: Sequence[str]) -> NameColumns:
    """Return what the columns of a table of names mean."""
    meant = _meanings(headers)
    names = _places(meant, NAME)
    parts = [(part, place) for part in NAME_PARTS for place in _places(meant, part)[:1]]
    return NameColumns(
        id=next(iter(_places(meant, ID)), None),
        schema=next(iter(_places(meant, SCHEMA)), None),
        names=names,
        further=tuple(place for meaning in _FURTHER for place in _places(meant, meaning)),
        parts=() if names else tuple(parts),
        properties=tuple(
            (meaning, place) for place, meaning in enumerate(meant) if meaning in _PROPERTIES
        ),
    )


_PROPERTIES = frozenset(_COMPARED.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PairColumns:
    """Places of the columns of a table of pairs; those of ids and schemata may be absent."""

    id: int | None
    schema: int | None
    first: int
    second: int


def pair_columns(headers: Sequence[str]) -> PairColumns:
    """Return what the columns of a table of pairs mean; it has two columns of names."""
    plain = [_plain(header) for header in headers]
    ids = [*_places(plain, _PAIR_ID), *_places(plain, ID)]
    return PairColumns(
        id=next(iter(ids), None),
        schema=next(iter(_places(_meanings(headers), SCHEMA)), None),
        first=plain.index(_FIRST),
        second=plain.index(_SECOND),
    )


class SchemaReader:
    """Reads the column of schemata.

    Args:
        file: The file, for messages.
        header: The header of the column.
    """

    def __init__(self, file: str, header: str) -> None:
        self._file = file
        self._header = header
        self._known: dict[str, str] = {"": ANY_SCHEMA}

    def read(self, texts: Sequence[str], lines: Sequence[int]) -> list[str]:
        """Return the schema each text names; ``LegalEntity`` for none.

        Raises:
            InputError: One names none that there is.
        """
        try:
            return [self._known[text] for text in texts]
        except KeyError:
            for text, line in zip(texts, lines, strict=True):
                if text not in self._known:
                    self._known[text] = self._find(text, line)
            return [self._known[text] for text in texts]

    def _find(self, text: str, line: int) -> str:
        found = _FREQUENT.get(text.lower()) or schema_named(text)
        if found is None:
            raise InputError(
                f"{text!r} is no FollowTheMoney schema, so how to compare the name is not known.",
                where=Place(file=self._file, line=line, column=self._header),
                remedy="Write one such as Person, Company, Organization or Vessel, or leave it "
                f"empty: {ANY_SCHEMA} then.",
            )
        return found


def are_schemata(header: str, texts: Sequence[str]) -> bool:
    """Return whether a column taken for names is one of schemata, below a row and no header."""
    words = (header, *texts[:_LOOKED_AT])
    return len(texts) > 0 and all(word.strip().lower() in _FREQUENT for word in words)


def doubled(headers: Sequence[str]) -> list[str]:
    """Return a sentence for each meaning that two columns have and that is read from one only."""
    meant = _meanings(headers)
    plain = [_plain(header) for header in headers]
    found = [(each, meant.count(each)) for each in (ID, SCHEMA)]
    found += [(each, plain.count(each)) for each in (_PAIR_ID, _FIRST, _SECOND)]
    return [
        f"{count} columns are headed {what}; the first of them is read."
        for what, count in found
        if count > 1
    ]


def begins_a_table(cells: Sequence[str]) -> bool:
    """Return whether a line is a header by its ids and schemata, whatever else it lacks."""
    return {ID, SCHEMA} <= set(_meanings(cells))


def _name_score(cells: Sequence[str]) -> int:
    known = [meaning for meaning in _meanings(cells) if meaning]
    names = {NAME, _FAMILY, *_FURTHER}
    return len(known) if names.intersection(known) else 0


def _pair_score(cells: Sequence[str]) -> int:
    plain = {_plain(cell) for cell in cells}
    return len(plain & {_PAIR_ID, ID, SCHEMA, _FIRST, _SECOND}) if plain >= _BOTH else 0


_BOTH = {_FIRST, _SECOND}


def _no_names(headers: Sequence[str], file: str) -> InputError:
    return _missing(headers, file, "no column is headed name", "id, schema, name")


def _no_pairs(headers: Sequence[str], file: str) -> InputError:
    what = "the columns name1 and name2 are not both there"
    return _missing(headers, file, what, "pair_id, schema, name1, name2")


NAMES = Heading(score=_name_score, missing=_no_names)
PAIRS = Heading(score=_pair_score, missing=_no_pairs)


def _missing(headers: Sequence[str], file: str, what: str, columns: str) -> InputError:
    seen = ", ".join(header.strip()[: _SHOWN * 2] for header in headers[:_SHOWN])
    return InputError(
        f"{what}, so there is nothing to compare; the first line reads: {seen or '(nothing)'}.",
        where=Place(file=file, line=1),
        remedy=f"Put a header above the rows: {columns}.",
    )


def _meanings(headers: Sequence[str]) -> tuple[str, ...]:
    # A second byte order mark is part of the first header.
    own = own_meanings([without_hidden(header) for header in headers])
    return tuple(
        meaning or _COMPARED.get(_plain(header)) or _BETWEEN.get(_plain(header), "")
        for meaning, header in zip(own, headers, strict=True)
    )


def _places(meant: Sequence[str], meaning: str) -> tuple[int, ...]:
    return tuple(place for place, each in enumerate(meant) if each == meaning)


def _plain(header: str) -> str:
    return without_hidden(header).strip().lower().replace("_", "").replace(" ", "")
