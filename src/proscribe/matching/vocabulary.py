"""The distinct words of an index: looked up exactly, and by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from proscribe.matching.grams import FEATURES, features_of, is_for_consonantal, is_shortened
from proscribe.matching.lexicon import (
    Float32,
    Int32,
    Lexicon,
    class_counts,
    word_hashes,
    word_weights,
)
from proscribe.matching.likeness import likeness_of
from proscribe.matching.sparse import Rows, affordable, as_rows, best_products, near_the_best

_NEIGHBOURS = 32
_LEAST_IN_COMMON, _LEAST_LIKENESS = 0.15, 0.3
_FAR_BEHIND = np.float32(0.25)
_IN_COMMON = np.float32(0.6)
_STUCK = 1.6
# Words that are the same but for a letter are looked at, whatever else they have in common.
_SHORTENED = np.float32(0.55)
# Words that are looked at for one: at a million names, its commonest features are left out. One
# that the index has is mostly written as it is meant.
_MOST_HOLDERS, _MOST_OF_KNOWN, _LEAST_FEATURES = 800, 300, 4
_UNKNOWN = np.float32(1.0)
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words of an index.

    Attributes:
        lexicon: The words.
        counts: How many names hold each.
        of_class: How many names hold a word of each class.
        weights: How much each tells, by group.
        hashes: Hashes of the words, sorted.
        order: The word of each hash.
        rarity: How much each feature tells.
        holders: Features by words: how much of each word's likeness lies in a feature.
    """

    lexicon: Lexicon
    counts: Int32
    of_class: npt.NDArray[np.int64]
    weights: Float32
    hashes: npt.NDArray[np.uint64]
    order: Int32
    rarity: Float32
    holders: Rows

    def find(self, words: Sequence[str]) -> Int32:
        """Return the place of each word, -1 where it is not there."""
        if not len(self.hashes) or not words:
            return np.full(len(words), NOWHERE, dtype=np.int32)
        sought = word_hashes(words)
        places = np.minimum(np.searchsorted(self.hashes, sought), len(self.hashes) - 1)
        return np.where(self.hashes[places] == sought, self.order[places], NOWHERE).astype(np.int32)

    def neighbours(self, lexicon: Lexicon, found: Int32) -> Rows:
        """Return the words that are like given ones: rows of likenesses above 0 and up to 1.

        Args:
            lexicon: The given words.
            found: The place of each in this vocabulary, -1 where it is not there.
        """
        rows = features_of(lexicon, asked=True)
        asked = _normalised(rows.starts, rows.features, self.rarity, len(lexicon))
        budget = np.where(found == NOWHERE, _MOST_HOLDERS, _MOST_OF_KNOWN).astype(np.int32)
        asked = affordable(asked, self.holders, budget=budget, least=_LEAST_FEATURES)
        near = best_products(asked, self.holders, _NEIGHBOURS, _LEAST_IN_COMMON)
        near = near_the_best(near, _FAR_BEHIND, 1)
        given = near.owners()
        likeness = likeness_of(lexicon, given, self.lexicon, near.indices).likeness
        # A word stuck to others is unlike them by its length, and has much in common with each.
        lengths, others = lexicon.length[given], self.lexicon.length[near.indices]
        stuck = np.maximum(lengths, others) > _STUCK * np.minimum(lengths, others)
        values = np.maximum(likeness, near.data * np.where(stuck, np.float32(1), _IN_COMMON))
        values = np.minimum(values, np.float32(1))
        return replace(near, data=values).only(values >= _LEAST_LIKENESS)


def vocabulary_of(lexicon: Lexicon, counts: Int32, names: int) -> Vocabulary:
    """Return distinct words made ready to be looked up.

    Args:
        lexicon: The words.
        counts: How many names hold each.
        names: How many names there are.
    """
    rows = features_of(lexicon, asked=False)
    holding = np.bincount(rows.features, minlength=FEATURES)
    rarity = np.log((len(lexicon) + 1.0) / (holding + 0.5)).astype(np.float32)
    # What no word has cannot tell which word is meant: mostly a slip of the pen made it.
    rarity[holding == 0] = _UNKNOWN
    of_class = class_counts(lexicon, counts)
    held = _normalised(rows.starts, rows.features, rarity, len(lexicon))
    matrix = sp.csr_matrix((held.data, held.indices, held.indptr), held.shape)
    hashes = word_hashes(list(lexicon.words))
    order = np.argsort(hashes, kind="stable").astype(np.int32)
    return Vocabulary(
        lexicon=lexicon,
        counts=counts,
        of_class=of_class,
        weights=word_weights(lexicon, counts, of_class, names),
        hashes=hashes[order],
        order=order,
        rarity=rarity,
        holders=as_rows(matrix.T.tocsr()),
    )


def _normalised(starts: Int32, features: Int32, rarity: Float32, count: int) -> Rows:
    values = rarity[features]
    owners = np.repeat(np.arange(count), np.diff(starts))
    # Runs of consonants are there for words without vowels, and not to make others unlike.
    shortened = is_shortened(features)
    telling = np.where(is_for_consonantal(features), np.float32(0.05), np.float32(1))
    telling[shortened] = 0
    telling *= values * values
    lengths = np.sqrt(np.bincount(owners, weights=telling, minlength=count))
    values /= np.maximum(lengths, 1e-9).astype(np.float32)[owners]
    values[shortened] = _SHORTENED
    return Rows(values, features, starts, FEATURES)
