"""One record of the consolidated list, an individual or an entity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from proscribe.model.listing import Designation, Ending, EndKind, Listing, NameKind
from proscribe.model.time import Moment
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.findings import Findings
from proscribe.sources.un.consolidated.comments import legal_basis_in, read_comments
from proscribe.sources.un.consolidated.documents import read_document
from proscribe.sources.un.consolidated.life import (
    joined,
    plain_day,
    put_countries,
    read_address,
    read_birth_date,
    read_birth_place,
)
from proscribe.sources.un.consolidated.links import links_in
from proscribe.sources.un.consolidated.measures import measures_of
from proscribe.sources.un.consolidated.names import (
    has_aside,
    names_in,
    original_scripts_in,
    spellings_in,
)
from proscribe.sources.un.consolidated.references import reference_in

_FETCH_AGAIN = "Fetch the list again and compare it with the publisher's."
_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_NO_NAME = {"", "na"}  # "na" stands where a part is not available
_QUALITIES = {
    "good": NameKind.ALIAS,
    "low": NameKind.WEAK,
    "a.k.a.": NameKind.ALIAS,
    "f.k.a.": NameKind.FORMER,
    "": NameKind.ALIAS,
}
_PROGRAMS = {
    *("Al-Qaida", "CAR", "DPRK", "DRC", "GB", "Haiti", "Iran", "Iraq", "Liberia", "Libya"),
    *("Mali", "Somalia", "SouthSudan", "Sudan", "Taliban", "Yemen"),
}
_GENDERS = {"male", "female"}
_VESSEL = re.compile(
    r"\A\s*(?:Type:\s*)?(?:Vessel|Ship)\b[^.;]*\bIMO\b|\bis an? (?:[\w-]+ ){0,3}(?:vessel|tanker)\b"
)
_IMO = re.compile(r"\bIMO\b\)?\s*(?:[Nn]umber)?\s*:?\s*\d{7}\b")
# VERSIONNUM is 1 throughout, LIST_TYPE "UN List", the sort keys empty.
_UNUSED = frozenset({"DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """What the records of one list have in common.

    Attributes:
        key: Key of the source.
        authority: Key of the authority.
        by_reference: Entity ids by permanent reference number.
    """

    key: str
    authority: str
    by_reference: Mapping[str, str]


def read_record(record: Fields, number: str, rules: ListRules, findings: Findings) -> Listing:
    """Read one record.

    Raises:
        QuarantineError: It has no name.
    """
    comments = record.text("COMMENTS1")
    draft = Draft(
        id=f"{rules.key}-{number}", schema=_schema(record.tag, comments), findings=findings
    )
    _read_names(draft, record)
    if not draft.names_found:
        raise record.error("a record has no name.", _FETCH_AGAIN)
    positions = _values(record, "DESIGNATION", draft)
    _read_plain(draft, record, positions)
    _read_history(draft, record)
    _read_nested(draft, record)
    read_comments(draft, comments)
    for text in (comments, *positions):
        draft.links += [link for link in links_in(text, rules.by_reference) if link.id != draft.id]
    draft.designations.append(_designation(draft, record, rules, comments))
    record.close(findings, draft.id, ignore=_UNUSED)
    return draft.build()


def _schema(kind: str, comments: str) -> str:
    if kind == "INDIVIDUAL":
        return "Person"
    is_vessel = _VESSEL.search(comments) and len(_IMO.findall(comments)) == 1
    return "Vessel" if is_vessel else "Organization"


def _values(record: Fields, name: str, draft: Draft) -> tuple[str, ...]:
    """Return the texts a field holds, each in a VALUE or, in old editions, in the field itself."""
    found: list[str] = []
    for part in record.parts(name):
        found += [part.own_text, *part.texts("VALUE")]
        part.close(draft.findings, draft.id)
    return tuple(dict.fromkeys(text for text in found if text))


def _read_names(draft: Draft, record: Fields) -> None:
    parts = [record.text(name) for name in _NAME_PARTS]
    whole = " ".join(part for part in parts if part not in _NO_NAME)
    kind = NameKind.PRIMARY
    for name in names_in(whole):
        draft.name(name, kind)
        kind = NameKind.ALIAS
    for script in record.texts("NAME_ORIGINAL_SCRIPT"):
        draft.name(script, NameKind.ALIAS)
    for alias in record.parts(f"{record.tag}_ALIAS"):
        _read_alias(draft, alias)


def _read_alias(draft: Draft, alias: Fields) -> None:
    quality, text, note = alias.text("QUALITY"), alias.text("ALIAS_NAME"), alias.text("NOTE")
    kind = _QUALITIES.get(quality.lower())
    if kind is None:
        draft.note(f"unknown alias quality {quality!r}")
        kind = NameKind.ALIAS
    for name in (*names_in(text), *original_scripts_in(note), *spellings_in(note)):
        draft.name(name, kind)
    if note or has_aside(text):
        draft.keep(f"alias {text}: {note}" if note else f"alias {text}")
    draft.put_date("birthDate", plain_day(alias.text("DATE_OF_BIRTH")))
    country = alias.text("COUNTRY_OF_BIRTH")
    draft.put("birthPlace", joined({"city": alias.text("CITY_OF_BIRTH"), "country": country}))
    put_countries(draft, "birthCountry", country)
    alias.close(draft.findings, draft.id)


def _read_plain(draft: Draft, record: Fields, positions: tuple[str, ...]) -> None:
    is_person = draft.schema == "Person"
    for title in _values(record, "TITLE", draft):
        draft.put("title", title)
    for position in positions:
        if is_person:
            draft.put("position", position)
        else:
            draft.keep(position)
    for name in ("NATIONALITY", "NATIONALITY2"):
        for nationality in _values(record, name, draft):
            put_countries(draft, "nationality" if is_person else "country", nationality)
    _read_gender(draft, record.text("GENDER").lower())
    for list_type in _values(record, "LIST_TYPE", draft):
        if list_type.lower() != "un list":
            draft.note(f"unknown list type {list_type!r}")


def _read_gender(draft: Draft, gender: str) -> None:
    if gender in _GENDERS:
        draft.put("gender", gender)
    elif gender not in {"", "unknown"}:
        draft.note(f"unknown gender {gender!r}")


def _read_history(draft: Draft, record: Fields) -> None:
    for day in _values(record, "LAST_DAY_UPDATED", draft):
        draft.put_date("modifiedAt", plain_day(day))
    for name, label in (("SUBMITTED_BY", "Submitted by"), ("SUBMITTED_ON", "Submitted on")):
        submitted = plain_day(record.text(name))
        draft.keep(f"{label} {submitted}" if submitted else None)


def _read_nested(draft: Draft, record: Fields) -> None:
    for part in record.parts(f"{record.tag}_ADDRESS"):
        read_address(draft, part)
    for part in record.parts("INDIVIDUAL_DATE_OF_BIRTH"):
        read_birth_date(draft, part)
    for part in record.parts("INDIVIDUAL_PLACE_OF_BIRTH"):
        read_birth_place(draft, part)
    for part in record.parts("INDIVIDUAL_DOCUMENT"):
        read_document(draft, part)


def _designation(draft: Draft, record: Fields, rules: ListRules, comments: str) -> Designation:
    printed = record.text("REFERENCE_NUMBER")
    reference = reference_in(printed)
    draft.put("unscId", reference)
    if not printed:
        draft.note("no reference number")
    program = record.text("UN_LIST_TYPE")
    if program not in _PROGRAMS:
        draft.note(f"unknown list {program!r}")
    return Designation(
        authority=rules.authority,
        program=program,
        authority_id=reference or printed or None,
        listed_on=_day(draft, record.text("LISTED_ON"), "LISTED_ON"),
        measures=measures_of(program, _kind(draft, record), comments),
        legal_basis=legal_basis_in(comments),
        ended=_ending(_day(draft, record.text("DELISTED_ON"), "DELISTED_ON")),
    )


def _kind(draft: Draft, record: Fields) -> str:
    """Return whose measures apply; which ones a vessel is under, only its record can say."""
    return "VESSEL" if draft.schema == "Vessel" else record.tag


def _day(draft: Draft, text: str, field: str) -> date | None:
    if not text:
        return None
    day = read_date(plain_day(text)).day
    if day is None:
        draft.note(f"unread {field}")
        draft.keep(f"{field} {text}")
    return day


def _ending(day: date | None) -> Ending | None:
    if day is None:
        return None
    return Ending(on=Moment(day=day), published=Moment(day=day), kind=EndKind.REMOVED)
