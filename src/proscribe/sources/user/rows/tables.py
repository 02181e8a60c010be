"""The rows of a user's own table: delimited text in any encoding, or a workbook."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

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
_PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """What kind of table is read.

    Attributes:
        meanings: Returns what each column means by its header; ``""`` where that is not known.
        suffices: Tells whether columns of those meanings are enough.
        missing: What is wrong with a table whose columns are not.
        remedy: What to do about it.
    """

    meanings: Callable[[Sequence[str]], tuple[str, ...]]
    suffices: Callable[[Sequence[str]], bool]
    missing: str
    remedy: str


NAMES = Heads(
    meanings=meanings,
    suffices=names_somebody,
    missing="the list has no column name and none of an identifier, so it names nobody.",
    remedy="Head the columns with id, schema, name, isin, ticker.",
)


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


def user_rows(file: SnapshotFile, findings: Findings, heads: Heads = NAMES) -> Iterator[UserRow]:
    """Yield the filled rows of a table: text, a workbook or Parquet.

    Raises:
        QuarantineError: It is no table, or no column can name anybody.
        InputError: A row has more cells than there are columns.
    """
    if is_workbook(file.content):
        yield from _of_workbook(file, findings, heads)
        return
    if file.content.startswith(_PARQUET):
        yield from _below_header(_parquet_records(file), heads, file.name)
        return
    text = decode_text(file, "cp1252")
    if not _is_unicode(file.content):
        findings.note("the file is not in UTF-8 and was read as Windows-1252", file.name)
    skipped = 0
    if text[: len(_SEPARATOR_HINT)].lower() == _SEPARATOR_HINT:
        first, _, text = text.partition("\n")
        delimiter, skipped = first.strip()[len(_SEPARATOR_HINT) :][:1] or "\t", 1
    else:
        delimiter = _delimiter(text, heads)
    records = text_records(text, file.name, delimiter=delimiter)
    numbered = ((line + skipped, cells) for line, cells in records)
    yield from _below_header(numbered, heads, file.name)


def _is_unicode(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(text: str, heads: Heads) -> str:
    """Return the delimiter under which most columns of the header mean something."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def understood(delimiter: str) -> int:
        try:
            cells = next(csv.reader(StringIO(first), delimiter=delimiter), [])
        except csv.Error:
            return 0
        return sum(1 for meaning in heads.meanings(cells) if meaning)

    return max(_DELIMITERS, key=understood)


def _parquet_records(file: SnapshotFile) -> Iterator[tuple[int, list[str]]]:
    """Yield (row, cells as text), the names of the columns first, as row 0."""
    import polars as pl

    try:
        frame = pl.read_parquet(BytesIO(file.content))
    except pl.exceptions.PolarsError as error:
        raise QuarantineError(
            f"the Parquet file is damaged or breaks off ({error}).",
            where=Place(file=file.name),
            remedy="Export it again.",
        ) from error
    yield 0, list(frame.columns)
    for number, values in enumerate(frame.iter_rows(), 1):
        yield number, ["" if value is None else str(value) for value in values]


def _of_workbook(file: SnapshotFile, findings: Findings, heads: Heads) -> Iterator[UserRow]:
    """Yield the rows of the first sheet whose columns suffice."""
    for sheet in sheet_names(file):
        records = list(sheet_records(file, sheet))
        if records and heads.suffices(heads.meanings(records[0][1])):
            rest = [name for name in sheet_names(file) if name != sheet]
            for name in rest:
                if next(sheet_records(file, name), None) is not None:
                    findings.note(f"the sheet {name!r} is not read", file.name)
            yield from _below_header(iter(records), heads, file.name, sheet)
            return
    raise _insufficient(file.name, heads)


def _below_header(
    records: Iterator[tuple[int, list[str]]], heads: Heads, file: str, sheet: str | None = None
) -> Iterator[UserRow]:
    _, headers = next(records, (1, []))
    meant = heads.meanings(headers)
    if not heads.suffices(meant):
        raise _insufficient(file, heads)
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


def _insufficient(file: str, heads: Heads) -> QuarantineError:
    return QuarantineError(heads.missing, where=Place(file=file, line=1), remedy=heads.remedy)
