"""OFAC's Enhanced XML (``sanctionsData``): each party whole, names in their own scripts too.

It is also what the Sanctions List Service exports when a visitor filters the
lists; such a part of a list is told by its filters and ends no designation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac.advanced_parts import RELABELLED, child
from proscribe.sources.us.ofac.record import (
    Address,
    Alias,
    Fact,
    Party,
    PrintedName,
    Record,
    RecordSet,
    Tie,
    is_number,
    parted_name,
)
from proscribe.sources.us.ofac.remarks import read_remarks
from proscribe.sources.xml import line_of, local_name, text_of, walk

ROOT = "sanctionsData"
_FETCH_AGAIN = "Fetch the file again: it may have been cut or edited."
_PARTIES = {
    "Individual": Party.INDIVIDUAL,
    "Entity": Party.ENTITY,
    "Vessel": Party.VESSEL,
    "Aircraft": Party.AIRCRAFT,
}
_ALIAS_TYPES = {"A.K.A.": "a.k.a.", "F.K.A.": "f.k.a.", "N.K.A.": "n.k.a."}
_STREETS = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_PLACES = ("CITY", "STATE/PROVINCE")
# What the programmes say too, and what is read with the whole record or the whole file.
_PASSED_OVER = {"sanctionsTypes", "names", "relationships"}
_UNUSED_GENERAL = {"identityId", "entityType"}
# Children of records; a paper's days and issuing office are in no other format of the list.
_CHILDREN = {
    "feature": {
        *("type", "versionId", "value", "valueDate", "valueRefId", "isPrimary", "reliability"),
        "comments",
    },
    "identityDocument": {
        *("type", "name", "documentNumber", "isValid", "issuingAuthority", "issuingCountry"),
        *("issueDate", "expirationDate", "comments"),
    },
    "relationship": {"type", "relatedEntity", "comments"},
    "name": {"isPrimary", "aliasType", "isLowQuality", "translations", "comments"},
    "address": {"country", "translations", "comments"},
}
_BELOW_ROOT = {"publicationInfo", "referenceValues", "featureTypes", "entities"}
_SPELLINGS = ("formattedFirstName", "formattedLastName", "formattedFullName")


def parse_enhanced(file: SnapshotFile, findings: Findings) -> RecordSet:
    """Read a list in OFAC's Enhanced XML.

    Raises:
        QuarantineError: The file is damaged.
    """
    records: list[Record] = []
    ties: list[_FoundTie] = []
    published: Moment | None = None
    filters: dict[str, list[str]] = {}
    for name, element in walk(
        file, "publicationInfo", "entity", other=partial(_report_section, findings)
    ):
        if name == "entity":
            records.append(_record(element, file, findings))
            ties.extend(_ties(records[-1], element, findings))
        else:
            published = _day_of_data(element, file)
            chosen = child(element, "filters")
            filters = {local_name(each): [text_of(value) for value in each] for each in chosen}
    _resolve_ties(records, ties, findings)
    lists = frozenset(filters.pop("sanctionsLists", ()))
    words = " and ".join(f"{name} {', '.join(values)}" for name, values in filters.items())
    part = f"An export filtered by {words}." if words else None
    return RecordSet(records=records, published=published, stated=None, lists=lists, part=part)


def _report_section(findings: Findings, name: str) -> None:
    if name not in _BELOW_ROOT:
        findings.note(f"unread section {name}", name)


def _day_of_data(element: etree._Element, file: SnapshotFile) -> Moment:
    text = text_of(child(element, "dataAsOf"))
    try:
        return Moment(day=date.fromisoformat(text[:10]))
    except ValueError as error:
        raise QuarantineError(
            f"the day of the data cannot be read from {text!r}.",
            where=Place(file=file.name, line=line_of(element), column="dataAsOf"),
            remedy=_FETCH_AGAIN,
        ) from error


def _record(element: etree._Element, file: SnapshotFile, findings: Findings) -> Record:
    uid = element.get("id", "")
    general = child(element, "generalInfo")
    party = _PARTIES.get(text_of(child(general, "entityType")))
    aliases = [
        alias for each in child(element, "names") for alias in _aliases(each, party, uid, findings)
    ]
    primary = next((name for name, relation, _ in aliases if relation is None), None)
    if not is_number(uid) or primary is None or not primary.last:
        raise QuarantineError(
            f"an entity has {'no name' if is_number(uid) else 'no number'}.",
            where=Place(file=file.name, line=line_of(element), column="entity"),
            remedy=_FETCH_AGAIN,
        )
    if party is None:
        findings.note(f"unknown type {text_of(child(general, 'entityType'))!r}", uid)
    record = Record(
        uid=uid,
        locator=f"entity id={uid}",
        party=party,
        name=primary,
        aliases=[
            Alias(name, relation or "a.k.a.", weak=weak)
            for name, relation, weak in aliases
            if name is not primary
        ],
    )
    for section in element:
        reader = _SECTIONS.get(local_name(section))
        if reader is not None:
            reader(record, section, findings)
        elif local_name(section) not in _PASSED_OVER:
            findings.note(f"unread field {local_name(section)}", uid)
    return record


def _aliases(
    element: etree._Element, party: Party | None, uid: str, findings: Findings
) -> list[tuple[PrintedName, str | None, bool]]:
    """Return each spelling of a name, its relation (None: primary), and whether it is weak."""
    _report_unread(element, uid, findings)
    relation = text_of(child(element, "aliasType"))
    is_primary = text_of(child(element, "isPrimary")) == "true"
    if not is_primary and relation not in _ALIAS_TYPES:
        findings.note(f"unknown alias type {relation!r}", uid)
    weak = text_of(child(element, "isLowQuality")) == "true"
    spellings: list[tuple[PrintedName, str | None, bool]] = []
    for translation in child(element, "translations"):
        first, last, full = (text_of(child(translation, each)) for each in _SPELLINGS)
        name = parted_name(last or full, first, party)
        kept_primary = is_primary and text_of(child(translation, "isPrimary")) == "true"
        kind = None if kept_primary else _ALIAS_TYPES.get(relation, "a.k.a.")
        spellings.append((name, kind, weak))
    return spellings


def _read_general(record: Record, section: etree._Element, findings: Findings) -> None:
    for each in section:
        name = local_name(each)
        if name == "title":
            record.title = text_of(each) or None
        elif name == "remarks":
            read_remarks(record, text_of(each))
        elif name not in _UNUSED_GENERAL:
            findings.note(f"unread field generalInfo/{name}", record.uid)


def _read_lists(record: Record, section: etree._Element, findings: Findings) -> None:
    for each in section:
        name, printed = text_of(each), each.get("datePublished", "")
        try:
            record.list_days[name] = date.fromisoformat(printed[:10]).isoformat()
        except ValueError:
            record.list_days[name] = ""
            findings.note(f"unread day of entry {printed!r} in {name}", record.uid)


def _read_programs(record: Record, section: etree._Element, _: Findings) -> None:
    record.programs.extend(text_of(each) for each in section)


def _read_addresses(record: Record, section: etree._Element, findings: Findings) -> None:
    for each in section:
        _report_unread(each, record.uid, findings)
        country = text_of(child(each, "country"))
        translations = list(child(each, "translations"))
        parts: dict[str, str] = {}
        for translation in translations[:1]:
            for part in child(translation, "addressParts"):
                parts[text_of(child(part, "type"))] = text_of(child(part, "value"))
        region = parts.pop("REGION", None)
        address = Address.joined(
            [parts.pop(name, "") for name in _STREETS],
            [parts.pop(name, "") for name in _PLACES],
            parts.pop("POSTAL CODE", ""),
            country or (f"Region: {region}" if region else None),
        )
        for name in parts:
            findings.note(f"unread part of an address {name!r}", record.uid)
        if address.line or address.country:
            record.addresses.append(address)


def _read_authorities(record: Record, section: etree._Element, _: Findings) -> None:
    record.acts.extend(text_of(each) for each in section)


def _report_unread(element: etree._Element, uid: str, findings: Findings) -> None:
    """Report children of an element that nothing here reads."""
    name = local_name(element)
    for each in element:
        if local_name(each) not in _CHILDREN.get(name, set()):
            findings.note(f"unread field {name}/{local_name(each)}", uid)


def _read_features(record: Record, section: etree._Element, findings: Findings) -> None:
    for each in section:
        _report_unread(each, record.uid, findings)
        label, value = text_of(child(each, "type")), text_of(child(each, "value"))
        if label == "Title":
            record.title = value or None
        elif value:
            record.facts.append(Fact(RELABELLED.get(label, label), value))
        else:
            findings.note(f"unread feature {label}", record.uid)


def _read_documents(record: Record, section: etree._Element, findings: Findings) -> None:
    for each in section:
        _report_unread(each, record.uid, findings)
        label, number = text_of(child(each, "type")), text_of(child(each, "documentNumber"))
        country = text_of(child(each, "issuingCountry")) or None
        record.facts.append(Fact(label, number, country))


@dataclass(frozen=True, slots=True)
class _FoundTie:
    """A tie before the names of both ends are known."""

    record: Record
    number: str
    printed: str
    role: str | None


def _ties(record: Record, element: etree._Element, findings: Findings) -> Iterator[_FoundTie]:
    for each in child(element, "relationships"):
        _report_unread(each, record.uid, findings)
        other, role = child(each, "relatedEntity"), text_of(child(each, "type"))
        yield _FoundTie(record, other.get("entityId", ""), text_of(other), role or None)


def _resolve_ties(records: list[Record], ties: list[_FoundTie], findings: Findings) -> None:
    """Link by the names in the file; a tie to a party outside it keeps the name it prints."""
    names = {record.uid: record.name.filed for record in records}
    for tie in ties:
        name = names.get(tie.number) or tie.printed
        if name:
            tie.record.links.append(Tie(name, tie.role))
        else:
            findings.note("tie to a party the file does not hold", tie.record.uid)


_SECTIONS = {
    "generalInfo": _read_general,
    "sanctionsLists": _read_lists,
    "sanctionsPrograms": _read_programs,
    "legalAuthorities": _read_authorities,
    "addresses": _read_addresses,
    "features": _read_features,
    "identityDocuments": _read_documents,
}
