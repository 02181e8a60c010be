"""Lists published as tables: CSV, tab-separated text, XLS, XLSX and ODS, row by row.

Every column is read, named as unused, or reported; a column that is missing refuses the file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.ods import is_opendocument, ods_records, ods_sheet_names
from proscribe.sources.xml import looks_like_xml

if TYPE_CHECKING:
    import fastexcel
    import polars as pl

_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_WORKBOOK_MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_CUT_OFF = "\x1a"
_LONGEST_CELL = 1 << 24
# No cell needs so many blanks in a row, and patterns are slow on them.
_BLANKS = re.compile(r"\s{16,}")
_LONG = 1_000


@dataclass(slots=True)
class Row:
    """One row, of which each column is taken once.

    Attributes:
        file: Name of the file.
        line: Line of the file, or row of the sheet, counted from 1.
        cells: What has not been taken yet, by column; very long runs of blanks are made one.
        sheet: Name of the sheet, in workbooks.
    """

    file: str
    line: int
    cells: dict[str, str]
    sheet: str | None = None

    def __post_init__(self) -> None:
        """Make one of very many blanks in a row."""
        for column, text in self.cells.items():
            if len(text) > _LONG:
                self.cells[column] = _BLANKS.sub(_one_blank, text)

    @property
    def locator(self) -> str:
        """Where the row stands, as editions keep it."""
        return f"line {self.line}" if self.sheet is None else f"sheet {self.sheet} row {self.line}"

    def text(self, column: str) -> str:
        """Take a cell, blanks at its ends removed; empty where it or its column is absent."""
        return self.cells.pop(column, "").strip()

    def error(self, what: str, column: str | None = None) -> QuarantineError:
        """Return an error at this row."""
        where = Place(file=self.file, line=self.line, column=column)
        return QuarantineError(what, where=where, remedy=_FETCH_AGAIN)

    def close(
        self, findings: Findings, record: str, *, ignore: Collection[str] = frozenset()
    ) -> None:
        """Note every filled cell that was neither taken nor is of a column named as unused."""
        for column, value in self.cells.items():
            if value.strip() and column not in ignore:
                findings.note(f"unread column {column}", record)


def _one_blank(match: re.Match[str]) -> str:
    return "\n" if "\n" in match.group() else " "


def decode_text(file: SnapshotFile, *encodings: str) -> str:
    """Return the text of a file in the first encoding that fits, a byte order mark removed.

    Args:
        file: The file.
        encodings: Tried in that order after UTF-8; UTF-16 is told by its mark.

    Raises:
        QuarantineError: It is a web page, holds zero bytes, or is in none of the encodings.
    """
    content = file.content
    if looks_like_xml(content):
        raise QuarantineError(
            "the file is a web page or XML, not the table.",
            where=Place(file=file.name, line=1),
            remedy="Its publisher may have answered with a notice: open it, then fetch the list.",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16",)
    elif b"\0" in content:
        raise QuarantineError(
            f"the file holds a zero byte (at byte {content.index(0)}), so it is no text.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    else:
        encodings = ("utf-8-sig", *encodings)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise QuarantineError(
        f"the file is in none of the encodings {', '.join(encodings)}.",
        where=Place(file=file.name),
        remedy=_FETCH_AGAIN,
    )


def text_records(text: str, file: str, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of delimited text; the 0x1A that ends some files is passed over.

    Raises:
        QuarantineError: A quotation is never closed, so that a part of the file is missing.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if cells and cells != [_CUT_OFF] and any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise QuarantineError(
            f"the table cannot be read on ({error}): it may be cut off or damaged.",
            where=Place(file=file, line=reader.line_num),
            remedy=_FETCH_AGAIN,
        ) from error


def is_workbook(content: bytes) -> bool:
    """Tell whether bytes begin as a workbook (XLSX, ODS, XLS) does."""
    return content.startswith(_WORKBOOK_MAGICS)


def sheet_names(file: SnapshotFile) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, in order.

    Raises:
        QuarantineError: It is no workbook, or is damaged.
    """
    if is_opendocument(file.content):
        return ods_sheet_names(file)
    return tuple(_workbook(file).sheet_names)


def sheet_records(file: SnapshotFile, sheet: str | int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells as text) of a sheet of an XLSX, XLS or ODS file; empty rows left out.

    A date is written as ``YYYY-MM-DD``, a whole number without a decimal point.

    Raises:
        QuarantineError: It is no workbook, is damaged, or lacks the sheet.
    """
    if is_opendocument(file.content):
        yield from ods_records(file, sheet)
        return
    frame = _frame(file, sheet)
    for number, values in enumerate(frame.iter_rows(), 1):
        cells = [_cell(value) for value in values]
        if any(cells):
            yield number, cells


def rows_below(
    header: Sequence[str],
    records: Iterator[tuple[int, list[str]]],
    *,
    file: str,
    sheet: str | None = None,
) -> Iterator[Row]:
    """Yield the records that follow a header as rows.

    Cells beyond the header are a column named ``""``: close a row and they are reported.

    Raises:
        QuarantineError: A record has fewer cells than the header: the file is cut off.
    """
    for line, cells in records:
        if len(cells) < len(header):
            raise QuarantineError(
                f"the row has {len(cells)} cells, the header {len(header)}: it is cut off.",
                where=Place(file=file, line=line),
                remedy=_FETCH_AGAIN,
            )
        named = dict(zip(header, cells, strict=False))
        extra = " ".join(cells[len(header) :]).strip()
        if extra:
            named[""] = extra
        yield Row(file=file, line=line, cells=named, sheet=sheet)


def check_header(found: Sequence[str], expected: Collection[str], *, file: str, line: int) -> None:
    """Refuse a table that lacks a column, or has one twice.

    Raises:
        QuarantineError: A column is missing or stands twice: this is another list, or another
            layout of it.
    """
    missing = [column for column in expected if column not in found]
    twice = sorted({column for column in found if column and found.count(column) > 1})
    if missing or twice:
        what = "is missing" if missing else "stands twice"
        raise QuarantineError(
            f"the column {(missing or twice)[0]!r} {what}: this is another list, or its layout"
            " has changed.",
            where=Place(file=file, line=line),
            remedy=_FETCH_AGAIN,
        )


def _workbook(file: SnapshotFile) -> fastexcel.ExcelReader:
    import fastexcel

    try:
        return fastexcel.read_excel(file.content)
    except fastexcel.FastExcelError as error:
        raise QuarantineError(
            f"the workbook cannot be opened ({error}).",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        ) from error


def _frame(file: SnapshotFile, sheet: str | int) -> pl.DataFrame:
    import fastexcel

    workbook = _workbook(file)
    try:
        loaded = workbook.load_sheet(
            sheet, header_row=None, skip_rows=0, dtypes="string", dtype_coercion="coerce"
        )
        return loaded.to_polars()
    except fastexcel.FastExcelError as error:
        raise QuarantineError(
            f"the sheet {sheet!r} cannot be read ({error}).",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        ) from error


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip().removesuffix(" 00:00:00")
