"""What the rows of one target say, put into one listing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from proscribe.model.listing import Designation, Link, Listing, Measure
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft, reason
from proscribe.sources.findings import Findings
from proscribe.sources.gb.hmt.columns import UNUSED
from proscribe.sources.gb.hmt.labelled import labelled
from proscribe.sources.gb.reading.enumerated import enumerated
from proscribe.sources.gb.reading.free_text import (
    describes_vessel,
    put_free_text,
    put_gender,
    un_reference,
)
from proscribe.sources.gb.reading.names import put_name, put_script_name
from proscribe.sources.gb.reading.numbers import put_documents, put_imo_numbers, put_registrations
from proscribe.sources.gb.reading.places import put_countries
from proscribe.sources.gb.reading.regimes import FORMER_REGIMES, REGIMES
from proscribe.sources.table import Row

KEY = "gb_hmt_sanctions"
AUTHORITY = "gb-hmt"
_FCDO = "gb_fcdo_sanctions"
_SCHEMATA = {"Individual": "Person", "Entity": "Organization", "Ship": "Vessel"}
_STATUSES = {
    "": Measure.ASSET_FREEZE,
    "a": Measure.ASSET_FREEZE,
    "asset freeze targets": Measure.ASSET_FREEZE,
    "i": Measure.INVESTMENT_BAN,
    "investment ban targets": Measure.INVESTMENT_BAN,
}
_REFERENCE = re.compile(r"[A-Z]{3}\d{4}")
_UN_REFERENCES = re.compile(r"\s*(?:,|;|&|\band\b)\s*")


def read_target(group: str, rows: Sequence[Row], findings: Findings) -> Listing:
    """Return the listing of one Group ID from its rows.

    Raises:
        QuarantineError: A row is damaged.
    """
    draft = Draft(id=f"{KEY}-{group}", schema="LegalEntity", findings=findings)
    for row in rows:
        _spread_information(row)
    draft.schema = _schema(draft, rows)
    read: set[tuple[str, str]] = set()
    for row in rows:
        _read_row(draft, row, group, read)
        row.close(findings, draft.id, ignore=UNUSED)
    return draft.build()


def _spread_information(row: Row) -> None:
    """Put the labelled values of the free text into the columns that the XML has for them."""
    free: list[str] = []
    for column, value in labelled(row.cells.pop("Other Information", "")):
        if column is None:
            free.append(value)
        elif row.cells.get(column, "").strip() not in {"", value}:
            free.append(f"{column}: {value}")
        else:
            row.cells[column] = value
    row.cells["Other Information"] = " ".join(free)


def _schema(draft: Draft, rows: Sequence[Row]) -> str:
    """Return the schema; before 2022 a vessel was an entity whose text opens with its IMO."""
    kinds = {row.text("Group Type") for row in rows}
    schemata = sorted({_SCHEMATA.get(kind, "LegalEntity") for kind in kinds})
    for kind in kinds - set(_SCHEMATA):
        draft.note(f"unknown group type {kind!r}")
    if len(schemata) > 1:
        draft.note(f"group of several types {', '.join(sorted(kinds))}")
    if schemata[0] == "Organization" and any(_is_vessel(row) for row in rows):
        return "Vessel"
    return schemata[0]


def _is_vessel(row: Row) -> bool:
    information = row.cells.get("Other Information", "")
    return bool(row.cells.get("Ship Type", "").strip()) or describes_vessel(information)


def _read_row(draft: Draft, row: Row, group: str, read_before: set[tuple[str, str]]) -> None:
    """Read a row; what other rows of the target have said is not read again."""
    given = [row.text(f"Name {number}") for number in range(1, 6)]
    quality = row.text("Alias Quality")
    put_name(draft, (*given, row.text("Name 6")), row.text("Alias Type"), quality)
    language = row.text("Non-Latin Script Language")
    row.text("Non-Latin Script Type")
    put_script_name(draft, row.text("Name Non-Latin Script"), language)
    _read_place(draft, row)
    for column, read in (*_COLUMNS.items(), *_BY_SCHEMA.get(draft.schema, {}).items()):
        text = row.text(column)
        if text and (column, text) not in read_before:
            read_before.add((column, text))
            read(draft, text)
    draft.designations.append(_designation(draft, row, group))


def _read_place(draft: Draft, row: Row) -> None:
    country = row.text("Country")
    parts = [row.text(f"Address {number}") for number in range(1, 7)]
    parts += [row.text("Post/Zip Code"), country]
    if any(parts[:-1]):
        draft.put("address", ", ".join(part for part in parts if part))
    put_countries(draft, "country", country, label="Country")


def _designation(draft: Draft, row: Row, group: str) -> Designation:
    status = row.text("Grp Status") or row.text("Group Status")
    row.text("Group Status")
    measure = _STATUSES.get(status.lower())
    if measure is None:
        draft.note(f"unknown group status {status!r}")
    added = row.text("Additional Sanctions")
    since = row.text("Date of Additional Sanctions")
    if added or since:
        day = read_date(since).prefix or since
        draft.keep(f"Sanctions in addition to the asset freeze: {added} {day}")
    regime = row.text("Regime")
    if regime not in REGIMES | FORMER_REGIMES:
        draft.note(f"unknown regime {regime!r}")
    measures = {measure or Measure.OTHER, *([Measure.OTHER] if added or since else ())}
    return Designation(
        authority=AUTHORITY,
        program=regime,
        authority_id=group,
        listed_on=_day(draft, row.text("Listed On"), "listed"),
        effective_on=_day(draft, row.text("UK Sanctions List Date Designated"), "designated"),
        measures=tuple(sorted(measures)),
        reasons=reason(row.text("UK Statement of Reasons")),
    )


def _day(draft: Draft, text: str, what: str) -> date | None:
    day = read_date(text).day if text else None
    if text and day is None:
        draft.note(f"unread date {text!r}")
        draft.keep(f"{what} on {text}")
    return day


def _put_each(prop: str) -> Callable[[Draft, str], None]:
    return lambda draft, text: draft.put(prop, *enumerated(text))


def _put_countries(prop: str, label: str) -> Callable[[Draft, str], None]:
    return lambda draft, text: put_countries(draft, prop, text, label=label)


def _put_documents(prop: str, label: str) -> Callable[[Draft, str], None]:
    return lambda draft, text: put_documents(draft, text, prop=prop, label=label)


def _keep(label: str) -> Callable[[Draft, str], None]:
    return lambda draft, text: draft.keep(f"{label}: {text}")


def _link(relation: str, role: str) -> Callable[[Draft, str], None]:
    return lambda draft, text: draft.links.extend(
        Link(relation=relation, name=name, role=role) for name in enumerated(text)
    )


def _put_references(draft: Draft, text: str) -> None:
    draft.same_as.extend(f"{_FCDO}-{each}" for each in _REFERENCE.findall(text))


def _put_un_references(draft: Draft, text: str) -> None:
    draft.put("unscId", *(un_reference(each) for each in _UN_REFERENCES.split(text)))


def _put_modified(draft: Draft, text: str) -> None:
    draft.put_date("modifiedAt", text)


def _put_birth(draft: Draft, text: str) -> None:
    draft.put_date("birthDate", text)


_COLUMNS: dict[str, Callable[[Draft, str], None]] = {
    "Other Information": put_free_text,
    "Further Information": put_free_text,
    "UK Sanctions List Ref": _put_references,
    "UN Ref": _put_un_references,
    "Last Updated": _put_modified,
    "Listing Type": _keep("Listing type"),
    "Crypto Wallet": _keep("Crypto wallet"),
    "Phone Number": _put_each("phone"),
    "Email Address": _put_each("email"),
    "Website": _put_each("website"),
}
_PERSON: dict[str, Callable[[Draft, str], None]] = {
    "Title": _put_each("title"),
    "DOB": _put_birth,
    "Town of Birth": _put_each("birthPlace"),
    "Country of Birth": _put_countries("birthCountry", "Country of birth"),
    "Nationality": _put_countries("nationality", "Nationality"),
    "Passport Number": _put_documents("passportNumber", "Passport"),
    "Passport Details": _put_documents("passportNumber", "Passport"),
    "National Identification Number": _put_documents("idNumber", "National identification"),
    "National Identification Details": _keep("National identification"),
    "Position": _put_each("position"),
    "Gender": put_gender,
}
_ENTITY: dict[str, Callable[[Draft, str], None]] = {
    "Title": _keep("Title"),
    "Position": _keep("Position"),
    "Entity Type": _put_each("legalForm"),
    "Business Reg Number": put_registrations,
    "Parent Company": _link("parent", "parent company"),
    "Subsidiaries": _link("subsidiary", "subsidiary"),
    "IMO Number": put_imo_numbers,
}
_SHIP: dict[str, Callable[[Draft, str], None]] = {
    "IMO Number": put_imo_numbers,
    "Flag": _put_countries("flag", "Flag"),
    "Previous Flags": _put_countries("pastFlags", "Previous flags"),
    "Ship Type": _put_each("type"),
    "Tonnage": _put_each("tonnage"),
    "Length": _keep("Length"),
    "Year Built": _put_each("buildDate"),
    "Hull Identification Number": _keep("Hull identification number"),
    "Current Owners": _link("owner", "current owner/operator"),
    "Previous Owners": _link("related", "previous owner/operator"),
}
_BY_SCHEMA = {"Person": _PERSON, "Organization": _ENTITY, "LegalEntity": _ENTITY, "Vessel": _SHIP}
