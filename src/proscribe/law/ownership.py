"""Who counts as owned: shares followed through layers as a regime's rule says.

A share held through an entity that itself meets the threshold counts in full;
a share held through one that does not, counts for nothing (OFAC FAQ 401). Where a rule
asks for a single owner, each is followed alone, with what it holds through others.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proscribe.law.regime import OwnershipMode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from proscribe.law.case import Stake
    from proscribe.law.regime import OwnershipRule

_TARGET = ""
_WHOLE = Decimal(1)
_NONE = Decimal(0)
_ISSUER = "the issuer"


class _Edge(NamedTuple):
    """A share: at least, at most, and who says so."""

    least: Decimal
    most: Decimal
    said: tuple[str, ...]


_Edges: TypeAlias = dict[tuple[str, str], _Edge]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """How much of the issuer is held by tainted owners.

    Attributes:
        meets: Whether the threshold is met; None where unknown shares could decide it.
        share: The share that counts.
        sum_: The addition, in words.
        tainted: Every entity that counts as owned, the issuer under its empty name.
        owners: The tainted owners through whom a share of the issuer counts, or may.
        unknown: The shares that leave it open, each in words.
    """

    meets: bool | None
    share: Decimal
    sum_: str
    tainted: frozenset[str]
    owners: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()


def solve(stakes: Iterable[Stake], tainted: Collection[str], rule: OwnershipRule) -> Owned:
    """Return the least set of entities that count as owned, starting from tainted owners.

    The set only grows and is finite, so loops of ownership end.
    """
    edges = _edges(stakes)
    if rule.mode is OwnershipMode.NONE:
        return Owned(meets=False, share=_NONE, sum_="", tainted=frozenset(tainted))
    together = [frozenset(tainted)]
    groups = together if rule.mode is OwnershipMode.AGGREGATE else _each(tainted)
    graph = _Graph(edges, rule)
    found = [graph.of_group(group) for group in groups]
    best = max(found, key=lambda one: (one.meets is True, one.meets is None, one.share))
    reached = frozenset().union(*(one.tainted for one in found))
    unknown = tuple(dict.fromkeys(edge for one in found for edge in one.unknown))
    return Owned(
        meets=best.meets,
        share=best.share,
        sum_=best.sum_,
        tainted=reached,
        owners=frozenset().union(*(one.owners for one in found if one.meets is best.meets)),
        unknown=unknown if best.meets is None else (),
    )


def _each(tainted: Collection[str]) -> list[frozenset[str]]:
    return [frozenset({one}) for one in sorted(tainted)] or [frozenset()]


def _edges(stakes: Iterable[Stake]) -> _Edges:
    """Join stakes said more than once, as layers are: of different shares the largest counts."""
    edges: _Edges = {}
    for stake in stakes:
        key = (stake.owner, stake.owned)
        known = edges.get(key, _Edge(_NONE, _NONE, ()))
        least = _NONE if stake.share is None else stake.share
        most = _WHOLE if stake.share is None else least
        most = most if stake.most is None else max(least, stake.most)
        said = (*known.said, stake.said) if stake.said else known.said
        edges[key] = _Edge(max(known.least, least), max(known.most, most), said)
    return edges


class _Graph:
    """The edges by owner and by what is owned, and the rule.

    Args:
        edges: The edges.
        rule: How shares count.
    """

    def __init__(self, edges: _Edges, rule: OwnershipRule) -> None:
        self._edges = edges
        self._rule = rule
        self._held: dict[str, list[str]] = defaultdict(list)
        self._holders: dict[str, list[str]] = defaultdict(list)
        for owner, owned in edges:
            self._held[owner].append(owned)
            self._holders[owned].append(owner)

    def of_group(self, group: frozenset[str]) -> Owned:
        """Return what a group of owners, added together, holds of the issuer."""
        reached, possible = self._closure(group, most=False), self._closure(group, most=True)
        meets = True if _TARGET in reached else None if _TARGET in possible else False
        counting = possible if meets is None else reached
        parts = [owner for owner in self._holders[_TARGET] if owner in reached]
        share = sum((self._edges[owner, _TARGET].least for owner in parts), _NONE)
        chain = self._chain(counting, group)
        layers = [name for name in chain if name != _TARGET and name not in group]
        sum_ = "; ".join((self._sum(parts, share), *self._layers(layers, reached)))
        return Owned(
            meets=meets,
            share=share,
            sum_=sum_,
            tainted=reached,
            owners=group & frozenset(chain),
            unknown=tuple(self._unknown(chain, counting)) if meets is None else (),
        )

    def _closure(self, group: frozenset[str], *, most: bool) -> frozenset[str]:
        reached, new = set(group), list(group)
        shares: dict[str, Decimal] = {}
        while new:
            owner = new.pop()
            for owned in self._held[owner]:
                edge = self._edges[owner, owned]
                shares[owned] = shares.get(owned, _NONE) + (edge.most if most else edge.least)
                if owned not in reached and _reaches(shares[owned], self._rule):
                    reached.add(owned)
                    new.append(owned)
        return frozenset(reached)

    def _chain(self, counting: frozenset[str], group: frozenset[str]) -> tuple[str, ...]:
        """Return the issuer and whoever counts above it, up to the group."""
        chain = {_TARGET: None}
        new = [_TARGET]
        while new:
            owned = new.pop()
            for owner in () if owned in group else self._holders[owned]:
                if owner in counting and owner not in chain and self._edges[owner, owned].most:
                    chain[owner] = None
                    new.append(owner)
        return tuple(chain)

    def _sum(self, parts: list[str], share: Decimal) -> str:
        if not parts:
            return "no share held by or through a designated person surely counts"
        rule = self._rule
        listed = " + ".join(self._part(owner, _TARGET) for owner in parts)
        threshold = _percent(Decimal(rule.threshold))
        bound = f"more than {threshold}" if rule.strict else f"from {threshold} on"
        how = "of one person" if rule.mode is OwnershipMode.SINGLE else "together"
        over = ", which is more than all, so that sources disagree" if share > _WHOLE else ""
        return f"{listed} = {_percent(share)} {how}{over}, the rule counts {bound}"

    def _layers(self, layers: list[str], reached: frozenset[str]) -> Iterator[str]:
        for name in layers:
            parts = [owner for owner in self._holders[name] if owner in reached]
            if name in reached and parts:
                listed = " + ".join(self._part(owner, name) for owner in parts)
                yield f"{name} counts in full: {listed}"

    def _part(self, owner: str, owned: str) -> str:
        edge = self._edges[owner, owned]
        return f"{owner} {_range(edge)}{_said(edge)}"

    def _unknown(self, chain: tuple[str, ...], counting: frozenset[str]) -> Iterator[str]:
        for owned in chain:
            for owner in self._holders[owned]:
                edge = self._edges[owner, owned]
                if owner in counting and edge.least != edge.most:
                    yield f"{owner} owns {_range(edge)} of {owned or _ISSUER}{_said(edge)}"


def _reaches(share: Decimal, rule: OwnershipRule) -> bool:
    threshold = Decimal(rule.threshold)
    return share > threshold if rule.strict else share >= threshold


def _range(edge: _Edge) -> str:
    if edge.least == edge.most:
        return _percent(edge.least)
    if (edge.least, edge.most) == (_NONE, _WHOLE):
        return "an unknown share"
    if edge.least == _NONE:
        return f"perhaps {_percent(edge.most)}"
    return f"{_percent(edge.least)} to {_percent(edge.most)}"


def _said(edge: _Edge) -> str:
    said = dict.fromkeys(edge.said)
    return f" ({'; '.join(said)})" if said else ""


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
