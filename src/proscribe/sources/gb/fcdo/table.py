"""The UK Sanctions List as a table: CSV, ODS, XLSX, in full or as the search page exports it.

In full a designation is as many rows as it takes for each name, address and number to stand in
one; the search export has one row of eight columns for each designation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.findings import Findings
from proscribe.sources.gb.fcdo.designee import SIMPLE, Designee
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

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_REPORT_DATE = re.compile(r"report date\s*:?\s*(.*)", re.IGNORECASE)
_FILE_DAY = re.compile(r"FCDO_SL_[A-Z][a-z]{2}[ _]([A-Z][a-z]{2})[ _](\d{1,2})[ _](\d{4})")
_REQUIRED = ("Unique ID", "Regime Name", "Individual, Entity, Ship", "Sanctions Imposed")
_NAME_PARTS = tuple(f"Name {number}" for number in (1, 2, 3, 4, 5, 6))
_ADDRESS_LINES = tuple(f"Address Line {number}" for number in range(1, 7))
_OTHERS = (
    *("Unique ID", "Individual, Entity, Ship", "Name", "Name type", "Alias strength"),
    *("Name non-latin script", "Non-latin script type", "Non-latin script language"),
    *("Address Postal Code", "Address Country", "Passport number"),
    *("Passport additional information", "National Identifier number"),
    "National Identifier additional information",
)
_HEADER_WITHIN = 10
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."


def _plain(text: str) -> str:
    return _NOT_A_LETTER.sub("", text.lower())


_COLUMNS = {_plain(name): name for name in (*SIMPLE, *_OTHERS, *_NAME_PARTS, *_ADDRESS_LINES)} | {
    "type": "Individual, Entity, Ship",
    "designationtype": "Individual, Entity, Ship",
    "regime": "Regime Name",
    "ofsigroupidentifier": "OFSI Group ID",
    "dateofbirth": "D.O.B",
    "nationality": "Nationality(/ies)",
    "nationalities": "Nationality(/ies)",
    "hullidentificationnumber": "Hull identification number (HIN)",
    "phonenumbers": "Phone number",
    "websites": "Website",
    "emailaddresses": "Email address",
    "businessregistrationnumber": "Business registration number (s)",
    "currentowneroperator": "Current owner/operator (s)",
    "previousowneroperator": "Previous owner/operator (s)",
    "previousflag": "Previous flags",
    "tonnage": "Tonnage of ship",
    "length": "Length of ship",
    "cryptowalletaddresses": "Crypto wallet address",
}


@dataclass(slots=True, kw_only=True)
class Table:
    """A table of the list.

    Attributes:
        designees: The designations in the order of the file.
        published: The day it states.
    """

    designees: list[Designee]
    published: Moment | None


def read_table(file: SnapshotFile, findings: Findings) -> Table:
    """Read the list from CSV or a workbook.

    Raises:
        QuarantineError: The file is damaged, or is another list.
    """
    published = _day_of_name(file.name)
    for sheet, records in _sheets(file):
        for line, cells in records:
            stated = _REPORT_DATE.match(cells[0].strip())
            if stated is not None:
                published = _stated_day(stated.group(1) or "".join(cells[1:2]), file, line)
                continue
            header = [_COLUMNS.get(_plain(cell), cell.strip()) for cell in cells]
            if "Unique ID" in header:
                check_header(header, _REQUIRED, file=file.name, line=line)
                rows = rows_below(header, records, file=file.name, sheet=sheet)
                designees = _designees(rows, findings, in_full="Name 6" in header)
                return Table(designees=designees, published=published)
            if line > _HEADER_WITHIN:
                break
    raise QuarantineError(
        "the table has no column 'Unique ID': it is not the UK Sanctions List, or is cut off.",
        where=Place(file=file.name),
        remedy=_FETCH_AGAIN,
    )


def _sheets(file: SnapshotFile) -> Iterator[tuple[str | None, Iterator[tuple[int, list[str]]]]]:
    """Yield the records of each sheet, or those of the text."""
    if is_workbook(file.content):
        for sheet in sheet_names(file):
            yield sheet, sheet_records(file, sheet)
    else:
        yield None, text_records(decode_text(file, "cp1252"), file.name)


def _designees(rows: Iterator[Row], findings: Findings, *, in_full: bool) -> list[Designee]:
    found: dict[str, Designee] = {}
    for row in rows:
        unique_id, kind = row.text("Unique ID"), row.text("Individual, Entity, Ship")
        designee = found.get(unique_id)
        if designee is None:
            error = row.error(f"a row has the Unique ID {unique_id!r}, which is none.", "Unique ID")
            designee = found[unique_id] = Designee.of(unique_id, kind, findings, error)
        elif not in_full or not designee.is_of(kind):
            raise row.error(f"the Unique ID {unique_id} stands twice.", "Unique ID")
        _read_row(designee, row)
        row.close(findings, designee.draft.id)
    return list(found.values())


def _read_row(designee: Designee, row: Row) -> None:
    kind, strength = row.text("Name type"), row.text("Alias strength")
    designee.name([row.text(part) for part in _NAME_PARTS], kind, strength)
    designee.name([row.text("Name")], "primary name", "")
    language = row.text("Non-latin script language")
    row.text("Non-latin script type")
    designee.script_name(row.text("Name non-latin script"), language)
    designee.address(
        [row.text(line) for line in _ADDRESS_LINES],
        row.text("Address Postal Code"),
        row.text("Address Country"),
    )
    designee.document(
        "passportNumber",
        "Passport",
        row.text("Passport number"),
        row.text("Passport additional information"),
    )
    designee.document(
        "idNumber",
        "National identifier",
        row.text("National Identifier number"),
        row.text("National Identifier additional information"),
    )
    for name in SIMPLE:
        designee.put(name, row.text(name))


def _stated_day(text: str, file: SnapshotFile, line: int) -> Moment:
    day = read_date(text).day
    if day is None:
        raise QuarantineError(
            f"the day of the report, {text!r}, cannot be read.",
            where=Place(file=file.name, line=line),
            remedy=_FETCH_AGAIN,
        )
    return Moment(day=day)


def _day_of_name(name: str) -> Moment | None:
    """Return the day that the search page puts in the name of its export."""
    match = _FILE_DAY.search(name)
    day: date | None = None
    if match is not None:
        month, number, year = match.groups()
        day = read_date(f"{number} {month} {year}").day
    return None if day is None else Moment(day=day)
