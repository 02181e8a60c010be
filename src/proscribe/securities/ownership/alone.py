"""Each blocked owner counted alone, many thousands of them, without following anything twice.

Whoever owns another by a single edge that meets the threshold reaches all that the other
reaches. So what an owner reaches is found on top of what the one below it does, and taken back
before the next is asked: of a chain or a loop that many lead into, the common part is followed
once. An owner below another blocked one need not be asked at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from proscribe.securities.ownership.graph import Numbers, Shares, edges_from
from proscribe.securities.ownership.spreading import Spread

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = -1


class Reached(NamedTuple):
    """What counts.

    Attributes:
        sums: The share of each that counts.
        level: 0 of the blocked, more of whom they own, -1 of others.
        by: One blocked owner by whom each counts; -1 where owners count together.
    """

    sums: Numbers
    level: Numbers
    by: Numbers


def spread_each(shares: Shares, amounts: Numbers, needed: int, seeds: Numbers) -> Reached:
    """Return what the seeds reach, each alone; the sums are the largest of one seed.

    Args:
        shares: The graph.
        amounts: The share of each edge.
        needed: The share from which an entity counts.
        seeds: Numbers of the blocked, each once.
    """
    loops = _Loops(shares, amounts >= needed)
    tree, member = _tree(loops, seeds)
    spread = Spread(shares, amounts, needed)
    sums, by = np.zeros(shares.count, np.int64), np.full(shares.count, NOBODY, np.int64)
    runs: list[list[Numbers]] = []
    for loop, is_new in _walk(tree):
        if not is_new:
            spread.take_back(runs.pop())
            continue
        rounds = spread.run(np.array([loops.first[loop]], np.int64))
        runs.append(rounds)
        for new in rounds:
            if new.size:
                by[new[by[new] < 0]] = member[loop]
        touched = spread.touched(rounds)
        sums[touched] = np.maximum(sums[touched], spread.sums[touched])
    level = np.where(by < 0, -1, 1)
    level[seeds], by[seeds] = 0, NOBODY
    return Reached(sums, level, by)


class _Loops:
    """The graph of the edges that meet the threshold by themselves, loops drawn together.

    Args:
        shares: The graph.
        alone: Which edges meet the threshold.
    """

    def __init__(self, shares: Shares, alone: np.typing.NDArray[np.bool_]) -> None:
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        owner, owned = shares.owner[alone], shares.owned[alone]
        size = (shares.count, shares.count)
        graph = csr_array((np.ones(owner.size, np.int8), (owner, owned)), shape=size)
        count, labels = connected_components(graph, directed=True, connection="strong")
        self.of = labels.astype(np.int64)
        self.first = np.zeros(count, np.int64)
        self.first[self.of[::-1]] = np.arange(shares.count)[::-1]
        between = self.of[owner] != self.of[owned]
        ends = np.column_stack((self.of[owner[between]], self.of[owned[between]]))
        self.below = Shares.of(count, np.hstack((ends, np.zeros_like(ends))))
        self.size = np.bincount(self.of, minlength=count)

    def under(self, loops: Numbers) -> np.typing.NDArray[np.bool_]:
        """Return which loops lie below one of those; a graph of loops has no loops itself."""
        under = np.zeros(self.below.count, np.bool_)
        new = loops
        while new.size:
            edges, _ = edges_from(self.below.starts, new)
            reached = np.unique(self.below.owned[edges])
            new = reached[~under[reached]]
            under[new] = True
        return under


def _tree(loops: _Loops, seeds: Numbers) -> tuple[dict[int, list[int]], dict[int, int]]:
    """Return which loops are asked on top of which (-1: of nothing), and for which seed each is."""
    found, firsts = np.unique(loops.of[seeds], return_index=True)
    under = loops.under(found)
    tops = [(int(loop), int(seeds[at])) for loop, at in zip(found, firsts, strict=True)
            if not under[loop]]  # fmt: skip
    weights = _weights(loops, [loop for loop, _ in tops])
    starts, owned = loops.below.starts.data, loops.below.owned.data
    tree: dict[int, list[int]] = {}
    member: dict[int, int] = {}
    for top, seed in tops:
        at = top
        while at != NOBODY and at not in member:
            member[at] = seed
            lower = [owned[edge] for edge in range(starts[at], starts[at + 1])]
            below = max(lower, key=weights.__getitem__, default=NOBODY)
            tree.setdefault(below, []).append(at)
            at = below
    return tree, member


def _weights(loops: _Loops, tops: list[int]) -> dict[int, float]:
    """Return how much lies below each loop, about: what lies below two of its own counts twice."""
    starts, owned, size = loops.below.starts.data, loops.below.owned.data, loops.size.data
    weights: dict[int, float] = {}
    stack = list(tops)
    while stack:
        at = stack[-1]
        lower = [owned[edge] for edge in range(starts[at], starts[at + 1])]
        waiting = [] if at in weights else [one for one in lower if one not in weights]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        weights[at] = size[at] + sum(weights[one] for one in lower)
    return weights


def _walk(tree: dict[int, list[int]]) -> Iterator[tuple[int, bool]]:
    """Yield each loop when it is entered (True) and when all on top of it is done (False)."""
    stack = [(loop, True) for loop in tree.get(NOBODY, ())]
    while stack:
        loop, is_new = stack.pop()
        yield loop, is_new
        if is_new:
            stack.append((loop, False))
            stack += ((one, True) for one in tree.get(loop, ()))
