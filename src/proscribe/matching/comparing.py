"""Two names, each on its own: how probable is it that they name the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from proscribe.matching.alignment import Couples, names_of
from proscribe.matching.given import check_pairs
from proscribe.matching.lexicon import class_counts, lexicon_of, word_weights
from proscribe.matching.likeness import Places
from proscribe.matching.overlong import doubt, pieces_of
from proscribe.matching.pairs import odds_of, pair_up
from proscribe.matching.palladius import chinese_reading
from proscribe.matching.reading import read_names
from proscribe.matching.scoring import scores
from proscribe.matching.words import groups_of

# Names are read many at a time, for words are looked at once; pairs are weighed fewer at a time,
# for what is known of them is to stay near the processor.
_BATCH, _ROWS = 65_536, 8_192
_LENGTHS, _WORTH_PARTING = (4, 6), 2_000


def compare(name: str, other: str, schema: str) -> float:
    """Return the probability that two names name the same, 0 to 1.

    How rare words are is taken from a table of common ones, for there is no list to count in.

    Args:
        name: A name in any script.
        other: Another.
        schema: FollowTheMoney schema of what bears them.

    Raises:
        InputError: A name is no text, or there is no such schema.

    Example:
        >>> compare("Xiaomi Corp", "小米集团", "Company") > 0.7
        True
    """
    return compare_pairs([(schema, name, other)])[0]


def compare_pairs(pairs: Sequence[tuple[str, str, str]]) -> list[float]:
    """Return for each (schema, name, other name) the probability that both name the same.

    Raises:
        InputError: A pair is none, a name is no text, or there is no such schema.
    """
    check_pairs(pairs)
    found = _answered(pairs)
    pieces: list[tuple[str, str, str]] = []
    owners: list[int] = []
    for place, (schema, name, other) in enumerate(pairs):
        parts = [(schema, piece, other) for piece in pieces_of(name).texts]
        parts += [(schema, name, piece) for piece in pieces_of(other).texts]
        pieces += parts
        owners += [place] * len(parts)
        if len(pieces) >= _BATCH:
            _raise_by_pieces(found, pieces, owners)
            pieces, owners = [], []
    _raise_by_pieces(found, pieces, owners)
    return found


def _raise_by_pieces(
    found: list[float], pieces: Sequence[tuple[str, str, str]], owners: Sequence[int]
) -> None:
    """Let the pieces of long names count as doubts for the pairs they are of."""
    for place, score in zip(owners, _answered(pieces), strict=True):
        found[place] = max(found[place], doubt(score))


def _answered(pairs: Sequence[tuple[str, str, str]]) -> list[float]:
    """Compare pairs, each different one once."""
    found: list[float] = []
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        at = dict(zip(distinct := dict.fromkeys(batch), range(len(batch)), strict=False))
        answers = _compared([*distinct])
        found += map(answers.__getitem__, map(at.__getitem__, batch))
    return found


def _compared(pairs: Sequence[tuple[str, str, str]]) -> list[float]:
    given, owners = [*pairs], [*range(len(pairs))]
    for place, pair in enumerate(pairs):
        if not (pair[1].isascii() and pair[2].isascii()):
            for reading in _readings(pair):
                given.append(reading)
                owners.append(place)
    couples = couples_of(given)
    odds = np.zeros(len(given), dtype=np.float32)
    for rows in _by_length(couples):
        odds[rows] = odds_of(pair_up(_some(couples, rows), alone=True), alone=True)
    best = np.zeros(len(pairs), dtype=np.float32)
    np.maximum.at(best, owners, scores(odds))
    answers: list[float] = best.tolist()
    return answers


def _readings(pair: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield a pair with a name in Cyrillic that may be a Chinese one read so."""
    schema, name, other = pair
    for reading in filter(None, (chinese_reading(name),)):
        yield schema, reading, other
    for reading in filter(None, (chinese_reading(other),)):
        yield schema, name, reading


def _by_length(couples: Couples) -> Iterator[Places]:
    """Yield couples of about as many words: those of few words take no room for many."""
    if len(couples.our) < _WORTH_PARTING:
        yield np.arange(len(couples.our))
        return
    counts = np.diff(couples.ours.starts)
    longer = np.maximum(counts[couples.our], counts[couples.their])
    bounds = [0, *_LENGTHS, int(longer.max(initial=0)) + 1]
    for low, high in pairwise(bounds):
        rows = np.flatnonzero((longer >= low) & (longer < high))
        for start in range(0, len(rows), _ROWS):
            yield rows[start : start + _ROWS]


def _some(couples: Couples, rows: Places) -> Couples:
    return Couples(
        couples.ours,
        couples.our[rows],
        couples.theirs,
        couples.their[rows],
        couples.groups[rows],
    )


def couples_of(pairs: Sequence[tuple[str, str, str]]) -> Couples:
    """Return couples of (schema, name, other name), each word weighed as in any name."""
    schemata, names, others = zip(*pairs, strict=True) if pairs else ((), (), ())
    groups = groups_of(schemata, len(pairs))
    read = read_names([*names, *others], np.append(groups, groups))
    lexicon = lexicon_of([*read.words], all_sounds=False)
    none = np.zeros(len(lexicon), dtype=np.int64)
    weights = word_weights(lexicon, none, class_counts(lexicon, none), 0)
    known = names_of(lexicon, (read.starts, read.held), weights, read.texts)
    return Couples(known, read.places[: len(pairs)], known, read.places[len(pairs) :], groups)
