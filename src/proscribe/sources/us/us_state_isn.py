"""State Department nonproliferation sanctions, in the CSV made for the screening list.

A row is one determination under one statute. A subject has no number and is told by name; its
determinations of one day are one designation that rests on several statutes. The list does
not say when a determination lapses: it is taken out.
"""

from __future__ import annotations

import re

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.listing import Designation, NameKind, ParsedEdition
from proscribe.model.source import Snapshot, SnapshotFile, Source
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row, check_header, decode_text, rows_below, text_records
from proscribe.sources.us.notices.orders import citations, joined, printed_day, stable_id
from proscribe.sources.us.notices.printed_names import put_name, read_name

_KEY, _AUTHORITY = "us_state_isn", "us-state"
_COLUMNS = ("programs", "name", "country", "federal_register_notice", "effective_date")
_UNUSED = frozenset({"source_list", "web_link"})
_STATUTES = {
    *("INKSNA", "E.O. 13382", "E.O. 12938", "Chemical and Biological Weapons Act"),
    *("Export-Import Bank Act", "Nuclear Proliferation Prevention Act", "Missile Sanctions"),
    *("Transfer of Lethal Military Equipment", "Missile Sanctions laws", "E.O. 13949"),
    "Chemical and Biological Weapons Control and Warfare Elimination Act (CBW Act)",
    "Iran-Iraq Arms Nonproliferation Act",
}
# As published.
_MISSPELT = {"INSKNA": "INKSNA", "Kong Kong": "Hong Kong"}
_PARTED = re.compile(r"\s*[,;]\s*(?:and\s+the\s+|and\s+)?")
_FORMER = re.compile(r"f\.?k\.?a\.?\s+", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Ltd|Inc|LLC|Co|S\.A|A\.S)\.?\Z", re.IGNORECASE)


def parse(snapshot: Snapshot) -> ParsedEdition:
    """Read an edition.

    Raises:
        QuarantineError: The edition is damaged, or is another list.
    """
    if len(snapshot.files) != 1:
        raise QuarantineError(
            f"an edition is one file; {len(snapshot.files)} were given.",
            remedy="Give the list of nonproliferation sanctions alone.",
        )
    file, findings = snapshot.files[0], Findings()
    rows = _rows(file)
    if not rows:
        raise QuarantineError("the list is empty.", where=Place(file=file.name))
    drafts: dict[str, Draft] = {}
    places: dict[str, str] = {}
    for row in rows:
        printed = row.text("name")
        if not printed:
            raise row.error("the entry has no name.", "name")
        id_ = stable_id(_KEY, read_name(printed).name)
        draft = drafts.setdefault(id_, Draft(id=id_, schema="LegalEntity", findings=findings))
        places.setdefault(id_, row.locator)
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


def _rows(file: SnapshotFile) -> list[Row]:
    records = text_records(decode_text(file, "cp1252"), file.name)
    line, header = next(records, (1, []))
    names = ["_".join(name.lower().split()) for name in header]
    check_header(names, _COLUMNS, file=file.name, line=line)
    return list(rows_below(names, records, file=file.name))


def _read(row: Row, draft: Draft, as_printed: str | None) -> None:
    for name in _other_names(row.text("alternative_names")):
        former = _FORMER.match(name)
        kind = NameKind.ALIAS if former is None else NameKind.FORMER
        draft.name(name if former is None else name[former.end() :], kind)
    country = row.text("country")
    draft.put_country("country", _MISSPELT.get(country, country))
    draft.keep(row.text("remarks/notes"))
    printed = " ".join(row.text("programs").split())
    statute = _MISSPELT.get(printed, printed)
    if statute not in _STATUTES:
        draft.note(f"unknown statute {statute!r}" if statute else "no statute")
    draft.designations.append(
        Designation(
            authority=_AUTHORITY,
            program="ISN",
            listed_on=printed_day(draft, row.text("effective_date")),
            as_printed=as_printed,
            legal_basis=(
                *filter(None, (statute,)),
                *citations(row.text("federal_register_notice")),
            ),
        )
    )


def _other_names(text: str) -> list[str]:
    """Divide names parted by commas, a firm's suffix left with its name."""
    names: list[str] = []
    for part in filter(None, (each.strip(' "') for each in _PARTED.split(text))):
        if names and _SUFFIX.match(part):
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    return names


SOURCE = Source(
    key=_KEY,
    authority=_AUTHORITY,
    title="State Department nonproliferation sanctions",
    habit_days=365,
    parse=parse,
)
