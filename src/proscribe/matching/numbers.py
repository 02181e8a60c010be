"""Entries found by a number they bear, whatever their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from proscribe.matching.identifiers import known_numbers
from proscribe.matching.lexicon import Int32
from proscribe.matching.likeness import Places


@dataclass(frozen=True, slots=True)
class Numbers:
    """Which entries bear which numbers, and which names they have.

    Attributes:
        hashes: Hashes of the numbers, sorted.
        bearers: The entry of each.
        name_starts: Where the names of each entry begin in ``names``; one more than entries.
        names: Places of names, those of one entry after another.
    """

    hashes: npt.NDArray[np.uint32]
    bearers: Int32
    name_starts: Int32
    names: Int32

    def find(self, properties: Mapping[str, tuple[str, ...]]) -> list[int]:
        """Return the entries that may bear a number of these properties, in order."""
        if not len(self.hashes):
            return []
        found: set[int] = set()
        for sought in map(_hash, known_numbers(properties)):
            low, high = np.searchsorted(self.hashes, (sought, sought + 1))
            found.update(self.bearers[low:high].tolist())
        return sorted(found)

    def names_of(self, entry: int) -> Places:
        """Return the places of an entry's names."""
        return self.names[self.name_starts[entry] : self.name_starts[entry + 1]]


def numbers_of(
    properties: Iterable[tuple[int, Mapping[str, tuple[str, ...]]]], owners: Int32, entries: int
) -> Numbers:
    """Return which entries bear which numbers.

    Args:
        properties: Entries and their properties.
        owners: The entry of each name.
        entries: How many entries there are.
    """
    pairs = sorted(
        {(_hash(number), entry) for entry, held in properties for number in known_numbers(held)}
    )
    starts = np.zeros(entries + 1, dtype=np.int32)
    np.cumsum(np.bincount(owners, minlength=entries), out=starts[1:])
    return Numbers(
        hashes=np.array([number for number, _ in pairs], dtype=np.uint32),
        bearers=np.array([entry for _, entry in pairs], dtype=np.int32),
        name_starts=starts,
        names=np.argsort(owners, kind="stable").astype(np.int32),
    )


def _hash(number: str) -> int:
    return crc32(number.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF
