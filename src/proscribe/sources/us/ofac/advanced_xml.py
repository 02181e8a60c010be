"""OFAC's Advanced XML: the ``Sanctions`` schema that the UN also uses.

A party is spread over the file: documents and places stand before it, its ties
and its entries in lists after it. One pass reads a file in that order; where the
parts stand otherwise, each kind is read in a pass of its own. ``FixedRef`` of a
party is OFAC's number in every other format.

Only here and in the Enhanced XML are stated the day of each list entry, the acts
it rests on, what a tie is, and names in scripts other than Latin. They are taken
up where stated. Where an edition in another format follows, the days and the acts
stay (the ledger takes silence for no withdrawal); names and ties are those of the
newest edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac.advanced_parts import (
    RELABELLED,
    address_of,
    child,
    day_of,
    named_children,
    period_of,
)
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
from proscribe.sources.us.ofac.reference_values import ReferenceValues
from proscribe.sources.us.ofac.remarks import read_remarks
from proscribe.sources.xml import line_of, local_name, text_of, walk

ROOT = "Sanctions"
_FETCH_AGAIN = "Fetch the file again: it may have been cut or edited."
_FIRST_NAMES = {"First Name", "Middle Name"}
_OTHER_NAMES = {
    *("Last Name", "Entity Name", "Vessel Name", "Aircraft Name"),
    *("Maiden Name", "Nickname", "Patronymic", "Matronymic"),
}
_ALIAS_TYPES = {"A.K.A.": "a.k.a.", "F.K.A.": "f.k.a.", "N.K.A.": "n.k.a."}
_PROGRAM = "Program"
# Comments stand empty but on parties; numbers in them are the file's own.
_CHILDREN = {
    "DistinctParty": {"Comment", "Profile"},
    "Profile": {"Identity", "Feature"},
    "Identity": {"Alias", "NamePartGroups"},
    "FeatureVersion": {"Comment", "DatePeriod", "VersionDetail", "VersionLocation"},
    "SanctionsEntry": {"EntryEvent", "SanctionsMeasure"},
    "IDRegDocument": {
        *("Comment", "DocumentDate", "DocumentedNameReference"),
        *("IDRegistrationNo", "IssuingAuthority"),
    },
}
# What stands right below the root, in the order in which each can be read.
_PASSES = (
    ("DateOfIssue", "ReferenceValueSets"),
    ("Location", "IDRegDocument"),
    ("DistinctParty",),
    ("ProfileRelationship", "SanctionsEntry"),
)
_TURN = {name: turn for turn, names in enumerate(_PASSES) for name in names}
_BELOW_ROOT = {
    *("DateOfIssue", "ReferenceValueSets", "Locations", "IDRegDocuments", "DistinctParties"),
    *("ProfileRelationships", "SanctionsEntries", "SanctionsEntryLinks"),
}
# What a list entry does; the programme and the directives say it too.
_UNUSED_MEASURES = (
    *("Block", "Reject", "561 ", "13662 Sectoral Directive ", "NDAA ", "CAATSA ", "CMIC "),
    *("Executive Order 13959 ", "Executive Order 14024 Directive ", "Executive Order 14014 "),
)


@dataclass(slots=True)
class _Reader:
    """What has been read of the file so far."""

    file: SnapshotFile
    findings: Findings
    published: Moment | None = None
    values: ReferenceValues = field(default_factory=ReferenceValues)
    places: dict[str, Address] = field(default_factory=dict)
    documents: dict[str, list[Fact]] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    profiles: dict[str, Record] = field(default_factory=dict)

    def report_section(self, name: str) -> None:
        """Report an element right below the root that nothing here reads."""
        if name not in _BELOW_ROOT:
            self.findings.note(f"unread section {name}", name)

    def damaged(self, what: str, element: etree._Element) -> QuarantineError:
        """Return the error that refuses the file at an element."""
        where = Place(file=self.file.name, line=line_of(element), column=local_name(element))
        return QuarantineError(what, where=where, remedy=_FETCH_AGAIN)


def parse_advanced(file: SnapshotFile, findings: Findings) -> RecordSet:
    """Read a list in OFAC's Advanced XML.

    Raises:
        QuarantineError: The file is damaged.
    """
    reader = _read_in_order(file) or _read_in_passes(file)
    findings.take(reader.findings)
    return RecordSet(records=list(reader.records.values()), published=reader.published, stated=None)


def _read_in_order(file: SnapshotFile) -> _Reader | None:
    """Read the file in one pass; None where a part stands after one that needs it."""
    reader = _Reader(file, Findings())
    reached = 0
    for name, element in walk(file, *_SECTIONS, other=reader.report_section):
        if _TURN[name] < reached:
            return None
        reached = _TURN[name]
        _SECTIONS[name](reader, element)
    return reader


def _read_in_passes(file: SnapshotFile) -> _Reader:
    reader = _Reader(file, Findings())
    for names in _PASSES:
        for name, element in walk(file, *_SECTIONS, other=reader.report_section):
            if name in names:
                _SECTIONS[name](reader, element)
    return reader


def _report_unread(reader: _Reader, element: etree._Element, uid: str) -> None:
    """Report children of an element that nothing here reads."""
    name = local_name(element)
    for each in element:
        if local_name(each) not in _CHILDREN[name]:
            reader.findings.note(f"unread field {name}/{local_name(each)}", uid)


def _read_issue_date(reader: _Reader, element: etree._Element) -> None:
    day = day_of(element)
    if day is None:
        raise reader.damaged("the date of issue cannot be read.", element)
    reader.published = Moment(day=day)


def _read_values(reader: _Reader, element: etree._Element) -> None:
    reader.values.read(element)


def _read_place(reader: _Reader, element: etree._Element) -> None:
    address = address_of(element, reader.values)
    if address is not None:
        reader.places[element.get("ID", "")] = address


def _read_document(reader: _Reader, element: etree._Element) -> None:
    label = reader.values.text("IDRegDocType", element.get("IDRegDocTypeID"))
    number = text_of(child(element, "IDRegistrationNo"))
    _report_unread(reader, element, element.get("ID", ""))
    country = reader.values.text("Country", element.get("IssuedBy-CountryID")) or None
    facts = reader.documents.setdefault(element.get("IdentityID", ""), [])
    facts.append(Fact(label, number, country))


def _read_party(reader: _Reader, element: etree._Element) -> None:
    uid = element.get("FixedRef", "")
    profile = child(element, "Profile")
    party = reader.values.parties.get(profile.get("PartySubTypeID", ""))
    if party is None:
        reader.findings.note(f"unknown type {profile.get('PartySubTypeID')!r}", uid)
    identity = child(profile, "Identity")
    primary, aliases = _spellings(reader, identity, uid, party)
    if not is_number(uid) or primary is None or not primary.last:
        what = "no name" if is_number(uid) else "no number"
        raise reader.damaged(f"a party has {what}.", element)
    if uid in reader.records:
        raise reader.damaged(f"the number {uid} stands twice.", element)
    record = Record(
        uid=uid,
        locator=f"DistinctParty FixedRef={uid}",
        party=party,
        name=primary,
        aliases=aliases,
        facts=reader.documents.pop(identity.get("ID", ""), []),
    )
    for each in (element, profile, identity):
        _report_unread(reader, each, uid)
    for feature in named_children(profile, "Feature"):
        _read_feature(reader, record, feature)
    read_remarks(record, text_of(child(element, "Comment")))
    reader.records[uid] = record
    reader.profiles[profile.get("ID", "")] = record


def _kinds_of_parts(reader: _Reader, identity: etree._Element) -> dict[str, str]:
    """Return what each part of the party's names is (``Last Name``, …), by its number."""
    return {
        part.get("ID", ""): reader.values.text("NamePartType", part.get("NamePartTypeID"))
        for group in named_children(child(identity, "NamePartGroups"), "MasterNamePartGroup")
        for part in group
    }


def _spellings(
    reader: _Reader, identity: etree._Element, uid: str, party: Party | None
) -> tuple[PrintedName | None, list[Alias]]:
    """Return the primary name and all others; a name may be spelt in several scripts."""
    kinds = _kinds_of_parts(reader, identity)
    primary: PrintedName | None = None
    aliases: list[Alias] = []
    for element in named_children(identity, "Alias"):
        relation = reader.values.text("AliasType", element.get("AliasTypeID"))
        is_primary = relation == "Name" and element.get("Primary") == "true"
        if not is_primary and relation not in _ALIAS_TYPES:
            reader.findings.note(f"unknown alias type {relation!r}", uid)
        for documented in named_children(element, "DocumentedName"):
            name = parted_name(*_parts(reader, kinds, documented, uid), party)
            if is_primary and primary is None:
                primary = name
            else:
                weak = element.get("LowQuality") == "true"
                aliases.append(Alias(name, _ALIAS_TYPES.get(relation, "a.k.a."), weak=weak))
    return primary, aliases


def _parts(
    reader: _Reader, kinds: dict[str, str], documented: etree._Element, uid: str
) -> tuple[str, str]:
    """Return the last names and the first names of one spelling."""
    first: list[str] = []
    last: list[str] = []
    for part in documented.iter("{*}NamePartValue"):
        kind = kinds.get(part.get("NamePartGroupID", ""), "")
        if kind not in _FIRST_NAMES and kind not in _OTHER_NAMES:
            reader.findings.note(f"unknown part of a name {kind!r}", uid)
        (first if kind in _FIRST_NAMES else last).append(text_of(part))
    return " ".join(last), " ".join(first)


def _read_feature(reader: _Reader, record: Record, feature: etree._Element) -> None:
    label = reader.values.text("FeatureType", feature.get("FeatureTypeID"))
    for version in named_children(feature, "FeatureVersion"):
        _report_unread(reader, version, record.uid)
        place = child(version, "VersionLocation").get("LocationID")
        if label == "Location":
            if place in reader.places:
                record.addresses.append(reader.places[place])
            continue
        value = _feature_value(reader, version, place)
        if label == "Title":
            record.title = value or None
        elif value:
            record.facts.append(Fact(RELABELLED.get(label, label), value))
        else:
            reader.findings.note(f"unread feature {label}", record.uid)


def _feature_value(reader: _Reader, version: etree._Element, place: str | None) -> str:
    for period in named_children(version, "DatePeriod"):
        return period_of(period)
    detail = child(version, "VersionDetail")
    looked_up = reader.values.text("DetailReference", detail.get("DetailReferenceID"))
    if place in reader.places and not text_of(detail) and not looked_up:
        return reader.places[place].country or ""
    return looked_up or text_of(detail)


def _read_tie(reader: _Reader, element: etree._Element) -> None:
    source = reader.profiles.get(element.get("From-ProfileID", ""))
    target = reader.profiles.get(element.get("To-ProfileID", ""))
    if source is None or target is None:
        reader.findings.note("tie to a party the file does not hold", element.get("ID", ""))
    elif element.get("Former") == "true":
        reader.findings.note("unread former tie", source.uid)
    else:
        role = reader.values.text("RelationType", element.get("RelationTypeID"))
        source.links.append(Tie(target.name.filed, role or None))


def _read_entry(reader: _Reader, element: etree._Element) -> None:
    record = reader.profiles.get(element.get("ProfileID", ""))
    if record is None:
        reader.findings.note("list entry of no party", element.get("ID", ""))
        return
    _report_unread(reader, element, record.uid)
    for measure in named_children(element, "SanctionsMeasure"):
        kind = reader.values.text("SanctionsType", measure.get("SanctionsTypeID"))
        tag = text_of(child(measure, "Comment"))
        if kind == _PROGRAM and tag and tag not in record.programs:
            record.programs.append(tag)
        elif kind != _PROGRAM and not kind.startswith(_UNUSED_MEASURES):
            reader.findings.note(f"unknown measure {kind!r}", record.uid)
    events = list(named_children(element, "EntryEvent"))
    for event in events:
        record.acts.append(reader.values.text("LegalBasis", event.get("LegalBasisID")))
    days = {day_of(child(event, "Date")) for event in events}
    days.discard(None)
    if len(days) == 1:
        name = reader.values.text("List", element.get("ListID"))
        record.list_days[name] = str(days.pop())


_SECTIONS = {
    "DateOfIssue": _read_issue_date,
    "ReferenceValueSets": _read_values,
    "Location": _read_place,
    "IDRegDocument": _read_document,
    "DistinctParty": _read_party,
    "ProfileRelationship": _read_tie,
    "SanctionsEntry": _read_entry,
}
