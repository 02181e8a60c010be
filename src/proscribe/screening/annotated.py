"""A text with what it claims marked, beside how each claim stands against the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from proscribe.model.claim import (
    ARTICLE,
    Claim,
    ClaimType,
    ClaimValue,
    RecordCheck,
    RecordStanding,
    Span,
    TextEntity,
)

_WORDS = {
    "listed": "was put on a list",
    "delisted": "was taken off a list",
    "enjoined": "a court stayed it",
    "annulled": "a court struck it down",
    "upheld": "a court left it standing",
    "court_finding": "a court found",
    "sued": "a suit was brought",
    "filed": "a paper was filed",
    "reported": "a story was run",
    "prohibited": "dealings are barred",
    "divest_by": "a last day to sell",
    "licence": "a permission",
    "penalty": "a fine",
    "exchange_removed": "an exchange removes it",
    "trading_halt": "trading stops",
    "index_removed": "an index removes it",
    "traded_on": "where it trades",
    "price": "a price",
    "price_change": "a move of the price",
    "reason": "a reason given",
    "allegation": "an allegation",
    "statement": "a statement",
    "denial": "a denial",
    "award": "an award",
    "role": "an office held",
}
STANDING_WORDS = {
    RecordStanding.CONFIRMED: "confirmed",
    RecordStanding.CONTRADICTED: "contradicted",
    RecordStanding.OVERSTATED: "overstated",
    RecordStanding.NOT_IN_RECORD: "not in the record",
}
# Gravest first: what marks a sentence that bears several claims.
_ORDER = (
    RecordStanding.CONTRADICTED,
    RecordStanding.OVERSTATED,
    RecordStanding.CONFIRMED,
    RecordStanding.NOT_IN_RECORD,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim as it is shown.

    Attributes:
        id: Id of the claim.
        type: Its type.
        what: The type in words.
        subject: Whom it is about.
        says: What it says, in a few words.
        sources: On whose word, outermost first; empty for the article's own voice.
        quote: The sentence.
        how: How the text puts it (``denied``, ``alleged``, ``planned``, …); may be empty.
        standing: How it stands as known on the article's day; None where it was not checked.
        record: The record's words.
        expected: The date the record has, where it has another.
        known_at: The day whose knowledge counts.
        now_standing: How it stands as known now, where that adds something.
        now_record: The record's words as known now.
        denies: Id of the claim it disputes.
        rule: Name of the rule that found it.
    """

    id: str
    type: str
    what: str
    subject: str
    says: str
    sources: tuple[str, ...]
    quote: str
    how: str
    standing: RecordStanding | None
    record: str
    expected: str | None
    known_at: str | None
    now_standing: RecordStanding | None
    now_record: str
    denies: str | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the text.

    Attributes:
        text: The words.
        claims: Ids of the claims it bears; none for what lies between.
        standing: The gravest standing of those; None where none was checked.
        leftover: Whether it is no part of the article.
    """

    text: str
    claims: tuple[str, ...] = ()
    standing: RecordStanding | None = None
    leftover: bool = False


def build_cards(
    claims: Sequence[Claim],
    entities: Sequence[TextEntity],
    checks: Mapping[str, RecordCheck],
) -> tuple[Card, ...]:
    """Return the claims as they are shown, in their order."""
    names = {one.id: one.name for one in entities}
    return tuple(_card(one, names, checks.get(one.id)) for one in claims)


def _card(claim: Claim, names: Mapping[str, str], check: RecordCheck | None) -> Card:
    then = None if check is None else check.then
    now = None if check is None else check.now
    return Card(
        id=claim.id,
        type=claim.type.value,
        what=_WORDS[claim.type.value],
        subject=names.get(claim.subject, claim.subject),
        says="; ".join(_says(claim, names)),
        sources=tuple(names.get(one, one) for one in claim.attribution if one != ARTICLE),
        quote=claim.quote.text,
        how=", ".join(_how(claim)),
        standing=None if then is None else then.standing,
        record="" if then is None else then.record,
        expected=None if then is None else then.expected_date,
        known_at=None if then is None else then.known_at,
        now_standing=None if now is None else now.standing,
        now_record="" if now is None else now.record,
        denies=claim.denies,
        rule=claim.rule,
    )


def _says(claim: Claim, names: Mapping[str, str]) -> Iterator[str]:
    # Who is sued, or is spoken of in a denial, has done nothing of what the claim tells.
    agent = "against" if claim.type is ClaimType.SUED else "by"
    acting = None if claim.type is ClaimType.DENIAL else claim.agent
    parts = ((agent, acting), ("list", claim.list), ("court", claim.court))
    for word, entity in parts:
        if entity is not None and entity != claim.subject:
            yield f"{word}: {names.get(entity, entity)}"
    if claim.bound is not None:
        yield f"who: {claim.bound}"
    if claim.value is not None:
        yield f"value: {_value(claim.value)}"
    if claim.date is not None and (claim.date.value or claim.date.span):
        said = claim.date.value or (claim.date.span.text if claim.date.span else "")
        yield f"{claim.date.role.value.replace('_', ' ')}: {said}"
    if claim.because is not None:
        yield f"because: {claim.because}"


def _value(value: ClaimValue) -> str:
    if value.amount is None:
        return "" if value.span is None else value.span.text
    shown = f"{value.amount.normalize():f}"
    if value.currency is not None:
        return f"{shown} {value.currency}"
    return f"{shown} %" if value.kind.value == "percent" else shown


def _how(claim: Claim) -> Iterator[str]:
    if claim.negated:
        yield "denied"
    if claim.modality.value != "asserted":
        yield claim.modality.value
    if claim.contested:
        yield "contested"
    if claim.direct_speech:
        yield "in quoted speech"


def cut(
    text: str,
    claims: Sequence[Claim],
    leftovers: Sequence[Span],
    checks: Mapping[str, RecordCheck],
) -> tuple[Piece, ...]:
    """Return the text in pieces: every sentence that bears claims is one of its own."""
    return tuple(_pieces(text, claims, leftovers, checks))


def _pieces(
    text: str,
    claims: Sequence[Claim],
    leftovers: Sequence[Span],
    checks: Mapping[str, RecordCheck],
) -> Iterator[Piece]:
    borne: dict[tuple[int, int], list[str]] = {}
    for one in claims:
        borne.setdefault((one.quote.start, one.quote.end), []).append(one.id)
    for left in leftovers:
        borne.setdefault((left.start, left.end), [])
    at = 0
    for (start, end), ids in sorted(borne.items()):
        if start < at:
            continue
        if start > at:
            yield Piece(text=text[at:start])
        yield Piece(
            text=text[start:end],
            claims=tuple(ids),
            standing=_gravest(checks[one] for one in ids if one in checks),
            leftover=not ids,
        )
        at = end
    if at < len(text):
        yield Piece(text=text[at:])


def _gravest(checks: Iterator[RecordCheck]) -> RecordStanding | None:
    found = [check.then.standing for check in checks]
    return min(found, key=_ORDER.index) if found else None
