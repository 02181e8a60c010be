"""Weighs claims one by one: as known on the day of the text, and as known now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from proscribe.model.claim import (
    Claim,
    ClaimType,
    RecordCheck,
    RecordStanding,
    TextEntity,
    Weighed,
)
from proscribe.screening.weighing.barred import weigh_licence, weigh_prohibited
from proscribe.screening.weighing.courts import (
    weigh_annulled,
    weigh_court_finding,
    weigh_enjoined,
    weigh_filed,
    weigh_sued,
    weigh_upheld,
)
from proscribe.screening.weighing.deadlines import weigh_divest_by
from proscribe.screening.weighing.grounds import (
    weigh_allegation,
    weigh_award,
    weigh_denial,
    weigh_reason,
    weigh_reported,
    weigh_role,
    weigh_statement,
)
from proscribe.screening.weighing.listing import is_state, weigh_delisted, weigh_listed
from proscribe.screening.weighing.markets import (
    weigh_exchange_removed,
    weigh_index_removed,
    weigh_traded_on,
    weigh_trading_halt,
)
from proscribe.screening.weighing.pricing import weigh_price, weigh_price_change
from proscribe.screening.weighing.record import Record
from proscribe.screening.weighing.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text to be weighed.

    Attributes:
        entities: Who it speaks of, with the entity ids of the ledger where known.
        claims: What it claims.
        published: The day of the text; None where it is not known.
        now: The day of the latest knowledge.
    """

    entities: tuple[TextEntity, ...]
    claims: tuple[Claim, ...]
    published: date | None
    now: date


def _no_penalty(_claim: Claim, view: View) -> Weighed:
    return view.unknown("Penalties and settlements are in none of the lists on file.")


_WEIGHERS: Mapping[ClaimType, Callable[[Claim, View], Weighed]] = {
    ClaimType.LISTED: weigh_listed,
    ClaimType.DELISTED: weigh_delisted,
    ClaimType.PROHIBITED: weigh_prohibited,
    ClaimType.DIVEST_BY: weigh_divest_by,
    ClaimType.LICENCE: weigh_licence,
    ClaimType.PENALTY: _no_penalty,
    ClaimType.ENJOINED: weigh_enjoined,
    ClaimType.ANNULLED: weigh_annulled,
    ClaimType.UPHELD: weigh_upheld,
    ClaimType.COURT_FINDING: weigh_court_finding,
    ClaimType.SUED: weigh_sued,
    ClaimType.FILED: weigh_filed,
    ClaimType.REPORTED: weigh_reported,
    ClaimType.EXCHANGE_REMOVED: weigh_exchange_removed,
    ClaimType.TRADING_HALT: weigh_trading_halt,
    ClaimType.INDEX_REMOVED: weigh_index_removed,
    ClaimType.TRADED_ON: weigh_traded_on,
    ClaimType.PRICE: weigh_price,
    ClaimType.PRICE_CHANGE: weigh_price_change,
    ClaimType.REASON: weigh_reason,
    ClaimType.ALLEGATION: weigh_allegation,
    ClaimType.DENIAL: weigh_denial,
    ClaimType.STATEMENT: weigh_statement,
    ClaimType.AWARD: weigh_award,
    ClaimType.ROLE: weigh_role,
}
_STATES = (ClaimType.PROHIBITED, ClaimType.DIVEST_BY)
_OF_LISTS = (ClaimType.LISTED, ClaimType.DELISTED)


def weigh(asked: Asked, record: Record) -> dict[str, RecordCheck]:
    """Return how each claim of a text stands against the record, by the id of the claim.

    A claim is weighed by what was public on the day of the text. What is known now is added
    where it gives another result or more words; of a claim that tells of a state (on a list,
    barred), it says whether that is still so.

    Args:
        asked: The text.
        record: The record.
    """
    day = min(asked.now, asked.published or asked.now)
    then = View(
        record=record,
        entities={entity.id: entity for entity in asked.entities},
        claims=asked.claims,
        article=asked.published,
        day=day,
        known_day=day,
        now=asked.now,
    )
    later = replace(then, known_day=then.now)
    today = replace(later, day=then.now)
    return {claim.id: _check(claim, then, (later, today)) for claim in asked.claims}


def _check(claim: Claim, then: View, known: tuple[View, View]) -> RecordCheck:
    """Return how a claim stands; ``known`` is what is known now of that day, and of today."""
    weigher = _WEIGHERS[claim.type]
    first = weigher(claim, then)
    if then.known_day >= then.now:
        return RecordCheck(then=first)
    state = claim.type in _STATES or (claim.type in _OF_LISTS and is_state(claim))
    later = weigher(claim, known[state])
    if (later.standing, later.record) == (first.standing, first.record):
        return RecordCheck(then=first)
    if _came_out_later(claim, first, later) and not state:
        first = then.unknown(f"It was not public yet. {first.record}")
    was_true = first.standing is RecordStanding.CONFIRMED
    is_not = later.standing in (RecordStanding.CONTRADICTED, RecordStanding.OVERSTATED)
    if was_true and is_not:
        later = replace(later, record=f"It was true then, and is not now. {later.record}")
    return RecordCheck(then=first, now=later)


def _came_out_later(claim: Claim, first: Weighed, later: Weighed) -> bool:
    """Return whether what the record spoke against then had been so, as became known later."""
    against = first.standing in (RecordStanding.CONTRADICTED, RecordStanding.OVERSTATED)
    return claim.type in _OF_LISTS and against and later.standing is RecordStanding.CONFIRMED
