"""Ties the claims of a text to each other: the same facts, and denials to what they deny."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from proscribe.model.claim import Claim, ClaimType

_BY_VALUE = (ClaimType.PRICE, ClaimType.PRICE_CHANGE, ClaimType.PENALTY)
_COMMERCE = frozenset({"us-doc", "us-bis", "us-el", "us-uvl", "us-meu", "us-dpl"})
_POWERS = frozenset({"us", "eu", "gb", "un", "ca", "au", "jp", "ch", "cn", "ru", "ua"})
_DENIABLE = (ClaimType.ALLEGATION, ClaimType.REASON, ClaimType.LISTED)


def settle(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims with their facts, and counter-claims tied to what they deny."""
    found = sorted(claims, key=lambda one: (one.quote.start, one.id))
    facts: dict[tuple[object, ...], str] = {}
    settled = []
    for number, one in enumerate(found, start=1):
        fact = facts.setdefault(_key(one), f"f{len(facts) + 1:02d}")
        settled.append(replace(one, id=f"c{number:02d}", fact=fact))
    return tuple(_with_denials(settled))


def _key(one: Claim) -> tuple[object, ...]:
    amount = None if one.value is None or one.type not in _BY_VALUE else one.value.amount
    return one.type, one.subject, one.negated, one.modality, amount, _act(one)


def _act(one: Claim) -> str | None:
    """Return whose act a measure is, as far as texts tell two acts apart.

    The Pentagon, the administration and the US may all be said to have listed somebody once; the
    Commerce Department lists for itself, and so do the Union, the United Nations and others.
    """
    if one.type not in (ClaimType.LISTED, ClaimType.DELISTED):
        return None
    for entity in (one.list, one.agent):
        if entity in _COMMERCE:
            return "commerce"
    for entity in (one.agent, one.list):
        power = (entity or "").partition("-")[0]
        if power in _POWERS:
            return power
    return None


def _with_denials(claims: list[Claim]) -> Iterable[Claim]:
    deniers = {one.subject for one in claims if one.type is ClaimType.DENIAL}
    first: dict[tuple[ClaimType, str], Claim] = {}
    for one in claims:
        first.setdefault((one.type, one.subject), one)
    for one in claims:
        if one.type is ClaimType.DENIAL:
            denied = [
                first[kind, one.subject] for kind in _DENIABLE if (kind, one.subject) in first
            ]
            yield replace(one, contested=True, denies=denied[0].id if denied else None)
        elif one.type in (ClaimType.ALLEGATION, ClaimType.REASON) and one.subject in deniers:
            yield replace(one, contested=True)
        else:
            yield one
