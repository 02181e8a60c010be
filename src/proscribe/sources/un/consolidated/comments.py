"""What the free text of a record gives that has a field of its own elsewhere.

Only phrases that leave no doubt are read; the text itself is kept whole as a remark.
"""

from __future__ import annotations

import re

from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft

_GENDER = re.compile(r"\b(?:Gender|Sex)\s*(?::\s*|\[)(male|female)\b", re.IGNORECASE)
_PARENT = re.compile(
    r"\b(?P<who>[Ff]ather|[Mm]other)[’']s\s+name(?:\s+is|\s*:)?\s+"
    r"(?P<name>[^\W\d_a-z][^.;,:()]*?)(?=\s+and\s|\s*[.;,:()]|\s*\Z)"
)
_MOST_WORDS = 7  # of a name; more is a sentence whose full stop is missing
_DIED = re.compile(
    r"(?:\A|[.;]\s+)(?:Died|Deceased)\s+(?:on|in)\s+"
    r"(\d{1,2}\s[A-Z][a-z]+\.?\s\d{4}|[A-Z][a-z]+\.?\s\d{4}|\d{4})(?=\s*(?:[.;]|\Z))"
)
_IMO = re.compile(r"\bIMO\b\)?\s*(?:[Nn]umber)?\s*:?\s*(\d{7})\b")
_SWIFT = re.compile(r"\bSWIFT(?:/BIC)?(?:\scode)?\s*:\s*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b")
_EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,}\b", re.IGNORECASE)
_PHONE = re.compile(
    r"\b(?:Telephones?|Tel|Phone)\.?(?:\s+(?:numbers?|no\.?))?\s*:\s*"
    r"(\+?\d[\d\s-]{5,}\d)(?=\s*(?:[.;,()]|\Z))"
)
_WEBSITE = re.compile(r"\bWebsite\s*:\s*((?:https?://|www\.)[^\s();,]+)", re.IGNORECASE)
_NOTICE = re.compile(r"https?://(?:www\.)?(?:interpol\.int|un\.org)/[^\s();,]+")
_TAX = re.compile(
    r"\b(?:National Tax Number|Italian Fiscal [Cc]ode"
    r"|Federal Employer Identification Number(?:\s*\([^()]*\))?)\s*:\s*([A-Z]*\d[A-Z0-9-]+)"
)
_REGISTRATION = re.compile(
    r"\b(?:[Cc]ompany registration number|[Bb]usiness [Rr]egistration [Nn]umber"
    r"|[Rr]egistered company number)\s*:?\s*([A-Z]{0,4}\d[\dA-Z/-]*)"
)
_LEGAL_BASIS = re.compile(
    r"[Ll]isted\s+(?:on\s[^.;]{0,200}?)?pursuant to\s+"
    r"(paragraphs?\s[^.;()]{0,400}?resolution\s+\d+(?:\s+\(\d{4}\))?)"
)


def read_comments(draft: Draft, text: str) -> None:
    """Read the comment of a record; keep it whole."""
    if not text:
        return
    draft.keep(text)
    for prop, pattern in _PATTERNS[draft.schema == "Person"]:
        draft.put(prop, *(found.rstrip(".-") for found in pattern.findall(text)))
    if draft.schema == "Person":
        _read_person(draft, text)
        return
    numbers = {match.group(1) for match in _IMO.finditer(text)}
    if len(numbers) == 1:  # several would be those of its ships
        draft.put("imoNumber", *numbers)


def legal_basis_in(text: str) -> tuple[str, ...]:
    """Return the paragraphs a record says it was listed under, as printed."""
    return tuple(dict.fromkeys(_LEGAL_BASIS.findall(text)))


def _read_person(draft: Draft, text: str) -> None:
    for gender in _GENDER.findall(text):
        draft.put("gender", gender.lower())
    for match in _PARENT.finditer(text):
        if len(match.group("name").split()) <= _MOST_WORDS:
            draft.put(f"{match.group('who').lower()}Name", match.group("name"))
    for day in _DIED.findall(text):
        read = read_date(day)
        if read.prefix is not None and not read.about:
            draft.put("deathDate", read.prefix)


_BOTH: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", _EMAIL),
    ("phone", _PHONE),
    ("website", _WEBSITE),
    ("sourceUrl", _NOTICE),
    ("taxNumber", _TAX),
)
_PATTERNS: dict[bool, tuple[tuple[str, re.Pattern[str]], ...]] = {
    True: _BOTH,
    False: (*_BOTH, ("swiftBic", _SWIFT), ("registrationNumber", _REGISTRATION)),
}
