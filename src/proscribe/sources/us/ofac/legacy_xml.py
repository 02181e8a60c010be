"""OFAC's first XML: ``sdnList`` with one ``sdnEntry`` a party (SDN.XML, CONSOLIDATED.XML).

The namespace was tempuri.org until OFAC's Sanctions List Service (2024) gave it
its own; it is not looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac.record import (
    Address,
    Alias,
    Fact,
    Party,
    Record,
    RecordSet,
    is_number,
    parted_name,
)
from proscribe.sources.us.ofac.remarks import read_remarks
from proscribe.sources.xml import line_of, local_name, text_of, walk

ROOT = "sdnList"
_FETCH_AGAIN = "Fetch the file again: it may have been cut or edited."
_PARTIES = {
    "Individual": Party.INDIVIDUAL,
    "Entity": Party.ENTITY,
    "Vessel": Party.VESSEL,
    "Aircraft": Party.AIRCRAFT,
}
# Keys of the file's own rows, and which of several birth dates OFAC prints first.
_UNUSED = {"uid", "mainEntry", "issueDate", "expirationDate"}
_VESSEL_LABELS = {
    "callSign": "Vessel Call Sign",
    "vesselType": "Vessel Type",
    "vesselFlag": "Vessel Flag",
    "vesselOwner": "Vessel Owner",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
}
_LABELS = {
    "dateOfBirthList": ("dateOfBirth", "DOB"),
    "placeOfBirthList": ("placeOfBirth", "POB"),
    "nationalityList": ("country", "nationality"),
    "citizenshipList": ("country", "citizen"),
}


def parse_legacy(file: SnapshotFile, findings: Findings) -> RecordSet:
    """Read a list in OFAC's legacy XML.

    Raises:
        QuarantineError: The file is damaged.
    """
    records: list[Record] = []
    published: Moment | None = None
    stated: int | None = None
    for name, element in walk(
        file, "publshInformation", "sdnEntry", other=partial(_report_section, findings)
    ):
        if name == "sdnEntry":
            records.append(_record(element, file, findings))
        else:
            published, stated = _publication(element, file, findings)
    return RecordSet(records=records, published=published, stated=stated)


def _report_section(findings: Findings, name: str) -> None:
    findings.note(f"unread section {name}", name)


def _publication(
    element: etree._Element, file: SnapshotFile, findings: Findings
) -> tuple[Moment, int]:
    values = _values(element, "", findings, ("Publish_Date", "Record_Count"))
    try:
        month, day, year = values.get("Publish_Date", "").split("/")
        published = date(int(year), int(month), int(day))
        return Moment(day=published), int(values.get("Record_Count", ""))
    except (ValueError, OverflowError) as error:
        raise QuarantineError(
            f"the publication date or the record count cannot be read ({error}).",
            where=Place(file=file.name, line=line_of(element), column="publshInformation"),
            remedy=_FETCH_AGAIN,
        ) from error


def _record(element: etree._Element, file: SnapshotFile, findings: Findings) -> Record:
    parts = {local_name(child): child for child in element}
    uid, last = _text(parts.pop("uid", None)), _text(parts.pop("lastName", None))
    if not is_number(uid) or not last:
        raise QuarantineError(
            f"an entry has {'no name' if is_number(uid) else 'no number'}.",
            where=Place(file=file.name, line=line_of(element), column="sdnEntry"),
            remedy=_FETCH_AGAIN,
        )
    kind = _text(parts.pop("sdnType", None))
    party = _PARTIES.get(kind)
    if party is None:
        findings.note(f"unknown type {kind!r}", uid)
    record = Record(
        uid=uid,
        locator=f"sdnEntry uid={uid}",
        party=party,
        name=parted_name(last, _text(parts.pop("firstName", None)), party),
        title=_text(parts.pop("title", None)) or None,
    )
    remarks = parts.pop("remarks", None)
    for name, child in parts.items():
        reader = _READERS.get(name)
        if reader is None:
            findings.note(f"unread field {name}", uid)
        else:
            reader(record, child, findings)
    read_remarks(record, _text(remarks))
    return record


def _text(element: etree._Element | None) -> str:
    return "" if element is None else text_of(element)


def _values(
    element: etree._Element, uid: str, findings: Findings, known: tuple[str, ...]
) -> dict[str, str]:
    """Return the texts of an element's children by name; report a child that is not known."""
    values: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        if name in known:
            values[name] = text_of(child)
        elif name not in _UNUSED:
            findings.note(f"unread field {local_name(element)}/{name}", uid)
    return values


def _read_programs(record: Record, element: etree._Element, findings: Findings) -> None:
    for child in element:
        if local_name(child) == "program":
            record.programs.append(text_of(child))
        else:
            findings.note(f"unread field programList/{local_name(child)}", record.uid)


def _read_ids(record: Record, element: etree._Element, findings: Findings) -> None:
    for child in element:
        values = _values(child, record.uid, findings, ("idType", "idNumber", "idCountry"))
        label = values.get("idType", "")
        record.facts.append(Fact(label, values.get("idNumber", ""), values.get("idCountry")))


def _read_aliases(record: Record, element: etree._Element, findings: Findings) -> None:
    known = ("type", "category", "lastName", "firstName")
    for child in element:
        values = _values(child, record.uid, findings, known)
        relation, category = values.get("type", ""), values.get("category", "")
        if relation not in {"a.k.a.", "f.k.a.", "n.k.a."}:
            findings.note(f"unknown alias type {relation!r}", record.uid)
        if category not in {"strong", "weak"}:
            findings.note(f"unknown alias category {category!r}", record.uid)
        name = parted_name(values.get("lastName", ""), values.get("firstName"), record.party)
        record.aliases.append(Alias(name, relation, weak=category != "strong"))


def _read_addresses(record: Record, element: etree._Element, findings: Findings) -> None:
    known = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
    for child in element:
        values = _values(child, record.uid, findings, known)
        record.addresses.append(
            Address.joined(
                [values.get(name, "") for name in known[:3]],
                [values.get(name, "") for name in ("city", "stateOrProvince")],
                values.get("postalCode", ""),
                values.get("country"),
            )
        )


def _read_vessel(record: Record, element: etree._Element, findings: Findings) -> None:
    for name, value in _values(element, record.uid, findings, tuple(_VESSEL_LABELS)).items():
        record.facts.append(Fact(_VESSEL_LABELS[name], value))


def _read_labelled(record: Record, element: etree._Element, findings: Findings) -> None:
    field, label = _LABELS[local_name(element)]
    for child in element:
        value = _values(child, record.uid, findings, (field,)).get(field)
        if value:
            record.facts.append(Fact(label, value))


_READERS: dict[str, Callable[[Record, etree._Element, Findings], None]] = {
    "programList": _read_programs,
    "idList": _read_ids,
    "akaList": _read_aliases,
    "addressList": _read_addresses,
    "vesselInfo": _read_vessel,
    **dict.fromkeys(_LABELS, _read_labelled),
}
