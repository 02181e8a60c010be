"""Reports as one JSON document, written as the rows come.

``{"head": …, "rows": […], "summary": …, "unresolved": […], "notes": […]}``, and ``plan``
where one is asked for; a row has the columns of the portfolio and of the report, then ``_file,
_currency, _weight, _candidates, _unresolved``; its ``regimes`` and ``_candidates`` are arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from proscribe.backends.reports.document import (
    dump,
    dump_rows,
    head_document,
    note_document,
    summary_document,
    unresolved_document,
)
from proscribe.backends.reports.plan_document import plan_document
from proscribe.screening.plan import Plan
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import Summary

# So many rows are Python objects at a time.
_ROWS_AT_ONCE = 4_096


class JsonFile:
    """A JSON document being written."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._head = head
        self._file = path.open("wb")
        self._file.write(b'{"head":' + dump(head_document(head)) + b',\n"rows":[')
        self._has_rows = False

    def add(self, frame: pl.DataFrame) -> None:
        """Write rows."""
        for part in frame.iter_slices(_ROWS_AT_ONCE):
            rows = dump_rows(part.to_dicts())
            if rows:
                self._file.write((b",\n" if self._has_rows else b"\n") + b",\n".join(rows))
                self._has_rows = True

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write totals, unresolved lines and notes, and end the document."""
        self._file.write(b'],\n"summary":' + dump(summary_document(summary, self._head)))
        self._write_array(b"unresolved", (unresolved_document(u) for u in summary.unresolved))
        self._write_array(b"notes", (note_document(note) for note in notes))
        if plan is not None:
            self._file.write(b',\n"plan":' + dump(plan_document(plan)))
        self._file.write(b"}\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write_array(self, key: bytes, items: Iterable[object]) -> None:
        body = b",\n".join(dump(item) for item in items)
        self._file.write(b',\n"' + key + b'":[' + body + b"]")
