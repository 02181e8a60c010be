"""Claims and entities of a text, built by hand or from files of the schema of claims."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from proscribe.model.claim import (
    Claim,
    ClaimDate,
    ClaimType,
    ClaimValue,
    DateRole,
    EntityKind,
    Modality,
    Span,
    TextEntity,
    ValueKind,
    Weighed,
)

_KINDS = {
    "newspaper": EntityKind.MEDIA,
    "agency": EntityKind.AUTHORITY,
    "government": EntityKind.AUTHORITY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What a text speaks of and claims."""

    entities: tuple[TextEntity, ...]
    claims: tuple[Claim, ...]


def read_text(path: Path) -> Text:
    """Read a file of the schema of claims; what it accepts as a name of an entity is an alias."""
    held = json.loads(path.read_text(encoding="utf-8"))
    return Text(
        entities=tuple(
            TextEntity(
                id=one["id"],
                kind=_kind(one["kind"]),
                name=one["name"],
                aliases=tuple(name for name in one.get("accept", ()) if name != one["name"]),
            )
            for one in held["entities"]
        ),
        claims=tuple(_claim(one) for one in held["claims"]),
    )


def entity(name: str, kind: EntityKind = EntityKind.COMPANY, *ids: str) -> TextEntity:
    """Return an entity whose id is its name."""
    return TextEntity(id=name, kind=kind, name=name, ledger_ids=ids)


def claim(type_: ClaimType, subject: str, quote: str, **others: object) -> Claim:
    """Return a claim of that sentence; others as the fields of a claim, ``date`` and ``amount``
    in short: ``date="2021-01"``, ``role=DateRole.SINCE``, ``amount="-25 %"``."""
    when, role = others.pop("date", None), others.pop("role", DateRole.EVENT)
    amount = others.pop("amount", None)
    fields: dict[str, object] = {"fact": "f", "attribution": ("article",), "rule": "by hand"}
    if role is not DateRole.EVENT or when is not None:
        assert isinstance(role, DateRole)
        fields["date"] = ClaimDate(span=None, value=None if when is None else str(when), role=role)
    if amount is not None:
        fields["value"] = _value(str(amount))
    made: Mapping[str, object] = {
        "id": "c",
        "type": type_,
        "subject": subject,
        "quote": Span(text=quote, start=0, end=len(quote)),
        **fields,
        **others,
    }
    return Claim(**made)  # type: ignore[arg-type]


def as_json(weighed: Weighed) -> dict[str, str]:
    """Return a result as the schema of claims has it."""
    found = {
        "verdict": weighed.standing.value,
        "as_of": weighed.known_at,
        "record": weighed.record,
    }
    if weighed.expected_date is not None:
        found["expected_date"] = weighed.expected_date
    return found


def _value(text: str) -> ClaimValue:
    number, _, unit = text.partition(" ")
    kind = {"%": ValueKind.PERCENT, "": ValueKind.COUNT}.get(unit, ValueKind.MONEY)
    return ClaimValue(
        kind=kind,
        span=None,
        amount=Decimal(number),
        currency=unit if kind is ValueKind.MONEY else None,
    )


def _kind(text: str) -> EntityKind:
    if text in _KINDS:
        return _KINDS[text]
    return EntityKind(text) if text in set(EntityKind) else EntityKind.PLACE


def _claim(held: Mapping[str, object]) -> Claim:
    plain = ("agent", "object", "court", "list", "bound", "because")
    flags = ("negated", "contested", "direct_speech")
    quote = str(held["quote"])
    made: dict[str, object] = {name: held[name] for name in (*plain, *flags) if name in held}
    attribution = held["attribution"]
    assert isinstance(attribution, list)
    made |= {
        "id": held["id"],
        "fact": held.get("fact", held["id"]),
        "type": ClaimType(str(held["type"])),
        "subject": held["subject"],
        "quote": Span(text=quote, start=int(str(held["start"])), end=int(str(held["end"]))),
        "attribution": tuple(attribution),
        "rule": "by hand",
        "modality": Modality(str(held.get("modality", "asserted"))),
    }
    value, when = held.get("value"), held.get("date")
    if isinstance(value, dict):
        made["value"] = ClaimValue(
            kind=ValueKind(value["kind"]),
            span=_span(value),
            amount=Decimal(value["amount"]) if "amount" in value else None,
            currency=value.get("currency"),
            per=value.get("per"),
        )
    if isinstance(when, dict):
        made["date"] = ClaimDate(
            span=_span(when),
            value=when.get("value"),
            role=DateRole(when.get("role", "event")),
            inferred_from=tuple(when.get("inferred_from", ())),
        )
    return Claim(**made)  # type: ignore[arg-type]


def _span(held: Mapping[str, object]) -> Span | None:
    if held.get("text") is None:
        return None
    return Span(text=str(held["text"]), start=int(str(held["start"])), end=int(str(held["end"])))
