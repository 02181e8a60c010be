"""Reports as Parquet: every row, dictionary-encoded, zstd.

The file's metadata holds, as JSON under the key ``proscribe``, what a JSON report
has around its rows: ``head, summary, unresolved, notes``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from proscribe.backends.reports.document import (
    Document,
    dump,
    head_document,
    note_document,
    summary_document,
    unresolved_document,
)
from proscribe.backends.reports.plan_document import plan_document
from proscribe.backends.reports.sink import empty_table, flat
from proscribe.screening.plan import Plan
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import Summary

METADATA_KEY = "proscribe"

# Rows of a row group: large enough to compress well, small enough to hold in memory.
_GROUP_ROWS = 131_072


class ParquetFile:
    """A Parquet file being written."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._path = path
        self._head = head
        self._writer: pq.ParquetWriter | None = None
        self._waiting: list[pl.DataFrame] = []
        self._rows = 0

    def add(self, frame: pl.DataFrame) -> None:
        """Keep rows until they make a row group, then write it."""
        self._waiting.append(flat(frame, self._head))
        self._rows += frame.height
        if self._rows >= _GROUP_ROWS:
            self._write_group()

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write the last rows and the metadata."""
        if self._waiting or self._writer is None:
            self._write_group()
        document: Document = {
            "head": head_document(self._head),
            "summary": summary_document(summary, self._head),
            "unresolved": [unresolved_document(line) for line in summary.unresolved],
            "notes": [note_document(note) for note in notes],
        }
        if plan is not None:
            document["plan"] = plan_document(plan)
        if self._writer is not None:
            self._writer.add_key_value_metadata({METADATA_KEY: dump(document).decode()})
        self.close()

    def close(self) -> None:
        """Close the file."""
        if self._writer is not None and self._writer.is_open:
            self._writer.close()

    def _write_group(self) -> None:
        waiting = self._waiting or [empty_table(self._head)]
        table = pl.concat(waiting).to_arrow(compat_level=pl.CompatLevel.oldest())
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._path, table.schema, compression="zstd", use_dictionary=True
            )
        self._writer.write_table(table, row_group_size=len(table) or None)
        self._waiting, self._rows = [], 0
