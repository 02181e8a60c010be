"""Turns a record of any OFAC format into a listing.

Everything is put in one order, so that equal content gives equal listings
whatever the format and whatever the order in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from proscribe.model.listing import Link, Listing, Name, NameKind, SecurityLine, SecurityType
from proscribe.sources.findings import Findings
from proscribe.sources.us.ofac.countries import country_code, is_country
from proscribe.sources.us.ofac.dates import is_inexact, iso_prefix
from proscribe.sources.us.ofac.designations import Terms, build_designations, terms_of
from proscribe.sources.us.ofac.known_text import is_judged, is_prose
from proscribe.sources.us.ofac.labels import OF_COMPANIES, Label, Reading, meaning
from proscribe.sources.us.ofac.numbers import (
    imo_number,
    is_bic,
    register_property,
    split_number,
)
from proscribe.sources.us.ofac.programs import OF_ISSUERS, canonical, is_known
from proscribe.sources.us.ofac.record import Fact, Party, Record, Tie

_TICKER = re.compile(r"([A-Z0-9][A-Z0-9./-]*?) ?([A-Z]{2})\Z")
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d\Z")
# One character short in every edition that has it; kept as printed.
_MISPRINTED_ISINS = {"BRC1EODR004"}
_KINDS = {"a.k.a.": NameKind.ALIAS, "n.k.a.": NameKind.ALIAS, "f.k.a.": NameKind.FORMER}
_ORDER = list(NameKind)
_SCHEMATA = {
    Party.INDIVIDUAL: "Person",
    Party.VESSEL: "Vessel",
    Party.AIRCRAFT: "Airplane",
    None: "LegalEntity",
}
_GENDERS = {"Male": "male", "Female": "female"}
_WITHOUT_BLANKS = {"email", "website"}
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """What differs between OFAC's lists.

    Attributes:
        source: Key of the source.
        other: Key of OFAC's other list, where the same number is the same party.
        authority: Key of the authority.
        blocking: Whether it is the list of blocked persons.
    """

    source: str
    other: str
    authority: str
    blocking: bool


@dataclass(slots=True)
class _Draft:
    """A listing in the making."""

    record: Record
    findings: Findings
    terms: Terms
    russian: bool
    names: set[tuple[NameKind, str]] = field(default_factory=set)
    properties: dict[str, set[str]] = field(default_factory=dict)
    securities: set[tuple[str, str]] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)

    def put(self, name: str, value: str) -> None:
        """Add a value of a property."""
        self.properties.setdefault(name, set()).add(value)

    def put_country(self, name: str, country: str) -> bool:
        """Add a country by OFAC's spelling; False where the spelling is not known."""
        code = country_code(country)
        if code is not None:
            self.put(name, code)
        return is_country(country)

    def keep(self, text: str) -> None:
        """Keep what no field takes over."""
        self.remarks.append(text.removesuffix("."))

    def keep_unread(self, text: str) -> None:
        """Keep a text, and report it unless a person has judged it free text."""
        self.keep(text)
        if not is_judged(text):
            self.findings.note(f'unread remark "{text[:_LONGEST_QUOTE]}…"', self.record.uid)


def build_listing(record: Record, rules: ListRules, findings: Findings) -> Listing:
    """Return the listing of a record; what is not understood is kept raw and noted."""
    draft = _Draft(record, findings, terms_of(record), _is_russian(record))
    for program in draft.terms.programs:
        if not is_known(program):
            findings.note(f"unknown programme {program!r}", record.uid)
    if not record.programs:
        findings.note("no programme", record.uid)
    _add_names(draft)
    for note in record.notes:
        (draft.keep if is_prose(note) else draft.keep_unread)(note)
    if record.broken:
        draft.keep(record.broken)
    for fact in record.facts:
        _add_fact(draft, fact)
    for address in record.addresses:
        draft.put("address", ", ".join(filter(None, (address.line, address.country))))
        if address.country and not draft.put_country("country", address.country):
            findings.note(f"unknown country {address.country!r}", record.uid)
    return _listing(draft, rules)


def _listing(draft: _Draft, rules: ListRules) -> Listing:
    record, terms = draft.record, draft.terms
    on_both = terms.is_also_blocked() and terms.is_restricted_otherwise()
    return Listing(
        id=f"{rules.source}-{record.uid}",
        schema=_schema(record),
        names=_names(draft),
        properties=tuple(
            (key, tuple(sorted(values))) for key, values in sorted(draft.properties.items())
        ),
        designations=build_designations(
            record, terms, authority=rules.authority, blocking=rules.blocking
        ),
        securities=_securities(draft),
        links=tuple(
            Link(relation="linked_to", name=tie.name, role=tie.role) for tie in _ties(record)
        ),
        same_as=(f"{rules.other}-{record.uid}",) if on_both else (),
        remarks="; ".join(dict.fromkeys(sorted(draft.remarks))) or None,
    )


def _ties(record: Record) -> list[Tie]:
    return sorted({*record.links}, key=lambda tie: (tie.name, tie.role or ""))


def _schema(record: Record) -> str:
    """Choose the schema: an entity is a company if its programme or an identifier says so."""
    if record.party is not Party.ENTITY:
        return _SCHEMATA[record.party]
    of_issuers = any(canonical(tag) in OF_ISSUERS for tag in record.programs)
    of_companies = any(fact.label in OF_COMPANIES for fact in record.facts)
    return "Company" if of_issuers or of_companies else "Organization"


def _is_russian(record: Record) -> bool:
    """Tell whether a number without a country may be taken for a Russian one."""
    places = {address.country for address in record.addresses}
    return "Russia" in places or Fact("Nationality of Registration", "Russia") in record.facts


def _add_names(draft: _Draft) -> None:
    record = draft.record
    for alias in record.aliases:
        kind = NameKind.WEAK if alias.weak else _KINDS.get(alias.relation, NameKind.ALIAS)
        if alias.name.full and alias.name.full != record.name.full:
            draft.names.add((kind, alias.name.full))
    if record.party is Party.INDIVIDUAL and record.name.first is not None:
        draft.put("firstName", record.name.first)
        draft.put("lastName", record.name.last)
    if record.title is not None:
        if record.party is Party.INDIVIDUAL:
            draft.put("position", record.title)
        else:
            draft.keep(record.title)


def _names(draft: _Draft) -> tuple[Name, ...]:
    primary = Name(text=draft.record.name.full, kind=NameKind.PRIMARY)
    others = sorted(draft.names, key=lambda name: (_ORDER.index(name[0]), name[1]))
    return (primary, *(Name(text=text, kind=kind) for kind, text in others))


def _securities(draft: _Draft) -> tuple[SecurityLine, ...]:
    return tuple(
        SecurityLine(type=SecurityType.EQUITY, ticker=value)
        if kind == "ticker"
        else SecurityLine(type=SecurityType.OTHER, isin=value)
        for kind, value in sorted(draft.securities)
    )


def _add_fact(draft: _Draft, fact: Fact) -> None:
    label = meaning(fact.label)
    if label is None:
        draft.findings.note(f"unknown label {fact.label!r}", draft.record.uid)
        draft.keep(_raw(fact))
    elif not _READERS[label.reading](draft, label, fact):
        draft.keep_unread(_raw(fact))


def _raw(fact: Fact) -> str:
    country = f" ({fact.country})" if fact.country else ""
    return f"{fact.label} {fact.value}{country}"


def _read_number(draft: _Draft, label: Label, fact: Fact) -> bool:
    divided = split_number(fact.value)
    target = label.property_for(draft.record.party)
    if target is None or (divided is None and is_prose(fact.value)):
        return _read_note(draft, label, fact)
    if divided is None:
        return False
    number, country = divided[0], fact.country or divided[1]
    imo = imo_number(number)
    if imo is not None and target != "passportNumber":
        target, number = "imoNumber", imo
    russian = draft.russian if country is None else country == "Russia"
    draft.put(register_property(target, fact.label, number, russian=russian), number)
    if country is not None and not draft.put_country("country", country):
        draft.findings.note(f"unknown country {country!r}", draft.record.uid)
    return True


def _read_text(draft: _Draft, label: Label, fact: Fact) -> bool:
    target = label.property_for(draft.record.party)
    value = fact.value
    if target is None:
        return _read_note(draft, label, fact)
    if (target in _WITHOUT_BLANKS and " " in value) or (target == "swiftBic" and not is_bic(value)):
        return False
    draft.put(target, value)
    return True


def _read_date(draft: _Draft, label: Label, fact: Fact) -> bool:
    value = fact.value.removesuffix(".")
    target, prefix = label.property_for(draft.record.party), iso_prefix(value)
    if target is None or (prefix is None and is_inexact(value)):
        return _read_note(draft, label, fact)
    if prefix is not None:
        draft.put(target, prefix)
    return prefix is not None


def _read_country(draft: _Draft, label: Label, fact: Fact) -> bool:
    target = label.property_for(draft.record.party)
    if target is None:
        return _read_note(draft, label, fact)
    return draft.put_country(target, fact.value)


def _read_gender(draft: _Draft, label: Label, fact: Fact) -> bool:
    target, gender = label.property_for(draft.record.party), _GENDERS.get(fact.value)
    if target is None:
        return _read_note(draft, label, fact)
    if gender is not None:
        draft.put(target, gender)
    return gender is not None


def _read_note(draft: _Draft, _: Label, fact: Fact) -> bool:
    draft.keep(_raw(fact))
    return True


def _read_issuer(draft: _Draft, _: Label, fact: Fact) -> bool:
    draft.names.add((NameKind.ISSUER, fact.value))
    return True


def _read_ticker(draft: _Draft, _: Label, fact: Fact) -> bool:
    match = _TICKER.match(fact.value)
    if match is not None:
        draft.securities.add(("ticker", " ".join(match.groups())))
    return match is not None


def _read_isin(draft: _Draft, _: Label, fact: Fact) -> bool:
    is_isin = _ISIN.match(fact.value) is not None or fact.value in _MISPRINTED_ISINS
    if is_isin:
        draft.securities.add(("isin", fact.value))
    return is_isin


def _read_directive(draft: _Draft, _: Label, fact: Fact) -> bool:
    return draft.terms.read_directive(fact)


def _read_day(draft: _Draft, _: Label, fact: Fact) -> bool:
    return draft.terms.read_day(fact)


_READERS = {
    Reading.NUMBER: _read_number,
    Reading.TEXT: _read_text,
    Reading.DATE: _read_date,
    Reading.COUNTRY: _read_country,
    Reading.GENDER: _read_gender,
    Reading.NOTE: _read_note,
    Reading.ISSUER: _read_issuer,
    Reading.TICKER: _read_ticker,
    Reading.ISIN: _read_isin,
    Reading.DIRECTIVE: _read_directive,
    Reading.DAY: _read_day,
}
