"""Two names, each on its own: how probable is it that they name the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from proscribe.matching.alignment import Couples, names_of
from proscribe.matching.lexicon import class_counts, lexicon_of, word_weights
from proscribe.matching.pairs import odds_of, pair_up
from proscribe.matching.palladius import chinese_reading
from proscribe.matching.scoring import scores
from proscribe.matching.words import group_of, words_of

_BATCH = 8_192


def compare(name: str, other: str, schema: str) -> float:
    """Return the probability that two names name the same, 0 to 1.

    How rare words are is taken from a table of common ones, for there is no list to count in.

    Args:
        name: A name in any script.
        other: Another.
        schema: FollowTheMoney schema of what bears them.

    Example:
        >>> compare("Xiaomi Corp", "小米集团", "Company") > 0.7
        True
    """
    return compare_pairs([(schema, name, other)])[0]


def compare_pairs(pairs: Sequence[tuple[str, str, str]]) -> list[float]:
    """Return for each (schema, name, other name) the probability that both name the same."""
    found: list[float] = []
    for start in range(0, len(pairs), _BATCH):
        batch = [
            (place, pair)
            for place, given in enumerate(pairs[start : start + _BATCH])
            for pair in _readings(given)
        ]
        weighed = pair_up(couples_of([pair for _, pair in batch]), alone=True)
        best = np.zeros(min(_BATCH, len(pairs) - start), dtype=np.float32)
        np.maximum.at(best, [place for place, _ in batch], scores(odds_of(weighed, alone=True)))
        found += best.tolist()
    return found


def _readings(pair: tuple[str, str, str]) -> Iterator[tuple[str, str, str]]:
    yield pair
    schema, name, other = pair
    if not name.isascii() or not other.isascii():
        for reading in filter(None, (chinese_reading(name),)):
            yield schema, reading, other
        for reading in filter(None, (chinese_reading(other),)):
            yield schema, name, reading


def couples_of(pairs: Sequence[tuple[str, str, str]]) -> Couples:
    """Return couples of (schema, name, other name), each word weighed as in any name."""
    places: dict[str, int] = {}
    groups = [group_of(schema) for schema, _, _ in pairs]
    rows = [
        [places.setdefault(word, len(places)) for word in words_of(text, group)]
        for (_, name, other), group in zip(pairs, groups, strict=True)
        for text in (name, other)
    ]
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    words = np.fromiter((word for row in rows for word in row), np.int32, count=int(starts[-1]))
    lexicon = lexicon_of(list(places))
    none = np.zeros(len(lexicon), dtype=np.int64)
    weights = word_weights(lexicon, none, class_counts(lexicon, none), 0)
    texts = [text for _, name, other in pairs for text in (name, other)]
    names = names_of(lexicon, (starts, words), weights, texts)
    given = np.arange(0, len(rows), 2)
    return Couples(names, given, names, given + 1, np.array(groups, dtype=np.uint8))
