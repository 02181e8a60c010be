"""What words alone cannot tell of two names: words written apart or together, and acronyms."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from proscribe.matching.alignment import Alignment, Couples, Side
from proscribe.matching.lexicon import Kind, Lexicon, letter_bits, letters_of
from proscribe.matching.likeness import Flags, Places, Way
from proscribe.matching.words import Group

_REJOINED, _ACRONYM = np.float32(0.95), np.float32(1)
# Words at least as alike as this are one word, and no part of another.
_WELL_MET = np.float32(0.9)
_LEAST_PART, _LEAST_WHOLE = 2, 6
_FEWEST_INITIALS, _MOST_INITIALS = 3, 6
# How much an acronym tells, whatever is known of the words that it stands for: a letter each.
_A_LETTER_TELLS = np.float32(2.5)
_NOT_MET = -1
_AFFIXES = ("ullah", "uddin", "abd")
_LEAST_LIKENESS = 0.3
# Share of letters that differ beside the affix, and the likeness that is left.
_DIFFERING, _LEFT = (0.0, 0.2, 0.34, 0.5, 0.67), (1.0, 0.82, 0.5, 0.3, 0.0)
_LEFT_OUT_OF_ACRONYMS = frozenset({"of", "the", "for", "and", "de", "des", "du", "la", "y", "fi"})


def mend(alignment: Alignment, couples: Couples) -> None:
    """Let words meet, in place, that are written apart in one name or are an acronym's letters.

    Args:
        alignment: Names laid side by side.
        couples: The names.
    """
    if not len(couples.ours.lexicon) or not len(couples.theirs.lexicon):
        return
    _part_affixes(alignment, couples)
    for ours in (True, False):
        _rejoin(alignment, couples, ours=ours)
        _spell_out(alignment, couples, ours=ours)
    for side in (alignment.given, alignment.found):
        _count_once(side)


def _part_affixes(alignment: Alignment, couples: Couples) -> None:
    """Words that are alike in ``Abd al-`` or in ``-ullah`` alone are not alike."""
    given, found = alignment.given, alignment.found
    spelt = (given.met >= 0) & np.isin(alignment.way, (Way.SPELLING, Way.SOUND))
    rows, ones = np.nonzero(spelt & (couples.groups == Group.PERSON)[:, np.newaxis])
    ours = given.words[rows, ones]
    theirs = found.words[rows, given.met[rows, ones]]
    lexicon, other_lexicon = couples.ours.lexicon, couples.theirs.lexicon
    common = lexicon.letters[ours] & other_lexicon.letters[theirs]
    for affix in _AFFIXES:
        letters = letters_of(affix)
        some = np.flatnonzero((common & letters) == letters)
        for row, one, word, other in zip(
            rows[some].tolist(),
            ones[some].tolist(),
            lexicon.words[ours[some]].tolist(),
            other_lexicon.words[theirs[some]].tolist(),
            strict=True,
        ):
            if affix in word and affix in other:
                stem, that = word.replace(affix, ""), other.replace(affix, "")
                like = _likeness_of(stem, that)
                if like < alignment.likeness[row, one]:
                    _unlike(alignment, row, one, like)


def _likeness_of(stem: str, other: str) -> float:
    differing = OSA.normalized_distance(stem, other)
    return float(np.interp(differing, _DIFFERING, _LEFT))


def _unlike(alignment: Alignment, row: int, place: int, likeness: float) -> None:
    alignment.likeness[row, place] = likeness
    if likeness < _LEAST_LIKENESS:
        alignment.found.met[row, alignment.given.met[row, place]] = _NOT_MET
        alignment.given.met[row, place] = _NOT_MET


def _count_once(side: Side) -> None:
    """A word that a name says twice tells nothing the second time."""
    bits = np.where(side.words >= 0, np.uint64(1) << (side.words % 61).astype(np.uint64), 0)
    distinct = np.bitwise_count(np.bitwise_or.reduce(bits, axis=1))
    some = np.flatnonzero((distinct < (side.words >= 0).sum(axis=1)) & (side.met < 0).any(axis=1))
    ordered = np.sort(side.words[some], axis=1)
    twice = ((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1)
    for row in some[twice].tolist():
        words, met = side.words[row].tolist(), side.met[row].tolist()
        known = {word for word, other in zip(words, met, strict=True) if other >= 0}
        for place, (word, other) in enumerate(zip(words, met, strict=True)):
            if other < 0 and word in known:
                side.weights[row, place] = 0
                side.kinds[row, place] = Kind.PARTICLE


def _sides(
    alignment: Alignment, couples: Couples, *, ours: bool
) -> tuple[Side, Side, Lexicon, Lexicon]:
    given, found = alignment.given, alignment.found
    lexicon, other = couples.ours.lexicon, couples.theirs.lexicon
    return (given, found, lexicon, other) if ours else (found, given, other, lexicon)


def _rejoin(alignment: Alignment, couples: Couples, *, ours: bool) -> None:
    """Two neighbouring words of one name are one of the other: ``Bele nkov``."""
    apart, whole, lexicon, other = _sides(alignment, couples, ours=ours)
    if apart.words.shape[1] < _LEAST_PART:
        return
    lengths = np.where(apart.words >= 0, lexicon.length[apart.words], 0).astype(np.uint32)
    open_parts = (apart.met[:, :-1] < 0) | (apart.met[:, 1:] < 0)
    open_parts &= (lengths[:, 1:] > 0) & (lengths[:, :-1] > 0)
    parts = lengths[:, :-1] + lengths[:, 1:]
    well = _well_met(alignment, ours=not ours)
    together = np.where((whole.words >= 0) & ~well, other.length[whole.words], 0).astype(np.uint32)
    there = np.bitwise_or.reduce(np.uint32(1) << together, axis=1)[:, np.newaxis]
    open_parts &= (parts >= _LEAST_WHOLE) & (((there >> np.minimum(parts, 31)) & 1) != 0)
    rows, ones = np.nonzero(open_parts)
    first = lexicon.head[apart.words[rows, ones]]
    shift = np.uint64(64) - np.uint64(8) * np.minimum(lengths[rows, ones], 8).astype(np.uint64)
    near = together[rows] == parts[rows, ones][:, np.newaxis]
    begins = (first[:, np.newaxis] ^ other.head[whole.words[rows]]) >> shift[:, np.newaxis]
    for place, two in zip(
        *(axis.tolist() for axis in np.nonzero(near & (begins == 0))), strict=True
    ):
        row, one = int(rows[place]), int(ones[place])
        halves = lexicon.words[apart.words[row, one : one + 2]]
        if "".join(halves) == other.words[whole.words[row, two]]:
            _meet(alignment, (row, [one, one + 1], [two]), (_REJOINED, Way.SPELLING), ours=ours)


def _well_met(alignment: Alignment, *, ours: bool) -> Flags:
    """Return which words of a side met one that is as good as the same."""
    side = alignment.given if ours else alignment.found
    if ours:
        likeness = alignment.likeness
    else:
        rows = np.arange(len(side.met))[:, np.newaxis]
        likeness = alignment.likeness[rows, side.met]
    well: Flags = (side.met >= 0) & (likeness >= _WELL_MET)
    return well


def _spell_out(alignment: Alignment, couples: Couples, *, ours: bool) -> None:
    """A word is the first letters of words of the other name: ``PLA``."""
    short, long, lexicon, other = _sides(alignment, couples, ours=ours)
    length = np.where(short.words >= 0, lexicon.length[short.words], 0)
    may_be = (length >= _FEWEST_INITIALS) & (length <= _MOST_INITIALS) & (short.met < 0)
    may_be &= (short.kinds == Kind.WORD) & (couples.groups != Group.PERSON)[:, np.newaxis]
    free = (long.met < 0) & (long.words >= 0)
    initials = np.where(free, letter_bits(other.head[long.words] >> np.uint64(56)), 0)
    initials = np.bitwise_or.reduce(initials, axis=1)[:, np.newaxis]
    may_be &= (lexicon.letters[short.words] & ~initials) == 0
    enough = free.sum(axis=1) >= _FEWEST_INITIALS
    for row, place in zip(
        *(axis.tolist() for axis in np.nonzero(may_be & enough[:, np.newaxis])), strict=True
    ):
        acronym = lexicon.words[short.words[row, place]]
        words = [other.words[word] for word in long.words[row] if word >= 0]
        run = _initials_of(acronym, words)
        if run and all(long.met[row, each] < 0 for each in run):
            told = _A_LETTER_TELLS * len(acronym)
            short.weights[row, place] = told
            long.weights[row, run] = told / len(run)
            _meet(alignment, (row, [place], run), (_ACRONYM, Way.ACRONYM), ours=ours)


def _initials_of(acronym: str, words: list[str]) -> list[int]:
    """Return the places of the words that an acronym's letters begin, in order; none if not."""
    every = range(len(words))
    telling = [place for place in every if words[place] not in _LEFT_OUT_OF_ACRONYMS]
    for places in (telling, list(every)):
        at = "".join(words[place][0] for place in places).find(acronym)
        if at >= 0:
            return places[at : at + len(acronym)]
    return []


def _meet(
    alignment: Alignment,
    who: tuple[int, Places | list[int], Places | list[int]],
    how: tuple[np.float32, Way],
    *,
    ours: bool,
) -> None:
    """Let some words of one name meet some of the other, the first of each for all of them."""
    row, some, others = who
    some, others = (some, others) if ours else (others, some)
    given, found = alignment.given, alignment.found
    for side, that, places in ((given, found, some), (found, given, others)):
        for place in places:
            before = side.met[row, place]
            if before >= 0:
                that.met[row, before] = _NOT_MET
    worth = max(given.weights[row, some].sum(), found.weights[row, others].sum())
    for side, places, met in ((given, some, others[0]), (found, others, some[0])):
        side.met[row, places] = met
        side.weights[row, places] = 0
        side.weights[row, places[0]] = worth
    alignment.likeness[row, some] = how[0]
    alignment.way[row, some] = how[1]
