"""Where and when a subject was born, lives and belongs, no more exactly than printed."""

from __future__ import annotations

import re

from proscribe.sources.countries import country_code
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft
from proscribe.sources.element import Fields

_EXACT, _ABOUT, _BETWEEN = "EXACT", "APPROXIMATELY", "BETWEEN"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?\Z")
_MONTH = re.compile(r"[A-Z][a-z]+\.?\Z")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_QUALIFIERS = re.compile(
    r"[/(.,:]|\bor\b|\bby birth\b|\bcitizenship\b|\bpassport\b|\bpossibly\b|\buntil\b",
    re.IGNORECASE,
)
_PLAIN_UNKNOWN = {"unknown", "not available", "na", "n/a", "-"}


def plain_day(text: str) -> str:
    """Return a day without the offset that some editions print after it."""
    match = _DAY.match(text)
    return text if match is None else match.group(1)


def read_birth_date(draft: Draft, birth: Fields) -> None:
    """Read one date of birth; one known only about is kept as a remark."""
    kind = birth.text("TYPE_OF_DATE").upper()
    day = plain_day(birth.text("DATE"))
    year, note = birth.text("YEAR"), birth.text("NOTE")
    first, last = birth.text("FROM_YEAR"), birth.text("TO_YEAR")
    birth.close(draft.findings, draft.id)
    if kind not in {_EXACT, _ABOUT, _BETWEEN, ""}:
        draft.note(f"unknown type of date {kind!r}")
    bracketed = f" ({note})" if note else ""
    if first or last:
        if first == last and not note:
            draft.put_date("birthDate", first)
        else:
            draft.keep(f"birthDate between {first or '?'} and {last or '?'}{bracketed}")
    elif day or year:
        _read_one(draft, kind, day or year, note)
    elif note:
        # Free text: a date where it reads as one, a remark where it does not.
        read = read_date(note)
        if kind == _EXACT and read.prefix is not None and not read.about:
            draft.put("birthDate", read.prefix)
        else:
            draft.keep(f"birthDate {note}")


def _read_one(draft: Draft, kind: str, printed: str, note: str) -> None:
    with_month = read_date(f"{note} {printed}") if _MONTH.match(note) else None
    if kind in {_ABOUT, _BETWEEN}:
        draft.keep(f"birthDate about {printed}{f' ({note})' if note else ''}")
    elif with_month is not None and with_month.prefix is not None and not with_month.about:
        draft.put("birthDate", with_month.prefix)
    else:
        draft.put_date("birthDate", printed)
        if note:
            draft.keep(f"birthDate {printed} ({note})")


def read_birth_place(draft: Draft, birth: Fields) -> None:
    """Read one place of birth."""
    parts = {name: birth.text(name) for name in _PLACE}
    note = birth.text("NOTE")
    birth.close(draft.findings, draft.id)
    place = joined(parts)
    draft.put("birthPlace", place)
    put_countries(draft, "birthCountry", parts["COUNTRY"])
    if note:
        draft.keep(f"birthPlace {place} ({note})" if place else f"birthPlace {note}")


def read_address(draft: Draft, address: Fields) -> None:
    """Read one address; a note alone is no address and is kept as a remark."""
    parts = {name: address.text(name) for name in _PLACE}
    note = address.text("NOTE")
    address.close(draft.findings, draft.id)
    place = joined(parts)
    if place != parts["COUNTRY"]:
        draft.put("address", place)
    put_countries(draft, "country", parts["COUNTRY"])
    if note:
        draft.keep(f"address {place} ({note})" if place else f"address {note}")


def joined(parts: dict[str, str]) -> str:
    """Return the parts of a place in one line; one that repeats another is left out."""
    return ", ".join(dict.fromkeys(part for part in parts.values() if part))


def put_countries(draft: Draft, prop: str, text: str) -> None:
    """Put the country of a field; of a qualified text, every country it names.

    ``Possibly Ethiopian`` and ``Kuwaiti citizenship withdrawn in 2002`` give a country the
    subject has to do with, which is no nationality; the text is kept.
    """
    if not text or text.lower() in _PLAIN_UNKNOWN:
        return
    if country_code(text) is not None:
        draft.put_country(prop, text)
        return
    codes = [
        code
        for piece in _QUALIFIERS.split(text)
        if piece.strip() and (code := country_code(piece)) is not None
    ]
    if codes:
        draft.put("country" if prop == "nationality" else prop, *codes)
        draft.keep(f"{prop} {text}")
    else:
        draft.put_country(prop, text)
