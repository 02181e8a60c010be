"""Cells of a workbook that span several rows: what stands in the first counts for each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile

import polars as pl
from lxml import etree

from proscribe.backends.portfolios.formulas import part_of

_PART = 1 << 20
_LONGEST = 256
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})"'
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that spans rows: its column and its first and last row, all from 0."""

    column: int
    first: int
    last: int


def merged_cells(path: Path, sheet: str, *, left: int = 0) -> tuple[Merged, ...]:
    """Return the cells of a sheet that span several rows.

    Args:
        path: The workbook; of another kind than XLSX nothing is found.
        sheet: The name of the sheet.
        left: How many columns before the first that counts are empty.
    """
    if not is_zipfile(path):
        return ()
    try:
        with ZipFile(path) as book:
            part = part_of(book, sheet)
            return () if part is None else tuple(dict.fromkeys(_merged(book, part, left)))
    except (BadZipFile, KeyError, etree.XMLSyntaxError):
        return ()


def with_merged(
    table: pl.DataFrame, merged: Iterable[Merged], *, below: int, numbers: Collection[int]
) -> pl.DataFrame:
    """Return a sheet with the text of cells that span rows in each row that holds anything.

    A number counts once, and a note that spans otherwise empty rows makes no lines of them.

    Args:
        table: The sheet, as text.
        merged: Its cells that span rows.
        below: The first row that may be filled.
        numbers: Places of columns of numbers.
    """
    fitting = [one for one in merged if 0 <= one.column < table.width and one.column not in numbers]
    if not fitting:
        return table
    filled = table.select(
        pl.any_horizontal((pl.col(name).fill_null("") != "") for name in table.columns)
    ).to_series()
    columns: dict[int, dict[int, str]] = {}
    ends: dict[int, int] = {}
    for one in sorted(fitting, key=lambda each: (each.column, each.first)):
        # No spreadsheet has merged cells that overlap; of a file made to hold many, one counts.
        if one.first <= ends.get(one.column, -1):
            continue
        ends[one.column] = one.last
        if one.first >= table.height or not (value := table[one.first, one.column]):
            continue
        for row in range(max(one.first + 1, below), min(one.last + 1, table.height)):
            if filled[row]:
                columns.setdefault(one.column, {})[row] = value
    return table.with_columns(
        table.to_series(place).scatter([*values], [*values.values()])
        for place, values in columns.items()
    )


def _merged(book: ZipFile, part: str, empty: int) -> Iterator[Merged]:
    """Yield each such cell, some twice; memory does not grow with the sheet."""
    left = b""
    with book.open(part) as stream:
        while read := stream.read(_PART):
            text = left + read
            for column, first, last in _MERGED.findall(text):
                if first != last:
                    yield Merged(_place(column) - empty, int(first) - 1, int(last) - 1)
            left = text[-_LONGEST:]


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1
