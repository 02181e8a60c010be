"""Who owns whom, as arrays: companies are numbers, shares whole billionths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from numpy.typing import NDArray

Numbers: TypeAlias = "NDArray[np.int64]"
# Shares are added as whole numbers, so that 49.99 % and 50 % are told apart exactly.
UNIT = 1_000_000_000


@dataclass(frozen=True, kw_only=True)
class Shares:
    """A graph of ownership, each pair of owner and owned once, sorted by owner.

    Attributes:
        count: How many companies there are; they are numbered from 0.
        owner: The owner of each edge.
        owned: What is owned.
        least: The share at least, in billionths.
        most: The share at most, in billionths.
        starts: Where the edges of each owner begin; one place more than there are companies.
    """

    count: int
    owner: Numbers
    owned: Numbers
    least: Numbers
    most: Numbers
    starts: Numbers

    @classmethod
    def of(cls, count: int, edges: Numbers) -> Shares:
        """Build it from edges in any order; of an edge said more than once the largest counts.

        Args:
            count: How many companies there are.
            edges: A row for each edge: owner, owned, and the share at least and at most in
                billionths.

        Raises:
            ValueError: An edge names a company that is not among them, or a share is no part of
                the whole.
        """
        owner, owned, least, most = np.asarray(edges, np.int64).reshape(-1, 4).T
        ends = edges.reshape(-1, 4)[:, :2]
        if ends.size and (ends.min() < 0 or ends.max() >= count):
            message = f"an edge names a company that is not among the {count}."
            raise ValueError(message)
        if ((least < 0) | (least > most) | (most > UNIT)).any():
            message = "a share is not from 0 to the whole, or is more at least than at most."
            raise ValueError(message)
        key = owner * count + owned
        order = np.argsort(key, kind="stable")
        key = key[order]
        first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if key.size else order
        least, most = least[order], most[order]
        if first.size:
            least, most = np.maximum.reduceat(least, first), np.maximum.reduceat(most, first)
        owner, owned = owner[order][first], owned[order][first]
        starts = np.searchsorted(owner, np.arange(count + 1)).astype(np.int64)
        return cls(count=count, owner=owner, owned=owned, least=least, most=most, starts=starts)

    @classmethod
    def of_parts(cls, count: int, parts: Iterable[tuple[int, int, Decimal, Decimal]]) -> Shares:
        """Build it from (owner, owned, share at least, at most), shares as parts of one."""
        rows = [
            (owner, owned, floor(least * UNIT), ceil(most * UNIT))
            for owner, owned, least, most in parts
        ]
        return cls.of(count, np.array(rows, np.int64).reshape(-1, 4))

    @cached_property
    def by_owned(self) -> tuple[Numbers, Numbers]:
        """The edges sorted by what is owned, and where those of each company begin."""
        order = np.argsort(self.owned, kind="stable")
        starts = np.searchsorted(self.owned[order], np.arange(self.count + 1)).astype(np.int64)
        return order, starts

    @cached_property
    def over(self) -> Numbers:
        """The companies whose known shares add up to more than all."""
        known = np.zeros(self.count, np.int64)
        np.add.at(known, self.owned, self.least)
        return np.flatnonzero(known > UNIT)

    def owners_of(self, company: int) -> Numbers:
        """Return the edges by which a company is owned."""
        order, starts = self.by_owned
        return order[starts[company] : starts[company + 1]]


def edges_from(starts: Numbers, owners: Numbers) -> tuple[Numbers, Numbers]:
    """Return the edges of those owners, one after the other, and how many each has."""
    begins = starts[owners]
    lengths = starts[owners + 1] - begins
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if ends.size else 0
    return np.repeat(begins - (ends - lengths), lengths) + np.arange(total), lengths
