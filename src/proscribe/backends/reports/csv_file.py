"""Reports as CSV: UTF-8, comma, every row; the fast one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import polars as pl

from proscribe.backends.reports.formula import defuse, defuse_text
from proscribe.backends.reports.sink import empty_table, flat
from proscribe.screening.plan import Plan
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import Summary


class CsvFile:
    """A CSV file being written; notes and totals have no place in it."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._head = head
        self._file = path.open("wb")
        self._has_header = False

    def add(self, frame: pl.DataFrame) -> None:
        """Write rows."""
        # Zeros at the end are those of the column's scale, not of the portfolio.
        value = pl.col("market_value").cast(pl.String)
        table = flat(frame, self._head).with_columns(
            value.str.strip_chars_end("0").str.strip_chars_end(".")
        )
        self._write(defuse(table))

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write the header where no row did."""
        del summary, notes, plan
        if not self._has_header:
            self._write(empty_table(self._head))
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, table: pl.DataFrame) -> None:
        if not self._has_header:
            header = StringIO()
            csv.writer(header, lineterminator="\n").writerow(map(defuse_text, table.columns))
            self._file.write(header.getvalue().encode())
            self._has_header = True
        table.write_csv(self._file, include_header=False)
