"""The rows of a user's own table: delimited text in any encoding, or a workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from proscribe.model.errors import InputError, Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.table import (
    decode_text,
    is_workbook,
    sheet_names,
    sheet_records,
    text_records,
)
from proscribe.sources.user.rows.headers import meanings, names_somebody

_DELIMITERS = (",", ";", "\t", "|")
_SEPARATOR_HINT = "sep="
_HEADS = "Head the columns with id, schema, name, isin, ticker."


@dataclass(frozen=True, slots=True)
class UserRow:
    """One row: its line, in workbooks its sheet, and (meaning, header, text) of filled cells."""

    file: str
    line: int
    sheet: str | None
    cells: tuple[tuple[str, str, str], ...]

    @property
    def locator(self) -> str:
        """Where the row stands, as editions keep it."""
        return f"line {self.line}" if self.sheet is None else f"sheet {self.sheet} row {self.line}"

    def all(self, meaning: str) -> list[str]:
        """Return the texts of all columns of that meaning."""
        return [text for meant, _, text in self.cells if meant == meaning]

    def first(self, meaning: str) -> str:
        """Return the first text of that meaning; empty where there is none."""
        return next(iter(self.all(meaning)), "")

    def error(self, what: str, remedy: str, column: str | None = None) -> InputError:
        """Return an error at this row, or at its column of a meaning, under its own header."""
        header = next((header for meant, header, _ in self.cells if meant == column), column)
        where = Place(file=self.file, line=self.line, column=header)
        return InputError(what, where=where, remedy=remedy)


def user_rows(file: SnapshotFile, findings: Findings) -> Iterator[UserRow]:
    """Yield the filled rows of a table.

    Raises:
        QuarantineError: It is no table, or no column can name anybody.
        InputError: A row has more cells than there are columns.
    """
    if is_workbook(file.content):
        yield from _of_workbook(file, findings)
        return
    text = decode_text(file, "cp1252")
    if not _is_unicode(file.content):
        findings.note("the file is not in UTF-8 and was read as Windows-1252", file.name)
    skipped = 0
    if text[: len(_SEPARATOR_HINT)].lower() == _SEPARATOR_HINT:
        first, _, text = text.partition("\n")
        delimiter, skipped = first.strip()[len(_SEPARATOR_HINT) :][:1] or "\t", 1
    else:
        delimiter = _delimiter(text)
    records = text_records(text, file.name, delimiter=delimiter)
    yield from _below_header(((line + skipped, cells) for line, cells in records), file.name)


def _is_unicode(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str) -> str:
    """Return the delimiter under which most columns of the header mean something."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def understood(delimiter: str) -> int:
        try:
            cells = next(csv.reader(StringIO(first), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return sum(1 for meaning in meanings(cells) if meaning)

    return max(_DELIMITERS, key=understood)


def _of_workbook(file: SnapshotFile, findings: Findings) -> Iterator[UserRow]:
    """Yield the rows of the first sheet whose columns name somebody."""
    for sheet in sheet_names(file):
        records = list(sheet_records(file, sheet))
        if records and names_somebody(meanings(records[0][1])):
            rest = [name for name in sheet_names(file) if name != sheet]
            for name in rest:
                if next(sheet_records(file, name), None) is not None:
                    findings.note(f"the sheet {name!r} is not read", file.name)
            yield from _below_header(iter(records), file.name, sheet)
            return
    raise _nobody(file.name)


def _below_header(
    records: Iterator[tuple[int, list[str]]], file: str, sheet: str | None = None
) -> Iterator[UserRow]:
    _, headers = next(records, (1, []))
    meant = meanings(headers)
    if not names_somebody(meant):
        raise _nobody(file)
    for line, cells in records:
        extra = [cell for cell in cells[len(headers) :] if cell.strip()]
        if extra:
            raise InputError(
                f"the row has {len(cells)} cells, and there are {len(headers)} columns, so that"
                " its values may stand in the wrong ones.",
                where=Place(file=file, line=line),
                remedy="Put a name that holds the delimiter in double quotes.",
            )
        filled = (
            (meaning, header.strip(), " ".join(cell.split()))
            for meaning, header, cell in zip(meant, headers, cells, strict=False)
            if cell.strip()
        )
        row = UserRow(file, line, sheet, tuple(filled))
        if row.cells:
            yield row


def _nobody(file: str) -> QuarantineError:
    return QuarantineError(
        "the list has no column name and none of an identifier, so it names nobody.",
        where=Place(file=file, line=1),
        remedy=_HEADS,
    )
