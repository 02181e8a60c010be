"""Which of many candidates are laid beside what is asked for: told by a glance at the letters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from proscribe.matching.alignment import Names
from proscribe.matching.asked import Asked
from proscribe.matching.lexicon import Float32
from proscribe.matching.likeness import Places
from proscribe.matching.sparse import greatest_first

# What the letters and the initials of two names tell, beside the words they have in common.
_LETTERS, _INITIALS = np.float32(0.5), np.float32(0.25)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Names that may be meant.

    Attributes:
        given: Places of the names asked for, one a candidate.
        found: Places of the names of the index.
        values: How much they have in common by their words, above 0.
    """

    given: Places
    found: Places
    values: Float32


def shortened(candidates: Candidates, asked: Asked, names: Names, most: int) -> Candidates:
    """Return the likeliest candidates of each name.

    Args:
        candidates: Candidates.
        asked: The names asked for.
        names: The names of the index.
        most: Candidates of a name that are kept.
    """
    given, found = candidates.given, candidates.found
    if len(given) <= most:
        return candidates
    glance = candidates.values + _LETTERS * _in_common(
        asked.names.alphabet[given], names.alphabet[found]
    )
    glance += _INITIALS * _in_common(asked.names.initials[given], names.initials[found])
    order = greatest_first(glance, given)
    counts = np.bincount(given, minlength=len(asked.groups))
    starts = np.cumsum(counts) - counts
    kept = order[np.arange(len(order)) - np.repeat(starts, counts) < most]
    return Candidates(given[kept], found[kept], candidates.values[kept])


def _in_common(
    ours: npt.NDArray[np.unsignedinteger], theirs: npt.NDArray[np.unsignedinteger]
) -> Float32:
    """Return the share of the bits of either that both have."""
    both = np.bitwise_count(ours & theirs)
    either = np.maximum(np.bitwise_count(ours | theirs), 1)
    return (both / either).astype(np.float32)
