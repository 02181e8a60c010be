"""What stands in the middle of a text: days of listing, papers, ways to reach someone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from proscribe.sources.dates import read_date

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"\d{{1,2}}\s+{_MONTH},?\s*\d{{4}}|\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d"
_LISTED = re.compile(
    r"\b(?:listed|designated)(?P<by>(?:\([^)]{0,400}\)|[^.;(]){0,400}?)"
    rf"(?:(?:\b|(?<=listed))on:?)?\s*(?P<day>{_DAY})",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?P<day>{_DAY})(?=\Z|\s*\()", re.IGNORECASE)
_NOT_THIS = re.compile(r"formerly|previously|relisted|amended|delisted", re.IGNORECASE)
_INSTRUMENT = re.compile(
    r"(?:Instrument of [a-z ]{0,80}designation[a-z ]{0,80}:?\s*)?(Autonomous Sanctions \(.*)"
)
_REFERENCE = re.compile(r"\A\s*\(?([A-Z]{2}[ie]\.\d{3})\b")
_LABELLED = (
    (
        "passportNumber",
        re.compile(
            r"(?:[Pp]assport|PASSPORT)\s*(?:(?:[Nn]o|NO|[Nn]umber|[Ii]nformation)\.?\s*)?:?\s*"
            r"(?:[a-z]\)\s*)?(?:[A-Z][a-z]+\s+(?:[Pp]assport\s+(?:[Nn]o|[Nn]umber)?\.?:?\s*)?)?"
            r"([A-Z]{0,3}[ -]?\d[A-Z\d/-]{4,})",
        ),
    ),
    (
        "idNumber",
        re.compile(
            r"(?:national\s+identi(?:fication|ty)|identity\s+card|ID\s+card|identification)"
            r"\s*(?:card\s*)?(?:\(tazkira\)\s*)?(?:no|number)?\.?\s*:?\s*(?:[a-z]\)\s*)?"
            r"([A-Z]{0,2}-?\d[A-Z\d/-]{4,})",
            re.IGNORECASE,
        ),
    ),
    (
        "taxNumber",
        re.compile(r"(?:Tax ID No\.?|Fiscal Code|Tax Number)\s*:?\s*([A-Z\d-]{8,})", re.IGNORECASE),
    ),
    ("registrationNumber", re.compile(r"Registration ID\s*:?\s*([A-Z\d-]{6,})", re.IGNORECASE)),
    (
        "swiftBic",
        re.compile(r"(?:SWIFT(?:/BIC)?|BIC)\s*:?\s*([A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?)\b"),
    ),
    ("imoNumber", re.compile(r"\bIMO(?:\s+(?:number|no\.?))?\s*:?\s*(\d{7})\b", re.IGNORECASE)),
    ("email", re.compile(r"\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)", re.ASCII)),
    ("website", re.compile(r"Websites?\s*:\s*((?:https?://|www\.)[^\s;,]+)", re.IGNORECASE)),
    ("phone", re.compile(r"\b(?:[Tt]ele)?(?:[Pp]hone|[Tt]el)\b[a-z. ]*:\s*(\+?\d[\d ()-]{6,}\d)")),
    ("gender", re.compile(r"Gender\s*:\s*(male|female)", re.IGNORECASE)),
)
_TITLE = re.compile(r"\bTitle:\s*(.*?)(?=\bDesignation\b|\.\s|\.?\Z)")
_LETTER = re.compile(r"(?<![A-Za-z])[a-z]\)")
_YEARS = range(1900, 2100)


def listing_day(text: str) -> date | None:
    """Return the day a subject was first listed, where the text says one and the same.

    ``Listed on 2 Sep. 2014 (relisted on 1 Sep. 2017)`` is the former: a relisting goes on.
    """
    bare = _BARE.match(text)
    if bare is not None:
        return read_date(bare.group("day")).day
    for match in _LISTED.finditer(text):
        before = text[max(0, match.start() - 10) : match.start()] + match.group("by")
        if not _NOT_THIS.search(before) and not text[: match.start()].endswith("re"):
            return read_date(match.group("day")).day
    return None


def instruments(text: str) -> tuple[str, ...]:
    """Return the instrument a text names, where it is one of the autonomous sanctions."""
    match = _INSTRUMENT.match(text)
    return () if match is None else (match.group(1).strip(),)


def own_reference(text: str) -> str | None:
    """Return the UN reference at the very start; any other is of somebody else."""
    match = _REFERENCE.match(text)
    return None if match is None else match.group(1)


def labelled(text: str) -> Iterator[tuple[str, str]]:
    """Yield (property, value) for what a text marks as such."""
    for prop, pattern in _LABELLED:
        for value in pattern.findall(text):
            yield prop, _plain(prop, value)


def _plain(prop: str, value: str) -> str:
    if prop == "gender":
        return value.lower()
    joined = "" if prop in {"passportNumber", "idNumber"} else " "
    return joined.join(value.split()).strip(" .-")


def titles(text: str) -> list[str]:
    """Return the titles a text gives."""
    found = [part for match in _TITLE.findall(text) for part in _LETTER.split(match)]
    return [title for part in found if (title := part.strip(" .;,")) not in {"", "na"}]
