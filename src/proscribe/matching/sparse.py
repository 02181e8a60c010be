"""Sparse rows: kept to what is worth its cost, and multiplied."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sparse_dot_topn.unchecked import sp_matmul_topn

Float32 = npt.NDArray[np.float32]
_WORTH_IT = 512
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_VALUE_BITS = 18
_GREATEST = np.uint32((1 << _VALUE_BITS) - 1)


def sorted_unique(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the different numbers, in order; by sorting, which is faster here than by hashing."""
    ordered = np.sort(keys)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    unique: npt.NDArray[np.int64] = ordered[fresh]
    return unique


def distinct(
    keys: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
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
    chosen = np.flatnonzero(first == places).astype(np.int32)
    places[chosen] = np.arange(len(chosen), dtype=np.int32)
    return chosen, places[first]


def rows_of(
    data: Float32,
    indices: npt.NDArray[np.int32],
    indptr: npt.NDArray[np.int32],
    columns: int,
) -> sp.csr_matrix:
    """Return a matrix of rows that are known to be in order, which the library would check."""
    rows = sp.csr_matrix((len(indptr) - 1, columns), dtype=np.float32)
    rows.data, rows.indices, rows.indptr = data, indices, indptr
    return rows


def affordable(
    rows: sp.csr_matrix, table: sp.csr_matrix, *, budget: int, least: int
) -> sp.csr_matrix:
    """Return rows without the small values that would cost more than a budget to follow.

    Args:
        rows: Rows of values above 0.
        table: What they will be multiplied with.
        budget: Most rows of the table's that a row may meet together.
        least: Values of a row that are kept at any cost, the greatest.
    """
    spent = table.indptr[rows.indices + 1] - table.indptr[rows.indices]
    total = _summed(spent)
    costly = total[rows.indptr[1:]] - total[rows.indptr[:-1]] > budget
    if not costly.any():
        return rows
    counts = np.diff(rows.indptr)
    kept = np.repeat(~costly, counts)
    counts = counts[costly]
    tight = np.flatnonzero(~kept)
    owners = np.repeat(np.arange(len(counts)), counts)
    order = tight[greatest_first(rows.data[tight], owners)]
    total = _summed(spent[order])
    shift = np.repeat(_summed(counts)[:-1], counts)
    enough = total[1:] - total[shift] <= budget
    enough |= np.arange(len(order)) - shift < least
    kept[order[enough]] = True
    return only(rows, kept)


def greatest_first(
    values: Float32, owners: npt.NDArray[np.signedinteger[Any]]
) -> npt.NDArray[np.int64]:
    """Return the places of values above 0 by their owners, the greatest of each first.

    All is put in one number, for sorting numbers is much faster than sorting by several keys:
    that leaves nine bits of a value's fraction, and of equal ones the first comes first.
    """
    bits = np.uint64(len(values).bit_length())
    keys = owners.astype(np.uint64) << np.uint64(_VALUE_BITS)
    keys |= _GREATEST - (values.view(np.uint32) >> np.uint32(32 - _VALUE_BITS))
    keys = (keys << bits) | np.arange(len(values), dtype=np.uint64)
    keys.sort()
    found: npt.NDArray[np.int64] = (keys & ((np.uint64(1) << bits) - np.uint64(1))).view(np.int64)
    return found


def _summed(values: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Return the sums of the first so many values, from none to all."""
    total = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values, out=total[1:])
    return total


def best_products(
    rows: sp.csr_matrix, table: sp.csr_matrix, most: int, threshold: float = 0.0
) -> sp.csr_matrix:
    """Return rows times a table, of each row only the greatest values.

    Args:
        rows: Rows of values.
        table: What they are multiplied with.
        most: Values of a row that are kept.
        threshold: Values that are not above it are left out.
    """
    if not rows.nnz or not table.nnz:
        return sp.csr_matrix((rows.shape[0], table.shape[1]), dtype=np.float32)
    return sp_matmul_topn(rows, table, min(most, table.shape[1]), False, threshold, 1.0)


def near_the_best(rows: sp.csr_matrix, share: np.float32, most: float = np.inf) -> sp.csr_matrix:
    """Return rows without the values that are less than a share of the greatest of a row.

    Args:
        rows: Rows of values.
        share: The share, 0 to 1.
        most: What a greater value is taken for.
    """
    counts = np.diff(rows.indptr)
    some = np.flatnonzero(counts)
    if not len(some):
        return rows
    least = np.minimum(np.maximum.reduceat(rows.data, rows.indptr[some]), np.float32(most)) * share
    return only(rows, rows.data >= np.repeat(least, counts[some]))


def only(rows: sp.csr_matrix, kept: npt.NDArray[np.bool_]) -> sp.csr_matrix:
    """Return rows with some of their values."""
    indptr = _summed(kept)[rows.indptr].astype(np.int32)
    return rows_of(rows.data[kept], rows.indices[kept], indptr, rows.shape[1])


def owners_of(rows: sp.csr_matrix) -> npt.NDArray[np.int64]:
    """Return the row of each value."""
    return np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
