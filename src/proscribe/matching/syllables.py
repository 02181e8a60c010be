"""Chinese and Korean names as their syllables: ``Xianglin Zeng`` is ``Tseng Hsiang-lin``."""

from __future__ import annotations

from functools import cache, lru_cache

from proscribe.matching.tables import table

_FEWEST, _MOST = 2, 4
_WITHOUT_SURNAME = 3
_SHORTEST, _LONGEST = 4, 12
_VOWELS = "aeiou"


def in_syllables(words: list[str]) -> list[str]:
    """Return the words of a name, two syllables written as one parted where all of it is such.

    Args:
        words: Words of a person's name.
    """
    first = 1 if words and words[0] in table("honorifics") else 0
    if not _FEWEST <= len(words) - first <= _MOST:
        return words
    syllables: list[str] = []
    for word in words[first:]:
        parts = _parts(word)
        if parts is None:
            return words
        syllables += parts
    if len(syllables) > _MOST or len(syllables) == len(words) - first:
        return words
    # A surname is mostly a word of its own; three syllables are a whole name in any order.
    told = words if len(syllables) > _WITHOUT_SURNAME else syllables
    return words if _surnames().isdisjoint(told) else [*words[:first], *syllables]


@lru_cache(maxsize=20_000)
def _parts(word: str) -> tuple[str, ...] | None:
    """Return a word as one or two syllables of one language; None where it is none."""
    chinese, korean = _syllables()
    if word in single_syllables():
        return (word,)
    if not _SHORTEST <= len(word) <= _LONGEST or word in table("name_variants"):
        return None
    for known in (chinese, korean, chinese | _other_chinese()):
        found = [
            (word[:end], word[end:])
            for end in range(len(word) - 1, 0, -1)
            if word[:end] in known and word[end:] in known
        ]
        # Where a consonant could belong to either, it begins the second.
        if found:
            return min(found, key=lambda pair: pair[1][0] in _VOWELS)
    return None


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    chinese = frozenset(word for word in table("palladius") if word.isascii())
    korean = frozenset(word for word in table("syllables_korean") if word.isascii())
    return chinese, korean


@cache
def _other_chinese() -> frozenset[str]:
    chinese, _ = _syllables()
    return frozenset(
        written
        for written, canonical in table("syllables").items()
        if written not in chinese and canonical in chinese
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(table("surnames"))


@cache
def single_syllables() -> frozenset[str]:
    """Return the words that are one syllable, or a surname: a name without any is not parted."""
    chinese, korean = _syllables()
    return chinese | korean | _surnames() | _other_chinese()
