"""The files as CSV 1.1: a row for each name, address, birth, paper and citizenship of an entry.

The rows of an entry are put together as the XML has it, so that both formats are read by the
same code. The table leaves out which names are weak, but where a remark says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row, check_header, decode_text, rows_below, text_records

_Key = tuple[str, ...]

_DAY = "filegenerationdate"
_LOGICAL, _REFERENCE = "entity_logicalid", "entity_eu_referencenumber"
_PROGRAMME, _ACT = "entity_regulation_programme", "entity_regulation_numbertitle"
_NEEDED = (_DAY, _LOGICAL, _REFERENCE, _PROGRAMME, "namealias_wholename")
_KINDS = {"p": "person", "e": "enterprise"}
_ENTITY = {
    "entity_unitednationid": "unitedNationId",
    "entity_designationdate": "designationDate",
    "entity_designationdetails": "designationDetails",
}
_REGULATION = {
    "entity_regulation_type": "regulationType",
    "entity_regulation_organisationtype": "organisationType",
    "entity_regulation_publicationdate": "publicationDate",
    "entity_regulation_entryintoforcedate": "entryIntoForceDate",
    _ACT: "numberTitle",
    _PROGRAMME: "programme",
}
# Columns of a part, after its prefix, and the attributes of the XML that say the same.
_COUNTRY = {"countryiso2code": "countryIso2Code", "countrydescription": "countryDescription"}
_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    "namealias": (
        "nameAlias",
        {
            "lastname": "lastName",
            "firstname": "firstName",
            "middlename": "middleName",
            "wholename": "wholeName",
            "namelanguage": "nameLanguage",
            "gender": "gender",
            "title": "title",
            "function": "function",
            "strong": "strong",
        },
    ),
    "birthdate": (
        "birthdate",
        {
            "birthdate": "birthdate",
            "day": "dayOfMonth",
            "month": "monthOfYear",
            "year": "year",
            "yearrangefrom": "yearRangeFrom",
            "yearrangeto": "yearRangeTo",
            "circa": "circa",
            "calendartype": "calendarType",
            "zipcode": "zipCode",
            "region": "region",
            "place": "place",
            "city": "city",
            **_COUNTRY,
        },
    ),
    "citizenship": ("citizenship", {"region": "region", **_COUNTRY}),
    "address": (
        "address",
        {
            "city": "city",
            "street": "street",
            "pobox": "poBox",
            "zipcode": "zipCode",
            "region": "region",
            "place": "place",
            "asatlistingtime": "asAtListingTime",
            **_COUNTRY,
        },
    ),
    "identification": (
        "identification",
        {
            "number": "number",
            "diplomatic": "diplomatic",
            "knownexpired": "knownExpired",
            "knownfalse": "knownFalse",
            "reportedlost": "reportedLost",
            "revokedbyissuer": "revokedByIssuer",
            "issuedby": "issuedBy",
            "issueddate": "issueDate",
            "validfrom": "validFrom",
            "validto": "validTo",
            "latinnumber": "latinNumber",
            "nameondocument": "nameOnDocument",
            "typecode": "identificationTypeCode",
            "region": "region",
            **_COUNTRY,
        },
    ),
}
# Numbers of the publisher's rows, the language of the act, and the act that added a detail.
_UNUSED = re.compile(
    r"(?:namealias|birthdate|citizenship|address|identification)"
    r"_(?:logicalid|regulationlanguage|typedescription|regulation_\w+)\Z"
)
_CONTACT = re.compile(r"(PHONE|FAX|EMAIL|WEB)[\s:\[]*")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BETWEEN_REMARKS = re.compile(r"\)\s*(?:\\n|\n)\s*\(")


def read_table(
    file: SnapshotFile, findings: Findings
) -> tuple[Moment | None, list[tuple[Fields, str]]]:
    """Return when the table was generated, and each entry with its locator.

    Raises:
        QuarantineError: It is another table, is cut off, or an entry has no number.
    """
    records = text_records(decode_text(file), file.name, delimiter=";")
    try:
        line, header = next(records)
    except StopIteration:
        line, header = 1, []
    columns = [column.strip().lower() for column in header]
    check_header(columns, _NEEDED, file=file.name, line=line)
    published: Moment | None = None
    entries: dict[_Key, tuple[etree._Element, int]] = {}
    for row in rows_below(columns, records, file=file.name):
        published = _generated(row) or published
        _add_row(row, entries)
        row.cells = {name: cell for name, cell in row.cells.items() if not _UNUSED.match(name)}
        row.close(findings, f"line {row.line}")
    found = [(Fields(each, file.name), f"line {line}") for each, line in entries.values()]
    return published, found


def _generated(row: Row) -> Moment | None:
    text = row.text(_DAY)
    day = read_date(text).day
    if text and day is None:
        raise QuarantineError(
            f"fileGenerationDate is {text!r}, which is no day.",
            where=Place(file=row.file, line=row.line, column="fileGenerationDate"),
            remedy="Fetch the file again and compare it with the publisher's.",
        )
    return None if day is None else Moment(day=day)


def _add_row(row: Row, entries: dict[_Key, tuple[etree._Element, int]]) -> None:
    reference, logical = row.text(_REFERENCE), row.text(_LOGICAL)
    key = (reference, logical, row.cells.get(_PROGRAMME, ""), row.cells.get(_ACT, ""))
    if key not in entries:
        entry = etree.Element("sanctionEntity")
        entry.set("euReferenceNumber", _xml_text(reference))
        entry.set("logicalId", _xml_text(logical))
        entries[key] = (entry, row.line)
        _add_head(row, entry)
    else:
        entry, _ = entries[key]
        for name in list(row.cells):
            if name.startswith("entity_"):
                row.text(name)
    for prefix, (tag, attributes) in _PARTS.items():
        _add_part(row, entry, prefix, (tag, attributes))


def _add_head(row: Row, entry: etree._Element) -> None:
    for column, name in _ENTITY.items():
        entry.set(name, _xml_text(row.text(column)))
    _add_remarks(entry, row.text("entity_remark"))
    regulation = etree.SubElement(entry, "regulation")
    for column, name in _REGULATION.items():
        regulation.set(name, _xml_text(row.text(column)))
    etree.SubElement(regulation, "publicationUrl").text = _xml_text(
        row.text("entity_regulation_publicationurl")
    )
    kinds = [
        row.text(name).lower()
        for name in ("entity_subjecttype", "entity_subjecttype_classificationcode")
    ]
    code = next((kind for kind in kinds if len(kind) > 1), _KINDS.get(kinds[0], kinds[0]))
    etree.SubElement(entry, "subjectType", code=_xml_text(code))


def _add_part(
    row: Row, entry: etree._Element, prefix: str, shape: tuple[str, dict[str, str]]
) -> None:
    tag, attributes = shape
    values = {name: row.text(f"{prefix}_{column}") for column, name in attributes.items()}
    remark = row.text(f"{prefix}_remark")
    contact = row.text(f"{prefix}_contactinfo")
    if not any((*values.values(), remark, contact)):
        return
    part = etree.SubElement(entry, tag)
    for name, value in values.items():
        part.set(name, _xml_text(value))
    _add_remarks(part, remark)
    for key, value in _contacts(contact):
        etree.SubElement(part, "contactInfo", key=key, value=_xml_text(value))


def _add_remarks(element: etree._Element, text: str) -> None:
    """Add the remarks, of which the table sets each in brackets."""
    inner = text[1:-1] if text.startswith("(") and text.endswith(")") else text
    for remark in _BETWEEN_REMARKS.split(inner):
        if remark.strip():
            etree.SubElement(element, "remark").text = _xml_text(remark)


def _contacts(text: str) -> Iterator[tuple[str, str]]:
    head, *rest = _CONTACT.split(text)
    if head.strip():
        yield "", head
    for key, value in zip(rest[::2], rest[1::2], strict=True):
        yield key, value.strip(" ;,]")


def _xml_text(text: str) -> str:
    """Leave out characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
