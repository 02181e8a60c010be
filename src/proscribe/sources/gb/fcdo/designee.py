"""One designation of the UK Sanctions List in the making, the same from every layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from proscribe.model.errors import QuarantineError
from proscribe.model.listing import Designation, Link, Listing, StatedReason
from proscribe.sources.dates import read_date
from proscribe.sources.draft import Draft, reason
from proscribe.sources.findings import Findings
from proscribe.sources.gb.fcdo.measures import read_measures
from proscribe.sources.gb.reading.enumerated import enumerated
from proscribe.sources.gb.reading.free_text import put_free_text, put_gender, un_reference
from proscribe.sources.gb.reading.names import put_name, put_script_name
from proscribe.sources.gb.reading.numbers import put_documents, put_imo_numbers, put_registrations
from proscribe.sources.gb.reading.places import put_countries
from proscribe.sources.gb.reading.regimes import REGIMES, short_regime

KEY = "gb_fcdo_sanctions"
AUTHORITY = "gb-fcdo"
_HMT = "gb_hmt_sanctions"
_SCHEMATA = {"individual": "Person", "entity": "Organization", "ship": "Vessel"}
_UNIQUE_ID = re.compile(r"[A-Z]{2,5}\d{3,6}")
_GROUP_ID = re.compile(r"\d+")
# A part of a date that is not known: `dd/mm/1962`, `dd/07/1978`.
_UNKNOWN_PART = re.compile(r"\b(?:dd|mm)(?=/)", re.IGNORECASE)
# Two persons whom the search export of 2025-08-11 lists without their name.
_NAMELESS = frozenset({"BEL0174", "RUS1467"})


@dataclass(slots=True, kw_only=True)
class Designee:
    """What one designation says, gathered bit by bit.

    Attributes:
        unique_id: The list's number of it, ``RUS0251``.
        draft: The listing in the making.
        locator: Where it stands.
        regime: Short name of what it is designated under.
        legal_basis: The regulations, where the list writes the regime as these.
        sanctions: Sanctions imposed, as the list writes them.
        designated: Days of designation.
        reasons: The stated reasons.
        read: Simple fields that have been read: rows of one designation repeat them.
    """

    unique_id: str
    draft: Draft
    locator: str
    regime: str = ""
    legal_basis: dict[str, None] = field(default_factory=dict)
    sanctions: dict[str, None] = field(default_factory=dict)
    designated: dict[date | None, None] = field(default_factory=dict)
    reasons: dict[StatedReason, None] = field(default_factory=dict)
    read: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, unique_id: str, kind: str, findings: Findings, error: QuarantineError) -> Designee:
        """Begin a designation.

        Args:
            unique_id: Its number.
            kind: Individual, Entity or Ship.
            findings: Where what is not understood is noted.
            error: Raised where the number is none.

        Raises:
            QuarantineError: The number is none: the record is damaged.
        """
        if _UNIQUE_ID.fullmatch(unique_id) is None:
            raise error
        schema = _SCHEMATA.get(kind.lower())
        draft = Draft(id=f"{KEY}-{unique_id}", schema=schema or "LegalEntity", findings=findings)
        if schema is None:
            draft.note(f"unknown type {kind!r}")
        return cls(unique_id=unique_id, draft=draft, locator=f"Unique ID={unique_id}")

    def is_of(self, kind: str) -> bool:
        """Tell whether a further row has the same kind of subject."""
        return _SCHEMATA.get(kind.lower(), "LegalEntity") == self.draft.schema

    def put(self, field_name: str, text: str) -> None:
        """Add the value of a simple field by the name the CSV gives it."""
        if not text or (field_name, text) in self.read:
            return
        self.read.add((field_name, text))
        if field_name in _KEPT:
            self.draft.keep(f"{_KEPT[field_name]}: {text}")
        elif field_name in _COUNTRIES:
            prop, label = _COUNTRIES[field_name]
            put_countries(self.draft, prop, text, label=label)
        elif field_name in _LINKS:
            relation, role = _LINKS[field_name]
            self.draft.links += [
                Link(relation=relation, name=name, role=role) for name in enumerated(text)
            ]
        elif field_name in _PROPERTIES:
            self._put_property(_PROPERTIES[field_name], field_name, text)
        else:
            _READERS[field_name](self, text)

    def name(self, parts: Sequence[str], kind: str, strength: str) -> None:
        """Add a name: its parts 1 to 5, then the sixth, which is the last or whole name."""
        put_name(self.draft, parts, kind, strength)

    def script_name(self, text: str, language: str) -> None:
        """Add a name in its own script."""
        put_script_name(self.draft, text, language)

    def address(self, lines: Sequence[str], postcode: str, country: str) -> None:
        """Add an address and its country."""
        parts = [*lines, postcode]
        if any(parts):
            self.draft.put("address", ", ".join(part for part in (*parts, country) if part))
        put_countries(self.draft, "country", country, label="Country")

    def document(self, prop: str, label: str, number: str, more: str) -> None:
        """Add a passport or identity document with what the list says of it."""
        put_documents(self.draft, number, prop=prop, label=label)
        self.draft.keep(f"{label} {number}: {more}" if more else None)

    def build(self) -> Listing:
        """Return the listing."""
        if not self.draft.names_found and self.unique_id in _NAMELESS:
            put_name(self.draft, [self.unique_id], "primary name", "")
            self.draft.keep("The list prints no name.")
        measures = read_measures(self.draft, self.sanctions)
        if not self.regime:
            self.draft.note("no regime")
        for day in self.designated or {None: None}:
            self.draft.designations.append(
                Designation(
                    authority=AUTHORITY,
                    program=self.regime,
                    authority_id=self.unique_id,
                    listed_on=day,
                    measures=measures,
                    legal_basis=tuple(sorted(self.legal_basis)),
                    reasons=tuple(sorted(self.reasons, key=lambda each: each.text)),
                )
            )
        return self.draft.build()

    def _put_property(self, prop: str, field_name: str, text: str) -> None:
        known = {"Person": _OF_PERSONS, "Vessel": _OF_SHIPS}.get(self.draft.schema, _OF_ENTITIES)
        if prop in known:
            self.draft.put(prop, *enumerated(text))
        else:
            self.draft.keep(f"{field_name}: {text}")


def _put_regime(designee: Designee, text: str) -> None:
    regime = short_regime(text)
    if regime not in REGIMES:
        designee.draft.note(f"unknown regime {text!r}")
    if designee.regime not in {"", regime}:
        designee.draft.note("several regimes of one Unique ID")
    designee.regime = regime
    if regime != text:
        designee.legal_basis[text] = None


def _put_sanctions(designee: Designee, text: str) -> None:
    designee.sanctions[text] = None


def _put_designated(designee: Designee, text: str) -> None:
    day = read_date(text).day
    if day is None:
        designee.draft.note(f"unread date {text!r}")
        designee.draft.keep(f"Date designated: {text}")
    designee.designated[day] = None


def _put_reasons(designee: Designee, text: str) -> None:
    designee.reasons.update(dict.fromkeys(reason(text)))


def _put_group(designee: Designee, text: str) -> None:
    groups = _GROUP_ID.findall(text)
    if not groups:
        designee.draft.note(f"unread OFSI Group ID {text!r}")
        designee.draft.keep(f"OFSI Group ID: {text}")
    designee.draft.same_as += [f"{_HMT}-{group}" for group in groups]


def _put_un_reference(designee: Designee, text: str) -> None:
    designee.draft.put("unscId", *(un_reference(each) for each in re.split(r"[,;|]", text)))


def _put_updated(designee: Designee, text: str) -> None:
    designee.draft.put_date("modifiedAt", text)


def _put_birth(designee: Designee, text: str) -> None:
    for each in enumerated(_UNKNOWN_PART.sub("00", text)):
        designee.draft.put_date("birthDate", each)


_READERS: dict[str, Callable[[Designee, str], None]] = {
    "Regime Name": _put_regime,
    "Sanctions Imposed": _put_sanctions,
    "Date Designated": _put_designated,
    "UK Statement of Reasons": _put_reasons,
    "OFSI Group ID": _put_group,
    "UN Reference Number": _put_un_reference,
    "Last Updated": _put_updated,
    "D.O.B": _put_birth,
    "Gender": lambda designee, text: put_gender(designee.draft, text),
    "Business registration number (s)": lambda designee, text: put_registrations(
        designee.draft, text
    ),
    "IMO number": lambda designee, text: put_imo_numbers(designee.draft, text),
    "Other Information": lambda designee, text: put_free_text(designee.draft, text),
}
_KEPT = {
    "Designation source": "Designation source",
    "Length of ship": "Length",
    "Hull identification number (HIN)": "Hull identification number",
    "Crypto wallet address": "Crypto wallet",
}
_COUNTRIES = {
    "Nationality(/ies)": ("nationality", "Nationality"),
    "Country of birth": ("birthCountry", "Country of birth"),
    "Current believed flag of ship": ("flag", "Flag"),
    "Previous flags": ("pastFlags", "Previous flags"),
}
_LINKS = {
    "Subsidiaries": ("subsidiary", "subsidiary"),
    "Parent Company": ("parent", "parent company"),
    "Current owner/operator (s)": ("owner", "current owner/operator"),
    "Previous owner/operator (s)": ("related", "previous owner/operator"),
}
_PROPERTIES = {
    "Title": "title",
    "Position": "position",
    "Town of birth": "birthPlace",
    "Phone number": "phone",
    "Website": "website",
    "Email address": "email",
    "Type of entity": "legalForm",
    "Type of ship": "type",
    "Tonnage of ship": "tonnage",
    "Year Built": "buildDate",
}
SIMPLE = (*_READERS, *_KEPT, *_COUNTRIES, *_LINKS, *_PROPERTIES)
_CONTACTS = {"phone", "website", "email"}
_OF_PERSONS = {"title", "position", "birthPlace", "legalForm"} | _CONTACTS
_OF_ENTITIES = {"legalForm"} | _CONTACTS
_OF_SHIPS = {"type", "tonnage", "buildDate"}
