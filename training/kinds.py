"""What an alias has in common with the other names of its bearer."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from training.folding import fold, joined, words_of

_NEAR_WORD = 0.8
_NEAR_NAME = 75
# From the closest to the loosest.
_KINDS = ("same_words", "respaced", "subset_words", "spelling", "partial", "loose", "unrelated")


def alias_kind(alias: str, others: Iterable[str]) -> str:
    """Return the closest tie of an alias to any of the other names.

    Returns:
        ``same_words`` (in any order), ``respaced`` (the same letters), ``subset_words``,
        ``spelling`` (each word has its like), ``partial`` (half of the words have), ``loose``
        (similar letters on the whole) or ``unrelated``.
    """
    ties = {_tie(alias, other) for other in others}
    return next((kind for kind in _KINDS if kind in ties), "unrelated")


def _tie(one: str, other: str) -> str:
    if fold(one) == fold(other):
        return "same_words"
    if joined(one) == joined(other):
        return "respaced"
    words, others = words_of(one), words_of(other)
    if set(words) <= set(others) or set(others) <= set(words):
        return "subset_words"
    fewer, more = sorted((words, others), key=len)
    alike = _alike(fewer, more)
    if alike == len(fewer) == len(more):
        return "spelling"
    if 2 * alike >= len(fewer) and alike:
        return "partial"
    near = max(
        fuzz.token_sort_ratio(fold(one), fold(other)), fuzz.ratio(joined(one), joined(other))
    )
    return "loose" if near >= _NEAR_NAME else "unrelated"


def _alike(fewer: tuple[str, ...], more: tuple[str, ...]) -> int:
    left = list(more)
    count = 0
    for word in fewer:
        best = max(left, key=lambda other: JaroWinkler.similarity(word, other), default=None)
        if best is not None and JaroWinkler.similarity(word, best) >= _NEAR_WORD:
            left.remove(best)
            count += 1
    return count
