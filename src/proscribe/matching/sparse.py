"""Sparse rows: kept to what is worth its cost, and multiplied."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sparse_dot_topn import sp_matmul_topn

# The library copies the table's places at each call: of a few rows, only what they meet is given.
_FEW = 0.1
_WORTH_IT = 512
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def sorted_unique(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the different numbers, in order; by sorting, which is faster here than by hashing."""
    ordered = np.sort(keys)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    unique: npt.NDArray[np.int64] = ordered[fresh]
    return unique


def distinct(
    keys: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return where different numbers are, nearly each once, and for each number which it is.

    Two that fall on one slot of a table are both returned however often they are there: that
    is rare, and costs less than sorting them all.

    Args:
        keys: Numbers from 0 to 2**63.
    """
    count = len(keys)
    places = np.arange(count)
    if count < _WORTH_IT:
        return places, places
    bits = count.bit_length() + 1
    slots = (keys.view(np.uint64) * _GOLDEN) >> np.uint64(64 - bits)
    table = np.empty(1 << bits, dtype=np.int64)
    table[slots] = places
    first = table[slots]
    first = np.where(keys[first] == keys, first, places)
    chosen = np.flatnonzero(first == places)
    table[chosen] = np.arange(len(chosen))
    return chosen, table[first]


def affordable(
    rows: sp.csr_matrix, costs: npt.NDArray[np.integer[Any]], *, budget: int, least: int
) -> sp.csr_matrix:
    """Return rows without the small values that would cost more than a budget to follow.

    Args:
        rows: Rows of values.
        costs: What following each column costs.
        budget: Most that the columns of a row may cost together.
        least: Values of a row that are kept at any cost, the greatest.
    """
    spent = costs[rows.indices]
    if not len(spent) or int(spent.sum()) <= budget:
        return rows
    owners = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((-rows.data, owners))
    total = np.cumsum(spent[order])
    starts = rows.indptr[:-1]
    before = np.concatenate([[0], total])[starts]
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(rows.indptr))
    kept = (total - np.repeat(before, np.diff(rows.indptr)) <= budget) | (rank < least)
    chosen = np.sort(order[kept])
    indptr = np.zeros(rows.shape[0] + 1, dtype=np.int32)
    np.cumsum(np.bincount(owners[chosen], minlength=rows.shape[0]), out=indptr[1:])
    return sp.csr_matrix((rows.data[chosen], rows.indices[chosen], indptr), shape=rows.shape)


def best_products(
    rows: sp.csr_matrix, table: sp.csr_matrix, most: int, threshold: float | None = None
) -> sp.csr_matrix:
    """Return rows times a table, of each row only the greatest values.

    Args:
        rows: Rows of values.
        table: What they are multiplied with.
        most: Values of a row that are kept.
        threshold: Least value that is kept; None for all above 0.
    """
    columns = sorted_unique(rows.indices.astype(np.int64))
    starts, ends = table.indptr[columns], table.indptr[columns + 1]
    counts = (ends - starts).astype(np.int64)
    if counts.sum() < _FEW * table.nnz:
        indptr = np.zeros(len(columns) + 1, dtype=np.int32)
        np.cumsum(counts, out=indptr[1:])
        at = np.arange(int(indptr[-1])) + np.repeat(starts - indptr[:-1], counts)
        shape = (len(columns), table.shape[1])
        table = sp.csr_matrix((table.data[at], table.indices[at], indptr), shape=shape)
        places = np.searchsorted(columns, rows.indices).astype(np.int32)
        shape = (rows.shape[0], len(columns))
        rows = sp.csr_matrix((rows.data, places, rows.indptr), shape=shape)
    return sp_matmul_topn(rows, table, top_n=most, threshold=threshold, n_threads=1)
