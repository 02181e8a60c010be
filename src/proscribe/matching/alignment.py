"""Which word of one name met which of another, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from proscribe.matching.bounds import WIDTH
from proscribe.matching.folding import is_read
from proscribe.matching.lexicon import Float32, Int32, Lexicon
from proscribe.matching.likeness import Places, likeness_of
from proscribe.matching.sparse import distinct

Bytes = npt.NDArray[np.uint8]
_NOT_MET = -1
# Words less alike than this are two words.
_LEAST_LIKENESS = 0.1
# Of equally good meetings, those of whole words and of words in the same place come first.
_BY_LIKENESS, _BY_PLACE = np.float32(1e-3), np.float32(1e-5)


@dataclass(frozen=True, slots=True)
class Names:
    """Names as words of a lexicon.

    Attributes:
        lexicon: The words.
        starts: Where the words of each name begin; one more than there are names.
        words: Places of the words in the lexicon.
        weights: How much each word tells, by group.
        letters: How many letters each name has.
        alphabet: Which letters and figures each has, a bit each.
        initials: Which letters its words begin with, a bit each; figures share those of letters.
        read: Whether it is in signs of syllables, of which many are read alike.
    """

    lexicon: Lexicon
    starts: npt.NDArray[np.int64]
    words: Int32
    weights: Float32
    letters: Int32
    alphabet: npt.NDArray[np.uint64]
    initials: npt.NDArray[np.uint32]
    read: npt.NDArray[np.bool_]

    def counts(self, places: Places) -> npt.NDArray[np.int64]:
        """Return how many words names have."""
        counts: npt.NDArray[np.int64] = self.starts[places + 1] - self.starts[places]
        return counts


def names_of(
    lexicon: Lexicon,
    held: tuple[npt.NDArray[np.int64], Int32],
    weights: Float32,
    texts: Sequence[str],
) -> Names:
    """Return names of words, with what is known of each name as a whole.

    Args:
        lexicon: The words.
        held: Where the words of each name begin, and the words.
        weights: How much each word tells, by group.
        texts: The names as they were given.
    """
    starts, words = held
    ends = np.zeros(len(words) + 1, dtype=np.int64)
    np.cumsum(lexicon.length[words], out=ends[1:])
    first = (lexicon.head >> np.uint64(56)).astype(np.uint32) & np.uint32(31)
    return Names(
        lexicon=lexicon,
        starts=starts,
        words=words,
        weights=weights,
        letters=(ends[starts[1:]] - ends[starts[:-1]]).astype(np.int32),
        alphabet=_together(lexicon.letters[words], starts),
        initials=_together((np.uint32(1) << first)[words], starts),
        read=np.fromiter(map(is_read, texts), np.bool_, count=len(texts)),
    )


_Bits = TypeVar("_Bits", np.uint32, np.uint64)


def _together(bits: npt.NDArray[_Bits], starts: npt.NDArray[np.int64]) -> npt.NDArray[_Bits]:
    """Return the bits of all words of each name."""
    if len(starts) <= 1:
        return bits[:0]
    found: npt.NDArray[_Bits] = np.bitwise_or.reduceat(
        np.append(bits, bits.dtype.type(0)), starts[:-1]
    )
    found[starts[1:] == starts[:-1]] = 0
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one name of each pair, a row each.

    Attributes:
        words: Places in the lexicon, padded with -1.
        weights: How much they tell, 0 where padded.
        kinds: What they are, as :class:`proscribe.matching.lexicon.Kind`.
        met: The place of the word each met in the other name, -1 where none.
    """

    words: Int32
    weights: Float32
    kinds: Bytes
    met: npt.NDArray[np.int8]

    def at(self, rows: Places) -> Side:
        """Return some of the rows."""
        return Side(self.words[rows], self.weights[rows], self.kinds[rows], self.met[rows])


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of names laid side by side, a row each.

    Attributes:
        given: The names looked for.
        found: The names of the index.
        likeness: How alike each word of the given name and the one it met are.
        way: How they met, as :class:`proscribe.matching.likeness.Way`.
    """

    given: Side
    found: Side
    likeness: Float32
    way: Bytes

    def at(self, rows: Places) -> Alignment:
        """Return some of the rows."""
        given, found = self.given.at(rows), self.found.at(rows)
        return Alignment(given, found, self.likeness[rows], self.way[rows])


@dataclass(frozen=True, slots=True)
class Couples:
    """Names to be laid beside others, one couple a row.

    Attributes:
        ours: Names looked for.
        our: Their places, one a couple.
        theirs: The others, mostly those of an index.
        their: Their places, one a couple.
        groups: How each couple is compared, as :class:`proscribe.matching.words.Group`.
    """

    ours: Names
    our: Places
    theirs: Names
    their: Places
    groups: Bytes

    def at(self, rows: Places | slice) -> Couples:
        """Return some of the couples."""
        return Couples(self.ours, self.our[rows], self.theirs, self.their[rows], self.groups[rows])


def align(couples: Couples) -> Alignment:
    """Lay names side by side: each word meets at most one of the other name, the likest first."""
    ours, theirs = couples.ours, couples.theirs
    given = _side(ours, couples.our, couples.groups)
    found = _side(theirs, couples.their, couples.groups)
    pairs, first, second = _all_meetings(given, found)
    our, their = given.words[pairs, first], found.words[pairs, second]
    chosen, which = distinct(our.astype(np.int64) * len(theirs.lexicon) + their)
    like = likeness_of(ours.lexicon, our[chosen], theirs.lexicon, their[chosen])
    some = ((like.likeness >= _LEAST_LIKENESS)[which]).nonzero()[0]
    pairs, first, second, which = pairs[some], first[some], second[some], which[some]
    likeness, way = like.likeness[which], like.way[which]
    gains = likeness * np.minimum(given.weights[pairs, first], found.weights[pairs, second])
    gains += likeness * _BY_LIKENESS - np.abs(first - second) * _BY_PLACE
    order = np.lexsort((-gains, pairs))
    meetings = (pairs[order], first[order], second[order], likeness[order], way[order])
    return _settled(given, found, meetings)


_Meetings = tuple[Places, Places, Places, Float32, Bytes]


def _settled(given: Side, found: Side, meetings: _Meetings) -> Alignment:
    """Take the best meeting of each row again and again; all that shares a word falls away."""
    pairs, first, second, likeness, way = meetings
    likenesses = np.zeros(given.words.shape, dtype=np.float32)
    ways = np.zeros(given.words.shape, dtype=np.uint8)
    while len(pairs):
        best = np.empty(len(pairs), dtype=bool)
        best[0] = True
        np.not_equal(pairs[1:], pairs[:-1], out=best[1:])
        row, one, other = pairs[best], first[best], second[best]
        given.met[row, one] = other
        found.met[row, other] = one
        likenesses[row, one] = likeness[best]
        ways[row, one] = way[best]
        free = (given.met[pairs, first] == _NOT_MET) & (found.met[pairs, second] == _NOT_MET)
        pairs, first, second = pairs[free], first[free], second[free]
        likeness, way = likeness[free], way[free]
    return Alignment(given=given, found=found, likeness=likenesses, way=ways)


def _all_meetings(given: Side, found: Side) -> tuple[Places, Places, Places]:
    """Return each word of each given name with each of the found one."""
    ours = (given.words != _NOT_MET).sum(axis=1)
    theirs = (found.words != _NOT_MET).sum(axis=1)
    counts = ours * theirs
    pairs = np.repeat(np.arange(len(counts)), counts)
    place = np.arange(len(pairs)) - np.repeat(np.cumsum(counts) - counts, counts)
    width = theirs[pairs]
    first = place // np.maximum(width, 1)
    return pairs, first, place - first * width


def _side(names: Names, places: Places, groups: Bytes) -> Side:
    starts = names.starts[places]
    counts = np.minimum(names.starts[places + 1] - starts, WIDTH)
    columns = np.arange(int(counts.max(initial=1)))
    there = columns < counts[:, np.newaxis]
    if not len(names.words):
        nothing = np.zeros(there.shape, dtype=np.uint8)
        return Side(
            words=np.full(there.shape, _NOT_MET, dtype=np.int32),
            weights=nothing.astype(np.float32),
            kinds=nothing,
            met=np.full(there.shape, _NOT_MET, dtype=np.int8),
        )
    at = np.where(there, starts[:, np.newaxis] + columns, 0)
    words = np.where(there, names.words[at], _NOT_MET)
    weights = np.where(there, names.weights[groups[:, np.newaxis], words], np.float32(0))
    return Side(
        words=words.astype(np.int32),
        weights=weights.astype(np.float32),
        kinds=np.where(there, names.lexicon.kind[words], 0).astype(np.uint8),
        met=np.full(words.shape, _NOT_MET, dtype=np.int8),
    )
