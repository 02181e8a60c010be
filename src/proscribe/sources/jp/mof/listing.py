"""From an entry to a listing."""

from __future__ import annotations

import re

from proscribe.model.listing import Designation, Listing, Measure, NameKind, StatedReason
from proscribe.sources.draft import Draft
from proscribe.sources.findings import Findings
from proscribe.sources.jp.mof.csv_table import KINDS
from proscribe.sources.jp.mof.dates import read_dates, serial_day
from proscribe.sources.jp.mof.documents import found_in, is_tax_number, phones, read_papers
from proscribe.sources.jp.mof.entry import PERSONAL, Entry, known
from proscribe.sources.jp.mof.names import WrittenName, originals_of, other_names, own_names
from proscribe.sources.jp.mof.places import country_codes
from proscribe.sources.jp.mof.texts import in_two_languages, parts_of

AUTHORITY = "jp-mof"
_UN_REFERENCE = re.compile(r"\b[A-Z]{2}[ie]\.\d{3}\b")
_SERIAL = re.compile(r"\d{5}\Z")
_BORN_AT = re.compile(r"Born(?: at (?P<place>.+?),? (?:on|in)| on| in)? [^,]{0,100}\Z", re.DOTALL)
_BORN_JAPANESE = re.compile(r"(?P<day>[\d年月日]++)(?P<place>.*?)生\Z", re.DOTALL)
_BORN_IN_TEXT = re.compile(r"生年月日\s*:\s*(\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)")
_PHONE = re.compile(r"(?:tele)?phone|fax|tel\b", re.IGNORECASE)
_KINDS = {"alias": NameKind.ALIAS, "former": NameKind.FORMER, "weak": NameKind.WEAK}


def read_listing(entry: Entry, findings: Findings) -> Listing:
    """Return the listing of an entry."""
    schema = _schema(entry, findings)
    draft = Draft(id=entry.id, schema=schema, findings=findings)
    printed = _names(draft, entry)
    _life(draft, entry)
    _papers(draft, entry)
    _places(draft, entry)
    _texts(draft, entry)
    draft.designations.append(_designation(draft, entry, printed))
    return draft.build()


def _schema(entry: Entry, findings: Findings) -> str:
    """Return the schema: as the file says, as the programme says, or as the columns tell.

    Columns of personal data are filled for persons, with "unknown" where nothing is known. A
    body may have one such cell by mistake.
    """
    kind = entry.cells.get("kind", "")
    if kind and kind not in KINDS:
        findings.note(f"unknown kind of subject {kind!r}", entry.id)
    fixed = entry.programme.schema
    if kind in KINDS:
        body = fixed if fixed in {"Company", "Organization"} else "Organization"
        return "Person" if KINDS[kind] == "Person" else body
    if fixed is not None:
        return fixed
    if _BORN_IN_TEXT.search(entry.cell("other")):
        return "Person"
    filled = [field for field in PERSONAL if field in entry.cells]
    if len(filled) > 1 or any(known(entry.cells[field]) for field in filled):
        return "Person"
    told = entry.programme.personal and "born" in entry.columns
    return "Organization" if told else "LegalEntity"


def _names(draft: Draft, entry: Entry) -> str | None:
    """Add the names; return how the main one is printed, where it was taken apart."""
    person = draft.schema == "Person"
    latin = list(own_names(entry.cell("latin"), person=person))
    japanese = list(own_names(entry.cell("name"), person=person))
    main = next((name for name in (*latin, *japanese) if name.text), None)
    for name in (*latin, *japanese):
        kind = name.kind
        if kind is NameKind.PRIMARY and name is not main:
            kind = NameKind.ALIAS
        draft.name(name.text, kind, name.lang)
    for field, kind in _KINDS.items():
        for name in other_names(entry.cell(field), kind):
            _keep_said(draft, name)
            draft.name(name.text, name.kind, name.lang)
    for text in originals_of(entry.cell("other")):
        draft.name(text, NameKind.ALIAS)
    return None if main is None else main.said


def _keep_said(draft: Draft, name: WrittenName) -> None:
    if name.said is not None:
        draft.keep(name.said)


def _life(draft: Draft, entry: Entry) -> None:
    born = entry.cell("born")
    if draft.schema != "Person":
        draft.keep(born)
        for part in parts_of(entry.cell("birthplace")):
            draft.keep(part)
        return
    text, places = _without_place(born or "\n".join(_BORN_IN_TEXT.findall(entry.cell("other"))))
    draft.put("birthPlace", *places, *parts_of(entry.cell("birthplace")))
    for each in read_dates(text):
        if each.prefix is not None:
            draft.put("birthDate", each.prefix)
        else:
            draft.keep(f"birthDate {each.text}")
        if not each.understood:
            draft.note(f"unread date {each.text!r}")
        elif "(" in each.text:
            draft.keep(f"birthDate {each.text}")


def _without_place(born: str) -> tuple[str, list[str]]:
    """Split a cell that holds day and place of birth, in Japanese and in English."""
    lines = born.split("\n")
    if not any(line.startswith("Born") or line.endswith("生") for line in lines):
        return born, []
    days: list[str] = []
    places: list[str] = []
    for line in lines:
        match = _BORN_JAPANESE.match(line) or _BORN_AT.match(line)
        if match is None:
            days.append(line)
            continue
        found = match.groupdict()
        days.extend(found[key] or "" for key in ("day",) if key in found)
        places.append(found["place"] or "")
    return "\n".join(days), places


def _papers(draft: Draft, entry: Entry) -> None:
    for field, prop in (("passport", "passportNumber"), ("identity", "idNumber")):
        for text, number in read_papers(entry.cell(field)):
            tax = prop == "idNumber" and is_tax_number(text)
            draft.put("taxNumber" if tax else prop, number)
            if number is None or number != "".join(text.split()):
                draft.keep(f"{prop} {text}")


def _places(draft: Draft, entry: Entry) -> None:
    nationality = "nationality" if draft.schema == "Person" else "country"
    for field, prop in (
        ("nationality", nationality),
        ("country", "country"),
        ("country_latin", "country"),
    ):
        for text, code in country_codes(entry.cell(field)):
            if code is None:
                draft.note(f"unknown country {text!r}")
            draft.put(prop, code)
            if code is None or "(" in text:
                draft.keep(f"{prop} {text}")
    for part in parts_of(entry.cell("address")):
        draft.put("phone" if _PHONE.match(part) else "address", part)
    draft.put("address", *_joined(entry.cell("country"), entry.cell("place"), latin=False))
    draft.put("address", *_joined(entry.cell("country_latin"), entry.cell("place_latin")))
    draft.put("phone", *phones(entry.cell("phone")))
    draft.put("phone", *phones(entry.cell("fax")))


def _joined(country: str, place: str, *, latin: bool = True) -> list[str]:
    """Join places with their countries; where their numbers differ, each stands alone."""
    countries, places = parts_of(country), parts_of(place)
    if len(countries) == len(places):
        pairs = zip(countries, places, strict=True)
        return [f"{place}, {country}" if latin else f"{country}{place}" for country, place in pairs]
    if len(countries) == 1:
        return [
            f"{place}, {countries[0]}" if latin else f"{countries[0]}{place}" for place in places
        ] or countries
    return [*places, *countries]


def _texts(draft: Draft, entry: Entry) -> None:
    person = draft.schema == "Person"
    for field in ("title", "position"):
        for part in parts_of(entry.cell(field)):
            for text in in_two_languages(part):
                if person:
                    draft.put(field, text)
                else:
                    draft.keep(text)
    reference = entry.cell("un_reference")
    draft.put("unscId", *_UN_REFERENCE.findall(reference))
    if reference and not _UN_REFERENCE.search(reference):
        draft.note(f"unread UN reference {reference!r}")
        draft.keep(reference)
    listed = entry.cell("un_listed")
    if listed:
        day = serial_day(listed).isoformat() if _SERIAL.match(listed) else listed
        draft.keep(f"UN: {day}")
    other = entry.cell("other")
    draft.keep(other)
    for prop, value in found_in(other):
        draft.put(_valid(prop, draft.schema), value)
    if "\n" in entry.cells.get("day", "") or " " in entry.cells.get("day", ""):
        draft.keep(entry.cells["day"])


def _valid(prop: str, schema: str) -> str:
    if prop == "imoNumber" and schema not in {"Organization", "Company"}:
        return "idNumber"
    return "notes" if prop == "gender" and schema != "Person" else prop


def _designation(draft: Draft, entry: Entry, printed: str | None) -> Designation:
    listed_on = entry.listed_on
    if listed_on is None:
        draft.note(f"unread day of notice {entry.cells.get('day', '')!r}")
    basis = " ".join(entry.cell("basis").split())
    return Designation(
        authority=AUTHORITY,
        program=entry.programme.title,
        authority_id=entry.number,
        listed_on=listed_on,
        as_printed=printed,
        measures=(Measure.ASSET_FREEZE,),
        reasons=(StatedReason(text=basis),) if basis else (),
    )
