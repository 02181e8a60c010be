"""What identifies a subject in the free text of a UK list, where a label says what it is."""

from __future__ import annotations

import re

from proscribe.sources.draft import Draft
from proscribe.sources.gb.reading.numbers import put_registers

_UN_REFERENCE = re.compile(
    r"\bUN\s*Ref(?:erence)?(?:\s*(?:No|number))?\)?[.:]{0,2}\s*\(?"
    r"([A-Z]{2}[ie]\.\d{3}|[A-Z]{1,2}\.[A-Z]{1,2}\.\d+\.\d+|E\.\d+)(?!\d)",
    re.IGNORECASE,
)
_PERMANENT = re.compile(r"([A-Z]{2})([IE])\.?\s?(\d{3})", re.IGNORECASE)
_IMO = re.compile(r"\bIMO(?: number)?\)?[\s:]+(\d{7})(?!\d)", re.IGNORECASE)
_VESSEL = re.compile(r"\(?IMO(?: number)?[\s:]+\d{7}", re.IGNORECASE)
_MMSI = re.compile(r"\bMMSI[\s:]+(\d{9})(?!\d)")
_BIC = re.compile(
    r"\b(?:SWIFT/BIC|SWIFT|BIC)(?: code)?[\s:]+([A-Z]{4} ?[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b"
)
_WEBSITE = re.compile(
    r"\b(?:Website|Official website)\b(?: address)?\s*:?\s*"
    r"((?:https?:/{1,2})?[\w.-]{1,250}\.[a-z]{2,}[^\s,;]*)",
    re.IGNORECASE,
)
_EMAILS = re.compile(
    r"\bE-?mails?(?: address(?:es)?)?\)?\s*:?\s*"
    r"((?:[\w.+-]{1,64}@[\w.-]{1,250}\w(?:\s*(?:,|;|and)\s*)?)+)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_GENDERS = frozenset({"male", "female"})
_PHONE = re.compile(
    r"\b(?:Tel(?:ephone)?|Phone)(?: (?:no|numbers?))?\)?[\s.:]*(\+?[\d(][\d ()-]{6,}\d)",
    re.IGNORECASE,
)
_GENDER = re.compile(r"\bGender\)?\s*:\s*(male|female)\b", re.IGNORECASE)


def un_reference(text: str) -> str:
    """Return a UN reference number as the UN writes it (``KPI.067`` is ``KPi.067``)."""
    found = _PERMANENT.fullmatch(text.strip(" ."))
    if found is None:
        return text.strip(" .")
    committee, kind, number = found.groups()
    return f"{committee.upper()}{kind.lower()}.{number}"


def describes_vessel(text: str) -> bool:
    """Tell whether a text opens with an IMO number, as that of a vessel does."""
    return _VESSEL.match(text.strip()) is not None


def put_free_text(draft: Draft, text: str) -> None:
    """Add what a free text says behind a label, and keep the text itself as a remark."""
    draft.put("unscId", *(un_reference(each) for each in _UN_REFERENCE.findall(text)))
    if draft.schema == "Vessel":
        draft.put("imoNumber", *_IMO.findall(text)[:1])
        draft.put("mmsi", *_MMSI.findall(text))
    elif len(set(_IMO.findall(text))) == 1 and draft.schema != "Person":
        draft.put("imoNumber", *_IMO.findall(text))
    if draft.schema != "Vessel":
        draft.put("website", *(each.rstrip(".)") for each in _WEBSITE.findall(text)))
        found = " ".join(_EMAILS.findall(text))
        draft.put("email", *(each.rstrip(".") for each in _EMAIL.findall(found)))
        draft.put("phone", *_PHONE.findall(text))
        put_registers(draft, text)
    if draft.schema == "Person":
        draft.put("gender", *(each.lower() for each in _GENDER.findall(text)))
    elif draft.schema != "Vessel":
        draft.put("swiftBic", *(each.replace(" ", "") for each in _BIC.findall(text)))
    draft.keep(text)


def put_gender(draft: Draft, text: str) -> None:
    """Add a gender; what is neither of the two is kept as it is written."""
    for each in re.split(r"[,;|/]", text):
        known = each.strip().lower() in _GENDERS
        draft.put("gender", each.lower() if known else None)
        draft.keep(None if known else f"Gender: {each.strip()}")
