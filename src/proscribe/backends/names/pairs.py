"""Tables of pairs of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proscribe.backends.names.columns import ANY_SCHEMA, PAIRS, SchemaReader, pair_columns
from proscribe.backends.names.rows import TableRows, Unnamed, names_nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class PairBatch:
    """Some pairs that follow each other.

    Attributes:
        ids: Their ids; the line where there is none.
        pairs: Schema and both names of each.
        lacking: Of each, whether a name is lacking.
    """

    ids: list[str]
    pairs: list[tuple[str, str, str]]
    lacking: pl.Series


class PairTable:
    """A table with the columns ``pair_id`` (or ``id``), ``schema``, ``name1`` and ``name2``.

    Args:
        path: Where it is.

    Raises:
        InputError: The file cannot be read, or lacks a column of names.
    """

    def __init__(self, path: Path) -> None:
        self._table = TableRows(path, PAIRS)
        self._columns = pair_columns(self._table.headers)
        place = self._columns.schema
        header = "schema" if place is None else self._table.headers[place]
        self._schemata = SchemaReader(self._table.file, header)

    @property
    def unnamed(self) -> Unnamed | None:
        """The lines that lack a name; None where none does. Complete after the last batch."""
        return self._table.unnamed

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the file, one sentence each; complete after the last batch."""
        return self._table.warnings

    def batches(self) -> Iterator[PairBatch]:
        """Yield the pairs, some thousands at a time.

        Raises:
            InputError: There is no such schema, a row is too long, or the file is damaged.
        """
        columns = self._columns
        for rows in self._table.rows():
            first, second = rows.texts(columns.first), rows.texts(columns.second)
            lacking = names_nobody(first) | names_nobody(second)
            self._table.note_unnamed(rows, lacking)
            schemata = [ANY_SCHEMA] * len(rows.lines)
            if columns.schema is not None:
                schemata = self._schemata.read(rows.texts(columns.schema).to_list(), rows.lines)
            yield PairBatch(
                ids=rows.ids(columns.id, ""),
                pairs=list(zip(schemata, first.to_list(), second.to_list(), strict=True)),
                lacking=lacking,
            )
