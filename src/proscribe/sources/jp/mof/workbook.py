"""The workbook: a sheet for each programme, each with columns of its own.

Above the header stand the title and notes. Below it an entry is one row, and what has neither
a day nor a number continues the row before. A deleted entry keeps its number and the day of
its deletion, and nothing else: it names nobody, so nothing is listed for it. A sheet of a
programme that was repealed has a title only.
"""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.jp.mof.entry import COLUMNS, Entry, header, plain, read_number
from proscribe.sources.jp.mof.programmes import Programme, find_programme, unknown_programme
from proscribe.sources.table import sheet_names, sheet_records

_INDEX = "一覧"
_FIRST_COLUMN = "告示日付"
_NEEDED = ("day", "number")
_DELETED = ("削除", "欠番")
_REPEALED = ("廃止", "解除")
_NOTE = "(注"
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_Rows = list[tuple[int, list[str]]]


def read_workbook(file: SnapshotFile, findings: Findings) -> tuple[list[Entry], dict[str, str]]:
    """Return the entries of all sheets, and the notes above them by key of the programme.

    Raises:
        QuarantineError: It is damaged, or another workbook.
    """
    entries: list[Entry] = []
    notes: dict[str, str] = {}
    for sheet in sheet_names(file):
        if plain(sheet) == _INDEX:
            continue
        rows = [(row, [plain(cell) for cell in cells]) for row, cells in sheet_records(file, sheet)]
        start = next((i for i, (_, cells) in enumerate(rows) if _is_header(cells)), None)
        if start is None:
            _check_repealed(file, sheet, rows)
            continue
        title, note = _heading(rows[:start])
        programme = _programme(title, sheet, findings)
        if note:
            notes[programme.key] = note
        entries.extend(_entries(_Sheet(file, sheet, programme), rows[start:], findings))
    if not entries:
        raise QuarantineError(
            "no sheet has a header that begins with the day of the notice: this is another"
            " workbook.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return entries, notes


class _Sheet:
    """Where entries are read from."""

    def __init__(self, file: SnapshotFile, name: str, programme: Programme) -> None:
        self.file = file.name
        self.name = name
        self.programme = programme

    def place(self, row: int) -> Place:
        """Return a row of it."""
        return Place(file=f"{self.file}, sheet {self.name.strip()}", line=row)


def _is_header(cells: list[str]) -> bool:
    return header(cells[0]) == _FIRST_COLUMN


def _check_repealed(file: SnapshotFile, sheet: str, rows: _Rows) -> None:
    texts = [sheet, *(cell for _, cells in rows for cell in cells)]
    if rows and not any(word in text for text in texts for word in _REPEALED):
        raise QuarantineError(
            f"the sheet {sheet!r} has no header that begins with the day of the notice, so that"
            " those on it would be taken for released.",
            where=Place(file=file.name, line=rows[0][0]),
            remedy=_FETCH_AGAIN,
        )


def _heading(rows: _Rows) -> tuple[str, str]:
    """Return the title and the notes; a title may run over several rows and cells."""
    title: list[str] = []
    note: list[str] = []
    for text in (cell for _, cells in rows for cell in cells if cell):
        before, mark, after = text.partition(_NOTE)
        title.append("".join(before.split("\n")))
        if mark:
            note.append(f"{mark}{after}")
    return "".join(title), " ".join(" ".join(note).split())


def _programme(title: str, sheet: str, findings: Findings) -> Programme:
    programme = find_programme(title, sheet)
    if programme is None:
        programme = unknown_programme(title or sheet)
        findings.note(f"unknown programme {title or sheet!r}", programme.key)
    return programme


def _entries(sheet: _Sheet, rows: _Rows, findings: Findings) -> Iterator[Entry]:
    fields = _fields(sheet, rows[0], findings)
    columns = frozenset(fields.values())
    for row, cells in _joined(fields, rows[1:], sheet, findings):
        place = sheet.place(row)
        if _is_deleted(cells):
            continue
        number, same = read_number(cells.get("number", ""), place)
        if not cells.get("name") and not cells.get("latin"):
            raise QuarantineError(
                f"the entry {number} has no name and is not marked as deleted.",
                where=place,
                remedy=_FETCH_AGAIN,
            )
        yield Entry(
            programme=sheet.programme,
            number=number,
            same_number=same,
            cells=cells,
            columns=columns,
            locator=f"sheet {sheet.name.strip()} row {row}",
        )


def _is_deleted(cells: dict[str, str]) -> bool:
    """Tell a deleted entry: it is marked as such, or has nothing but its day and number."""
    marked = any(word in cells.get(field, "") for field in _NEEDED for word in _DELETED)
    return marked or cells.keys() == set(_NEEDED)


def _fields(sheet: _Sheet, row: tuple[int, list[str]], findings: Findings) -> dict[int, str]:
    """Return what each column holds, by its place; an unknown one stands as its header."""
    line, headers = row
    fields = {place: COLUMNS.get(header(text), text) for place, text in enumerate(headers) if text}
    found = set(fields.values())
    missing = [field for field in _NEEDED if field not in found]
    if missing or not found & {"name", "latin"}:
        raise QuarantineError(
            f"the header lacks the column of the {(missing or ['name'])[0]}: the layout of the"
            " sheet has changed.",
            where=sheet.place(line),
            remedy=_FETCH_AGAIN,
        )
    for text in found - set(COLUMNS.values()):
        findings.note(f"unread column {header(text)}", f"sheet {sheet.name}")
    return fields


def _joined(
    fields: dict[int, str], rows: _Rows, sheet: _Sheet, findings: Findings
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row, cells by field); a row without day and number continues the one before."""
    current: tuple[int, dict[str, str]] | None = None
    for row, cells in rows:
        if any(text and place not in fields for place, text in enumerate(cells)):
            findings.note("cell outside the columns", f"sheet {sheet.name} row {row}")
        named: dict[str, str] = {}
        for place, field in fields.items():
            _add(named, field, cells[place] if place < len(cells) else "")
        if not named:
            continue
        if "day" in named or "number" in named:
            if current is not None:
                yield current
            current = (row, named)
        elif current is not None:
            for field, text in named.items():
                _add(current[1], field, text)
    if current is not None:
        yield current


def _add(cells: dict[str, str], field: str, text: str) -> None:
    if text:
        cells[field] = f"{cells[field]}\n{text}" if field in cells else text
