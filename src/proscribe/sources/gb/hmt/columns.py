"""The layouts of the consolidated list: CSV of before and since 2022, and XML of both times.

All are read into rows whose columns have the names of the CSV of 2022, or of its XML where the
CSV has no such column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from proscribe.model.errors import Place, QuarantineError
from proscribe.model.source import SnapshotFile
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.findings import Findings
from proscribe.sources.table import Row, check_header, decode_text, rows_below, text_records
from proscribe.sources.xml import line_of, local_name, root_name, walk

ROOT = "ArrayOfFinancialSanctionsTarget"
_ENTRY = "FinancialSanctionsTarget"
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_REQUIRED = ("Name 6", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
_FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
# Each by its name in lower case without blanks, lines and dots.
_NAMES = {
    **{f"name{number}": f"Name {number}" for number in range(1, 7)},
    **{f"address{number}": f"Address {number}" for number in range(1, 7)},
    "title": "Title",
    "nametitle": "Title",
    "namenonlatinscript": "Name Non-Latin Script",
    "nonlatinscripttype": "Non-Latin Script Type",
    "nonlatinscriptlanguage": "Non-Latin Script Language",
    "dob": "DOB",
    "dateofbirth": "DOB",
    "individualdateofbirth": "DOB",
    "townofbirth": "Town of Birth",
    "individualtownofbirth": "Town of Birth",
    "countryofbirth": "Country of Birth",
    "individualcountryofbirth": "Country of Birth",
    "nationality": "Nationality",
    "individualnationality": "Nationality",
    "passportnumber": "Passport Number",
    "individualpassportnumber": "Passport Number",
    "passportdetails": "Passport Details",
    "individualpassportdetails": "Passport Details",
    "ninumber": "National Identification Number",
    "nationalidnumber": "National Identification Number",
    "individualninumber": "National Identification Number",
    "nationalidentificationnumber": "National Identification Number",
    "individualnidetails": "National Identification Details",
    "nationalidentificationdetails": "National Identification Details",
    "position": "Position",
    "individualposition": "Position",
    "gender": "Gender",
    "individualgender": "Gender",
    "postzipcode": "Post/Zip Code",
    "postcode": "Post/Zip Code",
    "country": "Country",
    "otherinformation": "Other Information",
    "furtheridentifiyinginformation": "Further Information",
    "furtheridentifyinginformation": "Further Information",
    "grouptype": "Group Type",
    "grouptypedescription": "Group Type",
    "aliastype": "Alias Type",
    "aliasquality": "Alias Quality",
    "regime": "Regime",
    "regimename": "Regime",
    "listedon": "Listed On",
    "datelisted": "Listed On",
    "uksanctionslistdatedesignated": "UK Sanctions List Date Designated",
    "datedesignated": "UK Sanctions List Date Designated",
    "lastupdated": "Last Updated",
    "groupid": "Group ID",
    "uksanctionslistref": "UK Sanctions List Ref",
    "fcoid": "UK Sanctions List Ref",
    "unref": "UN Ref",
    "ukstatementofreasons": "UK Statement of Reasons",
    "phonenumber": "Phone Number",
    "emailaddress": "Email Address",
    "website": "Website",
    "entitytype": "Entity Type",
    "typeofentity": "Entity Type",
    "orgtype": "Entity Type",
    "organisationtype": "Entity Type",
    "entityparentcompany": "Parent Company",
    "parentcompany": "Parent Company",
    "entitysubsidiaries": "Subsidiaries",
    "subsidiaries": "Subsidiaries",
    "entitybusinessregnumber": "Business Reg Number",
    "businessregnumber": "Business Reg Number",
    "businessregno": "Business Reg Number",
    "businessregistrationnumber": "Business Reg Number",
    "businessregistrationnumbers": "Business Reg Number",
    "imonumber": "IMO Number",
    "shipimonumber": "IMO Number",
    "currentowners": "Current Owners",
    "currentowneroperators": "Current Owners",
    "shipcurrentowners": "Current Owners",
    "previousowners": "Previous Owners",
    "previousowneroperators": "Previous Owners",
    "shippreviousowners": "Previous Owners",
    "flagofvessel": "Flag",
    "flagofship": "Flag",
    "currentbelievedflagofship": "Flag",
    "shipflag": "Flag",
    "previousflags": "Previous Flags",
    "shippreviousflags": "Previous Flags",
    "typeofvessel": "Ship Type",
    "typeofship": "Ship Type",
    "shiptype": "Ship Type",
    "tonnage": "Tonnage",
    "tonnageofvessel": "Tonnage",
    "tonnageofship": "Tonnage",
    "shiptonnage": "Tonnage",
    "length": "Length",
    "lengthofvessel": "Length",
    "lengthofship": "Length",
    "shiplength": "Length",
    "yearbuilt": "Year Built",
    "shipyearbuilt": "Year Built",
    "hin": "Hull Identification Number",
    "shiphin": "Hull Identification Number",
    "hullidentificationnumberhin": "Hull Identification Number",
    "hullidentificationnumber": "Hull Identification Number",
    "listingtype": "Listing Type",
    "groupstatus": "Group Status",
    "grpstatus": "Grp Status",
    "groupsanctions": "Additional Sanctions",
    "financialsanctionsimposedinadditiontoanassetfreeze": "Additional Sanctions",
    "dateadditionalsanctions": "Date of Additional Sanctions",
    "datetrustservicessanctionsimposed": "Date of Additional Sanctions",
    "cryptowalletaddress": "Crypto Wallet",
}
# Numbers of the publisher's own rows, and values that stand in the same row in one piece.
UNUSED = frozenset(
    {"ID", "DateOfBirthId", "FullName", "FullAddress", "AliasTypeName"}
    | {f"{part}OfBirth" for part in ("Day", "Month", "Year")}
    | {f"{day}{part}" for day in ("DateListed", "LastUpdated") for part in ("Day", "Month", "Year")}
)


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of an edition.

    Attributes:
        rows: One for each name, birth date and address of a target.
        published: The day the file states; the XML states none.
    """

    rows: list[Row]
    published: Moment | None


def column_name(text: str) -> str | None:
    """Return our name of a column, element or label; None where it is not known."""
    return _NAMES.get(_NOT_A_LETTER.sub("", text.lower()))


def read_csv(file: SnapshotFile) -> Rows:
    """Read the CSV: a row ``Last Updated,<day>``, a header, and the rows.

    Raises:
        QuarantineError: The file is damaged or is another list.
    """
    text = decode_text(file, "cp1252")
    records = text_records(text, file.name)
    published: Moment | None = None
    for line, cells in records:
        if cells[0].strip().lower() == "last updated" and "".join(cells[2:]).strip() == "":
            published = _day(cells[1] if len(cells) > 1 else "", file, line)
            continue
        header = [column_name(cell) or cell.strip() for cell in cells]
        check_header(header, _REQUIRED, file=file.name, line=line)
        rows = list(rows_below(header, records, file=file.name))
        return Rows(rows=rows, published=published)
    raise QuarantineError(
        "the file has no header: it is not the consolidated list, or is cut off.",
        where=Place(file=file.name),
        remedy=_FETCH_AGAIN,
    )


def read_xml(file: SnapshotFile, findings: Findings) -> Rows:
    """Read the XML: one ``FinancialSanctionsTarget`` for each row.

    Raises:
        QuarantineError: The file is damaged or is another list.
    """
    if root_name(file) != ROOT:
        raise QuarantineError(
            f"the XML is no {ROOT}: it is another list.",
            where=Place(file=file.name),
            remedy=_FETCH_AGAIN,
        )

    rows = [
        _row(element, file)
        for _, element in walk(
            file, _ENTRY, other=lambda name: findings.note(f"unread element {name}", name)
        )
    ]
    return Rows(rows=rows, published=None)


def _row(element: etree._Element, file: SnapshotFile) -> Row:
    cells: dict[str, str] = {}
    for child in element:
        name = local_name(child)
        text = " ".join("".join(map(str, child.itertext())).split())
        known = column_name(name) or name
        cells[known if known not in cells else f"{name}, again"] = text
    return Row(file=file.name, line=line_of(element) or 0, cells=cells)


def _day(text: str, file: SnapshotFile, line: int) -> Moment:
    day = read_date(text).day
    if day is None:
        raise QuarantineError(
            f"the day of the list, {text!r}, cannot be read.",
            where=Place(file=file.name, line=line, column="Last Updated"),
            remedy=_FETCH_AGAIN,
        )
    return Moment(day=day)
