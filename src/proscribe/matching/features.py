"""What is weighed of two names laid side by side: a row of numbers a pair.

The amounts are in nats, the unit of the weights of words: how much it tells that a word met.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from proscribe.matching.alignment import Alignment, Couples, Names, Side
from proscribe.matching.lexicon import Float32, Kind
from proscribe.matching.likeness import Flags, Places, Way

FEATURES = (
    "met",
    "rarest",
    "unlike",
    "worst",
    "left_given",
    "left_found",
    "left_both",
    "share_given",
    "share_found",
    "sounds",
    "initials",
    "cut_off",
    "numbers",
    "forms",
    "fathers",
    "lone",
    "last_words",
    "first_words",
    "differ",
    "least",
    "order",
    "fathers_sons",
    "acronyms",
    "joined",
    "whole",
    "reading",
)
"""The features, in the order of the columns.

- ``met``: how much the words tell that met, by how alike they are.
- ``rarest``: the most that a single word of them tells.
- ``unlike``: how much of that is lost because they are not the same.
- ``worst``: the most of that in a single word.
- ``left_given``, ``left_found``: how much the words tell that met nothing.
- ``left_both``: the lesser of the two: both names have something the other lacks.
- ``share_given``, ``share_found``: share of each name that met, 0 to 1.
- ``sounds``: how much of what met was met by consonants alone.
- ``initials``, ``cut_off``: how many words met only as an initial, or only by how they begin.
- ``numbers``: 1 where both have a number the other lacks, a half where one has.
- ``forms``: 1 where both have a legal form and none is the same.
- ``fathers``: 1 where both have a patronymic and they are not alike.
- ``lone``: 1 where a single word that tells something met, and there are more.
- ``last_words``, ``first_words``: how unlike the last (first) words are that tell something.
- ``differ``: how many words, common ones too, both names have that the other lacks.
- ``least``: how unlike the two words are that met as the least alike, 0 to 1.
- ``order``: 1 where words met in another order.
- ``fathers_sons``: 1 where who is the father in one is the son in the other.
- ``acronyms``: 1 where a word met as the first letters of others.
- ``whole``: 1 where every word that tells something met the same word.
- ``reading``: 1 where one is in signs of syllables and the other is not.
- ``joined``: 1 where the names are alike only without the spaces between their words.
"""

_AT = {name: place for place, name in enumerate(FEATURES)}
_INITIAL_TELLS = np.float32(2.5)
_TELLING = np.float32(1.5)
# What legal forms, articles and titles tell together.
_NOTHING = np.float32(1.2)
# Each is known by its first eight bytes, for it has no more.
_SON_OF = np.array(
    [
        int.from_bytes(word.encode().ljust(8, b"\0"), "big")
        for word in ("bin", "ben", "ibn", "bint", "ould", "walad", "binti")
    ],
    dtype=np.uint64,
)
_NAMES = np.isin(np.arange(len(Kind)), (Kind.WORD, Kind.NUMBER, Kind.PATRONYMIC))
_FEWEST_LETTERS = 5
_MOST_LENGTH_APART, _MOST_LETTERS_APART = 3, 4
_LEAST_JOINED, _MOST_APART = 0.82, 8
_ONE_FATHER = np.float32(0.7)
_CLEARLY = np.float32(0.15)
_DIFFERING, _LEFT = (0.0, 0.06, 0.1, 0.14, 0.18), (1.0, 0.93, 0.85, 0.7, 0.4)

Matrix = npt.NDArray[np.float32]


def features_of_pairs(alignment: Alignment, couples: Couples) -> Matrix:
    """Return the features of pairs of names, a row each."""
    given, found = alignment.given, alignment.found
    rows = np.arange(len(given.met))[:, np.newaxis]
    met = given.met >= 0
    worth = np.minimum(given.weights, found.weights[rows, given.met])
    initial = met & (alignment.way == Way.INITIAL)
    worth = np.where(initial, np.minimum(worth, _INITIAL_TELLS), worth)
    gains = np.where(met, worth * alignment.likeness, 0)
    gained = gains.sum(axis=1)
    losses = np.where(met & ~initial, worth * (1 - alignment.likeness), 0)
    unlike = losses.sum(axis=1)
    left_given = np.where(met, 0, given.weights).sum(axis=1)
    left_found = np.where(found.met >= 0, 0, found.weights).sum(axis=1)
    telling = (found.met >= 0) & (found.weights > _TELLING)
    columns = {
        "met": gained,
        "rarest": gains.max(axis=1, initial=0),
        "unlike": unlike,
        "worst": losses.max(axis=1, initial=0),
        "left_given": left_given,
        "left_found": left_found,
        "left_both": np.minimum(left_given, left_found),
        "share_given": gained / np.maximum(gained + unlike + left_given, 1e-3),
        "share_found": gained / np.maximum(gained + unlike + left_found, 1e-3),
        "sounds": np.where(alignment.way == Way.SOUND, gains, 0).sum(axis=1),
        "initials": initial.sum(axis=1),
        "cut_off": (met & (alignment.way == Way.CUT_OFF)).sum(axis=1),
        "numbers": _lacking(given, found, Kind.NUMBER),
        "forms": _forms(given, found),
        "fathers": _fathers(alignment),
        "lone": (telling.sum(axis=1) == 1) & ((found.weights > _TELLING).sum(axis=1) > 1),
        "last_words": _ends(alignment, last=True),
        "first_words": _ends(alignment, last=False),
        "differ": np.minimum(_lacked(given), _lacked(found)),
        "least": np.where(met & ~initial & _naming(given), 1 - alignment.likeness, 0).max(axis=1),
        "order": _disorder(given),
        "fathers_sons": _exchanged(alignment, couples),
        "acronyms": (met & (alignment.way == Way.ACRONYM)).any(axis=1),
        "joined": np.zeros(len(gained), dtype=np.float32),
        "reading": couples.ours.read[couples.our] != couples.theirs.read[couples.their],
        "whole": (unlike + left_given + left_found < _NOTHING) & (gained > 0),
    }
    features = np.empty((len(gained), len(FEATURES)), dtype=np.float32)
    for place, name in enumerate(FEATURES):
        features[:, place] = columns[name]
    return features


def _lacking(given: Side, found: Side, kind: Kind) -> Float32:
    ours = ((given.kinds == kind) & (given.met < 0) & (given.words >= 0)).any(axis=1)
    theirs = ((found.kinds == kind) & (found.met < 0) & (found.words >= 0)).any(axis=1)
    lacking: Float32 = (ours.astype(np.float32) + theirs) / np.float32(2)
    return lacking


def _naming(side: Side) -> Flags:
    """Return which words name somebody, however common they are."""
    told: Flags = _NAMES[side.kinds]
    told &= side.words >= 0
    return told


def _lacked(side: Side) -> Places:
    lacked: Places = (_naming(side) & (side.met < 0)).sum(axis=1)
    return lacked


def _disorder(given: Side) -> Flags:
    """Return whether words that name somebody met in another order than they stand in."""
    met: Places = np.where(_naming(given), given.met, -1)
    furthest: Places = np.maximum.accumulate(met, axis=1)
    behind: Flags = (met >= 0) & (met < furthest)
    differ: Flags = np.logical_or.reduce(behind, axis=1)
    return differ


def _exchanged(alignment: Alignment, couples: Couples) -> Flags:
    """Return whether a word before "son of" met one behind it, and one behind it one before."""
    given, found = alignment.given, alignment.found
    rows = (
        (given.kinds == Kind.PARTICLE).any(axis=1) & (found.kinds == Kind.PARTICLE).any(axis=1)
    ).nonzero()[0]
    exchanged = np.zeros(len(given.met), dtype=bool)
    if not len(rows):
        return exchanged
    ours, theirs = _sons(given, rows, couples.ours), _sons(found, rows, couples.theirs)
    both = ours.any(axis=1) & theirs.any(axis=1)
    rows, ours, theirs = rows[both], ours[both], theirs[both]
    if len(rows):
        place = np.arange(given.met.shape[1])
        at, other = ours.argmax(axis=1)[:, np.newaxis], theirs.argmax(axis=1)
        met, naming = given.met[rows], _naming(given)[rows]
        back = met > other[:, np.newaxis]
        fore = (met >= 0) & (met < other[:, np.newaxis])
        exchanged[rows] = (naming & (place < at) & back).any(axis=1) & (
            naming & (place > at) & fore
        ).any(axis=1)
    return exchanged


def _sons(side: Side, rows: Places, names: Names) -> Flags:
    heads = names.lexicon.head[side.words[rows]][..., np.newaxis]
    found: Flags = (heads == _SON_OF).any(axis=2) & (side.kinds[rows] == Kind.PARTICLE)
    return found


def _fathers(alignment: Alignment) -> Flags:
    ours = alignment.given.kinds == Kind.PATRONYMIC
    theirs = (alignment.found.kinds == Kind.PATRONYMIC).any(axis=1)
    alike = (ours & (alignment.given.met >= 0) & (alignment.likeness >= _ONE_FATHER)).any(axis=1)
    differ: Flags = ours.any(axis=1) & theirs & ~alike
    return differ


def _forms(given: Side, found: Side) -> Flags:
    ours, theirs = given.kinds == Kind.FORM, found.kinds == Kind.FORM
    same = (ours & (given.met >= 0)).any(axis=1)
    differ: Flags = ours.any(axis=1) & theirs.any(axis=1) & ~same
    return differ


def _ends(alignment: Alignment, *, last: bool) -> Float32:
    """Return how unlike the last (first) telling words of both names are, 0 to 1."""
    given = alignment.given
    rows = np.arange(len(given.met))
    ours, theirs = _end(given, last=last), _end(alignment.found, last=last)
    together = given.met[rows, ours] == theirs
    unlike = np.where(together, 1 - alignment.likeness[rows, ours], 1)
    # A word that met another one elsewhere in the name is in another order, not another word.
    elsewhere = (given.met[rows, ours] >= 0) | (alignment.found.met[rows, theirs] >= 0)
    return np.where(~together & elsewhere, np.float32(0.5), unlike).astype(np.float32)


def _end(side: Side, *, last: bool) -> Places:
    telling = side.weights > _TELLING
    found: Places = np.argmax(telling[:, ::-1] if last else telling, axis=1)
    return telling.shape[1] - 1 - found if last else found


_NO_FIGURES = str.maketrans("", "", "0123456789")


def join_words(features: Matrix, couples: Couples, *, most: int = _MOST_APART) -> None:
    """Weigh anew, in place, the couples that are more alike without the spaces between words.

    Args:
        features: Features of the couples.
        couples: The names.
        most: Letters that may differ.
    """
    near = _may_be_joined(features, couples)
    our, their = couples.our[near], couples.their[near]
    if not len(near):
        return
    given, found = _joined(couples.ours, our), _joined(couples.theirs, their)
    distance = cpdist(
        given, found, scorer=OSA.distance, score_cutoff=_MOST_APART, dtype=np.uint8, workers=1
    )
    longer = np.maximum(couples.ours.letters[our], couples.theirs.letters[their])
    differing = distance / longer
    total = features[near][:, [_AT["met"], _AT["unlike"], _AT["left_found"]]].sum(axis=1)
    left = np.interp(differing, _DIFFERING, _LEFT, right=0.0).astype(np.float32)
    share = np.minimum(features[near, _AT["share_given"]], features[near, _AT["share_found"]])
    better = (distance <= most) & (1 - differing >= _LEAST_JOINED) & (left > share + _CLEARLY)
    for row in (better & (features[near, _AT["numbers"]] > 0)).nonzero()[0].tolist():
        better[row] = not _differ_in_figures(given[row], found[row])
    rows, left, total = near[better], left[better], total[better]
    features[rows, : _AT["reading"]] = 0
    for name, values in (
        ("met", total * left),
        ("rarest", total * left / 2),
        ("unlike", total * (1 - left)),
        ("share_given", left),
        ("share_found", left),
        ("last_words", (1 - left) / 2),
        ("first_words", (1 - left) / 2),
        ("joined", 1),
    ):
        features[rows, _AT[name]] = values


def _may_be_joined(features: Matrix, couples: Couples) -> Places:
    """Return the couples of unequal numbers of words and nearly equal letters."""
    ours, our = couples.ours, couples.our
    theirs, their = couples.theirs, couples.their
    unmet = features[:, [_AT["left_given"], _AT["left_found"], _AT["unlike"]]].sum(axis=1)
    counts = ours.starts[our + 1] - ours.starts[our]
    differ = counts != theirs.starts[their + 1] - theirs.starts[their]
    lengths, others = ours.letters[our], theirs.letters[their]
    near = differ & (unmet > _TELLING) & (lengths >= _FEWEST_LETTERS)
    near &= np.abs(lengths - others) <= _MOST_LENGTH_APART
    rows = near.nonzero()[0]
    given, found = ours.alphabet[our[rows]], theirs.alphabet[their[rows]]
    apart = np.bitwise_count(given ^ found)
    near_rows: Places = rows[apart <= _MOST_LETTERS_APART]
    return near_rows


def _differ_in_figures(name: str, other: str) -> bool:
    """Return whether two names differ in a number alone: among letters it hardly shows."""
    return name != other and name.translate(_NO_FIGURES) == other.translate(_NO_FIGURES)


def _joined(names: Names, places: Places) -> Sequence[str]:
    words = names.lexicon.words
    starts, ends = names.starts[places].tolist(), names.starts[places + 1].tolist()
    return ["".join(words[names.words[start:end]]) for start, end in zip(starts, ends, strict=True)]
