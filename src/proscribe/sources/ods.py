"""Sheets of OpenDocument workbooks (ODS), read from their XML.

Real ones differ from the standard in ways that other readers refuse: the member ``mimetype`` is
not the first of the zip file, or is compressed. What a row or cell repeats is bounded, since a few
bytes can claim a million of them.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.numbers import whole_number
from proscribe.sources.xml import local_name, root_name, walk

_CONTENT = "content.xml"
_ROOT = "document-content"
_LARGEST_CONTENT = 1 << 28
_MOST_COLUMNS = 1 << 14
_MOST_ROWS = 1 << 20
_MOST_CELLS = 1 << 24
_LONGEST_BLANK = 1 << 10
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_DAY_LENGTH = len("2021-01-14")
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


def is_opendocument(content: bytes) -> bool:
    """Tell whether bytes are a zip file with the member that holds an OpenDocument's content."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _CONTENT in archive.namelist()
    except (zipfile.BadZipFile, ValueError, struct.error, RuntimeError):
        return False


def ods_sheet_names(file: SnapshotFile) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, in order.

    Raises:
        QuarantineError: The workbook is damaged.
    """
    return tuple(
        _name(element)
        for kind, element in walk(_content(file), "table-row", "table")
        if kind == "table"
    )


def ods_records(file: SnapshotFile, sheet: str | int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells as text) of a sheet; empty rows are left out, all others equally wide.

    A date is written as ``YYYY-MM-DD``, a whole number without a decimal point.

    Raises:
        QuarantineError: The workbook is damaged, lacks the sheet, or claims more cells than any
            list has.
    """
    names = ods_sheet_names(file)
    position = names.index(sheet) if isinstance(sheet, str) and sheet in names else sheet
    if not isinstance(position, int) or not 0 <= position < len(names):
        raise _damaged(file, f"the workbook has no sheet {sheet!r}.")
    rows = list(_rows(file, position))
    width = max((len(cells) for _, cells, _ in rows), default=0)
    height = sum(times for _, _, times in rows)
    if height > _MOST_ROWS or width * height > _MOST_CELLS:
        raise _too_large(file)
    for first, cells, times in rows:
        padded = [*cells, *[""] * (width - len(cells))]
        for number in range(first, first + times):
            yield number, list(padded)


def _rows(file: SnapshotFile, position: int) -> Iterator[tuple[int, list[str], int]]:
    """Yield (first row, its cells, how often it is repeated) of each row that is not empty."""
    current, number, held = 0, 1, 0
    for kind, element in walk(_content(file), "table-row", "table"):
        if kind == "table":
            current, number = current + 1, 1
        elif current == position:
            cells = _cells(file, element)
            times = _times(file, element, "number-rows-repeated")
            if cells:
                held += len(cells)
                if held > _MOST_CELLS or times > _MOST_ROWS:
                    raise _too_large(file)
                yield number, cells, times
            number += times


def _cells(file: SnapshotFile, row: etree._Element) -> list[str]:
    """Return the texts of a row's cells, without the empty ones at its end."""
    cells: list[str] = []
    empty = 0
    for element in row:
        if element.tag not in _CELLS:
            continue
        times = _times(file, element, "number-columns-repeated")
        text = _value(file, element)
        if not text:
            empty += times
            continue
        if len(cells) + empty + times > _MOST_COLUMNS:
            raise _too_large(file)
        cells += [""] * empty + [text] * times
        empty = 0
    return cells


def _value(file: SnapshotFile, cell: etree._Element) -> str:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "date":
        written = cell.get(f"{_OFFICE}date-value") or ""
        return written[:_DAY_LENGTH] if written[_DAY_LENGTH:] in {"", "T00:00:00"} else written
    if kind in {"float", "currency", "percentage"}:
        return (cell.get(f"{_OFFICE}value") or "").removesuffix(".0")
    paragraphs = [_paragraph(file, child) for child in cell if child.tag == f"{_TEXT}p"]
    return "\n".join(paragraphs).strip()


def _paragraph(file: SnapshotFile, element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            times = _number(file, child.get(f"{_TEXT}c") or "1")
            parts.append(" " * min(times, _LONGEST_BLANK))
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            parts.append("\n" if local_name(child) == "line-break" else "\t")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_paragraph(file, child))
        parts.append(child.tail or "")
    return "".join(parts)


def _times(file: SnapshotFile, element: etree._Element, attribute: str) -> int:
    return _number(file, element.get(f"{_TABLE}{attribute}") or "1")


def _number(file: SnapshotFile, text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise _damaged(file, f"a row or cell is repeated {text[:20]!r} times.")
    return number


def _name(table: etree._Element) -> str:
    return table.get(f"{_TABLE}name") or ""


def _content(file: SnapshotFile) -> SnapshotFile:
    """Return the XML member that holds the sheets."""
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            info = archive.getinfo(_CONTENT)
            if info.compress_type not in _PACKINGS:
                raise _damaged(file, "the workbook is packed in a way no ODS file is.")
            with archive.open(info) as stream:
                content = stream.read(_LARGEST_CONTENT + 1)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, KeyError),
        *(ValueError, struct.error, RuntimeError),
    ) as error:
        raise _damaged(file, f"the workbook cannot be opened ({error}).") from error
    if len(content) > _LARGEST_CONTENT:
        raise _too_large(file)
    opened = SnapshotFile(name=f"{file.name}/{_CONTENT}", content=content)
    if root_name(opened) != _ROOT:
        raise _damaged(file, "the file is no OpenDocument workbook.")
    return opened


def _too_large(file: SnapshotFile) -> QuarantineError:
    return _damaged(file, "the workbook claims more rows, cells or bytes than any list has.")


def _damaged(file: SnapshotFile, what: str) -> QuarantineError:
    return QuarantineError(what, where=Place(file=file.name), remedy=_FETCH_AGAIN)
