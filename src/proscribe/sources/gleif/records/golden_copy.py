"""The golden copy as XML: LEI records (LEI-CDF), relationships (RR-CDF), reporting exceptions.

Versions 1.0, 2.1 and 3.1 of LEI-CDF differ in elements that are there or not, and in namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.gleif.records.record import Record, Relationship, Said
from proscribe.sources.numbers import whole_number
from proscribe.sources.xml import walk

LEVEL_1, LEVEL_2, EXCEPTIONS = "LEIData", "RelationshipData", "ReportingExceptionData"
_FETCH_AGAIN = "Fetch the file again: it may have been cut."
# What the office that keeps an LEI did with it, and changes that show between editions.
_UNUSED_ENTITY = frozenset({"LegalEntityEvents", "EntityExpirationReason"})
_UNUSED_RECORD = frozenset({"Extension"})
_UNUSED_ADDRESS = frozenset({"lang", "type", "space"})
_ADDRESS = ("AddressNumber", "AddressNumberWithinBuilding", "MailRouting", "City", "Region",
            "PostalCode", "Country")  # fmt: skip
_LINES = ("FirstAddressLine", "AdditionalAddressLine", "Line1", "Line2", "Line3", "Line4")
_FULL = frozenset({"GLEIF_FULL_PUBLISHED", "LOU_FULL_PUBLISHED", ""})


@dataclass(slots=True)
class Header:
    """What the header of a file states.

    Attributes:
        made: When its content was put together.
        stated: Its number of records.
        whole: Whether it is a whole file, not a selection or what has changed.
    """

    made: Moment | None = None
    stated: int | None = None
    whole: bool = True


def read_records(file: SnapshotFile, header: Header, findings: Findings) -> Iterator[Record]:
    """Yield each LEI record, once its header has been read.

    Raises:
        QuarantineError: The file is damaged or cut off, or a record has no LEI or name.
    """
    count = 0
    for name, element in walk(file, "LEIHeader", "LEIRecord"):
        fields = Fields(element, file.name)
        if name == "LEIHeader":
            _read_header(fields, header)
            continue
        count += 1
        yield _record(fields, findings)
    _check_count(file, header, count)


def read_relationships(file: SnapshotFile, header: Header, said: Said, findings: Findings) -> int:
    """Read who consolidates or manages whom; return the number of records.

    Raises:
        QuarantineError: The file is damaged or cut off.
    """
    count = 0
    for name, element in walk(file, "Header", "RelationshipHeader", "RelationshipRecord"):
        fields = Fields(element, file.name)
        if name != "RelationshipRecord":
            _read_header(fields, header)
            continue
        count += 1
        told = _relationship(fields, findings)
        if told is not None:
            said.add_relationship(told, findings)
    _check_count(file, header, count)
    return count


def read_exceptions(file: SnapshotFile, header: Header, said: Said, findings: Findings) -> int:
    """Read why entities name no parent; return the number of records.

    Raises:
        QuarantineError: The file is damaged or cut off.
    """
    count = 0
    for name, element in walk(file, "Header", "Exception"):
        fields = Fields(element, file.name)
        if name == "Header":
            _read_header(fields, header)
            continue
        count += 1
        lei, category = fields.text("LEI"), fields.text("ExceptionCategory")
        reasons = [*fields.texts("ExceptionReason"), *fields.texts("ExceptionReference")]
        said.add_exception(lei, category, reasons)
        fields.close(findings, lei, ignore={"NextVersion", "Extension"})
    _check_count(file, header, count)
    return count


def instant_of(text: str) -> Moment | None:
    """Return the instant a file states, with its offset; None where it states none."""
    try:
        read = datetime.fromisoformat(text)
        instant = read.astimezone(UTC) if read.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
    if instant is None or not instant.year > 1:
        return None
    return Moment(day=instant.date(), instant=instant)


def _read_header(fields: Fields, header: Header) -> None:
    made = instant_of(fields.text("ContentDate"))
    count = fields.text("RecordCount")
    if made is not None and (header.made is None or made.ends("UTC") > header.made.ends("UTC")):
        header.made = made
    header.stated = whole_number(count)
    if count and header.stated is None:
        raise fields.error(f"the number of records is {count[:20]!r}, no number.", _FETCH_AGAIN)
    header.whole = fields.text("FileContent") in _FULL


def _check_count(file: SnapshotFile, header: Header, count: int) -> None:
    if header.stated is not None and header.stated != count:
        raise QuarantineError(
            f"the file holds {count} records but claims {header.stated}: a part is missing.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )


def _record(fields: Fields, findings: Findings) -> Record:
    lei, entity = fields.text("LEI").upper(), fields.part("Entity")
    name = None if entity is None else entity.part("LegalName")
    if not lei or entity is None or name is None or not name.own_text:
        what = "an LEI record has no name." if lei else "an LEI record has no LEI."
        raise fields.error(what, _FETCH_AGAIN)
    record = Record(lei=lei, locator=f"LEIRecord {lei}")
    record.names.append((name.own_text, "", name.attribute("lang")))
    _read_names(record, entity)
    _read_addresses(record, entity, findings)
    _read_entity(record, entity, findings)
    entity.close(findings, lei, ignore=_UNUSED_ENTITY)
    registration = fields.part("Registration")
    if registration is not None:
        record.registration = registration.text("RegistrationStatus")
    fields.close(findings, lei, ignore=_UNUSED_RECORD)
    return record


def _read_names(record: Record, entity: Fields) -> None:
    for holder, each in (
        ("OtherEntityNames", "OtherEntityName"),
        ("TransliteratedOtherEntityNames", "TransliteratedOtherEntityName"),
    ):
        held = entity.part(holder)
        for name in held.parts(each) if held is not None else ():
            type_ = name.attribute("type") or "LEGAL_NAME"
            record.names.append((name.own_text, type_, name.attribute("lang")))


def _read_addresses(record: Record, entity: Fields, findings: Findings) -> None:
    legal, main = entity.part("LegalAddress"), entity.part("HeadquartersAddress")
    record.country = _put_address(record, legal, findings)
    record.main_country = _put_address(record, main, findings)
    for holder, each in (
        ("OtherAddresses", "OtherAddress"),
        ("TransliteratedOtherAddresses", "TransliteratedOtherAddress"),
    ):
        held = entity.part(holder)
        for address in held.parts(each) if held is not None else ():
            _put_address(record, address, findings)


def _put_address(record: Record, address: Fields | None, findings: Findings) -> str:
    """Keep an address as one text, and return its country."""
    if address is None:
        return ""
    lines = [text for name in _LINES for text in address.texts(name)]
    rest = {name: address.text(name) for name in _ADDRESS}
    record.addresses.append(", ".join(filter(None, (*lines, *rest.values()))))
    address.close(findings, record.lei, ignore=_UNUSED_ADDRESS)
    return rest["Country"]


def _read_entity(record: Record, entity: Fields, findings: Findings) -> None:
    register = entity.part("RegistrationAuthority")
    if register is not None:
        record.registered_at = register.text("RegistrationAuthorityID")
        record.registered_at = record.registered_at or register.text("OtherRegistrationAuthorityID")
        record.registered_as = register.text("RegistrationAuthorityEntityID")
        register.close(findings, record.lei, ignore={"OtherRegistrationAuthorityID"})
    record.registered_as = record.registered_as or entity.text("BusinessRegisterEntityID")
    record.jurisdiction = entity.text("LegalJurisdiction")
    record.category = entity.text("EntityCategory")
    sub_category = entity.text("EntitySubCategory")
    if sub_category:
        record.notes.append(f"sub-category {sub_category}")
    form = entity.part("LegalForm")
    if form is not None:
        code, other = form.text("EntityLegalFormCode"), form.text("OtherLegalForm")
        record.legal_form = other or code or form.own_text
        form.close(findings, record.lei)
    record.status = entity.text("EntityStatus")
    record.created = entity.text("EntityCreationDate")
    record.expired = entity.text("EntityExpirationDate")
    _read_others(record, entity)


def _read_others(record: Record, entity: Fields) -> None:
    for tag, prefix in (("SuccessorEntity", "Successor"), ("AssociatedEntity", "Associated")):
        for other in entity.parts(tag):
            kind = other.attribute("type").lower()
            relation = kind or ("successor" if tag == "SuccessorEntity" else "associated")
            lei = other.text(f"{prefix}LEI")
            name = other.text(f"{prefix}EntityName")
            if lei or name:
                record.others.append((relation, lei, name))


def _relationship(fields: Fields, findings: Findings) -> Relationship | None:
    part = fields.part("Relationship")
    if part is None:
        raise fields.error("a relationship record has no relationship.", _FETCH_AGAIN)
    ends: list[str] = []
    for tag in ("StartNode", "EndNode"):
        node = part.part(tag)
        type_ = "" if node is None else node.text("NodeIDType") or "LEI"
        ends.append("" if node is None else node.text("NodeID").upper())
        if type_ != "LEI":
            findings.note(f"a relationship with a node of type {type_!r}", " ".join(ends))
            return None
    told = Relationship(start=ends[0], end=ends[1], type=part.text("RelationshipType"))
    told.status = part.text("RelationshipStatus")
    _read_periods(told, part)
    _read_measures(told, part)
    part.close(findings, " ".join(ends))
    fields.close(findings, " ".join(ends), ignore={"Registration", "Extension"})
    return told


def _read_periods(told: Relationship, part: Fields) -> None:
    """Read the time of a relationship; that of accounts and filings is of the papers for it."""
    periods = part.part("RelationshipPeriods")
    told.hold(
        (period.text("StartDate"), period.text("EndDate"))
        for period in (periods.parts("RelationshipPeriod") if periods is not None else ())
        if period.text("PeriodType") in {"RELATIONSHIP_PERIOD", ""}
    )


def _read_measures(told: Relationship, part: Fields) -> None:
    measures = part.part("RelationshipQuantifiers")
    for measure in measures.parts("RelationshipQuantifier") if measures is not None else ():
        amount, units = measure.text("QuantifierAmount"), measure.text("QuantifierUnits")
        if units in {"PERCENTAGE", ""}:
            told.share = amount
        else:
            told.notes.append(f"{amount} {units}")
        told.notes += filter(None, [measure.text("MeasurementMethod")])
    qualifiers = part.part("RelationshipQualifiers")
    for each in qualifiers.parts("RelationshipQualifier") if qualifiers is not None else ():
        told.notes.append(f"{each.text('QualifierDimension')} {each.text('QualifierCategory')}")
