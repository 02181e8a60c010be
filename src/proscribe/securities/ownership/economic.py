"""The economic share: what part of each company the blocked hold through all layers.

Shares are multiplied along each path and paths are added; loops go round until what they add no
longer matters. Nobody holds more than all: where sources say so, the share stops at one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from proscribe.securities.ownership.graph import UNIT, Numbers, Shares, edges_from

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableSequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

Parts: TypeAlias = "NDArray[np.float64]"
# A ten-millionth of a company; what is less is passed on once more has come together.
_MATTERS = 1e-7
_MOST_STEPS = 1_000_000_000
# Below so many at once, a call of NumPy costs more than a plain loop; above such a part of all
# companies, asking all of them costs less.
_FEW, _MANY = 64, 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Indirect:
    """Economic shares.

    Attributes:
        share: Of each company, from 0 to 1; the blocked themselves have 1.
        capped: Whose shares added up to more than all, and were held to that.
        settled: False where loops went round so often that the rest was left.
    """

    share: Parts
    capped: NDArray[np.bool_]
    settled: bool


def indirect_shares(
    shares: Shares, blocked: Iterable[int], *, amounts: Numbers | None = None
) -> Indirect:
    """Return the economic share that the blocked hold of each company.

    Args:
        shares: Who owns whom.
        blocked: Numbers of the blocked.
        amounts: The share of each edge in billionths; the least share by default.
    """
    seeds = np.unique(np.fromiter(blocked, np.int64))
    flow = _Flow(shares, (shares.least if amounts is None else amounts) / UNIT)
    flow.value[seeds] = flow.more[seeds] = 1.0
    flow.held[seeds] = True
    new, steps = seeds, 0
    while new.size and steps < _MOST_STEPS:
        steps += new.size
        if new.size < _FEW:
            new = flow.one_by_one(new)
        else:
            new = flow.of_all(new) if new.size > _MANY * shares.count else flow.at_once(new)
    return Indirect(share=flow.value, capped=flow.capped, settled=not new.size)


class _Flow:
    """What each company has, and what of it has not been passed on yet."""

    def __init__(self, shares: Shares, parts: Parts) -> None:
        self._shares = shares
        self._parts = parts
        self.value = np.zeros(shares.count)
        self.more = np.zeros(shares.count)
        self.held = np.zeros(shares.count, np.bool_)
        self.capped = np.zeros(shares.count, np.bool_)
        self._coming = np.zeros(shares.count)

    def of_all(self, new: Numbers) -> Numbers:
        """Pass on what those received; return who then has more to pass on."""
        passing = np.zeros_like(self.more)
        passing[new] = self.more[new]
        self.more[new] = 0.0
        return self._take(np.arange(self._shares.count), self._matrix @ passing)

    def at_once(self, new: Numbers) -> Numbers:
        """Do the same, looking only at those and what they own."""
        edges, lengths = edges_from(self._shares.starts, new)
        owned = self._shares.owned[edges]
        passed = self._parts[edges] * np.repeat(self.more[new], lengths)
        self.more[new] = 0.0
        np.add.at(self._coming, owned, passed)
        touched = np.unique(owned)
        coming = self._coming[touched]
        self._coming[touched] = 0.0
        return self._take(touched, coming)

    def _take(self, touched: Numbers, coming: Parts) -> Numbers:
        room = 1.0 - self.value[touched]
        free = ~self.held[touched]
        self.capped[touched[free & (coming > room + _MATTERS)]] = True
        taken = np.where(free, np.minimum(coming, room), 0.0)
        self.value[touched] += taken
        self.more[touched] += taken
        return touched[self.more[touched] > _MATTERS]

    @cached_property
    def _matrix(self) -> csr_array:
        from scipy.sparse import csc_array

        held = (self._parts, self._shares.owned, self._shares.starts)
        return csc_array(held, shape=(self._shares.count, self._shares.count)).tocsr()

    def one_by_one(self, new: Numbers) -> Numbers:
        """Do the same without NumPy's cost of each call."""
        starts, owned = self._shares.starts.data, self._shares.owned.data
        parts, more, held = _floats(self._parts), _floats(self.more), self.held.data
        coming: dict[int, float] = {}
        for node in new.tolist():
            passed = more[node]
            more[node] = 0.0
            for edge in range(starts[node], starts[node + 1]):
                other = owned[edge]
                if not held[other]:
                    coming[other] = coming.get(other, 0.0) + passed * parts[edge]
        value, grown = _floats(self.value), []
        for node, amount in coming.items():
            room = 1.0 - value[node]
            if amount > room + _MATTERS:
                self.capped[node] = True
            taken = min(amount, room)
            value[node] += taken
            more[node] += taken
            if more[node] > _MATTERS:
                grown.append(node)
        return np.array(grown, np.int64)


def _floats(values: Parts) -> MutableSequence[float]:
    """Return the same values as Python reads and writes them fastest."""
    return cast("MutableSequence[float]", values.data)
