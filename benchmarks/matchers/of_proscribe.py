"""Proscribe's own index, used through its public functions."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from pathlib import Path

from benchmarks.matchers import Entry, Hit, Pair
from proscribe.matching import Index, compare_pairs


class OfProscribe:
    """Searches in batches; its index is a file that is mapped, not read."""

    _index: Index

    def build(self, entries: Sequence[Entry]) -> None:
        """Build the index in memory."""
        self._index = Index.build(entries)

    def match(self, queries: Sequence[Entry], threshold: float) -> list[Hit]:
        """Return the ten best of each."""
        return self._index.match(queries, limit=10, threshold=threshold)

    def compare(self, pairs: Sequence[Pair]) -> list[float]:
        """Score all pairs in one call."""
        return compare_pairs(pairs)

    def save(self, path: Path) -> None:
        """Write the index as one flat file."""
        path.write_bytes(self._index.buffers())

    def open(self, path: Path) -> None:
        """Map a saved index into memory."""
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._index = Index.from_buffers(memoryview(mapped))


MATCHER = OfProscribe
