"""Reads one entry: who it is about, the act and programme, and the names."""

from __future__ import annotations

import re
from datetime import date

from rigour.langs import iso_639_alpha3

from proscribe.model.listing import Measure
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields
from proscribe.sources.eu.fsf.codes import GENDERS, PROGRAMMES, SUBJECTS, UNUSED
from proscribe.sources.eu.fsf.details import (
    read_address,
    read_birth,
    read_citizenship,
    read_identification,
)
from proscribe.sources.eu.fsf.subject import Subject, WrittenName
from proscribe.sources.findings import Findings

SOURCE_KEY = "eu_fsf"
FETCH_AGAIN = "Fetch the file again and compare it with the publisher's."
_DATE_OF_LISTING = re.compile(
    r"date of (?:listing|designation)\s*:?\s*(\d{1,2}[./]\d{1,2}[./]\d{4})\.?\Z", re.IGNORECASE
)
_QUALITY = re.compile(r"(low|lo|good|god|qood|high) quality\b[\s\w.;]*\Z", re.IGNORECASE)
_WEAK = ("low", "lo")
_LETTERED = re.compile(r"(?:^|[\s,;])\(?[a-h]\)\s")
_FLAGS = {"true": True, "false": False, "": True}


def read_entry(
    record: Fields, subjects: dict[str, Subject], findings: Findings, locator: str
) -> None:
    """Read one entry into its subject, which an earlier entry may have begun.

    Raises:
        QuarantineError: The entry has no number, or one that contradicts another entry's.
    """
    subject = _subject(record, subjects, findings, locator)
    remarks = record.texts("remark")
    _read_designation(record, subject, remarks)
    for text in remarks:
        subject.texts.append(text)
    for part in record.parts("nameAlias"):
        _read_name(part, subject)
    readers = {
        "birthdate": read_birth,
        "citizenship": read_citizenship,
        "address": read_address,
        "identification": read_identification,
    }
    for name, read in readers.items():
        for part in record.parts(name):
            read(part, subject)
    record.close(findings, subject.draft.id, ignore=UNUSED)


def _subject(
    record: Fields, subjects: dict[str, Subject], findings: Findings, locator: str
) -> Subject:
    reference, logical = record.attribute("euReferenceNumber"), record.attribute("logicalId")
    if not reference and not logical:
        raise record.error(
            "an entry has neither an EU reference number nor a logical id, so it could not be"
            " told from another.",
            FETCH_AGAIN,
        )
    id_ = f"{SOURCE_KEY}-{reference or logical}"
    kind = _kind(record, id_, findings)
    known = subjects.get(id_)
    if known is None:
        schema = SUBJECTS.get(kind)
        if schema is None:
            findings.note(f"unknown subject type {kind!r}", id_)
        draft = Draft(id=id_, schema=schema or "LegalEntity", findings=findings)
        known = subjects[id_] = Subject(
            draft=draft, reference=reference, logical_id=logical, kind=kind, locator=locator
        )
        draft.put("unscId", record.attribute("unitedNationId"))
        return known
    if (known.kind, known.logical_id) != (kind, logical):
        raise record.error(
            f"two entries have the number {reference or logical}, but are"
            f" {known.kind} {known.logical_id} and {kind} {logical}: they cannot be one subject.",
            FETCH_AGAIN,
        )
    known.draft.put("unscId", record.attribute("unitedNationId"))
    return known


def _kind(record: Fields, id_: str, findings: Findings) -> str:
    part = record.part("subjectType")
    if part is None:
        return ""
    code = part.attribute("code").lower()
    part.close(findings, id_, ignore=UNUSED)
    return code


def _read_designation(record: Fields, subject: Subject, remarks: tuple[str, ...]) -> None:
    details = record.attribute("designationDetails")
    listed_on = _listed_on(record.attribute("designationDate"), details, subject.draft)
    subject.draft.keep(details)
    programmes = [_read_regulation(part, subject) for part in record.parts("regulation")]
    if not programmes:
        subject.draft.note("no regulation")
    for programme in programmes or [""]:
        grounds = subject.ground(programme)
        grounds.reasons.update(dict.fromkeys(remarks))
        if "travel ban" in details.lower():
            grounds.measures.add(Measure.TRAVEL_BAN)
        if grounds.listed_on is None:
            grounds.listed_on = listed_on
        elif listed_on is not None and listed_on != grounds.listed_on:
            subject.draft.note("two designation dates under one programme")
            grounds.listed_on = min(listed_on, grounds.listed_on)


def _listed_on(text: str, details: str, draft: Draft) -> date | None:
    """Return the day of listing; the text stands in where the attribute is absent."""
    if not text:
        written = _DATE_OF_LISTING.match(details)
        return None if written is None else read_date(written.group(1)).day
    day = read_date(text).day
    if day is None:
        draft.note(f"unread designationDate {text!r}")
        draft.keep(f"designationDate {text}")
    return day


def _read_regulation(part: Fields, subject: Subject) -> str:
    programme = part.attribute("programme")
    if programme not in PROGRAMMES:
        subject.draft.note(f"unknown programme {programme!r}")
    kind = part.attribute("regulationType")
    issuer = part.attribute("organisationType")
    published = part.attribute("publicationDate")
    in_force = part.attribute("entryIntoForceDate")
    pieces = (
        part.attribute("numberTitle"),
        " of ".join(filter(None, (kind, issuer))),
        published and f"published {published}",
        in_force and f"in force {in_force}",
        *part.texts("publicationUrl"),
    )
    basis = ", ".join(filter(None, pieces))
    if basis:
        subject.ground(programme).legal_basis[basis] = None
    for text in part.texts("remark"):
        subject.remark(text)
    part.close(subject.draft.findings, subject.draft.id, ignore=UNUSED)
    return programme


def _read_name(part: Fields, subject: Subject) -> None:
    draft = subject.draft
    parts = [part.attribute(name) for name in ("firstName", "middleName", "lastName")]
    text = part.attribute("wholeName") or " ".join(filter(None, parts))
    weak = _is_weak(part, draft)
    for remark in part.texts("remark"):
        quality = _QUALITY.match(remark)
        if quality is None:
            subject.remark(remark, text)
        else:
            weak = weak or quality.group(1).lower() in _WEAK
    if text:
        subject.names.append(WrittenName(text, _language(part, draft), weak))
    _read_role(part, subject, text)
    part.close(draft.findings, draft.id, ignore=UNUSED)


def _is_weak(part: Fields, draft: Draft) -> bool:
    written = part.attribute("strong").lower()
    if written not in _FLAGS:
        draft.note(f"unknown strong {written!r}")
    return not _FLAGS.get(written, True)


def _language(part: Fields, draft: Draft) -> str | None:
    written = part.attribute("nameLanguage")
    lang = iso_639_alpha3(written.lower()) if written else None
    if written and lang is None:
        draft.note(f"unknown language {written!r}")
    return lang


def _read_role(part: Fields, subject: Subject, name: str) -> None:
    """Read the title, function and gender that stand beside a name."""
    draft = subject.draft
    titles, roles = split_lettered(part.attribute("title")), part.attribute("function")
    gender = part.attribute("gender")
    if gender and gender.upper() not in GENDERS:
        draft.note(f"unknown gender {gender!r}")
        draft.keep(f"gender {gender}")
    if subject.is_person:
        draft.put("title", *titles)
        draft.put("position", *split_lettered(roles))
        draft.put("gender", GENDERS.get(gender.upper()))
        return
    for text in filter(None, (*titles, roles)):
        subject.remark(text, name)


def split_lettered(text: str) -> tuple[str, ...]:
    """Part ``(a) Mullah, (b) Haji`` at its letters; any other text is one piece."""
    if _LETTERED.match(text) is None:
        return (text,)
    return tuple(filter(None, (piece.strip(" ,;.") for piece in _LETTERED.split(text))))
