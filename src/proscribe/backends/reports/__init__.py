"""Writes screening reports to files: CSV, JSON, HTML, XLSX or Parquet, by extension.

- CSV and Parquet hold every row: the columns of the portfolio as given, then
  ``REPORT_COLUMNS``. Where several portfolios were screened at once, a column
  ``file`` stands before ``line``. Parquet carries head, totals and notes as JSON
  in its metadata.
- JSON is one document: ``head, rows, summary, unresolved, notes``.
- HTML and XLSX are for people. Above 50,000 lines they show only rows that are
  not ALLOWED and lines that are unresolved, and say so.
- In CSV and XLSX a text that a spreadsheet would take for a formula gets an
  apostrophe before it (:mod:`proscribe.backends.reports.formula`).

Rows are written as they come: except for the two that are for people, memory
does not grow with the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from proscribe.backends.whole_files import disk, replacing
from proscribe.model.errors import InputError, Place

if TYPE_CHECKING:
    from proscribe.backends.reports.sink import Sink
    from proscribe.screening.plan import Plan
    from proscribe.screening.report import Note, ReportBatch, ReportHead
    from proscribe.screening.summary import Summary


def _csv(path: Path, head: ReportHead) -> Sink:
    from proscribe.backends.reports.csv_file import CsvFile

    return CsvFile(path, head)


def _html(path: Path, head: ReportHead) -> Sink:
    from proscribe.backends.reports.html_file import HtmlFile

    return HtmlFile(path, head)


def _json(path: Path, head: ReportHead) -> Sink:
    from proscribe.backends.reports.json_file import JsonFile

    return JsonFile(path, head)


def _parquet(path: Path, head: ReportHead) -> Sink:
    from proscribe.backends.reports.parquet_file import ParquetFile

    return ParquetFile(path, head)


def _xlsx(path: Path, head: ReportHead) -> Sink:
    from proscribe.backends.reports.xlsx_file import XlsxFile

    return XlsxFile(path, head)


# What writes tables, charts or workbooks is loaded only when such a report is asked for.
FORMATS: dict[str, Callable[[Path, ReportHead], Sink]] = {
    "csv": _csv,
    "html": _html,
    "json": _json,
    "parquet": _parquet,
    "xlsx": _xlsx,
}


def write_report(
    path: Path,
    head: ReportHead,
    batches: Iterable[ReportBatch],
    notes: Callable[[], tuple[Note, ...]],
    *,
    force_format: str | None = None,
    plan: Callable[[], Plan] | None = None,
) -> Summary:
    """Write a report in the format its name ends in, and return its totals.

    The file appears under its name only when it is whole; one of that name that
    was there before stays as it was if anything fails.

    Args:
        path: Where to write it.
        head: What was asked.
        batches: The rows.
        notes: Gives the lines that are no holdings; called once the batches are through.
        force_format: Key of :data:`FORMATS`, whatever the name ends in.
        plan: Gives the plan to get out, where there is to be one; called like ``notes``.

    Raises:
        InputError: The format is unknown, or no file can be made there.
        StoreError: The disk failed while writing.
    """
    return write_reports([(path, force_format)], head, batches, notes, plan=plan)


def write_reports(
    wanted: Sequence[tuple[Path, str | None]],
    head: ReportHead,
    batches: Iterable[ReportBatch],
    notes: Callable[[], tuple[Note, ...]],
    *,
    plan: Callable[[], Plan] | None = None,
) -> Summary:
    """Write one report to several files at once; all appear when all are whole.

    Args:
        wanted: Where to write it; and in which format, where the name does not say.
        head: What was asked.
        batches: The rows.
        notes: Gives the lines that are no holdings; called once the batches are through.
        plan: Gives the plan to get out, where there is to be one; called like ``notes``.

    Raises:
        InputError: A format is unknown, or no file can be made there.
        StoreError: The disk failed while writing.
    """
    from proscribe.backends.reports.sink import whole_lines
    from proscribe.screening.tally import Tally

    makes = [(path, _sink_of(path, force)) for path, force in wanted]
    tally = Tally()
    with ExitStack() as opened:
        sinks = []
        for path, make in makes:
            temporary = opened.enter_context(replacing(path, "report"))
            sinks.append((path, opened.enter_context(closing(make(temporary, head)))))
        for frame in whole_lines(batch.frame for batch in batches):
            tally.add(frame)
            for path, sink in sinks:
                with disk(path, "report"):
                    sink.add(frame)
        lines = notes()
        summary = tally.summary(lines, head.actions)
        planned = None if plan is None else plan()
        for path, sink in sinks:
            with disk(path, "report"):
                sink.finish(summary, lines, planned)
    return summary


def _sink_of(path: Path, force_format: str | None) -> Callable[[Path, ReportHead], Sink]:
    key = path.suffix.removeprefix(".").lower() if force_format is None else force_format
    if key not in FORMATS:
        raise InputError(
            f"a report cannot be written as {key!r}."
            if key
            else "the name of the report does not say its format.",
            where=Place(file=str(path)),
            remedy=f"Let it end in one of {', '.join(f'.{each}' for each in FORMATS)}.",
        )
    return FORMATS[key]
