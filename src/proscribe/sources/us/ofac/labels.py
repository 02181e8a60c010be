"""What each of OFAC's labels means, and which FollowTheMoney property takes its value.

The labels are those of OFAC's identity documents and features: ``idType`` in
the legacy XML, the reference values of the Advanced XML, the start of a fragment
in the remarks of the delimited files. A label that is not here is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from proscribe.sources.us.ofac.record import Party


class Reading(Enum):
    """How the value behind a label is read."""

    NUMBER = auto()
    TEXT = auto()
    DATE = auto()
    COUNTRY = auto()
    GENDER = auto()
    NOTE = auto()
    ISSUER = auto()
    TICKER = auto()
    ISIN = auto()
    DIRECTIVE = auto()
    DAY = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """The meaning of a label.

    Attributes:
        reading: How the value is read.
        person: Property on an individual; None keeps the value as a remark.
        body: Property on an entity.
        vessel: Property on a vessel.
        aircraft: Property on an aircraft.
    """

    reading: Reading
    person: str | None = None
    body: str | None = None
    vessel: str | None = None
    aircraft: str | None = None

    def property_for(self, party: Party | None) -> str | None:
        """Return the property that takes the value on a party of that kind."""
        match party:
            case Party.INDIVIDUAL:
                return self.person
            case Party.VESSEL:
                return self.vessel
            case Party.AIRCRAFT:
                return self.aircraft
            case Party.ENTITY | None:
                return self.body


_PASSPORTS = (
    *("Passport", "Diplomatic Passport", "British National Overseas Passport"),
    *("Stateless Person Passport", "Travel Document Number"),
)
_IDENTITY_NUMBERS = (
    *("National ID No.", "Cedula No.", "Identification Number", "D.N.I.", "C.U.R.P."),
    *("Driver's License No.", "Electoral Registry No.", "National Foreign ID Number"),
    *("Personal ID Card", "Credencial electoral", "C.U.I.", "C.U.I.P.", "I.F.E.", "N.I.E."),
    *("Cartilla de Servicio Militar Nacional", "Residency Number", "Numero de Identidad"),
    *("Turkish Identification Number", "Turkish Identificiation Number", "LE Number"),
    *("Citizen's Card Number", "Kenyan ID No.", "Refugee ID Card", "VisaNumberID"),
    *("Tazkira National ID Card", "Immigration No.", "Bosnian Personal ID No."),
    *("Moroccan Personal ID No.", "Public Security and Immigration No."),
    *("Romanian Permanent Resident", "Seafarer's Identification Document"),
    *("Stateless Person ID Card", "UAE Identification", "Military Registration Number"),
    *("C.I.N.", "Tarjeta de Identidad", "CNP (Personal Numerical Code)", "Federal ID Card"),
    *("Birth Certificate Number", "File Number", "Serial No.", "Tarjeta Profesional"),
)
_TAX_NUMBERS = (
    *("Tax ID No.", "R.F.C.", "RFC", "NIT #", "RUC #", "RIF #", "RTN", "US FEIN", "C.U.I.T."),
    *("C.I.F.", "N.I.F.", "Italian Fiscal Code", "Fiscal Code", "Romanian Tax Registration"),
    *("Paraguayan tax identification number",),
    *("Numero Unico de Identificacao Tributaria (NUIT)",),
)
_REGISTRATIONS = (
    *("Registration ID", "Registration Number", "Business Registration Number"),
    *("Public Registration Number", "Commercial Registry Number", "Company Number"),
    *("C.R. No.", "Folio Mercantil No.", "Matricula Mercantil No", "UK Company Number"),
    *("Enterprise Number", "Business Number", "Branch Unit Number", "Romanian C.R."),
    *("Business Registration Document #", "Chamber of Commerce Number", "Entity Code"),
    *("Economic Register Number (CBLS)", "Istanbul Chamber of Comm. No."),
    *("Central Registration System Number", "Certificate of Incorporation Number"),
    *("Dubai Chamber of Commerce Membership No.", "Organization Code", "RSIN"),
    *("Registration Certificate Number (Dubai)", "Trademark number"),
    *("United Social Credit Code Certificate (USCCC)", "Government Gazette Number"),
    *("Unified Social Credit Code (USCC)", "Legal Entity Number"),
    "Russian State Individual Business Registration Number Pattern (OGRNIP)",
)
_LICENCES = (
    *("License", "Trade License No.", "Permit Number", "SRE Permit No.", "Tourism License No."),
    *("Pilot License Number", "MSB Registration Number"),
    "Afghan Money Service Provider License Number",
)
_NOTES = (
    *("Secondary sanctions risk:", "Additional Sanctions Information -", "UN/LOCODE"),
    *("CAATSA Section 235 Information:", "PEESA Information:", "IFCA Determination -"),
    *("Chinese Commercial Code", "Aircraft Operator", "Previous Aircraft Tail Number"),
    *("Aircraft Mode S Transponder Code", "Vessel Owner", "MICEX Code"),
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions:",
)

_NUMBER, _TEXT = Reading.NUMBER, Reading.TEXT
LABELS: dict[str, Label] = {
    **dict.fromkeys(_PASSPORTS, Label(_NUMBER, "passportNumber", "idNumber")),
    **dict.fromkeys(_IDENTITY_NUMBERS, Label(_NUMBER, "idNumber", "idNumber")),
    **dict.fromkeys(_TAX_NUMBERS, Label(_NUMBER, "taxNumber", "taxNumber")),
    **dict.fromkeys(
        _REGISTRATIONS,
        Label(_NUMBER, "registrationNumber", "registrationNumber", "registrationNumber"),
    ),
    **dict.fromkeys(_LICENCES, Label(_NUMBER, "licenseNumber", "licenseNumber")),
    **dict.fromkeys(_NOTES, Label(Reading.NOTE)),
    "Registered Charity No.": Label(_NUMBER, "registrationNumber", "registrationNumber"),
    "V.A.T. Number": Label(_NUMBER, "vatCode", "vatCode"),
    "SSN": Label(_NUMBER, "socialSecurityNumber", "idNumber"),
    "D-U-N-S Number": Label(_NUMBER, "dunsCode", "dunsCode"),
    "Global Intermediary Identification Number": Label(_NUMBER, None, "giiNumber"),
    "SWIFT/BIC": Label(_TEXT, "swiftBic", "swiftBic"),
    "BIK (RU)": Label(_TEXT, None, "bikCode"),
    "Website": Label(_TEXT, "website", "website"),
    "Email Address": Label(_TEXT, "email", "email"),
    "Phone Number": Label(_TEXT, "phone", "phone"),
    "Target Type": Label(_TEXT, None, "classification"),
    "Organization Type:": Label(_TEXT, None, "sector"),
    "Organization Established Date": Label(Reading.DATE, None, "incorporationDate"),
    "Nationality of Registration": Label(Reading.COUNTRY, None, "jurisdiction"),
    "Registration Country": Label(Reading.COUNTRY, None, "jurisdiction"),
    "DOB": Label(Reading.DATE, "birthDate"),
    "POB": Label(_TEXT, "birthPlace"),
    "nationality": Label(Reading.COUNTRY, "nationality", "jurisdiction"),
    "citizen": Label(Reading.COUNTRY, "citizenship", "jurisdiction"),
    "Gender": Label(Reading.GENDER, "gender"),
    "Vessel Registration Identification": Label(
        _NUMBER, body="registrationNumber", vessel="registrationNumber"
    ),
    "MMSI": Label(_NUMBER, vessel="mmsi"),
    "Vessel Call Sign": Label(_TEXT, vessel="callSign"),
    "Other Vessel Call Sign": Label(_TEXT, vessel="callSign"),
    "Vessel Type": Label(_TEXT, vessel="type"),
    "Other Vessel Type": Label(_TEXT, vessel="type"),
    "Former Vessel Type": Label(_TEXT, vessel="pastTypes"),
    "Vessel Flag": Label(Reading.COUNTRY, vessel="flag"),
    "Other Vessel Flag": Label(Reading.COUNTRY, vessel="flag"),
    "Former Vessel Flag": Label(Reading.COUNTRY, vessel="pastFlags"),
    "Vessel Tonnage": Label(_TEXT, vessel="tonnage"),
    "Vessel Gross Registered Tonnage": Label(_TEXT, vessel="grossRegisteredTonnage"),
    "Vessel Year of Build": Label(Reading.DATE, vessel="buildDate"),
    "Aircraft Type": Label(_TEXT, aircraft="type"),
    "Aircraft Model": Label(_TEXT, aircraft="model"),
    "Aircraft Manufacture Date": Label(Reading.DATE, aircraft="buildDate"),
    "Aircraft Manufacturer's Serial Number (MSN)": Label(_TEXT, aircraft="serialNumber"),
    "Aircraft Construction Number (also called L/N or S/N or F/N)": Label(
        _TEXT, aircraft="serialNumber"
    ),
    "Aircraft Serial Identification": Label(_TEXT, aircraft="serialNumber"),
    "Aircraft Tail Number": Label(_TEXT, aircraft="registrationNumber"),
    "Issuer Name": Label(Reading.ISSUER),
    "Equity Ticker": Label(Reading.TICKER),
    "ISIN": Label(Reading.ISIN),
}

# A party that bears one of these is taken for a company.
OF_COMPANIES = frozenset(_REGISTRATIONS) | {"BIK (RU)", "Equity Ticker", "ISIN", "Issuer Name"}

_DIRECTIVE = Label(Reading.DIRECTIVE)
_DAY = Label(Reading.DAY)
_NOTE = Label(Reading.NOTE)
DIRECTIVE_LABEL = re.compile(
    r"Executive Order (\d{5}) Directive (?:Determination|Information)(?: -|:)?"
)
DAY_LABEL = re.compile(
    r"(Listing|Effective|Divestment|Purchase/Sales For Divestment) Date \(([^()]+)\):?"
)
_INFORMATION_LABEL = re.compile(
    r"Executive Order \d{5} [Ii]nformation:?|Digital Currency Address - \w+"
)
_PATTERNS = (
    (DIRECTIVE_LABEL, _DIRECTIVE),
    (DAY_LABEL, _DAY),
    (_INFORMATION_LABEL, _NOTE),
)
_PATTERN_STARTS = ("Executive", "Listing", "Effective", "Divestment", "Purchase", "Digital")


def meaning(label: str) -> Label | None:
    """Return what a label means; None where it is not known.

    The newer XML writes its apostrophes as closing quotation marks.
    """
    known = LABELS.get(label.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if known is not None:
        return known
    if label.startswith(_PATTERN_STARTS):
        for pattern, found in _PATTERNS:
            if pattern.fullmatch(label):
                return found
    return None


def split_label(text: str) -> tuple[str, str] | None:
    """Divide ``Tax ID No. 7702070139 (Russia)``; None where the text begins with no label."""
    for label in _BY_FIRST_WORD.get(text.partition(" ")[0], ()):
        if text.startswith(label) and text[len(label) : len(label) + 1] == " ":
            return label, text[len(label) :].strip()
    if text.startswith(_PATTERN_STARTS):
        for pattern, _ in _PATTERNS:
            match = pattern.match(text)
            if match is not None and text[match.end() : match.end() + 1] == " ":
                return match.group().strip(), text[match.end() :].strip()
    return None


def _by_first_word() -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for label in sorted(LABELS, key=len, reverse=True):
        grouped.setdefault(label.partition(" ")[0], []).append(label)
    return {word: tuple(labels) for word, labels in grouped.items()}


_BY_FIRST_WORD = _by_first_word()
