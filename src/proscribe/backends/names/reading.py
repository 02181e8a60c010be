"""Tables of names: who is looked for, or looked among."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import chain, groupby, repeat
from operator import and_, attrgetter
from pathlib import Path
from types import MappingProxyType

from proscribe.backends.names.columns import ANY_SCHEMA, NAMES, are_schemata, name_columns
from proscribe.backends.names.rows import Rows, TableRows, names_nobody
from proscribe.matching.given import names_of_parts
from proscribe.matching.named import Named
from proscribe.matching.words import Group, group_of

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_PARTED = ";"


class NameTable(TableRows):
    """A table of names, opened as far as its header.

    Columns are recognised in any order and case: ``id``, ``schema``, ``name``, further names
    (``alias``, ``previousName``, ``weakAlias``) and FollowTheMoney properties, of which a cell may
    hold several, parted by semicolons.

    Args:
        path: Where it is.
        label: What stands before the line in the id of a row where there is no column of ids.

    Raises:
        InputError: The file cannot be read, or no column is headed name.
    """

    def __init__(self, path: Path, label: str = "") -> None:
        super().__init__(path, NAMES)
        self._columns = name_columns(self.headers)
        self._label = label

    def rows(self) -> Iterator[Named]:
        """Yield each row, in the order of the file; one without a name has ``names=()``.

        Raises:
            InputError: There is no such schema, a row is too long, or the file is damaged.
        """
        for rows in self.chunks():
            yield from self._read(rows)

    def _read(self, rows: Rows) -> Iterator[Named]:
        columns = self._columns
        ids = rows.ids(columns.id, self._label, self.name)
        self.note_formulas(rows, ids)
        schemata = self.schemata(rows, columns.schema)
        names = self._names(rows)
        self.note_unread(rows, names)
        properties = _properties(rows, columns.properties)
        for own, schema, given, told in zip(ids, schemata, names, properties, strict=False):
            yield Named(id=own, schema=schema, names=given, properties=told)

    def _names(self, rows: Rows) -> list[tuple[str, ...]]:
        columns = self._columns
        parted = [place for _, place in columns.parts]
        series = [rows.texts(each) for each in (*columns.names, *columns.further, *parted)]
        self.note_unnamed(rows, reduce(and_, map(names_nobody, series)))
        texts = [each.to_list() for each in series]
        if columns.names and are_schemata(self.headers[columns.names[0]], texts[0]):
            raise NAMES.missing(self.headers, self.file)
        if len(texts) == 1 and columns.names:
            return [(text,) if text else () for text in texts[0]]
        whole = texts[: len(columns.names)]
        further = texts[len(whole) : len(whole) + len(columns.further)]
        parts = texts[len(whole) + len(further) :]
        found: list[tuple[str, ...]] = []
        for place in range(len(texts[0])):
            main = [each[place] for each in whole]
            if parts:
                held = zip(columns.parts, parts, strict=True)
                main += names_of_parts({part: (each[place],) for (part, _), each in held})
            rest = chain.from_iterable(_several(each[place]) for each in further)
            found.append(tuple(dict.fromkeys(filter(None, chain(main, rest)))))
        return found


def join_rows(rows: Iterable[Named]) -> Iterator[Named]:
    """Yield rows of one id that follow each other as one with several names.

    Its schema is the first that is more than ``LegalEntity``. Where two of them are compared
    otherwise than each other, as a person and a company, these stay two.
    """
    for _, group in groupby(rows, key=attrgetter("id")):
        first, *others = group
        together = [first]
        for row in others:
            if len({group_of(one.schema) for one in (*together, row)} - {Group.ANY}) > 1:
                yield _joined(together)
                together = []
            together.append(row)
        yield _joined(together) if others else first


def _joined(rows: Sequence[Named]) -> Named:
    properties: dict[str, dict[str, None]] = {}
    for row in rows:
        for prop, values in row.properties.items():
            properties.setdefault(prop, {}).update(dict.fromkeys(values))
    told = (row.schema for row in rows if row.schema != ANY_SCHEMA)
    return Named(
        id=rows[0].id,
        schema=next(told, ANY_SCHEMA),
        names=tuple(dict.fromkeys(chain.from_iterable(row.names for row in rows))),
        properties={prop: tuple(values) for prop, values in properties.items()},
    )


def _properties(
    rows: Rows, columns: Sequence[tuple[str, int]]
) -> Iterable[Mapping[str, tuple[str, ...]]]:
    if not columns:
        return repeat(_NOTHING)
    found: list[dict[str, tuple[str, ...]]] = [{} for _ in rows.lines]
    for prop, column in columns:
        texts = rows.texts(column)
        for place, text in zip(
            (texts != "").arg_true().to_list(), texts.filter(texts != "").to_list(), strict=True
        ):
            found[place][prop] = (*found[place].get(prop, ()), *_several(text))
    return found


def _several(text: str) -> tuple[str, ...]:
    """Return the values of a cell."""
    if _PARTED not in text:
        return (text,) if text else ()
    return tuple(filter(None, map(str.strip, text.split(_PARTED))))
