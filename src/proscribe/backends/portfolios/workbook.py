"""Portfolios as workbooks: the first sheet with a header, or the one that is named."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from operator import sub
from pathlib import Path

import fastexcel
import polars as pl

from proscribe.backends.portfolios.formulas import formulas_told, unstored_formulas
from proscribe.backends.portfolios.merged import merged_cells, with_merged
from proscribe.backends.portfolios.opendocument import no_sheet, only_sheet, without_header
from proscribe.backends.portfolios.source import (
    HEAD_RECORDS,
    HOLDINGS,
    Chunk,
    Head,
    Heading,
)
from proscribe.model.errors import InputError, Place
from proscribe.securities.records import Record, filled_cells

# What they log of empty columns and of sheets of charts is no news to who screens a portfolio.
for _library in ("fastexcel", "calamine"):
    logging.getLogger(_library).addHandler(logging.NullHandler())
_NO_RESULT = (
    "Formulas without a stored result ({cells}) read as empty: open the workbook, let it compute, "
    "and save it."
)
_NUMBER_TYPES = frozenset({"float", "int"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A sheet, the row its header is in, from 0, and the places of its columns of numbers.

    Attributes:
        left: How many columns of the sheet before the first of the table are empty.
    """

    sheet: str
    table: pl.DataFrame
    header: int
    typed: frozenset[int]
    left: int


class WorkbookFile:
    """A table as a workbook; its sheet is read whole, as a workbook can only be."""

    def __init__(self, path: Path, sheet: str | None = None, heading: Heading = HOLDINGS) -> None:
        self._path = path
        self._heading = heading
        try:
            book = fastexcel.read_excel(path)
            found, others, rest = self._find(book, sheet)
        except fastexcel.FastExcelError as error:
            raise InputError(
                f"the workbook cannot be read ({_first_line(error)}).",
                where=Place(file=str(path)),
                remedy="Open it, remove any password, and save it as XLSX or CSV.",
            ) from error
        start = found.header + 1
        merged = merged_cells(path, found.sheet, left=found.left)
        table = with_merged(found.table, merged, below=start, numbers=found.typed)
        self._table, self._lines = _without_runs(table, start)
        self._formulas = unstored_formulas(path, found.sheet)
        self.sheet, self.others = found.sheet, tuple(others)
        self.head = Head(
            headers=tuple(cell or "" for cell in found.table.row(found.header)),
            preamble=tuple(_records(found.table.head(found.header))),
            typed=found.typed,
            warnings=(
                *only_sheet(found.sheet, self.others),
                *without_header(rest),
                *formulas_told(self._formulas),
            ),
        )

    def chunks(self, size: int) -> Iterator[Chunk]:
        """Read the records below the header, `size` at a time."""
        for start in range(0, self._table.height, size):
            frame = self._table.slice(start, size)
            lines = self._lines[start : start + frame.height + 1]
            follows = [*lines[1:], *([] if len(lines) > frame.height else [lines[-1] + 1])]
            runs = {place: n for place, n in enumerate(map(sub, follows, lines)) if n > 1}
            problems = {
                place: _NO_RESULT.format(cells=", ".join(cells))
                for place, line in enumerate(lines[: frame.height])
                if (cells := self._formulas.get(line)) is not None
            }
            yield Chunk(lines=lines[: frame.height], frame=frame, problems=problems, runs=runs)

    def _find(
        self, book: fastexcel.ExcelReader, sheet: str | None
    ) -> tuple[_Found, list[str], list[str]]:
        """Return the sheet to read, the names of others like it, and of those with no header."""
        if sheet is not None and sheet not in book.sheet_names:
            raise no_sheet(self._path, sheet, book.sheet_names)
        found: dict[str, int] = {}
        rest: list[str] = []
        widest: list[str] = []
        for name in book.sheet_names if sheet is None else [sheet]:
            top = _load(book, name, HEAD_RECORDS)
            rows = [[cell or "" for cell in row] for row in top.rows()]
            widest = max((widest, *map(filled_cells, rows)), key=len)
            scores = list(map(self._heading.score, rows))
            if any(scores):
                found[name] = scores.index(max(scores))
            elif any(map(filled_cells, rows)):
                rest.append(name)
        if not found:
            raise self._heading.missing(widest, str(self._path))
        (first, header), *others = found.items()
        return _load_exactly(book, first, header), [other for other, _ in others], rest


def _without_runs(table: pl.DataFrame, start: int) -> tuple[pl.DataFrame, list[int]]:
    """Return a table from a row on, one row for each run of blank ones, and the number of each."""
    rows = table.with_row_index("", offset=1).slice(start)
    blank = pl.all_horizontal((pl.col(name).fill_null("") == "") for name in table.columns)
    rows = rows.filter(~(blank & blank.shift(1, fill_value=False)))
    return rows.drop(""), rows[""].to_list()


def _load(book: fastexcel.ExcelReader, sheet: str, rows: int | None = None) -> pl.DataFrame:
    loaded = book.load_sheet(
        sheet, header_row=None, skip_rows=0, n_rows=rows, dtypes="string"
    ).to_polars()
    return loaded.cast(pl.String)


def _load_exactly(book: fastexcel.ExcelReader, sheet: str, header: int) -> _Found:
    """Load a sheet as text, its columns of numbers with all their digits and no more."""
    table = _load(book, sheet)
    lazy = book.load_sheet(sheet, header_row=None, skip_rows=header + 1, schema_sample_rows=None)
    columns = lazy.available_columns()
    typed = [c.name for c in columns if c.dtype in _NUMBER_TYPES]
    if typed:
        numbers = book.load_sheet(
            sheet,
            header_row=None,
            skip_rows=header + 1,
            use_columns=typed,
            dtypes=dict.fromkeys(typed, "float"),
        ).to_polars()
        table = table.with_columns(
            pl.concat([table[name].head(header + 1), _digits(numbers[name])]) for name in typed
        )
    places = frozenset(map(table.columns.index, typed))
    left = min((c.absolute_index for c in columns), default=0)
    return _Found(sheet=sheet, table=table, header=header, typed=places, left=left)


def _digits(numbers: pl.Series) -> pl.Series:
    return numbers.cast(pl.String).str.strip_suffix(".0")


def _records(table: pl.DataFrame) -> Iterator[Record]:
    for place, row in enumerate(table.iter_rows(), start=1):
        yield Record(line=place, cells=row)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
