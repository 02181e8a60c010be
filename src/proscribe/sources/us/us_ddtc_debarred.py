"""State Department list of persons debarred under the Arms Export Control Act (ITAR).

The statutory list (CSV, later a workbook) prints the party with its other names, month and
year of birth, the notice, and a corrected notice where there is one; the administrative list
has other names for the same columns and no birth dates. Both make up the newest edition;
either alone is a part of it unless it is the file of 2018, which holds statutory debarments
only. A debarment lasts until the party is reinstated: the lists print no end.

An entry has no number. A subject is told by name and birth date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Designation, Measure, NameKind, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
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
from proscribe.sources.us.notices.orders import citations, joined, printed_day, stable_id
from proscribe.sources.us.notices.printed_names import read_name

_KEY, _AUTHORITY = "us_ddtc_debarred", "us-state"
_STATUTORY, _ADMINISTRATIVE = "statutory debarment", "administrative debarment"
_RENAMED = {
    "debarred_party_full_name_and_alias": "party_name",
    "name": "party_name",
    "notice": "federal_register_notice",
    "date": "notice_date",
}
_COLUMNS = ("party_name", "federal_register_notice", "notice_date")
# Links to documents.
_UNUSED = frozenset({"charging_letter", "debarment_order"})
_FILE_DAY = re.compile(r"_(\d{2})(\d{2})(20\d{2})(?:\D|\Z)")
_OF_FIRM = re.compile(
    r"\b(?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|LLP|LP|PLC|GmbH|S\.A"
    r"|B\.V|Pte|Pty)\b\.?",
    re.IGNORECASE,
)
_GENERATION = re.compile(r"(?:Jr|Sr|II|III|IV)\.?\Z")
_TWO_PARTS, _THREE_PARTS = 2, 3


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition: the statutory list, with the administrative one beside it or not.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    findings = Findings()
    drafts: dict[str, Draft] = {}
    places: dict[str, str] = {}
    kinds: list[str] = []
    records = 0
    for file in snapshot.files:
        kind, rows = _rows(file)
        if kind in kinds:
            raise QuarantineError(
                f"two files are lists of the kind {kind}.",
                where=Place(file=file.name),
                remedy="Give the statutory and the administrative list of one edition.",
            )
        kinds.append(kind)
        records += len(rows)
        for row in rows:
            id_ = _read(row, kind, drafts, findings)
            prefix = f"{file.name} " if len(snapshot.files) > 1 else ""
            places.setdefault(id_, f"{prefix}{row.locator}")
            row.close(findings, id_, ignore=_UNUSED)
    for draft in drafts.values():
        draft.designations = joined(draft.designations)
    is_part = _STATUTORY not in kinds
    return ParsedEdition(
        listings=tuple((draft.build(), places[id_]) for id_, draft in drafts.items()),
        published=_published(snapshot.files),
        records=records,
        warnings=findings.sentences(),
        complete=not is_part,
        note="the statutory debarments were not given with this edition" if is_part else None,
    )


def _published(files: tuple[SnapshotFile, ...]) -> Moment | None:
    """Return the day in the publisher's file name (``itar_debarred_party_list_01242018.csv``)."""
    for file in files:
        match = _FILE_DAY.search(file.name)
        if match is not None:
            day = read_date("/".join(match.groups()), month_first=True).day
            return None if day is None else Moment(day=day)
    return None


def _rows(file: SnapshotFile) -> tuple[str, list[Row]]:
    if is_workbook(file.content):
        records: Iterator[tuple[int, list[str]]] = sheet_records(file)
    else:
        records = text_records(decode_text(file, "cp1252"), file.name)
    line, header = next(records, (1, []))
    names = ["_".join(name.lower().split()) for name in header]
    names = [_RENAMED.get(name, name) for name in names]
    check_header(names, _COLUMNS, file=file.name, line=line)
    kind = _STATUTORY if "date_of_birth" in names else _ADMINISTRATIVE
    rows = list(rows_below(names, records, file=file.name))
    if not rows:
        raise QuarantineError("the list is empty.", where=Place(file=file.name, line=line))
    return kind, rows


def _read(row: Row, kind: str, drafts: dict[str, Draft], findings: Findings) -> str:
    printed, born = row.text("party_name"), row.text("date_of_birth")
    if not printed:
        raise row.error("the entry has no name.", "party_name")
    found = read_name(printed)
    natural = _natural(found.name)
    is_person = bool(born) or natural != found.name
    id_ = stable_id(_KEY, natural, read_date(born, month_first=True).prefix or born)
    schema = "Person" if is_person else "LegalEntity"
    draft = drafts.setdefault(id_, Draft(id=id_, schema=schema, findings=findings))
    draft.name(natural, NameKind.PRIMARY)
    for name_kind, other in found.others:
        draft.name(other, name_kind)
    draft.put_date("birthDate", born, month_first=True)
    notice, corrected = row.text("federal_register_notice"), row.text("corrected_notice")
    corrected_on = row.text("corrected_notice_date")
    draft.keep(f"Corrected notice {corrected} of {corrected_on}" if corrected_on else None)
    draft.designations.append(
        Designation(
            authority=_AUTHORITY,
            program="ITAR",
            listed_on=printed_day(draft, row.text("notice_date")),
            as_printed=None if natural == found.printed else found.printed,
            tranche=kind,
            measures=(Measure.DEBARMENT,),
            legal_basis=citations(notice, corrected),
        )
    )
    return id_


def _natural(name: str) -> str:
    """Write ``Myles, Jr., George Frank`` as ``George Frank Myles Jr.``; leave firms alone."""
    parts = [part.strip() for part in name.split(",")]
    if any(_OF_FIRM.search(part) for part in parts[1:]) or _OF_FIRM.search(parts[0]):
        return name
    if len(parts) == _TWO_PARTS and not _GENERATION.match(parts[1]):
        return f"{parts[1]} {parts[0]}"
    if len(parts) == _THREE_PARTS and _GENERATION.match(parts[1]):
        return f"{parts[2]} {parts[0]} {parts[1]}"
    return name


SOURCE = Source(
    key=_KEY,
    authority=_AUTHORITY,
    title="State Department persons debarred under the AECA (ITAR)",
    urls=(
        "https://www.pmddtc.state.gov/sys_attachment.do?sys_id=27c46b251baf29102b6ca932f54bcb20",
        "https://www.pmddtc.state.gov/sys_attachment.do?sys_id=9f8bbc2f1b8f29d0c6c3866ae54bcbdb",
    ),
    habit_days=365,
    parse=parse,
)
