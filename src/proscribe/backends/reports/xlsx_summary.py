"""The first sheet of a workbook: the question, the answer, the totals and a chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.workbook import Workbook

from proscribe.backends.reports import words
from proscribe.backends.reports.sheet import Share, Sheet, Styles, wall_clock
from proscribe.model.verdict import Outcome
from proscribe.screening.answer import answer
from proscribe.screening.report import ReportHead
from proscribe.screening.summary import Summary, Total

_NAME = "Summary"
_COLOURS = {
    Outcome.PROHIBITED: "#9B1B10",
    Outcome.REVIEW: "#8F6BBD",
    Outcome.ALLOWED_DIVEST: "#C98A2B",
    Outcome.ALLOWED_LICENSED: "#2E9A8F",
    Outcome.ALLOWED_ENJOINED: "#4F8AC4",
}
_MOST_ROWS = 500
_CHART_ROWS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matrix:
    """Where a table of acts and verdicts stands: its header row and its last row."""

    title: str
    header: int
    last: int
    verdicts: tuple[Outcome, ...]


def write_summary(book: Workbook, styles: Styles, head: ReportHead, summary: Summary) -> None:
    """Write the sheet Summary, with a native chart of what is not allowed."""
    sheet = Sheet(sheet=book.add_worksheet(_NAME), styles=styles)
    sheet.sheet.set_column(0, 0, 34)
    sheet.sheet.set_column(1, 8, 21)
    _write_question(sheet, head, summary)
    matrices = [_write_matrix(sheet, head, summary, ("Lines", lambda total: total.rows))]
    largest_first = sorted(summary.market_value, key=lambda amount: -amount[1])
    for code, _ in largest_first:
        title = f"Market value {code}".strip()
        matrices.append(_write_matrix(sheet, head, summary, (title, _value_in(code))))
    if summary.weight is not None:
        _write_matrix(sheet, head, summary, ("Weight", _weight))
    _insert_chart(book, sheet, matrices[:2][-1])
    _write_dates(sheet, summary)
    _write_issuers(sheet, summary)


def _write_question(sheet: Sheet, head: ReportHead, summary: Summary) -> None:
    sheet.put([f"Screening of {', '.join(head.portfolio)}"], sheet.styles.title)
    for sentence in answer(summary, head.actions):
        sheet.put([sentence])
    sheet.row += 1
    sheet.put(["as of", head.as_of])
    sheet.put(["known at", head.known_at])
    sheet.put(["investor", words.INVESTOR_WORDS[head.investor]])
    sheet.put(["lines", summary.lines])
    sheet.put(["of these cash", summary.cash])
    sheet.put(["of these not allowed in full", summary.not_allowed])
    sheet.put(["of these unresolved", summary.unresolved_lines])
    sheet.put(["further lines, no holdings", summary.notes])
    for code, value in summary.market_value:
        sheet.put([f"market value {code}".strip(), value, summary.value_note or None])
    sheet.put(["not checked", ", ".join(key for key, _ in head.not_checked) or "nothing"])
    for warning in head.warnings:
        sheet.put(["warning", warning])
    sheet.put(["market values", head.currency_note])
    sheet.put(["times", "On the clock of the zone of the regime that sets them."])
    sheet.put(["Proscribe", f"{head.version}; no legal advice"])


def _write_matrix(
    sheet: Sheet,
    head: ReportHead,
    summary: Summary,
    shown: tuple[str, Callable[[Total], object]],
) -> _Matrix:
    """Write one row an act and one column a verdict, the strictest first."""
    title, cell = shown
    verdicts = tuple(verdict for verdict in Outcome if summary.lines_with(verdict))
    totals = {(total.action, total.verdict): total for total in summary.totals}
    sheet.section(f"{title}, by act and verdict")
    header = sheet.row
    sheet.put(["act", *(verdict.value for verdict in verdicts)], sheet.styles.header)
    for action in head.actions:
        found = (totals.get((action.value, verdict.value)) for verdict in verdicts)
        sheet.put([action.value, *(0 if total is None else cell(total) for total in found)])
    return _Matrix(title=title, header=header, last=sheet.row - 1, verdicts=verdicts)


def _value_in(code: str) -> Callable[[Total], object]:
    return lambda total: dict(total.market_value).get(code, Decimal(0))


def _weight(total: Total) -> object:
    return 0 if total.weight is None else Share(total.weight)


def _insert_chart(book: Workbook, sheet: Sheet, matrix: _Matrix) -> None:
    barred = [each for each in matrix.verdicts if each is not Outcome.ALLOWED]
    if not barred:
        return
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for verdict in barred:
        column = 1 + matrix.verdicts.index(verdict)
        chart.add_series(
            {
                "name": [_NAME, matrix.header, column],
                "categories": [_NAME, matrix.header + 1, 0, matrix.last, 0],
                "values": [_NAME, matrix.header + 1, column, matrix.last, column],
                "fill": {"color": _COLOURS[verdict]},
                "gap": 60,
            }
        )
    chart.set_title({"name": f"{matrix.title} not allowed without condition"})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 760, "height": 280})
    sheet.sheet.insert_chart(sheet.row + 1, 0, chart)
    sheet.row += _CHART_ROWS + 1


def _write_dates(sheet: Sheet, summary: Summary) -> None:
    sheet.section("Dates")
    header = ("when", "what", "issuer", "entity_id", "regime", "acts", "lines", "market value")
    sheet.table(
        header,
        (
            (
                wall_clock(each.at),
                words.MOMENT_WORDS[each.kind],
                each.issuer,
                each.entity_id,
                each.regime,
                ", ".join(each.actions),
                each.lines,
                f"{words.amounts(each.market_value)} {each.value_note}".rstrip(),
            )
            for each in summary.deadlines[:_MOST_ROWS]
        ),
    )


def _write_issuers(sheet: Sheet, summary: Summary) -> None:
    sheet.section("Issuers with whom not every act is allowed")
    header = ("issuer", "entity_id", "strictest", "acts", "lines", "market value", "weight")
    sheet.table(
        header,
        (
            (
                each.issuer,
                each.entity_id,
                each.verdict,
                ", ".join(each.actions),
                each.lines,
                f"{words.amounts(each.market_value)} {each.value_note}".rstrip(),
                None if each.weight is None else Share(each.weight),
            )
            for each in summary.issuers[:_MOST_ROWS]
        ),
    )
