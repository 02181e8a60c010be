"""One sheet of a workbook, written row by row; text never becomes a formula or a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from math import isfinite

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from proscribe.backends.reports.formula import defuse_text
from proscribe.model.time import Moment

# What Excel takes in one cell; a longer text is cut and ends in an ellipsis.
LONGEST_TEXT = 32_767
# Larger whole numbers lose digits in Excel, earlier days it does not know.
_EXACT = 10**15
_FIRST_YEAR = 1900
# The same answer makes the same bytes, whenever the workbook is written.
SAME_EVERY_TIME = {"created": datetime(1980, 1, 1, tzinfo=UTC)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The few formats of a report's workbook."""

    title: Format
    heading: Format
    header: Format
    wrapped: Format
    money: Format
    share: Format
    instant: Format
    day: Format


def make_styles(book: Workbook) -> Styles:
    """Register the formats with a workbook."""
    return Styles(
        title=book.add_format({"bold": True, "font_size": 16}),
        heading=book.add_format({"bold": True, "font_size": 12}),
        header=book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        money=book.add_format({"num_format": "#,##0.00"}),
        share=book.add_format({"num_format": "0.00%"}),
        instant=book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        day=book.add_format({"num_format": "yyyy-mm-dd"}),
    )


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, 0 to 1, to be shown in percent."""

    part: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Id:
    """An id that is joined on, to be written letter by letter; a text cell runs nothing."""

    text: str


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A worksheet and the row that is written next (the first is 0)."""

    sheet: Worksheet
    styles: Styles
    row: int = 0

    def put(self, values: Iterable[object], style: Format | None = None) -> None:
        """Write a row, each value as what it is; None leaves its cell empty."""
        for column, value in enumerate(values):
            self._put_cell(column, value, style)
        self.row += 1

    def table(self, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a header and the rows below it."""
        self.put(header, self.styles.header)
        for values in rows:
            self.put(values)

    def section(self, heading: str) -> None:
        """Leave a row empty and write a heading."""
        self.row += 1
        self.put([heading], self.styles.heading)

    def _put_cell(self, column: int, given: object, style: Format | None) -> None:
        at = (self.row, column)
        match _as_excel_holds(given):
            case None:
                return
            case bool() as truth:
                self.sheet.write_boolean(*at, truth, style)
            case Share(part=part):
                self.sheet.write_number(*at, part, style or self.styles.share)
            case Id(text=text):
                self.sheet.write_string(*at, text[:LONGEST_TEXT], style)
            case Decimal() as money:
                self.sheet.write_number(*at, float(money), style or self.styles.money)
            case int() | float() as number:
                self.sheet.write_number(*at, number, style)
            case datetime() as instant:
                self.sheet.write_datetime(*at, instant, style or self.styles.instant)
            case date() as day:
                self.sheet.write_datetime(*at, day, style or self.styles.day)
            case other:
                self.sheet.write_string(*at, fitting(str(other)), style)


def _as_excel_holds(value: object) -> object:
    """Return a value as Excel can hold it: what it has no number or day for is text."""
    match value:
        case float() if not isfinite(value):
            return None
        case int() if abs(value) > _EXACT:
            return str(value)
        case date() if value.year < _FIRST_YEAR:
            return value.isoformat()
        case datetime():
            return value.replace(tzinfo=None)
        case Moment():
            return wall_clock(str(value))
        case _:
            return value


def wall_clock(text: str | None) -> date | str | None:
    """Return an RFC 3339 moment as the clock of its zone shows it; Excel knows no zones."""
    if text is None:
        return None
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text


def fitting(text: str) -> str:
    """Return a text as a cell may hold it: harmless, and not too long."""
    safe = defuse_text(text)
    return safe if len(safe) <= LONGEST_TEXT else f"{safe[: LONGEST_TEXT - 1]}…"
