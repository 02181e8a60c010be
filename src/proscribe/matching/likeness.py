"""How alike two words are: the same, misspelt, misheard, cut off, abbreviated, an initial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from proscribe.matching.lexicon import Float32, Kind, Lexicon
from proscribe.matching.sounds import count_consonants, sound_letters

Places: TypeAlias = npt.NDArray[np.signedinteger[Any]]
Flags: TypeAlias = npt.NDArray[np.bool_]


class Way(IntEnum):
    """How two words met."""

    NONE = 0
    SAME = 1
    MEANING = 2
    SPELLING = 3
    SOUND = 4
    CUT_OFF = 5
    INITIAL = 6
    LOOKS = 7
    ACRONYM = 8


# Share of letters that differ, and the likeness that is left. Two surnames of eight letters that
# differ in one are mostly one surname; of three letters, mostly two.
_DIFFERING = (0.0, 0.09, 0.125, 0.17, 0.2, 0.25, 0.34, 0.4, 0.5)
_LEFT = (1.0, 0.95, 0.92, 0.87, 0.82, 0.72, 0.48, 0.3, 0.0)
# By the number of consonants that are all the same: with other vowels, and without any.
_SAME_SOUNDS = np.array([0.0, 0.15, 0.5, 0.74, 0.82, 0.85, 0.87, 0.88], dtype=np.float32)
_SAME_CONSONANTS = np.array([0.0, 0.25, 0.5, 0.76, 0.86, 0.9, 0.92, 0.93], dtype=np.float32)
_SAME_BREATHED = np.array([0.0, 0.45, 0.8, 0.9, 0.94, 0.96, 0.97, 0.97], dtype=np.float32)
_NEAR_CONSONANTS = np.float32(0.75)
_MEANING, _INITIAL = np.float32(0.95), np.float32(0.5)
_ARTICLE, _LOOKS = np.float32(0.95), np.float32(0.9)
_AL, _EL = (np.uint64(int.from_bytes(article, "big")) for article in (b"al", b"el"))
_FIRST_SIX = np.uint64(0xFFFFFFFFFFFF0000)
_LEAST_ARTICLED = 5
# Of a word that is cut off, at the least and by the share of it that is left; where theirs is the
# shorter, our word is rather a longer one that only begins like it.
_CUT_OFF, _BY_SHARE = np.float32(0.35), np.float32(0.5)
_LONGER_BEGINS_LIKE = np.float32(0.7)
_LEAST_CUT, _HEAD = 2, 8
_LETTERS_IN_COMMON = 0.55
_MOST_DIFFERENCES = 5


@dataclass(slots=True)
class Meetings:
    """Pairs of words, and the best that was found of each so far.

    Attributes:
        ours: Words looked for.
        our: Places in them, one a pair.
        theirs: Words of names.
        their: Places in those, one a pair.
        lengths: Letters of our word, and of theirs.
        heads: How our word begins, and theirs.
        consonantal: Whether one of both was written without vowels, and is no other known name.
        numbers: Whether one of both is a number, which is the same or another.
        likeness: How alike they are, 0 to 1, where 1 is the same word.
        way: The :class:`Way` they met.
    """

    ours: Lexicon
    our: Places
    theirs: Lexicon
    their: Places
    lengths: tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]
    heads: tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]
    consonantal: Flags
    numbers: Flags
    likeness: Float32
    way: npt.NDArray[np.uint8]

    def raise_to(self, pairs: Places, values: Float32 | np.float32, way: Way) -> None:
        """Note that pairs are alike, where that is more than was known."""
        if not len(pairs):
            return
        better = self.likeness[pairs] < values
        raised = pairs[better]
        self.likeness[raised] = values[better] if isinstance(values, np.ndarray) else values
        self.way[raised] = way


def likeness_of(ours: Lexicon, our: Places, theirs: Lexicon, their: Places) -> Meetings:
    """Return how alike pairs of words are.

    Args:
        ours: Words looked for.
        our: Places in them, one a pair.
        theirs: Words of names.
        their: Places in those, one a pair.
    """
    meetings = Meetings(
        ours=ours,
        our=our,
        theirs=theirs,
        their=their,
        lengths=(ours.length[our], theirs.length[their]),
        heads=(ours.head[our], theirs.head[their]),
        consonantal=(ours.consonantal[our] | theirs.consonantal[their])
        & ((ours.meanings[our, 0] == 0) | (theirs.meanings[their, 0] == 0)),
        numbers=(ours.kind[our] == Kind.NUMBER) | (theirs.kind[their] == Kind.NUMBER),
        likeness=np.zeros(len(our), dtype=np.float32),
        way=np.zeros(len(our), dtype=np.uint8),
    )
    _by_beginning(meetings)
    _by_article(meetings, ours=True)
    _by_article(meetings, ours=False)
    _by_sound(meetings)
    looks, others = ours.looks[our], theirs.looks[their]
    meetings.raise_to(((looks == others) & (looks != 0)).nonzero()[0], _LOOKS, Way.LOOKS)
    _by_spelling(meetings)
    _by_meaning(meetings)
    return meetings


def _by_beginning(meetings: Meetings) -> None:
    """A single letter is an initial, a few are a word cut off."""
    lengths, others = meetings.lengths
    shorter = np.minimum(lengths, others)
    compared = np.minimum(shorter, _HEAD).astype(np.uint64)
    shift = (np.uint64(64) - np.uint64(8) * compared) & np.uint64(63)
    heads = meetings.heads[0] ^ meetings.heads[1]
    begins = ((heads >> shift) == 0) & (lengths != others) & ~meetings.numbers
    meetings.raise_to((begins & (shorter == 1)).nonzero()[0], _INITIAL, Way.INITIAL)
    cut = (begins & (shorter >= _LEAST_CUT) & ~meetings.consonantal).nonzero()[0]
    left = _CUT_OFF + _BY_SHARE * shorter[cut] / np.maximum(lengths[cut], others[cut])
    left = np.where(lengths[cut] > others[cut], left * _LONGER_BEGINS_LIKE, left)
    meetings.raise_to(cut, left.astype(np.float32), Way.CUT_OFF)


def _by_article(meetings: Meetings, *, ours: bool) -> None:
    """``Alrawi`` is ``Rawi`` with the article written as part of it, on our side or theirs."""
    (length, other_length), (head, other_head) = meetings.lengths, meetings.heads
    if not ours:
        length, other_length, head, other_head = other_length, length, other_head, head
    article = head >> np.uint64(48)
    rows = ((article == _AL) | (article == _EL)).nonzero()[0]
    rows = rows[(length[rows] >= _LEAST_ARTICLED) & (length[rows] == other_length[rows] + 2)]
    same = (head[rows] << np.uint64(16)) == (other_head[rows] & _FIRST_SIX)
    meetings.raise_to(rows[same], _ARTICLE, Way.SPELLING)


def _by_sound(meetings: Meetings) -> None:
    given = meetings.ours.sounds[meetings.our]
    found = meetings.theirs.sounds[meetings.their]
    same = ((given == found) & (given != 0)).nonzero()[0]
    count = np.minimum(count_consonants(given[same]), len(_SAME_SOUNDS) - 1)
    without_vowels = meetings.consonantal[same]
    likeness = np.where(without_vowels, _SAME_CONSONANTS[count], _SAME_SOUNDS[count])
    meetings.raise_to(same, likeness, Way.SOUND)
    written = meetings.consonantal.nonzero()[0]
    if not len(written):
        return
    breathed = meetings.ours.breathed[meetings.our[written]]
    same = breathed == meetings.theirs.breathed[meetings.their[written]]
    count = np.minimum(count_consonants(breathed[same]), len(_SAME_BREATHED) - 1)
    meetings.raise_to(written[same], _SAME_BREATHED[count], Way.SOUND)
    given, found = given[written], found[written]
    apart = ((given != found) & (given != 0) & (found != 0)).nonzero()[0]
    near, given, found = written[apart], given[apart], found[apart]
    if len(near):
        distance = cpdist(
            sound_letters(given),
            sound_letters(found),
            scorer=OSA.distance,
            dtype=np.uint8,
            workers=1,
        )
        longer = np.maximum(count_consonants(given), count_consonants(found))
        left = np.interp(distance / longer, _DIFFERING, _LEFT).astype(np.float32)
        meetings.raise_to(near, left * _NEAR_CONSONANTS, Way.SOUND)


def _by_spelling(meetings: Meetings) -> None:
    ours, our = meetings.ours, meetings.our
    theirs, their = meetings.theirs, meetings.their
    letters, others = ours.letters[our], theirs.letters[their]
    common = np.bitwise_count(letters & others)
    distinct = np.maximum(np.bitwise_count(letters), np.bitwise_count(others))
    longer, shorter = np.maximum(*meetings.lengths), np.minimum(*meetings.lengths)
    near = (
        ((longer > 1) | (meetings.heads[0] == meetings.heads[1]))
        & (common >= distinct * _LETTERS_IN_COMMON)
        & (shorter.astype(np.int64) * 2 >= longer)
    ).nonzero()[0]
    if not len(near):
        return
    distance = cpdist(
        _spellings(ours, our[near]),
        _spellings(theirs, their[near]),
        scorer=OSA.distance,
        score_cutoff=_MOST_DIFFERENCES,
        dtype=np.uint8,
        workers=1,
    )
    left = np.interp(distance / longer[near], _DIFFERING, _LEFT).astype(np.float32)
    same = distance == 0
    other = ~same & ~meetings.numbers[near]
    meetings.raise_to(near[other], left[other], Way.SPELLING)
    meetings.raise_to(near[same], np.float32(1), Way.SAME)


def _spellings(lexicon: Lexicon, places: Places) -> list[str]:
    words: list[str] = lexicon.words[places].tolist()
    for place in (lexicon.consonantal[places]).nonzero()[0].tolist():
        words[place] = words[place].lstrip("~")
    return words


def _by_meaning(meetings: Meetings) -> None:
    meanings, others = meetings.ours.meanings, meetings.theirs.meanings
    some = ((meanings[meetings.our, 0] != 0) & (others[meetings.their, 0] != 0)).nonzero()[0]
    if not len(some):
        return
    given, found = meanings[meetings.our[some]], others[meetings.their[some]]
    same = np.zeros(len(some), dtype=bool)
    for ours in _meant(given):
        some_of_ours = ours != 0
        for theirs in _meant(found):
            same |= (ours == theirs) & some_of_ours
    meetings.raise_to(some[same], _MEANING, Way.MEANING)


def _meant(classes: npt.NDArray[np.uint32]) -> Iterator[npt.NDArray[np.uint32]]:
    """Yield the first, second and third class of words, as far as any of them has one."""
    for column in classes.T:
        if not column.any():
            return
        yield column
