"""From the owners of a subject to the stakes and parties that a regime judges."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from proscribe.law.case import Party, Stake

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proscribe.screening.cases import Facts
    from proscribe.screening.owners import Edge, Owner, OwnerGraph

_ISSUER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """Who owns a subject.

    Attributes:
        stakes: Who owns whom, from those the regime's lists name down to the subject.
        parties: Those the regime's lists name, with their designations.
    """

    stakes: tuple[Stake, ...] = ()
    parties: tuple[Party, ...] = ()


NO_STAKES = Stakes()


def stakes_of(above: OwnerGraph, facts: Facts) -> Stakes:
    """Return the stakes of a subject that begin with somebody the regime's lists name."""
    if not above.edges:
        return NO_STAKES
    names = captions(above)
    found = {
        key: party
        for key, owner in above.owners.items()
        if key != above.target and (party := _party(owner, facts)) is not None
    }
    if not found:
        return NO_STAKES
    reached = _below(above.edges, found)
    stakes = (
        Stake(
            owner=names[edge.owner],
            owned=names[edge.owned],
            share=None if edge.bounds.unknown else edge.bounds.least,
            most=None if edge.bounds.unknown or edge.bounds.exact else edge.bounds.most,
            span=edge.span,
            said=edge.said,
        )
        for edge in above.edges
        if edge.owner in reached
    )
    parties = (replace(party, name=names[key]) for key, party in found.items())
    return Stakes(stakes=tuple(stakes), parties=tuple(parties))


def captions(above: OwnerGraph) -> dict[str, str]:
    """Return what to call everyone, no two alike; the subject itself is the law's issuer."""
    counts = Counter(owner.caption for owner in above.owners.values())
    names = {}
    for key, owner in above.owners.items():
        names[key] = owner.caption if counts[owner.caption] == 1 else f"{owner.caption} ({key})"
        if owner.subject is None and not owner.is_name and key != above.target:
            names[key] += " (an id that no edition on file has)"
    return names | {above.target: _ISSUER}


def _party(owner: Owner, facts: Facts) -> Party | None:
    """Return an owner with its designations; None where no list of the regime can name it."""
    if owner.subject is not None:
        if not facts.names(owner.subject):
            return None
        return Party(name=owner.caption, standings=facts.standings(owner.subject, None))
    if not owner.is_name:
        # An id of the list that no edition on file has: whether it was on it, nobody can tell.
        unheard = owner.key.partition("-")[0] in facts.regime.sources
        return Party(name=owner.caption, blocked=facts.suspicious) if unheard else None
    party = facts.party(owner.caption)
    return party if party.standings else None


def _below(edges: Iterable[Edge], owners: Iterable[str]) -> set[str]:
    """Return those owners and everyone they own a share of, through all layers."""
    held: dict[str, list[str]] = {}
    for edge in edges:
        held.setdefault(edge.owner, []).append(edge.owned)
    reached = {*owners}
    new = [*reached]
    while new:
        for owned in held.get(new.pop(), ()):
            if owned not in reached:
                reached.add(owned)
                new.append(owned)
    return reached
