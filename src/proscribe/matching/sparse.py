"""Sparse rows: kept to what is worth its cost, and multiplied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sparse_dot_topn.unchecked import sp_matmul_topn

Float32 = npt.NDArray[np.float32]
Int32 = npt.NDArray[np.int32]
Int64 = npt.NDArray[np.int64]
_WORTH_IT = 512
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_VALUE_BITS = 18
_GREATEST = np.uint32((1 << _VALUE_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows of values, laid out as the library lays them out, made without its checks.

    Attributes:
        data: The values, those of one row after another.
        indices: The column of each; one may be there more than once, and counts as the sum.
        indptr: Where each row begins, and where the last ends.
        columns: How many columns there are.
    """

    data: Float32
    indices: Int32
    indptr: Int32
    columns: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.indptr) - 1, self.columns

    def counts(self) -> Int32:
        """Return how many values each row has."""
        return self.indptr[1:] - self.indptr[:-1]

    def owners(self) -> Int64:
        """Return the row of each value."""
        return np.repeat(np.arange(len(self.indptr) - 1), self.counts())

    def only(self, kept: npt.NDArray[np.bool_]) -> Rows:
        """Return the rows with some of their values."""
        indptr = _summed(kept)[self.indptr].astype(np.int32)
        return Rows(self.data[kept], self.indices[kept], indptr, self.columns)

    def at(self, rows: npt.NDArray[np.signedinteger[Any]]) -> Rows:
        """Return some of the rows."""
        starts = self.indptr[rows]
        counts = self.indptr[rows + 1] - starts
        indptr = _summed(counts).astype(np.int32)
        at = np.arange(indptr[-1]) + np.repeat(starts - indptr[:-1], counts)
        return Rows(self.data[at], self.indices[at], indptr, self.columns)


def as_rows(matrix: sp.csr_matrix) -> Rows:
    """Return the rows of a matrix."""
    return Rows(
        matrix.data,
        matrix.indices.astype(np.int32, copy=False),
        matrix.indptr.astype(np.int32, copy=False),
        matrix.shape[1],
    )


def sorted_unique(keys: Int64) -> Int64:
    """Return the different numbers, in order; by sorting, which is faster here than by hashing."""
    ordered = np.sort(keys)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    unique: Int64 = ordered[fresh]
    return unique


def distinct(keys: Int64) -> tuple[Int32, Int32]:
    """Return where different numbers are, nearly each once, and for each number which it is.

    Two that fall on one slot of a table are both returned however often they are there: that
    is rare, and costs less than sorting them all.

    Args:
        keys: Numbers from 0 to 2**63.
    """
    count = len(keys)
    places = np.arange(count, dtype=np.int32)
    if count < _WORTH_IT:
        return places, places
    bits = count.bit_length()
    slots = (keys.view(np.uint64) * _GOLDEN) >> np.uint64(64 - bits)
    table = np.empty(1 << bits, dtype=np.int32)
    table[slots] = places
    first = table[slots]
    first = np.where(keys[first] == keys, first, places)
    chosen = (first == places).nonzero()[0].astype(np.int32)
    places[chosen] = np.arange(len(chosen), dtype=np.int32)
    return chosen, places[first]


def greatest_first(values: Float32, owners: npt.NDArray[np.signedinteger[Any]]) -> Int64:
    """Return the places of values above 0 by their owners, the greatest of each first.

    All is put in one number, for sorting numbers is much faster than sorting by several keys:
    that leaves nine bits of a value's fraction, and of equal ones the first comes first.
    """
    bits = np.uint64(len(values).bit_length())
    keys = owners.astype(np.uint64) << np.uint64(_VALUE_BITS)
    keys |= _GREATEST - (values.view(np.uint32) >> np.uint32(32 - _VALUE_BITS))
    keys = (keys << bits) | np.arange(len(values), dtype=np.uint64)
    keys.sort()
    found: Int64 = (keys & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
    return found


def affordable(rows: Rows, table: Rows, *, budget: int | Int32, least: int) -> Rows:
    """Return rows without the small values that would cost more than a budget to follow.

    Args:
        rows: Rows of values above 0.
        table: What they will be multiplied with.
        budget: Most values of the table that a row may meet, for all rows or for each.
        least: Values of a row that are kept at any cost, the greatest.
    """
    spent = table.indptr[rows.indices + 1] - table.indptr[rows.indices]
    total = _summed(spent)
    costly = total[rows.indptr[1:]] - total[rows.indptr[:-1]] > budget
    if not costly.any():
        return rows
    counts = rows.counts()
    kept = np.repeat(~costly, counts)
    counts = counts[costly]
    tight = (~kept).nonzero()[0]
    owners = np.repeat(np.arange(len(counts)), counts)
    order = tight[greatest_first(rows.data[tight], owners)]
    total = _summed(spent[order])
    shift = np.repeat(_summed(counts)[:-1], counts)
    most = budget if isinstance(budget, int) else np.repeat(budget[costly], counts)
    enough = total[1:] - total[shift] <= most
    enough |= np.arange(len(order)) - shift < least
    kept[order[enough]] = True
    return rows.only(kept)


def best_products(rows: Rows, table: Rows, most: int, threshold: float = 0.0) -> Rows:
    """Return rows times a table, of each row only the greatest values.

    Args:
        rows: Rows of values.
        table: What they are multiplied with.
        most: Values of a row that are kept.
        threshold: Values that are not above it are left out.
    """
    if not len(rows.data) or not len(table.data):
        nothing = np.zeros(0, dtype=np.int32)
        indptr = np.zeros(len(rows.indptr), dtype=np.int32)
        return Rows(nothing.astype(np.float32), nothing, indptr, table.columns)
    most = min(most, table.columns)
    return as_rows(sp_matmul_topn(rows, table, most, sort=False, threshold=threshold, density=1.0))


def near_the_best(rows: Rows, share: np.float32, most: float = np.inf) -> Rows:
    """Return rows without the values that are less than a share of the greatest of a row.

    Args:
        rows: Rows of values.
        share: The share, 0 to 1.
        most: What a greater value is taken for.
    """
    counts = rows.counts()
    some = counts.nonzero()[0]
    if not len(some):
        return rows
    best = np.maximum.reduceat(rows.data, rows.indptr[some])
    least = np.minimum(best, np.float32(most)) * share
    return rows.only(rows.data >= np.repeat(least, counts[some]))


def _summed(values: npt.NDArray[Any]) -> Int64:
    """Return the sums of the first so many values, from none to all."""
    total = np.zeros(len(values) + 1, dtype=np.int64)
    values.cumsum(out=total[1:])
    return total
