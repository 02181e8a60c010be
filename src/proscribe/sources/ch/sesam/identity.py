"""One identity of a target: names, births, nationalities, addresses, documents."""

from __future__ import annotations

from proscribe.sources.ch.sesam.names import read_name
from proscribe.sources.ch.sesam.places import SesamPlace, put_country, read_country, read_spot
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields

_DATES = {"Person": "birthDate", "Organization": "incorporationDate"}
_DOCUMENTS = {
    "passport": "passportNumber",
    "diplomatic-passport": "passportNumber",
    "service-passport": "passportNumber",
    "id-card": "idNumber",
    "residence-permit": "idNumber",
    "resident-permit": "idNumber",
    "travel-document": "idNumber",
    "driving-license": "idNumber",
    "driving-licence": "idNumber",
    "other": "idNumber",
    "not-defined": "idNumber",
}
_GREGORIAN = {"gregorian", ""}
_GOOD = {"good", ""}


def read_identity(
    draft: Draft, identity: Fields, places: dict[str, SesamPlace], *, main: bool
) -> None:
    """Read one identity.

    Args:
        draft: The entry.
        identity: The identity.
        places: Every place by number.
        main: Whether it is the one the subject is listed under.
    """
    is_person = draft.schema == "Person"
    for name in identity.parts("name"):
        read_name(draft, name, main=main)
    for day in identity.parts("day-month-year"):
        _read_date(draft, day)
    for birth in identity.parts("place-of-birth"):
        place = read_spot(draft, birth, places, "birthCountry" if is_person else "country")
        if is_person:
            draft.put("birthPlace", place)
        else:
            draft.keep(f"place of origin {place}" if place else None)
    for nationality in identity.parts("nationality"):
        iso, country = read_country(nationality, draft.findings, draft.id)
        put_country(draft, "nationality" if is_person else "country", iso, country)
        nationality.close(draft.findings, draft.id, ignore={"ssid"})
    for address in identity.parts("address"):
        draft.put("address", read_spot(draft, address, places, "country"))
    for document in identity.parts("identification-document"):
        _read_document(draft, document, places)
    for remark in (*identity.texts("remark"), *identity.texts("remarks")):
        draft.keep(remark)
    identity.close(draft.findings, draft.id, ignore={"ssid"})


def _read_date(draft: Draft, fields: Fields) -> None:
    printed = _written(fields)
    calendar, quality = fields.attribute("calendar"), fields.attribute("quality")
    remarks = (*fields.texts("remark"), *fields.texts("remarks"))
    fields.close(draft.findings, draft.id, ignore={"ssid"})
    prop = _DATES.get(draft.schema)
    said = "; ".join(
        (
            *([] if calendar.lower() in _GREGORIAN else [f"{calendar} calendar"]),
            *([] if quality in _GOOD else [f"quality {quality}"]),
            *remarks,
        )
    )
    sure = calendar.lower() in _GREGORIAN and quality in _GOOD
    if prop is None or not sure or not printed[:4].isdigit():
        draft.keep(
            f"{prop or 'date'} {printed} ({said})" if said else f"{prop or 'date'} {printed}"
        )
        return
    draft.put_date(prop, printed)
    if remarks:
        draft.keep(f"{prop} {printed} ({said})")


def _written(fields: Fields) -> str:
    """Return a date in figures, as far as it is given; a day without its year as ``--MM-DD``."""
    year, month, day = (fields.attribute(name) for name in ("year", "month", "day"))
    parts = [year or "-"] if year or month or day else []
    parts += [part.zfill(2) for part in (month, day if month else "") if part]
    return "-".join(parts)


def _read_document(draft: Draft, document: Fields, places: dict[str, SesamPlace]) -> None:
    kind = document.attribute("document-type")
    prop = _DOCUMENTS.get(kind)
    if prop is None:
        draft.note(f"unknown document-type {kind!r}")
        prop = "idNumber"
    if draft.schema != "Person":
        prop = "registrationNumber"
    number = document.text("number")
    issuer = document.part("issuer")
    place = document.part("place-of-issue")
    said = [
        f"{kind} {number}",
        _labelled("issued by", "" if issuer is None else _issuer(draft, issuer)),
        _labelled("issued on", _day(draft, document, "date-of-issue")),
        _labelled("issued in", "" if place is None else _issued_in(draft, place, places)),
        _labelled("expires on", _day(draft, document, "expiry-date")),
        *document.texts("remark"),
        *document.texts("remarks"),
    ]
    document.close(draft.findings, draft.id, ignore={"ssid"})
    draft.put(prop, number)
    draft.keep(", ".join(part for part in said if part))


def _issuer(draft: Draft, issuer: Fields) -> str:
    code, name = issuer.attribute("code"), issuer.own_text
    issuer.close(draft.findings, draft.id, ignore={"ssid"})
    return name or code


def _issued_in(draft: Draft, fields: Fields, places: dict[str, SesamPlace]) -> str:
    number = fields.attribute("place-id")
    place = places.get(number)
    if place is None and number:
        draft.note(f"unknown place {number}")
    own = fields.own_text
    fields.close(draft.findings, draft.id, ignore={"ssid", "quality"})
    if place is None:
        return own
    return ", ".join(part for part in (place.location, place.area, place.country) if part)


def _day(draft: Draft, document: Fields, name: str) -> str:
    """Return a day of a document: text, figures in attributes, or figures in an element."""
    part = document.part(name)
    if part is None:
        return ""
    inner = part.part("day-month-year")
    found = part.own_text or _written(part) or ("" if inner is None else _written(inner))
    for each in (part, inner):
        if each is not None:
            each.close(draft.findings, draft.id, ignore={"ssid", "calendar", "quality"})
    return read_date(found).prefix or found


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""
