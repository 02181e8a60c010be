"""The plan to get out as a sheet of a workbook, or a workbook of its own."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter.workbook import Workbook

from proscribe.backends.reports.sheet import SAME_EVERY_TIME, Sheet, Styles, make_styles, wall_clock
from proscribe.screening.plan import Plan
from proscribe.screening.plan_words import PLAN_COLUMNS, STANDING_WORDS, counted, plan_rows

_WIDTHS = {
    "issuer": 32,
    "entity_id": 22,
    "first_step": 60,
    "deadline_at": 17,
    "next_change_at": 17,
    "may": 44,
    "may_not": 44,
    "unclear": 30,
    "after": 60,
    "citation": 36,
    "market_value": 18,
    "exit_arithmetic": 44,
    "warning": 44,
}
_MOMENTS = ("deadline_at", "next_change_at")


def add_plan_sheet(book: Workbook, styles: Styles, plan: Plan) -> None:
    """Add the sheet Plan: what it comes to, then its lines.

    Moments stand on the clock of the zone of the regime that sets them; the words give the offset.
    """
    sheet = Sheet(sheet=book.add_worksheet("Plan"), styles=styles)
    for place, name in enumerate(PLAN_COLUMNS):
        sheet.sheet.set_column(place, place, _WIDTHS.get(name, 14))
    sheet.put(["The plan to get out"], styles.title)
    for says in plan.head.suppositions:
        sheet.put([says])
    sheet.put([counted(plan)])
    sheet.section("Totals, each currency by itself")
    sheet.table(
        ("lines", "without a value", "currency", "market value", "how they stand"),
        (
            (total.lines, total.unvalued, code or None, value, STANDING_WORDS[total.standing])
            for total in plan.totals
            for code, value in total.market_value or (("", None),)
        ),
    )
    sheet.section("Lines, the most urgent first; last those to be decided first")
    top = sheet.row
    sheet.put(PLAN_COLUMNS, styles.header)
    for row in plan_rows(plan):
        row.update({name: _clock(row[name]) for name in _MOMENTS})
        sheet.put(row.values())
    sheet.sheet.autofilter(top, 0, max(sheet.row - 1, top), len(PLAN_COLUMNS) - 1)


def write_plan_book(path: Path, plan: Plan) -> None:
    """Write a plan as a workbook."""
    with Workbook(str(path), {"constant_memory": True}) as book:
        book.set_properties(SAME_EVERY_TIME)
        add_plan_sheet(book, make_styles(book), plan)


def _clock(value: object) -> object:
    return wall_clock(None if value is None else str(value))
