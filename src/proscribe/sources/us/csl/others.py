"""Rows copied from lists of Commerce and State, which have no numbers of their own.

The entries of one list with one name are one subject: the Entity List repeats a subject for
each country, the others for each address or order. The publisher's own ``_id`` is made of
what may change from edition to edition, and old files lack it.
"""

from __future__ import annotations

import re
from datetime import date

from proscribe.model.listing import Designation, NameKind
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.table import Row
from proscribe.sources.us.csl.lists import CopiedList
from proscribe.sources.us.csl.numbers import read_ids
from proscribe.sources.us.notices.orders import citations, expiry
from proscribe.sources.us.notices.printed_names import put_name, split_names
from proscribe.sources.us.ofac.record import Fact

_PARTED = re.compile(r";\s+")
_COUNTRY = re.compile(r"(?:.*, )?([A-Z]{2})\Z", re.DOTALL)
# Years of three figures, as the publisher prints them; which year is meant is not said.
_MISPRINTED_DAYS = {"0017-05-26", "0097-06-30"}
_STREET_ONLY = {"DPL"}
_US_STATES = frozenset(
    [
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DC",
        "DE",
        "FL",
        "GA",
        "HI",
        "IA",
        "ID",
        "IL",
        "IN",
        "KS",
        "KY",
        "LA",
        "MA",
        "MD",
        "ME",
        "MI",
        "MN",
        "MO",
        "MS",
        "MT",
        "NC",
        "ND",
        "NE",
        "NH",
        "NJ",
        "NM",
        "NV",
        "NY",
        "OH",
        "OK",
        "OR",
        "PA",
        "PR",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VA",
        "VT",
        "WA",
        "WI",
        "WV",
        "WY",
    ]
)
_REMARKS = {
    "license_requirement": "License requirement",
    "license_policy": "License policy",
    "standard_order": "Standard order",
    "title": "Title",
}
SCHEMATA = {
    "": "LegalEntity",
    "individual": "Person",
    "entity": "Organization",
    "vessel": "Vessel",
    "aircraft": "Airplane",
}
_PERSONS = {
    "citizenships": "citizenship",
    "nationalities": "nationality",
}
_VESSELS = {
    "call_sign": "callSign",
    "vessel_type": "type",
    "gross_tonnage": "tonnage",
    "gross_registered_tonnage": "grossRegisteredTonnage",
}


def read_row(row: Row, copied: CopiedList, draft: Draft, *, label_last: bool) -> None:
    """Add what a row says to the draft of its subject.

    Args:
        row: The row, whose columns are taken.
        copied: The list it is copied from.
        draft: The subject.
        label_last: Whether labels stand behind their values.
    """
    as_printed = put_name(draft, row.text("name"))
    for other in split_names(row.text("alt_names")):
        draft.name(other, NameKind.ALIAS)
    for part in _PARTED.split(row.text("addresses")):
        _add_address(draft, part, copied)
    _add_person(draft, row)
    _add_vessel(draft, row)
    facts, unread = read_ids(row.text("ids"), label_last=label_last)
    for fact, code in facts:
        _keep_fact(draft, fact, code)
    for part in unread:
        draft.note(f"unknown id {part.rpartition(', ')[2]!r}")
        draft.keep(part)
    for column, label in _REMARKS.items():
        value = row.text(column)
        draft.keep(f"{label}: {value}" if value else None)
    draft.keep(row.text("remarks"))
    draft.designations.append(_designation(row, copied, draft, as_printed))


def _designation(row: Row, copied: CopiedList, draft: Draft, as_printed: str | None) -> Designation:
    begins, ends = _day(draft, row.text("start_date")), _day(draft, row.text("end_date"))
    statutes = tuple(filter(None, _PARTED.split(row.text("programs"))))
    return Designation(
        authority=copied.authority,
        program=copied.program or row.text("programs"),
        listed_on=begins,
        as_printed=as_printed,
        measures=copied.measures,
        legal_basis=(*statutes, *citations(row.text("federal_register_notice"))),
        ended=None if ends is None else expiry(ends, begins),
    )


def _day(draft: Draft, text: str) -> date | None:
    """Return a day; what is none is kept and noted."""
    if not text:
        return None
    day = read_date(text, month_first=True).day
    if day is None:
        draft.keep(f"date as printed {text}")
        if text not in _MISPRINTED_DAYS:
            draft.note(f"unread date {text!r}")
    return day


def _add_address(draft: Draft, text: str, copied: CopiedList) -> None:
    """Add an address; its last part is the country where the list writes one at all."""
    draft.put("address", text.strip(" ,"))
    match = _COUNTRY.fullmatch(text.strip())
    if match is None:
        return
    code = match.group(1)
    # The copy leaves out an empty country, so that a state of the United States stands last.
    if copied.code not in _STREET_ONLY or code not in _US_STATES:
        draft.put_country("country", code)


def _add_person(draft: Draft, row: Row) -> None:
    for column, prop in _PERSONS.items():
        for code in filter(None, _PARTED.split(row.text(column))):
            draft.put_country(prop if draft.schema == "Person" else "country", code)
    is_person = draft.schema == "Person"
    for day in filter(None, _PARTED.split(row.text("dates_of_birth"))):
        if is_person:
            draft.put_date("birthDate", day)
        else:
            draft.keep(f"born {day}")
    for place in filter(None, _PARTED.split(row.text("places_of_birth"))):
        if is_person:
            draft.put("birthPlace", place)
        else:
            draft.keep(f"born at {place}")


def _add_vessel(draft: Draft, row: Row) -> None:
    is_vessel = draft.schema == "Vessel"
    for column, prop in _VESSELS.items():
        value = row.text(column)
        if is_vessel:
            draft.put(prop, value)
        else:
            draft.keep(f"{column} {value}" if value else None)
    draft.put_country("flag" if is_vessel else "country", row.text("vessel_flag"))
    owner = row.text("vessel_owner")
    draft.keep(f"Vessel Owner {owner}" if owner else None)


def _keep_fact(draft: Draft, fact: Fact, code: str | None) -> None:
    country = f" ({code})" if code else ""
    draft.keep(f"{fact.label} {fact.value}{country}")
