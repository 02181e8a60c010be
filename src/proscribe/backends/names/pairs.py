"""Tables of pairs of names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from proscribe.backends.names.columns import PAIRS, pair_columns
from proscribe.backends.names.rows import TableRows, names_nobody


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


class PairTable(TableRows):
    """A table with the columns ``pair_id`` (or ``id``), ``schema``, ``name1`` and ``name2``.

    Args:
        path: Where it is.

    Raises:
        InputError: The file cannot be read, or lacks a column of names.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, PAIRS)
        self._columns = pair_columns(self.headers)

    def batches(self) -> Iterator[PairBatch]:
        """Yield the pairs, some thousands at a time.

        Raises:
            InputError: There is no such schema, a row is too long, or the file is damaged.
        """
        columns = self._columns
        for rows in self.chunks():
            first, second = rows.texts(columns.first), rows.texts(columns.second)
            lacking = names_nobody(first) | names_nobody(second)
            self.note_unnamed(rows, lacking)
            schemata = self.schemata(rows, columns.schema)
            pairs = list(zip(schemata, first.to_list(), second.to_list(), strict=True))
            self.note_unread(rows, (pair[1:] for pair in pairs))
            ids = rows.ids(columns.id, "", self.name)
            self.note_formulas(rows, ids)
            yield PairBatch(
                ids=ids,
                pairs=pairs,
                lacking=lacking,
            )
