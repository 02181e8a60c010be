"""What words alone cannot tell of two names: words written apart or together, and acronyms."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import OSA

from proscribe.matching.alignment import Alignment, Couples, Side
from proscribe.matching.lexicon import Kind, Lexicon
from proscribe.matching.likeness import Places, Way
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
    words, others = couples.ours.lexicon.words[ours], couples.theirs.lexicon.words[theirs]
    for row, one, word, other in zip(
        rows.tolist(), ones.tolist(), words.tolist(), others.tolist(), strict=True
    ):
        for affix in _AFFIXES:
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
    ordered = np.sort(side.words, axis=1)
    rows = np.flatnonzero(((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1))
    for row in rows.tolist():
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
    """Two neighbouring words of one name are one of the other: ``Patr ushev``."""
    apart, whole, lexicon, other = _sides(alignment, couples, ours=ours)
    if apart.words.shape[1] < _LEAST_PART:
        return
    lengths = np.where(apart.words >= 0, lexicon.length[apart.words], 0).astype(np.int64)
    together = np.where(whole.words >= 0, other.length[whole.words], -1).astype(np.int64)
    parts = np.where(lengths[:, 1:] > 0, lengths[:, :-1] + lengths[:, 1:], 0)
    open_parts = (apart.met[:, :-1] < 0) | (apart.met[:, 1:] < 0)
    parts = np.where(open_parts & (parts >= _LEAST_WHOLE), parts, 0)
    rows = np.flatnonzero((parts > 0).any(axis=1))
    near = parts[rows][:, :, np.newaxis] == together[rows][:, np.newaxis, :]
    shift = np.uint64(64) - np.uint64(8) * np.minimum(lengths[rows, :-1], 8).astype(np.uint64)
    shift = np.minimum(shift, np.uint64(63))
    first = lexicon.head[apart.words[rows, :-1]][:, :, np.newaxis]
    begin = other.head[whole.words[rows]][:, np.newaxis, :]
    near &= ((first ^ begin) >> shift[:, :, np.newaxis]) == 0
    for place, one, two in zip(*(axis.tolist() for axis in np.nonzero(near)), strict=True):
        row = int(rows[place])
        word = other.words[whole.words[row, two]]
        halves = lexicon.words[apart.words[row, one : one + 2]]
        if "".join(halves) == word and not _met_well(alignment, row, two, ours=not ours):
            _meet(alignment, (row, [one, one + 1], [two]), (_REJOINED, Way.SPELLING), ours=ours)


def _met_well(alignment: Alignment, row: int, place: int, *, ours: bool) -> bool:
    met = (alignment.given if ours else alignment.found).met[row, place]
    at = place if ours else met
    return bool(met >= 0 and alignment.likeness[row, at] >= _WELL_MET)


def _spell_out(alignment: Alignment, couples: Couples, *, ours: bool) -> None:
    """A word is the first letters of words of the other name: ``PLA``."""
    short, long, lexicon, other = _sides(alignment, couples, ours=ours)
    length = np.where(short.words >= 0, lexicon.length[short.words], 0)
    may_be = (length >= _FEWEST_INITIALS) & (length <= _MOST_INITIALS) & (short.met < 0)
    may_be &= (short.kinds == Kind.WORD) & (couples.groups != Group.PERSON)[:, np.newaxis]
    enough = ((long.met < 0) & (long.words >= 0)).sum(axis=1) >= _FEWEST_INITIALS
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
