"""Leaves one claim where several rules find the same in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from proscribe.claims.rules import Draft
from proscribe.model.claim import ClaimType

_SAME_VERB = 12
_BY_VALUE = (ClaimType.PRICE, ClaimType.PRICE_CHANGE, ClaimType.PENALTY)
# ``revoked the designation of Acme`` names a listing, and says that it ended; ``denied a request
# for an injunction`` names one that there was not.
_ENDING = (ClaimType.DELISTED, ClaimType.ANNULLED, ClaimType.ENJOINED, ClaimType.UPHELD)
_NAMED_ONLY = {
    "listed: designation of somebody": _ENDING,
    "listed: designation of": (ClaimType.UPHELD,),
    "listed: somebody's designation": _ENDING,
    "listed: an authority's listing of": _ENDING,
    "listed: sanctions imposed on": _ENDING,
    "enjoined: injunction against": (ClaimType.UPHELD,),
}


def distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave one claim of a type, subject and value in a sentence: that with most to it."""
    best: dict[tuple[object, ...], Draft] = {}
    for one in drafts:
        amount = None if one.value is None else one.value.amount
        key = (one.type, one.subject, amount if one.type in _BY_VALUE else None)
        known = best.get(key)
        if known is None or _worth(one) > _worth(known):
            best[key] = one
    told = {(one.type, one.subject) for one in best.values()}
    # ``should no longer be on the list`` is one claim, and no second one that it is not.
    taken = {(one.subject, one.at) for one in best.values() if one.type is ClaimType.DELISTED}
    best = {
        key: one
        for key, one in best.items()
        if one.type is not ClaimType.LISTED
        or not one.wording.negated
        or not any(who == one.subject and abs(at - one.at) <= _SAME_VERB for who, at in taken)
    }
    best = {
        key: one
        for key, one in best.items()
        if not any((type_, one.subject) in told for type_ in _NAMED_ONLY.get(one.rule, ()))
    }
    valued = {(type_, subject) for type_, subject, amount in best if amount is not None}
    best = {key: one for key, one in best.items() if key[2] is not None or key[:2] not in valued}
    suing = {one.subject for one in best.values() if one.type is ClaimType.SUED}
    return [
        one for one in best.values() if one.type is not ClaimType.FILED or one.subject not in suing
    ]


def _worth(one: Draft) -> int:
    parts = (one.agent, one.list, one.value, one.date, one.because, one.court)
    return sum(part is not None for part in parts)
