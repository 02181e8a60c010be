"""The CSV file that is published beside the workbook since 2026: a row for each entry.

It has one set of columns for all programmes, most of them twice (Japanese and English), and
names a programme by its number only. It holds no deleted entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.jp.mof.entry import COLUMNS, Entry, header, plain, read_number
from proscribe.sources.jp.mof.programmes import (
    PROGRAMMES,
    Programme,
    check_numbering,
    unknown_programme,
)
from proscribe.sources.numbers import whole_number
from proscribe.sources.table import Row, check_header, decode_text, rows_below, text_records

_DIVISION, _CODE = "区分", "番号"
_NEEDED = (_DIVISION, _CODE, "告示日付", "告示番号", "個人・団体", "氏名(日本語)", "氏名(英語)")
# The text of the notice, of which the other columns are taken.
_UNUSED = frozenset({"外務省告示情報"})
KINDS = {"個人": "Person", "団体": "Organization"}
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


def read_csv(file: SnapshotFile, findings: Findings) -> list[Entry]:
    """Return the entries.

    Raises:
        QuarantineError: It is damaged, another file, or numbers its programmes anew.
    """
    records = text_records(decode_text(file, "cp932"), file.name)
    line, cells = next(records, (1, [""]))
    headers = [header(cell) for cell in cells]
    check_header(headers, _NEEDED, file=file.name, line=line)
    entries = [_entry(row, findings) for row in rows_below(headers, records, file=file.name)]
    for number in {number for number, _ in entries}:
        group = [entry for of, entry in entries if of == number]
        check_numbering(number, list(_days(group)), list(_kinds(group)), file.name)
    return [entry for _, entry in entries]


def _days(group: list[Entry]) -> Iterator[date]:
    return (day for entry in group if (day := entry.listed_on) is not None)


def _kinds(group: list[Entry]) -> Iterator[str]:
    return (kind for entry in group if (kind := KINDS.get(entry.cells.get("kind", ""))))


def _entry(row: Row, findings: Findings) -> tuple[int, Entry]:
    division, code = row.text(_DIVISION), row.text(_CODE)
    number, same = _numbers(row, code)
    place, programme = _programme(row, division, findings)
    cells: dict[str, str] = {}
    for column, field in COLUMNS.items():
        text = plain(row.text(column))
        if text:
            cells[field] = f"{cells[field]}\n{text}" if field in cells else text
    entry = Entry(
        programme=programme,
        number=number,
        same_number=same,
        cells=cells,
        columns=frozenset(COLUMNS.values()),
        locator=row.locator,
    )
    if not cells.get("name") and not cells.get("latin"):
        raise row.error(f"the entry {code} has no name.")
    row.close(findings, entry.id, ignore=_UNUSED)
    return place, entry


def _numbers(row: Row, code: str) -> tuple[str, str | None]:
    """Return the number of the notice; where that is not filled in, the publisher's code has it."""
    text = plain(row.text("告示番号")) or code.rpartition("-")[2].lstrip("0")
    return read_number(text, Place(file=row.file, line=row.line, column="告示番号"))


def _programme(row: Row, division: str, findings: Findings) -> tuple[int, Programme]:
    place = whole_number(division)
    if place is None:
        raise QuarantineError(
            f"the division of an entry is {division[:20]!r}, no number.",
            where=Place(file=row.file, line=row.line, column=_DIVISION),
            remedy=_FETCH_AGAIN,
        )
    programme = PROGRAMMES.get(place)
    if programme is None:
        programme = unknown_programme(f"{_DIVISION}{division}")
        findings.note(f"unknown programme number {division}", row.locator)
    return place, programme
