"""The rows of the table, put together by subject.

A row is one name. The number of its reference is the subject; the letters after it tell the
names apart (``2``, ``2a``, ``34c1``). The row of the primary name speaks for the subject: what
another row says differently is said of that name only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import NameKind
from proscribe.model.source import SnapshotFile
from proscribe.sources.findings import Findings
from proscribe.sources.table import (
    Row,
    check_header,
    decode_text,
    is_workbook,
    rows_below,
    sheet_names,
    sheet_records,
    text_records,
)

# The columns since 2025; those after the first eleven, and where they stand, have changed.
NEEDED = (
    "reference",
    "name of individual or entity",
    "type",
    "name type",
    "date of birth",
    "place of birth",
    "citizenship",
    "address",
    "additional information",
    "listing information",
    "committees",
    "control date",
)
ADDED = (
    "alias strength",
    "imo number",
    "instrument of designation",
    "targeted financial sanction",
    "travel ban",
    "arms embargo",
    "maritime restriction",
)
_REFERENCE = re.compile(r"(\d{1,12})(?!\d)\s*([a-z]{0,12}\d{0,4})\Z", re.IGNORECASE)
_RETURN = re.compile(r"_x000d_", re.IGNORECASE)
_KINDS = {
    "primary name": NameKind.PRIMARY,
    "primay name": NameKind.PRIMARY,
    "primary": NameKind.PRIMARY,
    "aka": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "a": NameKind.ALIAS,
    "original script": NameKind.ALIAS,
    "formerly known as": NameKind.FORMER,
    "previously listed as": NameKind.FORMER,
}
_STRENGTHS = {"": None, "strong": None, "weak": NameKind.WEAK}
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_TITLE_ROWS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """One row: a name, and what the row says."""

    name: str
    kind: NameKind
    cells: dict[str, str]


@dataclass(slots=True, kw_only=True)
class Subject:
    """One subject with all its rows; the first that has the primary name leads.

    Attributes:
        number: The publisher's reference.
        locator: Where its first row stands.
        rows: Its rows.
    """

    number: str
    locator: str
    rows: list[NameRow] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The entity id."""
        return f"au_dfat_sanctions-{self.number}"

    @property
    def main(self) -> NameRow:
        """The row that speaks for the subject."""
        primary = (row for row in self.rows if row.kind is NameKind.PRIMARY)
        return next(primary, self.rows[0])


def read_subjects(file: SnapshotFile, findings: Findings) -> tuple[list[Subject], int]:
    """Return the subjects of a table, and the number of its rows.

    Raises:
        QuarantineError: It is damaged or another table, or a reference names two subjects.
    """
    subjects: dict[str, Subject] = {}
    seen: set[str] = set()
    count = 0
    for row in _rows(file):
        count += 1
        reference = row.text("reference")
        number, letters = _reference(reference, row)
        if f"{number}{letters}" in seen:
            raise row.error(f"the reference {reference} stands twice.", "Reference")
        seen.add(f"{number}{letters}")
        subject = subjects.setdefault(number, Subject(number=number, locator=row.locator))
        subject.rows.append(_name_row(row, letters, subject, findings))
    if not subjects:
        raise QuarantineError(
            "the table has no rows, so that everyone on the list would be taken for released.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    return list(subjects.values()), count


def _rows(file: SnapshotFile) -> Iterator[Row]:
    sheet, records = _records(file)
    for line, cells in islice(records, _TITLE_ROWS):
        header = [_RETURN.sub("", " ".join(cell.split())).lower() for cell in cells]
        if "reference" in header:
            check_header(header, NEEDED, file=file.name, line=line)
            yield from rows_below(header, records, file=file.name, sheet=sheet)
            return
    raise QuarantineError(
        "no column is called Reference: this is another table.",
        where=Place(file=file.name),
        remedy=_FETCH_AGAIN,
    )


def _records(file: SnapshotFile) -> tuple[str | None, Iterator[tuple[int, list[str]]]]:
    if not is_workbook(file.content):
        return None, text_records(decode_text(file, "cp1252"), file.name)
    sheet = sheet_names(file)[0]
    return sheet, sheet_records(file, sheet)


def _reference(text: str, row: Row) -> tuple[str, str]:
    match = _REFERENCE.match(text.strip())
    if match is None:
        raise row.error(f"the reference is {text!r}, no number with letters.", "Reference")
    return match.group(1), match.group(2).lower()


def _name_row(row: Row, letters: str, subject: Subject, findings: Findings) -> NameRow:
    cells = {column: _clean(row.text(column)) for column in (*NEEDED[1:], *ADDED)}
    row.close(findings, subject.id)
    name = cells.pop("name of individual or entity")
    if not name:
        raise row.error("the row has no name.", "Name of Individual or Entity")
    kind = _kind(cells, letters, subject, findings)
    if kind is NameKind.PRIMARY and any(each.kind is kind for each in subject.rows):
        raise row.error(
            f"the reference {subject.number} has two primary names, so that it names two subjects.",
            "Name Type",
        )
    return NameRow(name=name, kind=kind, cells=cells)


def _kind(cells: dict[str, str], letters: str, subject: Subject, findings: Findings) -> NameKind:
    said, strength = cells.pop("name type"), cells.pop("alias strength")
    kind = _KINDS.get(said.lower())
    if kind is None:
        if said:
            findings.note(f"unknown name type {said!r}", subject.id)
        kind = NameKind.ALIAS if letters else NameKind.PRIMARY
    if strength.lower() not in _STRENGTHS:
        findings.note(f"unknown alias strength {strength!r}", subject.id)
    weak = _STRENGTHS.get(strength.lower())
    return weak if weak is not None and kind is NameKind.ALIAS else kind


def _clean(text: str) -> str:
    return " ".join(_RETURN.sub(" ", text).split())
