"""Who counts as owned by blocked persons, in graphs of millions of edges.

An entity that itself meets the threshold counts in full as an owner of others, one that does
not counts for nothing (OFAC FAQ 401). The set of those who count only grows and is finite, so
loops of ownership end.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from proscribe.securities.ownership.alone import NOBODY, Reached, spread_each
from proscribe.securities.ownership.graph import UNIT, Numbers, Shares
from proscribe.securities.ownership.spreading import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from numpy.typing import NDArray

Marks: TypeAlias = "NDArray[np.bool_]"


class Mode(StrEnum):
    """Whose shares are added."""

    NONE = "none"
    SINGLE = "single"
    AGGREGATE = "aggregate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """A rule of counting.

    Attributes:
        mode: Whose shares are added: nobody's, each blocked owner's alone, or all together.
        threshold: The share needed, a part of one.
        strict: True where more than that is needed.
    """

    mode: Mode
    threshold: Decimal
    strict: bool = False

    @property
    def needed(self) -> int:
        """The least share that meets it, in billionths."""
        whole = self.threshold * UNIT
        floor = int(whole)
        return floor + 1 if self.strict or whole != floor else floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Who counts as owned.

    Attributes:
        shares: The graph.
        certain: Who counts for certain, the blocked themselves among them.
        possible: Who counts or may, as far as unknown shares leave it open.
        share: The share of each that surely counts, in billionths; more than all where the
            sources say so. Where each owner counts alone it is the largest of one owner.
        most: The same where every unknown share is as large as can be.
        by: Where each owner counts alone: one by whom the entity is owned; else -1.
        level: How many layers lie above who counts (0: blocked; 1 at any depth, where each
            owner counts alone); -1 of others.
        needed: The share from which an entity counts, in billionths.
    """

    shares: Shares
    certain: Marks
    possible: Marks
    share: Numbers
    most: Numbers
    by: Numbers
    level: Numbers
    needed: int

    @property
    def open(self) -> Marks:
        """Who counts only if unknown shares are large enough."""
        return self.possible & ~self.certain

    def path(self, company: int) -> tuple[int, ...]:
        """Return edges that lead from a blocked owner to one who counts for certain.

        At each layer it is the owner with the largest share that counts.
        """
        level = self.level
        if self.by[company] != NOBODY:
            alone = Spread(self.shares, self.shares.least, self.needed)
            alone.run(np.array([self.by[company]], np.int64))
            level = alone.level
        found: list[int] = []
        at = company
        while level[at] > 0:
            edges = self.shares.owners_of(at)
            owners = level[self.shares.owner[edges]]
            nearer = edges[(owners >= 0) & (owners < level[at])]
            best = int(nearer[np.argmax(self.shares.least[nearer])])
            found.append(best)
            at = int(self.shares.owner[best])
        return tuple(reversed(found))


def count_owned(shares: Shares, blocked: Iterable[int], rule: Counting) -> Counted:
    """Return who counts as owned by the blocked.

    Args:
        shares: Who owns whom.
        blocked: Numbers of the blocked.
        rule: How shares count.
    """
    seeds = np.unique(np.fromiter(blocked, np.int64))
    surely, perhaps = (_reached(shares, each, seeds, rule) for each in (shares.least, shares.most))
    return Counted(
        shares=shares,
        certain=surely.level >= 0,
        possible=perhaps.level >= 0,
        share=surely.sums,
        most=perhaps.sums,
        by=surely.by,
        level=surely.level,
        needed=rule.needed,
    )


def _reached(shares: Shares, amounts: Numbers, seeds: Numbers, rule: Counting) -> Reached:
    if rule.mode is Mode.SINGLE:
        return spread_each(shares, amounts, rule.needed, seeds)
    spread = Spread(shares, amounts, rule.needed)
    if rule.mode is Mode.AGGREGATE:
        spread.run(seeds)
    else:
        spread.level[seeds] = 0
    return Reached(spread.sums, spread.level, np.full(shares.count, NOBODY, np.int64))
