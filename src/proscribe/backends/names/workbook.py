"""What was found, as a workbook: ids as they are, other text never a formula or a link."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import polars as pl
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from proscribe.backends.names.columns import RESULT_IDS
from proscribe.backends.reports.sheet import SAME_EVERY_TIME, Id, Sheet, make_styles
from proscribe.model.errors import InputError

# Rows of a sheet, the header included.
_MOST_ROWS = 1_048_576


class WorkbookFile:
    """A workbook of one sheet, being made.

    Args:
        path: Where to.
        key: What the rows are, in the plural.
        columns: Their columns.
    """

    def __init__(self, path: Path, key: str, columns: Mapping[str, pl.DataType]) -> None:
        self._book = Workbook(str(path), {"constant_memory": True})
        self._book.set_properties(SAME_EVERY_TIME)
        styles = make_styles(self._book)
        self._sheet = Sheet(sheet=self._book.add_worksheet(key.capitalize()), styles=styles)
        self._sheet.put(columns, styles.header)
        self._are_ids = [name in RESULT_IDS for name in columns]
        self._is_closed = False

    def add(self, frame: pl.DataFrame) -> None:
        """Write rows.

        Raises:
            InputError: They are more than a sheet holds.
        """
        if self._sheet.row + frame.height > _MOST_ROWS:
            raise InputError(
                f"a sheet holds {_MOST_ROWS:,} rows, and more were found.",
                remedy="Write CSV or Parquet, or raise --threshold.",
            )
        for row in frame.iter_rows():
            self._sheet.put(
                Id(text=value) if is_id else value
                for value, is_id in zip(row, self._are_ids, strict=True)
            )

    def finish(self, summary: Mapping[str, object]) -> None:
        """Make the file whole."""
        del summary
        self._sheet.sheet.freeze_panes(1, 0)
        self._is_closed = True
        try:
            self._book.close()
        except FileCreateError as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        """Let go of it, whole or not."""
        # The library keeps rows in a file of its own until the book is closed.
        if not self._is_closed:
            with suppress(FileCreateError):
                self._book.close()
