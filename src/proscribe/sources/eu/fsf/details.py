"""Reads what an entry says of a subject beside its names: birth, places, papers."""

from __future__ import annotations

import re

from proscribe.sources.countries import country_code
from proscribe.sources.element import Fields
from proscribe.sources.eu.fsf.codes import COUNTRIES, IDENTIFICATIONS, UNKNOWN_COUNTRY, UNUSED
from proscribe.sources.eu.fsf.subject import Subject

_EMAIL = re.compile(r"[\w.+‐­-]+@[\w‐-]+(?:\.[\w‐-]+)+\Z")
_SITE = re.compile(r"(?:https?://)?[\w‐-]+(?:\.[\w‐-]+)+(?:/\S*)?\Z")
_SEVERAL = re.compile(r"\s*[;,]\s*(?:and\s+)?|\s+(?:and|or|/)\s+")
_AT_BLANK = re.compile(r"@\s+|(?<=\w)\.\s+(?=(?:com|net|org)\b)")
_HYPHENS = str.maketrans({"‐": "-", "­": ""})
_BEFORE_NUMBER = re.compile(
    r"(?:SSN|BPA Nr\.?|(?:Ration|Identity) card (?:no\.?|number))\s*:?\s+(?=\S*\d)", re.IGNORECASE
)
_NOTHING = {"", "-", "unknown"}
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "known to have expired",
    "knownFalse": "known to be false",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}


def read_birth(part: Fields, subject: Subject) -> None:
    """Read a day of birth, no more exactly than it is written, and the place."""
    draft = subject.draft
    about = part.attribute("circa").lower() == "true"
    calendar = part.attribute("calendarType").upper()
    whole, written = part.attribute("birthdate"), _parts_of_day(part)
    first, last = part.attribute("yearRangeFrom"), part.attribute("yearRangeTo")
    born = whole or (written if calendar in ("", "GREGORIAN") else "")
    prop = "birthDate" if subject.is_person else "incorporationDate"
    if about and born:
        draft.keep(f"born about {born}")
    elif subject.is_person:
        draft.put_date(prop, born)
    elif born:
        draft.keep(f"date of birth {born}")
    if calendar not in ("", "GREGORIAN") and written:
        draft.keep(f"born {written} in the calendar {calendar}")
    if first or last:
        draft.keep(f"born {'about ' if about else ''}{first or '?'} to {last or '?'}")
    _read_place(part, subject)
    for text in part.texts("remark"):
        subject.remark(text, "birth")
    part.close(draft.findings, draft.id, ignore=UNUSED)


def _parts_of_day(part: Fields) -> str:
    year = part.attribute("year")
    month, day = part.attribute("monthOfYear"), part.attribute("dayOfMonth")
    return "-".join([year, *(figure.zfill(2) for figure in (month, day) if month and figure)])


def _read_place(part: Fields, subject: Subject) -> None:
    draft = subject.draft
    name, code = _country(part, subject)
    pieces = [part.attribute(field) for field in ("place", "city", "zipCode", "region")]
    place = ", ".join(piece for piece in (*pieces, name) if piece.lower() not in _NOTHING)
    if subject.is_person:
        draft.put("birthPlace", place if place != name else "")
        draft.put("birthCountry", code)
    elif place:
        draft.keep(f"place of birth {place}")


def _country(part: Fields, subject: Subject) -> tuple[str, str | None]:
    """Take the country: its name as printed, and its code; neither where it is unknown."""
    iso, name = part.attribute("countryIso2Code"), part.attribute("countryDescription")
    if iso in ("", UNKNOWN_COUNTRY) and name.upper() in ("", "UNKNOWN"):
        return "", None
    code = country_code(COUNTRIES.get(iso, iso)) or country_code(name)
    if code is None:
        subject.draft.note(f"unknown country {iso or name!r}")
        subject.draft.keep(f"country {name or iso}")
    return name or iso, code


def read_citizenship(part: Fields, subject: Subject) -> None:
    """Read a citizenship; of what is no person it is the country."""
    draft = subject.draft
    name, code = _country(part, subject)
    draft.put("citizenship" if subject.is_person else "country", code)
    region = part.attribute("region")
    if region:
        draft.keep(f"citizenship {', '.join(filter(None, (region, name)))}")
    for text in part.texts("remark"):
        subject.remark(text, "citizenship")
    part.close(draft.findings, draft.id, ignore=UNUSED)


def read_address(part: Fields, subject: Subject) -> None:
    """Read an address on one line, its country, and the ways to reach the subject there."""
    draft = subject.draft
    name, code = _country(part, subject)
    box = part.attribute("poBox")
    if box and not re.match(r"p\.?\s*o\.?\s*box", box, re.IGNORECASE):
        box = f"PO Box {box}"
    pieces = [part.attribute("street"), box, part.attribute("zipCode")]
    pieces += [part.attribute(field) for field in ("city", "place", "region")]
    line = ", ".join(piece for piece in (*pieces, name) if piece.lower() not in _NOTHING)
    if line != name:
        draft.put("address", line)
    draft.put("country", code)
    if part.attribute("asAtListingTime").lower() == "true":
        draft.keep(f"address at the time of listing: {line}")
    for contact in part.parts("contactInfo"):
        _read_contact(contact, subject)
    for text in part.texts("remark"):
        subject.remark(text, "address")
    part.close(draft.findings, draft.id, ignore=UNUSED)


def _read_contact(part: Fields, subject: Subject) -> None:
    draft = subject.draft
    key, value = part.attribute("key").upper(), part.attribute("value") or part.own_text
    if key == "PHONE":
        draft.put("phone", *_SEVERAL.split(value))
    elif key in ("EMAIL", "WEB"):
        prop, pattern = ("email", _EMAIL) if key == "EMAIL" else ("website", _SITE)
        joined = _AT_BLANK.sub(lambda match: match.group().strip(), value)
        for piece in filter(None, _SEVERAL.split(joined)):
            if pattern.match(piece):
                draft.put(prop, piece.translate(_HYPHENS))
            else:
                draft.keep(f"{prop} {piece}")
    elif key == "FAX":
        draft.keep(f"fax {value}")
    elif value:
        draft.note(f"unknown contact {key!r}")
        draft.keep(f"{key} {value}")
    part.close(draft.findings, draft.id, ignore=UNUSED)


def read_identification(part: Fields, subject: Subject) -> None:
    """Read a number of a paper or a register; that of a false paper is kept as text only."""
    draft = subject.draft
    code = part.attribute("identificationTypeCode")
    prop, label = IDENTIFICATIONS.get(code.lower(), ("", code))
    if not prop:
        draft.note(f"unknown identification {code!r}")
    numbers = [part.attribute(name) for name in ("number", "latinNumber")]
    false = part.attribute("knownFalse").lower() == "true"
    details = _details_of(part, subject, false=false)
    for number in filter(None, dict.fromkeys(numbers)):
        if prop and not false:
            _put_number(subject, prop, _BEFORE_NUMBER.sub("", number, count=1))
        if details or not prop or false or _BEFORE_NUMBER.match(number):
            draft.keep(f"{label} {number}{': ' if details else ''}{'; '.join(details)}")
    part.close(draft.findings, draft.id, ignore=UNUSED)


def _put_number(subject: Subject, prop: str, number: str) -> None:
    if prop in ("passportNumber", "socialSecurityNumber") and not subject.is_person:
        prop = "idNumber"
    if prop != "imoNumber":
        subject.draft.put(prop, number)
    elif subject.is_person:
        subject.draft.keep(f"IMO number {number}")
    else:
        subject.imos.add(number.upper().removeprefix("IMO").strip())


def _details_of(part: Fields, subject: Subject, *, false: bool) -> list[str]:
    name, _ = _country(part, subject)
    details = [
        (name, name),
        (part.attribute("region"), "region {}"),
        (part.attribute("issuedBy"), "issued by {}"),
        (part.attribute("issueDate") or part.attribute("issuedDate"), "issued {}"),
        (part.attribute("validFrom"), "valid from {}"),
        (part.attribute("validTo"), "valid to {}"),
        (part.attribute("nameOnDocument"), "name on it {}"),
    ]
    found = [template.format(value) for value, template in details if value]
    for flag, words in _FLAGS.items():
        if part.attribute(flag).lower() == "true" or (false and flag == "knownFalse"):
            found.append(words)
    remarks = part.texts("remark")
    subject.texts.extend(remarks)
    return [*found, *remarks]
