"""BIS Denied Persons List: who may take no part in exports, with the end of each order.

The list has no numbers and repeats a person for each address and each order, so a subject is
told by name. Two layouts are read: the delimited file of one column for each part of an
address (``dpl.txt``, until 2024), and the table that prints name and address in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Designation, Measure, ParsedEdition
from proscribe.model.source import IndexPage, Snapshot, SnapshotFile, Source
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.table import (
    Row,
    check_header,
    decode_text,
    is_workbook,
    rows_below,
    sheet_records,
    text_records,
)
from proscribe.sources.us.notices.orders import citations, expiry, joined, printed_day, stable_id
from proscribe.sources.us.notices.printed_names import put_name, read_name

_KEY, _AUTHORITY = "us_bis_denied", "us-bis"
_RENAMED = {
    "appropriate_federal_register_citations": "fr_citation",
    "federal_register_citation": "fr_citation",
    "federal_register_citations": "fr_citation",
    "beginning_date": "effective_date",
    "ending_date": "expiration_date",
    "type_of_denial": "action",
}
_NEEDED = ("effective_date", "expiration_date", "fr_citation")
# The row number of the newer table.
_UNUSED = frozenset({"counter"})
_ADDRESS = ("street_address", "city", "state", "postal_code", "country")
# A state of the United States in the column of countries, as published.
_MISPRINTED_COUNTRIES = {"NM"}
# Days of last change in years that are none, as published.
_MISPRINTED_DAYS = {
    *("0203-05-10", "0204-04-20", "0222-05-18", "3017-08-22", "3033-01-17", "3033-09-30"),
    "3035-04-07",
}
_SUFFIX = re.compile(
    r"(?:inc|incorporated|corp|corporation|co|company|ltd|limited|l\.?l\.?c|llp|lp|plc|gmbh|ag"
    r"|b\.?v|s\.?a|s\.?r\.?l|s\.?l|pte|pty|fze|fzco|jsc|jr|sr|ii|iii|iv|m\.?d"
    r"|a/?k/?a .*|d/?b/?a .*)\.?\Z",
    re.IGNORECASE,
)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition: tab-separated text, CSV or a workbook.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file; {len(snapshot.files)} were given.",
            remedy="Give the Denied Persons List alone.",
        )
    file, findings = snapshot.files[0], Findings()
    drafts: dict[str, Draft] = {}
    places: dict[str, str] = {}
    rows = list(_rows(file))
    if not rows:
        raise QuarantineError("the list is empty.", where=Place(file=file.name))
    for row in rows:
        printed, address = _name_and_address(row)
        id_ = stable_id(_KEY, read_name(printed).name)
        draft = drafts.setdefault(id_, Draft(id=id_, schema="LegalEntity", findings=findings))
        places.setdefault(id_, row.locator)
        draft.put("address", address)
        _read(row, draft, put_name(draft, printed))
        row.close(findings, id_, ignore=_UNUSED)
    for draft in drafts.values():
        draft.designations = joined(draft.designations)
    return ParsedEdition(
        listings=tuple((draft.build(), places[id_]) for id_, draft in drafts.items()),
        published=None,
        records=len(rows),
        warnings=findings.sentences(),
    )


def _rows(file: SnapshotFile) -> Iterator[Row]:
    if is_workbook(file.content):
        records = sheet_records(file)
    else:
        text = decode_text(file, "cp1252")
        first = text.partition("\n")[0]
        records = text_records(text, file.name, delimiter="\t" if "\t" in first else ",")
    line, header = next(records, (1, []))
    names = ["_".join(name.lower().split()) for name in header]
    names = [_RENAMED.get(name, name) for name in names]
    name = "name_and_address" if "name_and_address" in names else "name"
    check_header(names, (name, *_NEEDED), file=file.name, line=line)
    return rows_below(names, records, file=file.name)


def _name_and_address(row: Row) -> tuple[str, str]:
    """Return the name and the address; where they share a cell, the first comma parts them."""
    address = ", ".join(part for part in _address_parts(row) if part)
    name, whole = row.text("name"), row.text("name_and_address")
    if whole:
        name, *rest = (part.strip() for part in whole.split(","))
        while rest and _SUFFIX.match(rest[0]):
            name = f"{name}, {rest.pop(0)}"
        address = ", ".join(part for part in rest if part)
    if not name:
        raise row.error("the entry has no name.", "name")
    return name, address


def _address_parts(row: Row) -> Iterator[str]:
    for column in _ADDRESS:
        yield row.cells.get(column, "").strip()


def _read(row: Row, draft: Draft, as_printed: str | None) -> None:
    country = row.text("country")
    if country not in _MISPRINTED_COUNTRIES:
        draft.put_country("country", country)
    for column in _ADDRESS:
        row.text(column)
    begins = printed_day(draft, row.text("effective_date"))
    ends = printed_day(draft, row.text("expiration_date"))
    draft.designations.append(
        Designation(
            authority=_AUTHORITY,
            program="DPL",
            listed_on=begins,
            as_printed=as_printed,
            measures=(Measure.EXPORT_CONTROL,),
            legal_basis=citations(row.text("fr_citation")),
            ended=None if ends is None else expiry(ends, begins),
        )
    )
    order = row.text("standard_order")
    draft.keep(f"Standard order: {order.upper()}" if order else None)
    draft.keep(row.text("action"))
    changed = row.text("last_update")
    if changed in _MISPRINTED_DAYS:
        draft.keep(f"last update as printed {changed}")
    else:
        draft.put_date("modifiedAt", changed, month_first=True)


SOURCE = Source(
    key=_KEY,
    authority=_AUTHORITY,
    title="BIS Denied Persons List",
    url="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
    index=IndexPage(
        url="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
        link=r"(?i)/[^/?]*(?:dpl|denied)[^/?]*[.](?:csv|txt|xlsx?)",
        hosts=("media.bis.gov", "www.bis.doc.gov"),
    ),
    habit_days=60,
    parse=parse,
)
