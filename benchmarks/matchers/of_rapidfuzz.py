"""rapidfuzz: every query against every name, the plain way, without an index.

Of its scorers `token_sort_ratio` does better on the labelled names than `WRatio`, and is faster.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benchmarks.matchers import Entry, Hit, Pair

SCORER = fuzz.token_sort_ratio
# Rows of scores held at once, and names kept of each: an entity may have several.
ROWS = 64
KEPT = 20


class OfRapidfuzz:
    """Scores whole rows; the names are lowered and stripped once."""

    def build(self, entries: Sequence[Entry]) -> None:
        """Keep the names in the form in which they are compared."""
        self._ids = [key for key, _, _ in entries]
        self._names = [default_process(name) for _, _, name in entries]

    def match(self, queries: Sequence[Entry], threshold: float) -> list[Hit]:
        """Return the twenty best names of each, on one core."""
        hits: list[Hit] = []
        for start in range(0, len(queries), ROWS):
            rows = queries[start : start + ROWS]
            names = [default_process(name) for _, _, name in rows]
            scores = process.cdist(
                names, self._names, scorer=SCORER, score_cutoff=100 * threshold, workers=1
            )
            kept = min(KEPT, scores.shape[1])
            best = np.argpartition(-scores, kept - 1, axis=1)[:, :kept]
            for (key, _, _), row, places in zip(rows, scores, best, strict=True):
                hits.extend(
                    (key, self._ids[place], float(row[place]) / 100)
                    for place in places
                    if row[place] > 0
                )
        return hits

    def compare(self, pairs: Sequence[Pair]) -> list[float]:
        """Score all pairs in one call."""
        left = [default_process(name) for _, name, _ in pairs]
        right = [default_process(name) for _, _, name in pairs]
        return [
            float(score) / 100 for score in process.cpdist(left, right, scorer=SCORER, workers=1)
        ]


MATCHER = OfRapidfuzz
