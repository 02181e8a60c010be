"""Reports as a workbook: Summary, Lines, Unresolved, Not holdings, Sources.

Numbers are numbers and moments are dates, on the clock of the regime's own zone,
as Excel knows no zones; ``explanation`` and ``regimes`` give the offset.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.workbook import Workbook

from proscribe.backends.reports.plan_sheet import add_plan_sheet
from proscribe.backends.reports.sheet import SAME_EVERY_TIME, Sheet, Styles, make_styles, wall_clock
from proscribe.backends.reports.sink import SHOWN_LINES, ShownRows, empty_table, flat
from proscribe.backends.reports.xlsx_summary import write_summary
from proscribe.model.verdict import Outcome
from proscribe.screening.plan import Plan
from proscribe.screening.report import Note, ReportHead
from proscribe.screening.summary import MOMENTS, Summary, UnresolvedLine

# Text and fill of a verdict, after the page's palette.
VERDICT_FILLS = {
    Outcome.PROHIBITED: ("#FFFFFF", "#9B1B10"),
    Outcome.REVIEW: ("#4A2178", "#E7DCF4"),
    Outcome.ALLOWED_DIVEST: ("#6B4000", "#FBE7C6"),
    Outcome.ALLOWED_LICENSED: ("#004F49", "#D2ECE9"),
    Outcome.ALLOWED_ENJOINED: ("#12426F", "#D9E7F5"),
}

_WIDTHS = {
    "issuer": 32,
    "entity_id": 22,
    "verdict": 19,
    "reason_code": 24,
    "citation": 36,
    "market_value": 18,
    "regimes": 24,
    "explanation": 60,
    **dict.fromkeys(MOMENTS, 17),
}
_CANDIDATE_HEADER = ("candidate", "entity_id", "score", "verdict", "because")
_ROWS_AT_ONCE = 8_192


class XlsxFile:
    """A workbook being made; it is written when the last row is in."""

    def __init__(self, path: Path, head: ReportHead) -> None:
        self._path = path
        self._head = head
        self._rows = ShownRows()

    def add(self, frame: pl.DataFrame) -> None:
        """Keep what of these rows is shown."""
        self._rows.add(frame)

    def finish(self, summary: Summary, notes: Sequence[Note], plan: Plan | None = None) -> None:
        """Write the workbook."""
        try:
            self._write(summary, notes, plan)
        except FileCreateError as error:
            raise OSError(str(error)) from error

    def close(self) -> None:
        """Nothing is open between calls."""

    def _write(self, summary: Summary, notes: Sequence[Note], plan: Plan | None) -> None:
        with Workbook(str(self._path), {"constant_memory": True}) as book:
            book.set_properties(SAME_EVERY_TIME)
            styles = make_styles(book)
            write_summary(book, styles, self._head, summary)
            if plan is not None:
                add_plan_sheet(book, styles, plan)
            self._write_lines(book, styles)
            _write_unresolved(_sheet(book, styles, "Unresolved", (8, 10, 36, 48)), summary)
            others = _sheet(book, styles, "Not holdings", (24, 8, 14, 90))
            others.table(("file", "line", "taken for", "text"), notes)
            _write_sources(_sheet(book, styles, "Sources", (30, 46, 18, 18, 12, 68)), self._head)

    def _write_lines(self, book: Workbook, styles: Styles) -> None:
        rows = self._rows.rows()
        table = empty_table(self._head) if rows is None else flat(rows, self._head)
        sheet = _sheet(book, styles, "Lines", [_WIDTHS.get(name, 14) for name in table.columns])
        if self._rows.is_cut:
            sheet.put([self._cut_words()])
        top = sheet.row
        sheet.put(table.columns, styles.header)
        for part in table.iter_slices(_ROWS_AT_ONCE):
            for row in part.to_dicts():
                row.update({name: wall_clock(row[name]) for name in MOMENTS})
                sheet.put(row.values())
        sheet.sheet.freeze_panes(top + 1, 0)
        sheet.sheet.autofilter(top, 0, max(sheet.row - 1, top), len(table.columns) - 1)
        column = table.columns.index("verdict")
        for outcome, (colour, fill) in VERDICT_FILLS.items():
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{outcome.value}"',
                "format": book.add_format({"font_color": colour, "bg_color": fill}),
            }
            sheet.sheet.conditional_format(top + 1, column, max(sheet.row, top + 1), column, rule)

    def _cut_words(self) -> str:
        words = (
            f"More than {SHOWN_LINES:,} lines: only what is not allowed in full and what is "
            "unresolved is shown; a CSV or Parquet report has every line."
        )
        more = self._rows.left_out
        return f"{words} {more:,} such lines are left out for want of room." if more else words


def _sheet(book: Workbook, styles: Styles, name: str, widths: Sequence[int]) -> Sheet:
    sheet = book.add_worksheet(name)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    return Sheet(sheet=sheet, styles=styles)


def _write_unresolved(sheet: Sheet, summary: Summary) -> None:
    more = summary.unresolved_lines - len(summary.unresolved)
    if more:
        sheet.put([f"{more:,} further unresolved lines are not shown; a CSV report has them."])
    sheet.table(
        ("line", "file", "as given", "why", *_CANDIDATE_HEADER),
        (row for line in summary.unresolved for row in _unresolved_rows(line)),
    )
    sheet.sheet.set_column(4, 4, 36)
    sheet.sheet.set_column(5, 8, 22)


def _unresolved_rows(line: UnresolvedLine) -> list[list[object]]:
    given = "; ".join(f"{name}: {value}" for name, value in line.given)
    start: list[object] = [line.line, line.file, given or line.issuer, line.reason]
    if not line.candidates:
        return [start]
    return [
        [*start, each.caption, each.entity_id, each.score, each.verdict, each.explanation]
        for each in line.candidates
    ]


def _write_sources(sheet: Sheet, head: ReportHead) -> None:
    sheet.put(["What was not checked"], sheet.styles.heading)
    if head.not_checked:
        sheet.table(("regime or list", "why"), head.not_checked)
    else:
        sheet.put(["Every regime and every list Proscribe knows was asked."])
    sheet.section("Law applied")
    sheet.table(
        ("regime", "title", "checked through"),
        ((each.key, each.title, each.checked_through) for each in head.regimes),
    )
    sheet.section("Lists searched")
    sheet.table(
        ("source", "title", "published", "fetched (UTC)", "records", "SHA-256", "complete", "note"),
        (
            (
                each.source,
                each.title,
                each.published,
                each.fetched.replace(tzinfo=None),
                each.records,
                each.digest,
                each.complete,
                each.note,
            )
            for each in head.editions
        ),
    )
