"""Whom the numbers of a query lead to, whatever its names: of registers, papers and securities."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from proscribe.matching.linking import BIC, MARK
from proscribe.matching.named import Match
from proscribe.screening.candidates import DOUBT, Wanted
from proscribe.securities.identifiers import SCHEMES
from proscribe.workspace.entities import NUMBERS
from proscribe.workspace.service.asking import FEATURE, IDENTIFIER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from proscribe.backends.rosters import Entity
    from proscribe.screening.candidates import Candidate
    from proscribe.workspace.service.asking import Query, Terms
    from proscribe.workspace.service.moments import MomentDesk
    from proscribe.workspace.service.standing import Standing

_Key = TypeVar("_Key")
# How sure an equal number makes, where no name was given to be compared.
_SAME_NUMBER = 0.98
_MOST = 40


class Hit(NamedTuple):
    """Who may be meant, and by which feature of the query.

    Attributes:
        score: Probability, 0 to 1.
        entity: Who.
        match: Which strings met, and why.
        feature: What was compared.
    """

    score: float
    entity: Entity
    match: Match
    feature: str = FEATURE


def bearers(standing: Standing, query: Query, terms: Terms, moments: MomentDesk) -> Iterator[Hit]:
    """Yield who bears a number of a query at the moment of the terms.

    Raises:
        InputError: A moment cannot be read.
        StoreError: The ledger cannot be read.
    """
    ids = standing.roster.bearing(NUMBERS, query.identifiers)[:_MOST]
    if terms.is_now:
        found = [*standing.roster.entities(ids).values()]
    else:
        wanted = {(NUMBERS, number) for number in query.identifiers}
        drafts = moments.drafts(standing, ids, terms)
        found = [one.entity for one in drafts if not wanted.isdisjoint(one.traits)]
    named = "of so many, whatever the names" if query.named.names else "no name was given"
    told = f"an identifier is equal; {named}"
    for entity in found:
        yield _hit(query, ", ".join(query.identifiers), entity, score=_SAME_NUMBER, told=told)


def issuers(
    standing: Standing, queries: Mapping[_Key, Query], terms: Terms, moments: MomentDesk
) -> dict[_Key, list[Hit]]:
    """Return whose the securities of queries are, by every source on file, as ``check`` tells it.

    Args:
        standing: What is answered from.
        queries: Those that name securities or an LEI; others are passed over.
        terms: The moment.
        moments: Looks into the ledger.

    Raises:
        InputError: A moment cannot be read.
        StoreError: The ledger cannot be read.
    """
    asked = {key: query for key, query in queries.items() if query.securities}
    if not asked:
        return {}
    day = moments.moment(terms.as_of).day
    wanted = [
        Wanted(keys=query.securities, people=True, exact=True, day=day) for query in asked.values()
    ]
    resolved = moments.resolve(standing, wanted, terms)
    ids = {one.subject.id for found in resolved for one in found.candidates}
    entities = standing.bearers(ids) if terms.is_now else moments.entities(standing, ids, terms)
    return {
        key: [
            _issuer(query, one, entities[one.subject.id])
            for one in found.candidates
            if one.subject.id in entities
        ]
        for (key, query), found in zip(asked.items(), resolved, strict=True)
    }


def _issuer(query: Query, one: Candidate, entity: Entity) -> Hit:
    kind = next((kind for kind, value in query.securities if value == one.given), one.matched_by)
    sure = one.certain and one.given not in query.vague
    score = _SAME_NUMBER if sure else DOUBT
    if kind == MARK:
        given, told = _bank(query, one.given, entity)
        return _hit(query, given, entity, score=score, told=told)
    called = SCHEMES[kind].title if kind in SCHEMES else kind
    told = one.note or f"the {called} is that of {entity.caption} on record"
    return _hit(query, one.given, entity, score=score, told=told)


def _bank(query: Query, mark: str, entity: Entity) -> tuple[str, str]:
    """Return the BIC that led to a bank as it was given, and how, in words."""
    bank = mark.removeprefix(BIC)
    told = f"BIC is that of {entity.caption} on record"
    codes = [one for one in query.identifiers if one.startswith(bank)]
    if bank in codes or not codes:
        return bank, f"the {told}"
    return codes[0], (
        f"{codes[0]} is a branch of {bank}, whose {told}: the first eight characters name the "
        "institution (ISO 9362)"
    )


def _hit(query: Query, given: str, entity: Entity, *, score: float, told: str) -> Hit:
    match = Match(
        query_id=query.named.id,
        entity_id=entity.id,
        score=score,
        name=given,
        matched_name=entity.caption,
        explanation=told,
    )
    return Hit(score, entity, match, IDENTIFIER)
