"""Couples of names laid side by side and weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from proscribe.matching.alignment import Alignment, Couples, align
from proscribe.matching.features import Matrix, features_of_pairs, join_words
from proscribe.matching.lexicon import Float32
from proscribe.matching.mending import mend
from proscribe.matching.scoring import log_odds, weights_of
from proscribe.matching.words import Group

# Whole names of pairs that differ in more letters differ in a word, not in spaces.
_MOST_APART_ALONE = 2


@dataclass(frozen=True, slots=True)
class Pairs:
    """Couples of names and what is weighed of them, one a row.

    Attributes:
        couples: The names.
        alignment: Their words laid side by side.
        features: What is weighed of them.
    """

    couples: Couples
    alignment: Alignment
    features: Matrix


def pair_up(couples: Couples, *, alone: bool = False) -> Pairs:
    """Lay couples of names side by side and weigh them.

    Args:
        couples: The names.
        alone: Whether a caller gave them as pairs: what a list of candidates has no time for is
            looked at too.
    """
    alignment = align(couples)
    if alone:
        mend(alignment, couples)
    features = features_of_pairs(alignment, couples)
    if alone:
        join_words(features, couples, most=_MOST_APART_ALONE)
    else:
        join_words(features, couples)
    return Pairs(couples, alignment, features)


def odds_of(pairs: Pairs, *, alone: bool = False) -> Float32:
    """Return the log-odds of each pair, by its group.

    Args:
        pairs: The pairs.
        alone: Whether a caller gave them as pairs, so that there is no list to count words in.
    """
    odds = np.zeros(len(pairs.features), dtype=np.float32)
    for group in set(pairs.couples.groups.tolist()):
        rows = np.flatnonzero(pairs.couples.groups == group)
        odds[rows] = log_odds(
            pairs.features[rows], weights_of(Group(group), alone=alone), alone=alone
        )
    return odds


def compared(ours: npt.NDArray[np.uint8], theirs: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
    """Return how pairs are compared: as the one says that knows more."""
    return np.where(ours == Group.ANY, theirs, ours).astype(np.uint8)
