"""From a subject to a listing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from proscribe.model.listing import Designation, Listing, Measure
from proscribe.sources.au.dfat.dates import read_births
from proscribe.sources.au.dfat.mining import (
    instruments,
    labelled,
    listing_day,
    own_reference,
    titles,
)
from proscribe.sources.au.dfat.subjects import NameRow, Subject
from proscribe.sources.countries import country_code
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings

AUTHORITY = "au-dfat"
_SCHEMATA = {
    "individual": "Person",
    "person": "Person",
    "aka": "Person",
    "entity": "Organization",
    "vessel": "Vessel",
}
# As the list writes them, less blanks at the ends and kinds of dashes and quotes.
_PROGRAMMES = frozenset(
    {
        "1267 (ISIL (Da'esh) and Al-Qaida)",
        "1267/1989/2253 (ISIL (Da'esh) and Al-Qaida)",
        "1373 (2001)",
        "1518 (Iraq)",
        "1533 (Democratic Republic of the Congo)",
        "1591 (Sudan)",
        "1718 (DPRK)",
        "1970 (Libya)",
        "1970 (Libya) 1973 (Libya)",
        "1973 (Libya)",
        "1988 (Taliban)",
        "2093 (2013)",
        "2127 (Central African Republic)",
        "2140 (Yemen)",
        "2206 (South Sudan)",
        "2231 (Iran)",
        "2624 (2022) Yemen",
        "2653 (Haiti)",
        "2713 (Al-Shabaab)",
        "2745 (Central African Republic)",
        "751 (Somalia and Eritrea)",
        "Autonomous (DPRK)",
        "Autonomous (FFRY)",
        "Autonomous (Iran)",
        "Autonomous (Libya)",
        "Autonomous (Myanmar)",
        "Autonomous (Russia and Ukraine)",
        "Autonomous (Russia)",
        "Autonomous (Syria)",
        "Autonomous (Thematic - Corruption)",
        "Autonomous (Thematic - Cyber)",
        "Autonomous (Thematic - Human Rights)",
        "Autonomous (Thematic)",
        "Autonomous (Ukraine)",
        "Autonomous (Vessels)",
        "Autonomous (Zimbabwe)",
        "Mali",
    }
)
_MEASURES = {
    "targeted financial sanction": Measure.ASSET_FREEZE,
    "travel ban": Measure.TRAVEL_BAN,
    "arms embargo": Measure.ARMS_EMBARGO,
    "maritime restriction": Measure.TRANSPORT_BAN,
}
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0"}
_LETTER = re.compile(r"(?<![A-Za-z])(?:[a-z]|ii|iii|iv|vi{1,3})\)")
_NOTHING = {"", "na", "n/a", "unknown", "nil"}
_BRACKET = re.compile(r"\s*\(.*\)")
_NATIONS = re.compile(r"[,;/]|\band\b")
_SAID_OF_NATION = re.compile(r"possibly\s+|\s+(?:nationality|citizenship)\Z", re.IGNORECASE)
_PLACE_LABEL = re.compile(
    r"\A(?:[A-Z]\w+ )?(?:alt\.?\s*POB|alternative POB|address)\s*:\s*", re.IGNORECASE
)
_WITHDRAWN = re.compile(r"withdrawn|ceased|revoked", re.IGNORECASE)
_OWN_TEXT = ("date of birth", "place of birth", "citizenship", "address", "additional information")


def read_listing(subject: Subject, findings: Findings) -> Listing:
    """Return the listing of a subject."""
    main = subject.main
    draft = Draft(id=subject.id, schema="", findings=findings)
    draft.schema = _schema(subject, draft)
    for row in subject.rows:
        draft.name(row.name, row.kind)
    _life(draft, main)
    _texts(draft, main)
    _said_of_names(draft, subject, main)
    draft.designations.append(_designation(draft, subject, main))
    return draft.build()


def _schema(subject: Subject, draft: Draft) -> str:
    said = next((row.cells["type"] for row in _leading(subject) if row.cells["type"]), "")
    schema = _SCHEMATA.get(said.lower())
    if schema is None:
        draft.note(f"unknown type of subject {said!r}")
        return "LegalEntity"
    return schema


def _leading(subject: Subject) -> Iterator[NameRow]:
    yield subject.main
    yield from subject.rows


def _life(draft: Draft, main: NameRow) -> None:
    person = draft.schema == "Person"
    for born in read_births(main.cells["date of birth"]):
        if not born.understood:
            draft.note(f"unread date {born.text!r}")
        if born.prefix is not None and person:
            draft.put("birthDate", born.prefix)
        if born.prefix is None or not person or "(" in born.text:
            draft.keep(f"birthDate {born.text}")
    for place in _values(main.cells["place of birth"]):
        if person:
            draft.put("birthPlace", place)
        else:
            draft.keep(place)
    _nations(draft, main.cells["citizenship"])
    draft.put("address", *_values(main.cells["address"]))


def _nations(draft: Draft, text: str) -> None:
    prop = "citizenship" if draft.schema == "Person" else "country"
    if _BRACKET.search(text) or _WITHDRAWN.search(text) or _SAID_OF_NATION.search(text):
        draft.keep(f"{prop} {text}")
    for part in _values(text):
        bare = _SAID_OF_NATION.sub("", _BRACKET.sub("", part)).strip(" .,;")
        whole = country_code(bare)
        if whole is not None:
            draft.put(prop, whole)
        elif not _WITHDRAWN.search(bare):
            for each in _NATIONS.split(bare):
                draft.put_country(prop, each)


def _values(text: str) -> list[str]:
    """Return the values of a cell, without the letters before them."""
    pieces = [piece for part in _LETTER.split(text) for piece in part.split(";")]
    cleaned = [_PLACE_LABEL.sub("", piece.strip(" ,;")) for piece in pieces]
    return [
        piece
        for piece in cleaned
        if piece.strip(" .").lower() not in _NOTHING and not piece.endswith(":")
    ]


def _texts(draft: Draft, main: NameRow) -> None:
    text = main.cells["additional information"]
    draft.keep(text)
    draft.put("unscId", own_reference(text))
    if draft.schema == "Person":
        draft.put("title", *titles(text))
    for prop, value in labelled(text):
        _put(draft, prop, value)
    _put(draft, "imoNumber", main.cells["imo number"])
    listed = main.cells["listing information"]
    draft.keep(f"Listing: {listed}" if listed else None)
    changed = main.cells["control date"]
    draft.keep(f"Control Date: {changed}" if changed else None)


def _put(draft: Draft, prop: str, value: str) -> None:
    """Add a value under a property its schema has."""
    person = draft.schema == "Person"
    if draft.schema == "Vessel" and prop not in {"imoNumber", "registrationNumber"}:
        return
    if prop in {"gender", "passportNumber"} and not person:
        prop = "idNumber" if prop == "passportNumber" else ""
    if prop == "imoNumber" and draft.schema not in {"Organization", "Vessel"}:
        return
    if prop:
        draft.put(prop, value)


def _said_of_names(draft: Draft, subject: Subject, main: NameRow) -> None:
    """Keep what the row of another name says differently from the main one."""
    for row in subject.rows:
        for column in (*_OWN_TEXT, "listing information", "control date"):
            text, said = row.cells[column], main.cells[column]
            if row is not main and text.lower() not in {*_NOTHING, said.lower()}:
                draft.keep(f"{row.name}, {column}: {text}")


def _designation(draft: Draft, subject: Subject, main: NameRow) -> Designation:
    program = main.cells["committees"]
    if _told(program) not in _PROGRAMMES:
        draft.note(f"unknown programme {program!r}")
    listed = main.cells["listing information"]
    named = main.cells["instrument of designation"]
    return Designation(
        authority=AUTHORITY,
        program=program,
        authority_id=subject.number,
        listed_on=listing_day(listed),
        measures=_measures(draft, main),
        legal_basis=(named,) if named else instruments(listed),
    )


def _told(program: str) -> str:
    plain = unicodedata.normalize("NFKC", program)
    return plain.translate({0x2013: "-", 0x2014: "-", 0x2018: "'", 0x2019: "'"}).strip()


def _measures(draft: Draft, main: NameRow) -> tuple[Measure, ...]:
    """Return the measures; before they had columns, everyone on the list had assets frozen."""
    said = {measure: main.cells[column].lower() for column, measure in _MEASURES.items()}
    for value in said.values():
        if value and value not in _YES | _NO:
            draft.note(f"unknown flag of a measure {value!r}")
    if not any(said.values()):
        return (Measure.ASSET_FREEZE,)
    return tuple(sorted(measure for measure, value in said.items() if value in _YES))
