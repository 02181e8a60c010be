"""Identity documents, whose numbers stand amid words in whatever field."""

from __future__ import annotations

import re

from proscribe.sources.countries import country_code
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields

_PASSPORTS = {"passport", "numéro de passeport", "número de pasaporte", "паспорт"}
_NATIONAL = {"national identification number", "national identification no."}
_TRAVEL_PAPERS = re.compile(r"travel document|laissez-passer|residence|residential", re.IGNORECASE)
_PASSPORT_WORD = re.compile(r"\bpass(?:port|eport)\b", re.IGNORECASE)
_TAX_WORD = re.compile(r"fiscal code|tax", re.IGNORECASE)
_SOCIAL_WORD = re.compile(r"social security|\bSSN\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\(.*\Z")
_LABEL = re.compile(
    r"\A\D*?(?:number|\bno\.|\bno(?=\s*\d)|\bnr\.?|№|\bcard\b|\bcode\b|\bSSN\b)\s*[.:#]?\s*(?=\S)",
    re.IGNORECASE,
)
_INNER_LABEL = re.compile(r"\s+No\.?\s+", re.IGNORECASE)
_LEADING_WORD = re.compile(r"\A[^\W\d_]+[.:,]?\s+(?=.*\d)", re.DOTALL)
_LONGEST_SERIES = 3  # ``OR 1961825`` begins with a series, ``Libya 428720`` with a country
_TRAILING_PLACE = re.compile(r",\s*([^\d,]+)\Z")
_NUMBER_IN_NOTE = re.compile(
    r"(?:(?:number|\bno\b\.?|\bcard|\bcode|\bSSN)\s*:?\s*|\A)"
    r"([A-Z]{0,3}[ -]{0,2}\d[A-Z0-9/-]{3,}|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z])(?=[\s,;.]|\Z)"
)


def read_document(draft: Draft, document: Fields) -> None:
    """Read one document: its number by kind, and the whole as a remark where it says more."""
    kind = document.text("TYPE_OF_DOCUMENT")
    label = document.text("TYPE_OF_DOCUMENT2")
    number = document.text("NUMBER")
    note = document.text("NOTE")
    more = [
        document.text("ISSUING_COUNTRY") or document.text("COUNTRY_OF_ISSUE"),
        _labelled("issued in", document.text("CITY_OF_ISSUE")),
        _labelled("issued on", document.text("DATE_OF_ISSUE")),
        note,
    ]
    # Where both countries are given they are the issuer's and the office's, in that order.
    more.insert(1, _labelled("issued in", document.text("COUNTRY_OF_ISSUE")))
    document.close(draft.findings, draft.id)
    if kind.lower() not in {*_PASSPORTS, *_NATIONAL, ""}:
        draft.note(f"unknown document type {kind!r}")
    found = document_number(number) or _number_in(label) or _number_in(note)
    if found:
        draft.put(_property(kind, f"{label} {number} {note if not number else ''}"), found)
    if any(more) or label or found != number:
        parts = [kind or "Document", label if label != kind else "", number, *more]
        draft.keep(", ".join(part for part in parts if part))


def document_number(text: str) -> str:
    """Return the number within a number field; empty where it holds none.

    Words before it (``Libyan passport No.``), brackets and a country after it go; a series
    of up to three letters stays.
    """
    bare = _BRACKETS.sub("", text).strip()
    while (label := _LABEL.match(bare)) is not None:
        bare = bare[label.end() :]
    bare = _INNER_LABEL.sub(" ", bare)
    place = _TRAILING_PLACE.search(bare)
    if place is not None and country_code(place.group(1)) is not None:
        bare = bare[: place.start()]
    while (word := _LEADING_WORD.match(bare)) is not None and not _is_series(word.group()):
        bare = bare[word.end() :]
    bare = bare.strip(" .,;:")
    return bare if any(character.isdigit() for character in bare) else ""


def _is_series(word: str) -> bool:
    letters = word.strip()
    return len(letters) <= _LONGEST_SERIES and letters.isalpha() and letters.isupper()


def _number_in(text: str) -> str:
    match = _NUMBER_IN_NOTE.search(text)
    return "" if match is None else match.group(1).strip()


def _property(kind: str, words: str) -> str:
    if _TAX_WORD.search(words):
        return "taxNumber"
    if _SOCIAL_WORD.search(words):
        return "socialSecurityNumber"
    if _TRAVEL_PAPERS.search(words):
        return "idNumber"
    if kind.lower() in _PASSPORTS or _PASSPORT_WORD.search(words):
        return "passportNumber"
    return "idNumber"


def _labelled(label: str, value: str) -> str:
    return f"{label} {value}" if value else ""
