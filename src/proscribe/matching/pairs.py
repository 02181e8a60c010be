"""Couples of names laid side by side and weighed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from proscribe.matching.alignment import Alignment, Couples, align
from proscribe.matching.features import FEATURES, Matrix, features_of_pairs, join_words
from proscribe.matching.lexicon import Float32
from proscribe.matching.likeness import Places
from proscribe.matching.mending import mend
from proscribe.matching.scoring import log_odds, weights_of
from proscribe.matching.words import Group

# Couples are weighed together if so few, or if the longer name has about as many words.
_MANY, _WIDTHS = 1_024, (-1, 3, 5, 1 << 31)
# Whole names of pairs that differ in more letters differ in a word, not in spaces.
_MOST_APART_ALONE = 2


@dataclass(frozen=True, slots=True)
class Pairs:
    """Couples of names and what is weighed of them, one a row.

    Attributes:
        couples: The names.
        features: What is weighed of them.
        alignment: How their words met, where all of them were laid side by side at once; None of
            very many, and of pairs that a caller gave.
    """

    couples: Couples
    features: Matrix
    alignment: Alignment | None = None

    def at(self, rows: Places) -> tuple[Pairs, Alignment]:
        """Return some of the pairs, and how their words met."""
        some = self.couples.at(rows)
        laid = align(some) if self.alignment is None else self.alignment.at(rows)
        return Pairs(some, self.features[rows], laid), laid


def pair_up(couples: Couples, *, alone: bool = False) -> Pairs:
    """Lay couples of names side by side and weigh them.

    Args:
        couples: The names.
        alone: Whether a caller gave them as pairs: what a list of candidates has no time for is
            looked at too.
    """
    features = np.zeros((len(couples.our), len(FEATURES)), dtype=np.float32)
    whole = None
    for rows in (slice(None),) if alone else _by_width(couples):
        some = couples.at(rows)
        alignment = align(some)
        if alone:
            mend(alignment, some)
        features[rows] = features_of_pairs(alignment, some)
        whole = alignment if isinstance(rows, slice) and not alone else None
    if alone:
        join_words(features, couples, most=_MOST_APART_ALONE)
    else:
        join_words(features, couples)
    return Pairs(couples, features, whole)


def _by_width(couples: Couples) -> Iterator[Places | slice]:
    """Yield the couples of few words and those of many: a row is as wide as the longest name."""
    if len(couples.our) < _MANY:
        yield slice(None)
        return
    widths = np.maximum(couples.ours.counts(couples.our), couples.theirs.counts(couples.their))
    for least, most in pairwise(_WIDTHS):
        rows = ((widths > least) & (widths <= most)).nonzero()[0]
        if len(rows):
            yield rows


def odds_of(pairs: Pairs, *, alone: bool = False) -> Float32:
    """Return the log-odds of each pair, by its group.

    Args:
        pairs: The pairs.
        alone: Whether a caller gave them as pairs, so that there is no list to count words in.
    """
    odds = np.zeros(len(pairs.features), dtype=np.float32)
    for group in set(pairs.couples.groups.tolist()):
        rows = (pairs.couples.groups == group).nonzero()[0]
        odds[rows] = log_odds(
            pairs.features[rows], weights_of(Group(group), alone=alone), alone=alone
        )
    return odds


def compared(ours: npt.NDArray[np.uint8], theirs: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """Return how pairs are compared: as the one says that knows more."""
    return np.where(ours == Group.ANY, theirs, ours).astype(np.uint8)
