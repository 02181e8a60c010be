"""Further headers below the first one: files of several parts, pasted one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import polars as pl

from proscribe.securities.checks import Finding
from proscribe.securities.headers import (
    IDENTIFIERS,
    SPELLINGS,
    Layout,
    column_meaning,
    header_score,
    read_layout,
)
from proscribe.securities.lines import LineReader
from proscribe.securities.records import Note, NoteKind, filled_cells, shown

_ENOUGH, _NARROW = 3, 2


@cache
def _words() -> pl.Series:
    """Return all that headers are called."""
    return pl.Series(sorted({word for many in SPELLINGS.values() for word in many})).implode()


class Parts:
    """Reads the parts of one file, each by the header above it.

    Args:
        file: The file, for errors.
        layout: What the columns mean by the first header.
        reader: Reads what is below the first header.
        home: Country of bare tickers of letters, where the user has named it.
    """

    def __init__(self, file: str, layout: Layout, reader: LineReader, home: str | None) -> None:
        self._file = file
        self._first = layout
        self._home = home
        self.readers = [reader]
        self._current = 0
        self._repeated = 0
        self.notes: list[Note] = []
        self._told: list[str] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is odd about single cells, of all parts."""
        return tuple(one for reader in self.readers for one in reader.findings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is odd about the file, beyond single lines."""
        return (*self._told, *(one for reader in self.readers for one in reader.warnings))

    def read(
        self,
        given: pl.DataFrame,
        line: pl.Series,
        problems: Mapping[int, str],
        repeated: Sequence[int] = (),
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the cells that are lines, and the lines.

        Args:
            given: Cells under the first headers.
            line: The number of each line.
            problems: What is known to be wrong, by row.
            repeated: Lines that repeat the first header, of those given or before.
        """
        turns = {row: given.row(row) for row in self._headers(given)}
        back = {int((line <= number).sum()) for number in repeated[self._repeated :]}
        self._repeated = len(repeated)
        kept: list[pl.DataFrame] = []
        read: list[pl.DataFrame] = []
        start = 0
        for end in sorted({*turns, *back, given.height}):
            if end > start or given.height == 0:
                inside = {row - start: text for row, text in problems.items() if start <= row < end}
                kept.append(given[start:end])
                read.append(
                    self.readers[self._current].read(given[start:end], line[start:end], inside)
                )
            start = end
            if end in back:
                self._current = 0
            if end in turns:
                self._turn(turns[end], int(line[end]))
                start += 1
        return (pl.concat(kept), pl.concat(read)) if kept else self._nothing(given)

    def _nothing(self, given: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        none = given.clear()
        return none, self.readers[0].read(none, pl.Series([], dtype=pl.UInt32))

    def _headers(self, given: pl.DataFrame) -> Iterator[int]:
        """Yield the rows that are headers: known words in their cells."""
        if given.width < _NARROW:
            return
        plain = pl.all().str.to_lowercase().str.replace_all(r"[\W_]+", " ").str.strip_chars()
        known = pl.sum_horizontal(plain.is_in(_words()).fill_null(value=False).cast(pl.UInt32))
        for row in given.select(known >= _NARROW).to_series().arg_true():
            filled = filled_cells(given.row(row))
            meant = {column_meaning(cell) for cell in filled} - {None}
            sure = len(meant) == len(filled) and not meant.isdisjoint(IDENTIFIERS)
            if (sure or len(meant) >= _ENOUGH) and header_score(filled) > 0:
                yield row

    def _turn(self, cells: Sequence[str | None], number: int) -> None:
        """Read by another header from here on."""
        self.notes.append(Note(line=number, kind=NoteKind.REPEATED_HEADER, text=shown(cells)))
        meant = read_layout([cell or "" for cell in cells], self._file, self._first.told)
        places = {name: place for place, name in enumerate(meant.headers)}
        columns = {
            meaning: self._first.headers[places[name]] for meaning, name in meant.columns.items()
        }
        if columns == self._first.columns:
            self._current = 0
            return
        beside = tuple((self._first.headers[places[name]], of) for name, of in meant.beside)
        layout = replace(
            meant, headers=self._first.headers, columns=columns, seconds=(), beside=beside
        )
        self.readers.append(LineReader(layout, home=self._home))
        self._current = len(self.readers) - 1
        self._told.append(
            f"Line {number} is another header ({shown(cells)}): the lines below are read by it."
        )
