"""The UK Sanctions List as XML: ``Designations`` with one ``Designation`` each."""

from __future__ import annotations

from collections.abc import Iterator

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.gb.fcdo.designee import Designee
from proscribe.sources.gb.fcdo.measures import INDICATORS
from proscribe.sources.gb.fcdo.table import Table
from proscribe.sources.xml import root_name, text_of, walk

ROOT = "Designations"
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_SIMPLE = {
    "LastUpdated": "Last Updated",
    "DateDesignated": "Date Designated",
    "OFSIGroupID": "OFSI Group ID",
    "UNReferenceNumber": "UN Reference Number",
    "RegimeName": "Regime Name",
    "DesignationSource": "Designation source",
    "SanctionsImposed": "Sanctions Imposed",
    "OtherInformation": "Other Information",
    "UKStatementofReasons": "UK Statement of Reasons",
    "UKStatementOfReasons": "UK Statement of Reasons",
}
_CONTACTS = {
    "PhoneNumbers": ("PhoneNumber", "Phone number"),
    "EmailAddresses": ("EmailAddress", "Email address"),
    "Websites": ("Website", "Website"),
    "Titles": ("Title", "Title"),
    "CryptoWalletAddresses": ("CryptoWalletAddress", "Crypto wallet address"),
}
_INDIVIDUAL = {
    "DOBs": ("DOB", "D.O.B"),
    "Nationalities": ("Nationality", "Nationality(/ies)"),
    "Positions": ("Position", "Position"),
    "Genders": ("Gender", "Gender"),
    "Titles": ("Title", "Title"),
}
_ENTITY = {
    "TypeOfEntities": ("TypeOfEntity", "Type of entity"),
    "Subsidiaries": ("Subsidiary", "Subsidiaries"),
    "ParentCompanies": ("ParentCompany", "Parent Company"),
    "BusinessRegistrationNumbers": (
        "BusinessRegistrationNumber",
        "Business registration number (s)",
    ),
}
_SHIP = {
    "IMONumbers": ("IMONumber", "IMO number"),
    "CurrentOwnerOperators": ("CurrentOwnerOperator", "Current owner/operator (s)"),
    "PreviousOwnerOperators": ("PreviousOwnerOperator", "Previous owner/operator (s)"),
    "CurrentBelievedFlagOfShips": (
        "CurrentBelievedFlagOfShip",
        "Current believed flag of ship",
    ),
    "PreviousFlags": ("PreviousFlag", "Previous flags"),
    "TypeOfShipDetails": ("TypeOfShip", "Type of ship"),
    "TonnageOfShipDetails": ("TonnageOfShip", "Tonnage of ship"),
    "LengthOfShipDetails": ("LengthOfShip", "Length of ship"),
    "YearsBuilt": ("YearBuilt", "Year Built"),
    "HullIdentificationNumbers": (
        "HullIdentificationNumber",
        "Hull identification number (HIN)",
    ),
}
_DETAILS = {
    "IndividualDetails": ("Individual", _INDIVIDUAL),
    "EntityDetails": ("Entity", _ENTITY),
    "ShipDetails": ("Ship", _SHIP),
}
_DOCUMENTS = {
    "PassportDetails": ("Passport", "passportNumber", "Passport"),
    "NationalIdentifierDetails": ("NationalIdentifier", "idNumber", "National identifier"),
}


def read_xml(file: SnapshotFile, findings: Findings) -> Table:
    """Read the list from XML.

    Raises:
        QuarantineError: The file is damaged, or is another list.
    """
    root = root_name(file)
    if root != ROOT:
        raise QuarantineError(
            f"the XML is a {root}, no {ROOT}: it is another list.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )
    published: Moment | None = None
    found: dict[str, Designee] = {}
    for name, element in walk(
        file,
        *("DateGenerated", "Designation"),
        other=lambda name: findings.note(f"unread element {name}", name),
    ):
        if name == "DateGenerated":
            published = _generated(Fields(element, file.name), text_of(element))
            continue
        fields = Fields(element, file.name)
        designee = _designee(fields, findings)
        if designee.unique_id in found:
            raise fields.error(f"the Unique ID {designee.unique_id} stands twice.", _FETCH_AGAIN)
        found[designee.unique_id] = designee
    return Table(designees=list(found.values()), published=published)


def _generated(fields: Fields, text: str) -> Moment:
    day = read_date(text).day
    if day is None:
        raise fields.error(f"the day of the list, {text!r}, cannot be read.", _FETCH_AGAIN)
    return Moment(day=day)


def _designee(fields: Fields, findings: Findings) -> Designee:
    unique_id = fields.text("UniqueID")
    error = fields.error(f"a designation has the UniqueID {unique_id!r}.", _FETCH_AGAIN)
    designee = Designee.of(unique_id, fields.text("IndividualEntityShip"), findings, error)
    for tag, name in _SIMPLE.items():
        designee.put(name, fields.text(tag))
    _read_names(designee, fields)
    _read_addresses(designee, fields)
    _read_indicators(designee, fields)
    _read_values(designee, fields, _CONTACTS)
    for tag, (inner, values) in _DETAILS.items():
        for part in _within(designee, fields, tag, inner):
            _read_values(designee, part, values)
            _read_documents(designee, part)
            for place in _within(designee, part, "BirthDetails", "Location"):
                designee.put("Town of birth", place.text("TownOfBirth"))
                designee.put("Country of birth", place.text("CountryOfBirth"))
                place.close(designee.draft.findings, designee.draft.id)
            part.close(designee.draft.findings, designee.draft.id)
    fields.close(designee.draft.findings, designee.draft.id)
    return designee


def _within(designee: Designee, fields: Fields, outer: str, inner: str) -> Iterator[Fields]:
    """Yield the elements that stand in an element which only holds them together."""
    for part in fields.parts(outer):
        yield from part.parts(inner)
        part.close(designee.draft.findings, designee.draft.id)


def _read_names(designee: Designee, fields: Fields) -> None:
    for name in _within(designee, fields, "Names", "Name"):
        parts = [name.text(f"Name{number}") for number in range(1, 7)]
        designee.name(parts, name.text("NameType"), name.text("AliasStrength"))
        name.close(designee.draft.findings, designee.draft.id)
    for name in _within(designee, fields, "NonLatinNames", "NonLatinName"):
        text = name.text("NameNonLatinScript") or name.own_text
        designee.script_name(text, name.text("NonLatinScriptLanguage"))
        name.close(designee.draft.findings, designee.draft.id, ignore={"NonLatinScriptType"})


def _read_addresses(designee: Designee, fields: Fields) -> None:
    for address in _within(designee, fields, "Addresses", "Address"):
        designee.address(
            [address.text(f"AddressLine{number}") for number in range(1, 7)],
            address.text("AddressPostalCode"),
            address.text("AddressCountry"),
        )
        address.close(designee.draft.findings, designee.draft.id)


def _read_indicators(designee: Designee, fields: Fields) -> None:
    part = fields.part("SanctionsImposedIndicators")
    if part is None:
        return
    for tag, words in INDICATORS.items():
        if part.text(tag).lower() == "true":
            designee.put("Sanctions Imposed", words)
    part.close(designee.draft.findings, designee.draft.id)


def _read_values(designee: Designee, fields: Fields, values: dict[str, tuple[str, str]]) -> None:
    for outer, (inner, name) in values.items():
        for part in fields.parts(outer):
            for text in part.texts(inner):
                designee.put(name, text)
            part.close(designee.draft.findings, designee.draft.id)


def _read_documents(designee: Designee, fields: Fields) -> None:
    for outer, (inner, prop, label) in _DOCUMENTS.items():
        for part in _within(designee, fields, outer, inner):
            number, more = part.text(f"{inner}Number"), part.text(f"{inner}AdditionalInformation")
            designee.document(prop, label, number, more)
            part.close(designee.draft.findings, designee.draft.id)
