"""Who counts as owned: shares followed through layers as a regime's rule says.

A share held through an entity that itself meets the threshold counts in full;
a share held through one that does not, counts for nothing (OFAC FAQ 401). Where a rule
asks for a single owner, each is followed alone, with what it holds through others.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from proscribe.law.regime import OwnershipMode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from proscribe.law.case import Stake
    from proscribe.law.regime import OwnershipRule

_TARGET = ""
_WHOLE = Decimal(1)


class _Bounds(NamedTuple):
    """A share: at least and at most."""

    least: Decimal
    most: Decimal


_Edges: TypeAlias = dict[tuple[str, str], _Bounds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """How much of the issuer is held by tainted owners.

    Attributes:
        meets: Whether the threshold is met; None where unknown shares could decide it.
        share: The share that counts.
        sum_: The addition, in words.
        tainted: Every entity that counts as owned, the issuer under its empty name.
    """

    meets: bool | None
    share: Decimal
    sum_: str
    tainted: frozenset[str]


def solve(stakes: Iterable[Stake], tainted: Collection[str], rule: OwnershipRule) -> Owned:
    """Return the least set of entities that count as owned, starting from tainted owners.

    The set only grows and is finite, so loops of ownership end.
    """
    edges = _edges(stakes)
    if rule.mode is OwnershipMode.NONE:
        return Owned(meets=False, share=Decimal(0), sum_="", tainted=frozenset(tainted))
    together = [frozenset(tainted)]
    groups = together if rule.mode is OwnershipMode.AGGREGATE else _each(tainted)
    found = [_of_group(edges, group, rule) for group in groups]
    best = max(found, key=lambda one: (one.meets is True, one.meets is None, one.share))
    reached = frozenset().union(*(one.tainted for one in found))
    return Owned(meets=best.meets, share=best.share, sum_=best.sum_, tainted=reached)


def _each(tainted: Collection[str]) -> list[frozenset[str]]:
    return [frozenset({one}) for one in sorted(tainted)] or [frozenset()]


def _of_group(edges: _Edges, owners: frozenset[str], rule: OwnershipRule) -> Owned:
    reached = _closure(edges, owners, rule, most=False)
    possible = _closure(edges, owners, rule, most=True)
    parts = [
        (owner, bounds)
        for (owner, owned), bounds in edges.items()
        if owned == _TARGET and owner in reached
    ]
    share = sum((bounds.least for _, bounds in parts), Decimal(0))
    meets = True if _TARGET in reached else None if _TARGET in possible else False
    return Owned(meets=meets, share=share, sum_=_sum(parts, share, rule), tainted=reached)


def _edges(stakes: Iterable[Stake]) -> _Edges:
    """Join stakes said more than once, as layers are: of different shares the largest counts."""
    edges: _Edges = {}
    for stake in stakes:
        key = (stake.owner, stake.owned)
        said = edges.get(key, _Bounds(Decimal(0), Decimal(0)))
        if stake.share is None:
            edges[key] = _Bounds(said.least, _WHOLE)
        else:
            edges[key] = _Bounds(max(said.least, stake.share), max(said.most, stake.share))
    return edges


def _closure(
    edges: _Edges, tainted: frozenset[str], rule: OwnershipRule, *, most: bool
) -> frozenset[str]:
    reached = tainted
    while True:
        shares: dict[str, Decimal] = {}
        for (owner, owned), bounds in edges.items():
            if owner in reached:
                part = bounds.most if most else bounds.least
                shares[owned] = shares.get(owned, Decimal(0)) + part
        grown = reached | {owned for owned, share in shares.items() if _reaches(share, rule)}
        if grown == reached:
            return reached
        reached = grown


def _reaches(share: Decimal, rule: OwnershipRule) -> bool:
    threshold = Decimal(rule.threshold)
    return share > threshold if rule.strict else share >= threshold


def _sum(parts: list[tuple[str, _Bounds]], share: Decimal, rule: OwnershipRule) -> str:
    if not parts:
        return "no share held by or through a designated person counts"
    listed = " + ".join(f"{owner} {_range(bounds)}" for owner, bounds in parts)
    bound = f"{'more than' if rule.strict else 'at least'} {_percent(Decimal(rule.threshold))}"
    how = "of one person" if rule.mode is OwnershipMode.SINGLE else "together"
    return f"{listed}: {how} {_percent(share)}, the rule needs {bound}"


def _range(bounds: _Bounds) -> str:
    return _percent(bounds.least) if bounds.least == bounds.most else "an unknown share"


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f} %"
