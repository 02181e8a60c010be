"""What counts as owned spreads from the blocked, round by round, until nobody new is reached.

In each round the edges of those who were new in the last are added to what they own, all at once;
where few are new, one by one. A spread can be taken back, so that many owners, each counted
alone, start from what they have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from proscribe.securities.ownership.graph import Numbers, Shares, edges_from

if TYPE_CHECKING:
    from collections.abc import Sequence

# Below so many at once, a call of NumPy costs more than a plain loop.
_FEW = 64


class Spread:
    """Who is reached so far, and what share of each those hold.

    Args:
        shares: The graph.
        amounts: The share of each edge.
        needed: The share from which an entity counts.
    """

    def __init__(self, shares: Shares, amounts: Numbers, needed: int) -> None:
        self._shares = shares
        self._amounts = amounts
        self._needed = needed
        self.sums = np.zeros(shares.count, np.int64)
        self.level = np.full(shares.count, -1, np.int64)

    def run(self, seeds: Numbers) -> list[Numbers]:
        """Spread from all seeds together; return who was new, round by round, the seeds first."""
        new = seeds[self.level[seeds] < 0]
        self.level[new] = 0
        rounds = [new]
        while rounds[-1].size:
            new = rounds[-1]
            grown = self._one_by_one if new.size < _FEW else self._at_once
            rounds.append(grown(new, len(rounds)))
        return rounds

    def touched(self, rounds: Sequence[Numbers]) -> Numbers:
        """Return whom those hold shares of, some more than once."""
        return np.concatenate([self._shares.owned[self._edges(new)] for new in rounds])

    def take_back(self, rounds: Sequence[Numbers]) -> None:
        """Undo the last run that was not taken back yet."""
        for new in rounds:
            edges = self._edges(new)
            np.subtract.at(self.sums, self._shares.owned[edges], self._amounts[edges])
            self.level[new] = -1

    def _edges(self, owners: Numbers) -> Numbers:
        if owners.size == 1:
            [one] = owners.tolist()
            return np.arange(self._shares.starts[one], self._shares.starts[one + 1])
        return edges_from(self._shares.starts, owners)[0]

    def _at_once(self, new: Numbers, level: int) -> Numbers:
        edges = self._edges(new)
        owned = self._shares.owned[edges]
        np.add.at(self.sums, owned, self._amounts[edges])
        meets = (self.sums[owned] >= self._needed) & (self.level[owned] < 0)
        grown = np.unique(owned[meets])
        self.level[grown] = level
        return grown

    def _one_by_one(self, new: Numbers, depth: int) -> Numbers:
        starts, owned = self._shares.starts.data, self._shares.owned.data
        amounts, sums = self._amounts.data, self.sums.data
        level, needed = self.level.data, self._needed
        grown: list[int] = []
        for node in new.tolist():
            for edge in range(starts[node], starts[node + 1]):
                other = owned[edge]
                total = sums[other] = sums[other] + amounts[edge]
                if total >= needed and level[other] < 0:
                    level[other] = depth
                    grown.append(other)
        return np.array(grown, np.int64)
