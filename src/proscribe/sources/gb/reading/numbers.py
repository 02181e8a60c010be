"""Numbers of documents and registers, taken out of the words around them.

A number is taken only where it stands clear; the words are kept as a remark in any case.
"""

from __future__ import annotations

import re

from proscribe.sources.draft import Draft
from proscribe.sources.gb.reading.enumerated import enumerated

_WORDY = re.compile(r"\([^()\d]*\)")
_LABEL = re.compile(r"\b(?:nos?|numbers?|id|code|card|passport)\b[\s.:°]*", re.IGNORECASE)
_WORD = re.compile(r"[A-Z0-9][A-Z0-9/.\-]*")
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d")
_FISCAL = re.compile(r"Fiscal Code\s+([A-Z0-9]{3}(?:\s?[A-Z0-9]+){1,4})")
_FISCAL_LENGTH = 16
_IDENTITY = re.compile(
    r"\b(?:identi(?:ty|fication)|ID card|national ID|tazkira|driving licence)\b", re.IGNORECASE
)
_LONGEST_PREFIX = 2
_FEWEST_DIGITS = 3
_SHORT = 6
_LONGEST = 30
_REGISTERS = (
    ("innCode", re.compile(r"\bINN\b[\s:.–-]*(\d{10}(?:\d{2})?)(?!\d)")),
    ("ogrnCode", re.compile(r"\bOGRN(?:IP)?\b[\s:.–-]*(\d{13}(?:\d{2})?)(?!\d)")),
    ("okpoCode", re.compile(r"\bOKPO\b[\s:.–-]*(\d{8,10})(?!\d)")),
    ("leiCode", re.compile(r"\bLEI\b[\s:.–-]*([A-Z0-9]{18}\d{2})(?![A-Z0-9])")),
    (
        "taxNumber",
        re.compile(
            r"\b(?:TIN|Tax(?:payer)?(?: (?:ID|Identification|Registration))?(?: (?:No|Number))?)\b"
            r"(?:\s*\([^()]*\))?[\s:.–-]*(\d[\d-]{5,14})",
        ),
    ),
    (
        "registrationNumber",
        re.compile(
            r"(?<!Tax )(?<!Taxpayer )\b(?:(?:State |Company |Business )?"
            r"(?:Registration|Reg)(?:istry)? ?(?:ID|Numbers?|No)|Registration)\b"
            r"[\s:.–-]*([A-Z0-9][A-Z0-9/-]*\d[A-Z0-9/-]*)",
        ),
    ),
)
_IMO = re.compile(r"(?:IMO)?[\s:]*(\d{7})", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Z0-9][A-Z0-9 ./-]*")


def put_documents(draft: Draft, text: str, *, prop: str, label: str) -> None:
    """Add the numbers of passports or identity documents a cell holds.

    Args:
        draft: The entry.
        text: The cell.
        prop: The property of a number whose words say nothing else.
        label: What the remark calls it, where there are words.
    """
    for value in enumerated(text):
        fiscal = _FISCAL.search(value)
        number = None if fiscal is not None else document_number(value)
        if fiscal is not None:
            draft.put("taxNumber", fiscal.group(1).replace(" ", "")[:_FISCAL_LENGTH])
        elif number is not None:
            is_identity = prop == "passportNumber" and _IDENTITY.search(value) is not None
            draft.put("idNumber" if is_identity else prop, number)
        if value != number:
            draft.keep(f"{label}: {value}")


def document_number(text: str) -> str | None:
    """Return the number of a document, blanks removed; None where none stands clear.

    ``Iraq number A4059346, issued on 29 May 2013`` is ``A4059346``.
    """
    cleaned = _LABEL.sub(" no ", _WORDY.sub(" ( ", text)).replace("(", " ( ")
    run: list[str] = []
    has_digit = False
    for word in cleaned.split():
        bare = word.rstrip(",.;:)")
        fits = _WORD.fullmatch(bare) is not None and not (bare.isalpha() and has_digit)
        if fits:
            run.append(bare)
            has_digit = has_digit or any(map(str.isdigit, bare))
        if not fits or bare != word:
            if has_digit:
                # `number 8208 No. 555627` is a series and a number: neither stands for both.
                run = [] if word == "no" and len("".join(run)) < _SHORT else run
                break
            run = []
    while run and run[0].isalpha() and len(run[0]) > _LONGEST_PREFIX:
        run.pop(0)
    number = "".join(run)
    digits = sum(character.isdigit() for character in number)
    if digits < _FEWEST_DIGITS or len(number) > _LONGEST or _DATE.fullmatch(number):
        return None
    return number


def put_registrations(draft: Draft, text: str, *, label: str = "Registration") -> None:
    """Add the register numbers a cell holds: by their label, else as a registration number."""
    for value in (part.strip() for each in enumerated(text) for part in re.split(r"[;\n]", each)):
        labelled = put_registers(draft, value)
        plain = _PLAIN.fullmatch(value) is not None and any(map(str.isdigit, value))
        if not labelled and plain:
            draft.put("registrationNumber", value.replace(" ", ""))
        elif not labelled:
            draft.put("registrationNumber", document_number(value))
        if not plain:
            draft.keep(f"{label}: {value}" if value else None)


def put_registers(draft: Draft, text: str) -> bool:
    """Add the register numbers that stand in a text behind their label; tell whether any does."""
    found = False
    for prop, pattern in _REGISTERS:
        for number in pattern.findall(text):
            draft.put(prop, number)
            found = True
    return found


def put_imo_numbers(draft: Draft, text: str) -> None:
    """Add the IMO numbers of a cell, without the letters IMO; what is none is kept."""
    for value in enumerated(text):
        match = _IMO.fullmatch(value)
        draft.put("imoNumber", None if match is None else match.group(1))
        draft.keep(f"IMO number: {value}" if match is None else None)
