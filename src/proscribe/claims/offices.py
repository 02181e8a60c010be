"""Offices that a sentence gives people, by the words before their names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.claims.masked import Masked
from proscribe.claims.rules import Draft
from proscribe.claims.wording import Wording
from proscribe.model.claim import ClaimType, ClaimValue, EntityKind, Modality, ValueKind

_NO_OFFICE = re.compile(
    r"judge|justice|mr\.?|mrs\.?|ms\.?|dr\.?|analyst|official|lawyer|secretary|minister|"
    r"senator|ambassador|governor|"
    r"representative|commissioner|spokes|oligarch|tycoon|billionaire|businessman|"
    r"magnate|partner|owner|entrepreneur|banker|economist|sen\.|rep\.|gen\.",
    re.IGNORECASE,
)
_PRESIDENT = re.compile(r"(?:former |vice )*president", re.IGNORECASE)
_NEAR = 60


def find_offices(masked: Masked) -> Iterator[Draft]:
    """Yield a claim for each person whose name an office stands before."""
    for placed in masked.mentions.values():
        office = placed.role
        if office is None or placed.kind is not EntityKind.PERSON:
            continue
        if _NO_OFFICE.search(office.text):
            continue
        company = _of(masked, office.start) or _whose(masked, office.end)
        if company is None and _PRESIDENT.fullmatch(office.text):
            continue
        yield Draft(
            type=ClaimType.ROLE,
            rule="role: office before a name",
            sentence=masked.sentence,
            at=office.start,
            subject=placed.entity,
            wording=Wording(modality=Modality.ASSERTED, negated=False, aim=False),
            object=company,
            value=ClaimValue(kind=ValueKind.TEXT, span=office),
        )


def _whose(masked: Masked, end: int) -> str | None:
    """Return whose an office is that is told behind it: ``the president of Acme``."""
    begin = masked.sentence.start
    if not masked.sentence.text.startswith((" of ", " at "), end - begin):
        return None
    behind = [
        one
        for one in masked.mentions.values()
        if one.kind in _HAVING_OFFICES and 0 <= one.start - end <= _NEAR
    ]
    return min(behind, key=lambda one: one.start).entity if behind else None


_HAVING_OFFICES = (EntityKind.COMPANY, EntityKind.AUTHORITY, EntityKind.OTHER)


def _of(masked: Masked, start: int) -> str | None:
    """Return whose office it is: the company or authority named right before."""
    before = [
        one
        for one in masked.mentions.values()
        if one.kind in (EntityKind.COMPANY, EntityKind.AUTHORITY) and 0 <= start - one.end <= _NEAR
    ]
    return max(before, key=lambda one: one.start).entity if before else None
