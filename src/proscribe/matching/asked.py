"""Names asked for, made into rows that an index can be searched with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from proscribe.matching.alignment import Names, names_of
from proscribe.matching.lexicon import Float32, Int32, at, with_known, word_weights
from proscribe.matching.reading import read_names
from proscribe.matching.sparse import Rows, greatest_first
from proscribe.matching.vocabulary import NOWHERE, Vocabulary
from proscribe.matching.words import LONGEST_WORD, Group, words_of

# So few names are read as fast one by one.
_WORTH_READING_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class Asked:
    """Names asked for.

    Attributes:
        names: Their words.
        groups: How each is compared.
        wanted: Names by words of the vocabulary: how much of a name is wanted in each.
    """

    names: Names
    groups: npt.NDArray[np.uint8]
    wanted: Rows


def ask(names: Sequence[str], groups: Sequence[Group], vocabulary: Vocabulary, count: int) -> Asked:
    """Return names made ready for the search of a vocabulary.

    Args:
        names: The names.
        groups: How each is compared.
        vocabulary: The words of an index.
        count: Names of that index.
    """
    of = np.array(groups, dtype=np.uint8)
    known, counts, words = _read(names, of)
    starts = np.zeros(len(names) + 1, dtype=np.int64)
    counts.cumsum(out=starts[1:])
    found = vocabulary.find(known)
    lexicon, new = with_known(known, vocabulary.lexicon, found)
    near = vocabulary.neighbours(lexicon, found)
    weights = np.zeros((len(Group), len(known)), dtype=np.float32)
    if len(new) < len(known):
        weights = vocabulary.weights[:, found]
    if len(new):
        fresh, none = at(lexicon, new), np.zeros(len(new), dtype=np.int32)
        weights[:, new] = word_weights(fresh, none, vocabulary.of_class, count)
        weights = _weighed(weights, found, near, vocabulary)
    owners = np.repeat(np.arange(len(names)), counts)
    values = weights[of[owners], words]
    told = np.maximum(np.sqrt(np.bincount(owners, values * values, len(names))), 1e-6)
    lines, columns, joined = _joined(known, (words, owners), of, vocabulary)
    return Asked(
        names=names_of(lexicon, (starts, words), weights, names),
        groups=of,
        wanted=_wanted(
            near.at(words),
            (owners, (values / told[owners]).astype(np.float32)),
            (lines, columns, (joined / told[lines]).astype(np.float32)),
            len(names),
        ),
    )


def _read(
    names: Sequence[str], groups: npt.NDArray[np.uint8]
) -> tuple[list[str], npt.NDArray[np.int64], Int32]:
    """Return the distinct words of names, how many each name has, and their places."""
    if len(names) >= _WORTH_READING_TOGETHER:
        read = read_names(names, groups)
        return [*read.words], *read.of_each_text()
    places: dict[str, int] = {}
    rows = [
        [places.setdefault(word, len(places)) for word in words_of(name, Group(group))]
        for name, group in zip(names, groups.tolist(), strict=True)
    ]
    counts = np.array([len(row) for row in rows], dtype=np.int64)
    return [*places], counts, np.array([word for row in rows for word in row], dtype=np.int32)


def _wanted(
    near: Rows,
    held: tuple[npt.NDArray[np.int64], Float32],
    joined: tuple[Int32, Int32, Float32],
    count: int,
) -> Rows:
    """Return how much of each name is wanted in each word of a vocabulary.

    Args:
        near: For each word of the names, one after another, the words it is like.
        held: The name of each, and how much of the name lies in it.
        joined: The same of words joined, with the words of the vocabulary they are.
        count: How many names there are.
    """
    owners, share = held
    values = np.repeat(share, near.counts()) * near.data
    lines, columns = owners[near.owners()], near.indices
    if len(joined[0]):
        values = np.concatenate([values, joined[2]])
        lines, columns = np.concatenate([lines, joined[0]]), np.concatenate([columns, joined[1]])
        order = np.argsort(lines, kind="stable")
        lines, columns, values = lines[order], columns[order], values[order]
    indptr = np.searchsorted(lines, np.arange(count + 1)).astype(np.int32)
    return Rows(values.astype(np.float32, copy=False), columns, indptr, near.columns)


def _weighed(weights: Float32, found: Int32, near: Rows, vocabulary: Vocabulary) -> Float32:
    """Take a word that the index lacks, and that is like a common one, to be common."""
    words = ((found == NOWHERE) & (near.counts() > 0)).nonzero()[0]
    if not len(words):
        return weights
    some = near.at(words)
    best = greatest_first(some.data, some.owners())[some.indptr[:-1]]
    likeness = some.data[best]
    weighed = weights.copy()
    theirs = np.minimum(vocabulary.weights[:, some.indices[best]], weights[:, words])
    weighed[:, words] += likeness * (theirs - weights[:, words])
    return weighed


def _joined(
    known: Sequence[str],
    held: tuple[Int32, npt.NDArray[np.int64]],
    groups: npt.NDArray[np.uint8],
    vocabulary: Vocabulary,
) -> tuple[Int32, Int32, Float32]:
    """Want also what two neighbouring words are together, where the index has such a word."""
    words, names = held
    neighbours = (names[1:] == names[:-1]).nonzero()[0]
    joined = [
        known[first] + known[second]
        for first, second in zip(
            words[neighbours].tolist(), words[neighbours + 1].tolist(), strict=True
        )
    ]
    short = [place for place, word in enumerate(joined) if len(word) <= LONGEST_WORD]
    found = vocabulary.find([joined[place] for place in short])
    there = found != NOWHERE
    columns, lines = found[there], names[neighbours[short][there]].astype(np.int32)
    values = vocabulary.weights[groups[lines], columns]
    return lines, columns, values
