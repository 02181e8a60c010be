"""A subject of the files in the making: the entries of all its programmes together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from rigour.ids.imo import IMO

from proscribe.model.listing import Designation, Listing, Measure, NameKind, StatedReason
from proscribe.sources.draft import Draft

_VESSEL = re.compile(r"\b(?:vessel|ship|tanker|bulk carrier|cargo|m/?v|m/?t)\b", re.IGNORECASE)
_IMO = re.compile(
    r"\bIMO\b(?:\s+(?:ship|vessel|identification|company))*(?:\s+(?:number|no\.?|code))?"
    r"\s*[:#(]?\s*(\d{7})\b",
    re.IGNORECASE,
)
# What a ship has no property for.
_NOT_OF_SHIPS = ("email", "idNumber", "phone", "swiftBic", "taxNumber", "website")
# Numbers of public registers that stand in remarks: property, and the words before them.
_NUMBERS = tuple(
    (prop, re.compile(pattern, re.IGNORECASE))
    for prop, pattern in (
        ("taxNumber", r"\bItalian fiscal code:?\s*((?:[A-Z0-9]\s?){15}[A-Z0-9])\b"),
        ("taxNumber", r"\bUS Federal Employer Identification Number:?\s*(\d{2}-\d{7})\b"),
        ("registrationNumber", r"\bRegistered company number:?\s*(\w{8})\b"),
        (
            "socialSecurityNumber",
            r"\b(?:SSN|Social Security Number):?\s*(\d{3}-\d{2}-\d{4})\b",
        ),
    )
)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name as an entry writes it."""

    text: str
    lang: str | None
    weak: bool


@dataclass(slots=True)
class Grounds:
    """What the entries under one programme say of the designation."""

    listed_on: date | None = None
    measures: set[Measure] = field(default_factory=lambda: {Measure.ASSET_FREEZE})
    legal_basis: dict[str, None] = field(default_factory=dict)
    reasons: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Subject:
    """A subject and all that its entries say.

    Attributes:
        draft: Its listing in the making.
        reference: EU reference number; empty where it has none.
        logical_id: The publisher's number of the subject.
        kind: Code of the subject type.
        locator: Where its first entry stands.
        names: Every name, in the order of the file.
        programmes: What is said under each programme.
        texts: Remarks that may hold numbers of registers.
        imos: IMO numbers printed as such.
    """

    draft: Draft
    reference: str
    logical_id: str
    kind: str
    locator: str
    names: list[WrittenName] = field(default_factory=list)
    programmes: dict[str, Grounds] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    imos: set[str] = field(default_factory=set)

    @property
    def is_person(self) -> bool:
        """True for natural persons."""
        return self.draft.schema == "Person"

    def ground(self, programme: str) -> Grounds:
        """Return what is said under a programme so far."""
        return self.programmes.setdefault(programme, Grounds())

    def remark(self, text: str, about: str = "") -> None:
        """Keep a remark, and remember it for the numbers it may hold."""
        self.draft.keep(f"{about}: {text}" if about else text)
        self.texts.append(text)

    def build(self) -> Listing:
        """Return the listing."""
        self._mine_numbers()
        self._mine_ship()
        self._add_names()
        self.draft.designations.extend(
            Designation(
                authority="eu-council",
                program=programme,
                authority_id=self.reference or None,
                listed_on=grounds.listed_on,
                measures=tuple(sorted(grounds.measures)),
                legal_basis=tuple(grounds.legal_basis),
                reasons=tuple(StatedReason(text=text) for text in grounds.reasons),
            )
            for programme, grounds in self.programmes.items()
        )
        return self.draft.build()

    def _add_names(self) -> None:
        """Choose the primary name: the first strong one that is not a translation."""
        strong = [name for name in self.names if not name.weak] or self.names
        plain = [name for name in strong if name.lang in (None, "eng")] or strong
        for name in plain[:1]:
            self.draft.name(name.text, NameKind.PRIMARY, name.lang)
        known = {name.text for name in strong}
        for name in self.names:
            if name.weak and name.text not in known:
                self.draft.name(name.text, NameKind.WEAK, name.lang)
            elif not name.weak:
                self.draft.name(name.text, NameKind.ALIAS, name.lang)

    def _mine_numbers(self) -> None:
        """Take numbers of public registers out of remarks, whose words name the register."""
        for text in self.texts:
            for prop, pattern in _NUMBERS:
                if prop == "socialSecurityNumber" and not self.is_person:
                    continue
                for number in pattern.findall(text):
                    self.draft.put(prop, "".join(number.split()))

    def _mine_ship(self) -> None:
        """Tell a ship, which the files call an enterprise, by its IMO number and its wording.

        Shipping companies have IMO numbers too, of another check digit.
        """
        if self.is_person:
            return
        mentioned = {number for text in self.texts for number in _IMO.findall(text)}
        if not self.imos and len(mentioned) == 1:
            self.imos |= mentioned
        if self.draft.schema == "LegalEntity":
            for number in self.imos:
                self.draft.keep(f"IMO number {number}")
            return
        self.draft.put("imoNumber", *self.imos)
        wording = " ".join([*self.texts, *(name.text for name in self.names)])
        is_ship = all(IMO.is_valid_vessel(number) for number in self.imos)
        is_firm = any(IMO.is_valid_company(number) for number in self.imos)
        if len(self.imos) == 1 and is_ship and (not is_firm or _VESSEL.search(wording)):
            self.draft.schema = "Vessel"
            for prop in _NOT_OF_SHIPS:
                for value in self.draft.take(prop):
                    self.draft.keep(f"{prop} {value}")
