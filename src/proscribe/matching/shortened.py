"""Listed names whose words are written apart, joined or shorter: ``SENSE TIME GROUP``.

Custodians split and join words, cut the last one off inside (``CHINA NUCLEAR ENG``) and shorten
each (``CHINA RAIL CN``). The letters tell whom they mean, not the words: so names are looked up
here by their letters without spaces, and by the first letters of their words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from proscribe.matching.keys import may_be_truncated
from proscribe.matching.tables import rarity
from proscribe.matching.within import beginnings, is_rare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import polars as pl

# Fewer letters, joined, are somebody else's by chance.
_LEAST_EQUAL, _LEAST_APART, _LEAST_CUT = 8, 12, 14
_LEAST_WORDS, _LEAST_PIECE, _LEAST_ORDINARY = 3, 4, 5
_FIRST_LETTERS = 7
# One vowel less is a misspelling: how alike the names are tells more.
_LEAST_DROPPED = 2
_VOWELS = frozenset("aeiou")


# A core key, and the words it or a part of it begins with.
_Start: TypeAlias = tuple[str, tuple[str, ...]]


class ShortenedNames:
    """Core keys of listed names, found by their letters.

    Args:
        cores: Core keys; those of other than Latin letters are left out.
    """

    def __init__(self, cores: Iterable[str] = ()) -> None:
        self._latin = tuple(core for core in cores if core.isascii())
        self._of_initials: dict[str, dict[str, list[_Start]]] = {}

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first letters of each name, without spaces."""
        return frozenset(letters[:_FIRST_LETTERS] for letters, _ in self._joined)

    @cached_property
    def _joined(self) -> tuple[tuple[str, str], ...]:
        joined = ((core.replace(" ", ""), core) for core in self._latin)
        return tuple(sorted(one for one in joined if len(one[0]) >= _LEAST_EQUAL))

    @cached_property
    def _by_head(self) -> dict[str, list[str]]:
        """The names of several words, by each of the first two."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for core in self._latin:
            first, second, *_ = (*core.split(" ", 2), "")
            if second:
                found[first].append(core)
                if second != first:
                    found[second].append(core)
        return dict(found)

    def may_be(self, names: pl.Series) -> pl.Series:
        """Return False for names of which :meth:`find` surely finds nothing, much faster.

        Args:
            names: Texts, none of them null.
        """
        import polars as pl

        letters = names.str.to_lowercase().str.replace_all(r"\b(?:and|the|of)\b|[^a-z0-9]+", "")
        firsts = pl.Series(sorted(self.firsts), dtype=pl.String).implode()
        return letters.str.slice(0, _FIRST_LETTERS).is_in(firsts)

    def find(self, core: str) -> tuple[str, ...]:
        """Return the core keys of other names that this one may be, written another way.

        Args:
            core: The core key of a name.
        """
        words = tuple(core.split())
        found = {*self._by_letters(words), *self._by_initials(words)}
        return tuple(sorted(found - {core}))

    def _by_letters(self, words: Sequence[str]) -> Iterator[str]:
        letters = "".join(words)
        if len(letters) < _LEAST_EQUAL:
            return
        for place in range(bisect_left(self._joined, (letters, "")), len(self._joined)):
            joined, listed = self._joined[place]
            if not joined.startswith(letters):
                break
            if joined == letters or _is_cut(words, listed.split()):
                yield listed

    def _by_initials(self, words: Sequence[str]) -> Iterator[str]:
        if len(words) < _LEAST_WORDS - 1:
            return
        for core, listed in self._with_initials(words):
            if len(words) < len(listed) and not _is_long(listed[: len(words)]):
                short = any(map(is_rare, {*words} & {*listed}))
            elif len(words) < _LEAST_WORDS:
                short = len(words[1]) >= _LEAST_PIECE
            else:
                short = True
            if short and all(map(_shortens, words, listed)):
                yield core

    def _with_initials(self, words: Sequence[str]) -> Sequence[_Start]:
        """Return names of which a part has these first letters, and this first word."""
        head = words[0]
        if head not in self._by_head:
            return ()
        known = self._of_initials.get(head)
        if known is None:
            gathered: defaultdict[str, list[_Start]] = defaultdict(list)
            for core in self._by_head[head]:
                for start in {tuple(one.split()) for one in (core, *beginnings(core))}:
                    for end in _ends(start) if start[0] == head else ():
                        gathered[_initials(start[:end])].append((core, start))
            known = self._of_initials[head] = dict(gathered)
        return known.get(_initials(words), ())


def _ends(words: Sequence[str]) -> Iterator[int]:
    """Yield after how many words a name may end that is shortened."""
    for end in range(_LEAST_WORDS - 1, len(words)):
        rare = end >= _LEAST_WORDS and any(map(is_rare, words[:end]))
        if rare or _is_long(words[:end]):
            yield end
    if len(words) > 1:
        yield len(words)


def _is_long(words: Sequence[str]) -> bool:
    return may_be_truncated(" ".join(words))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _is_cut(words: Sequence[str], listed: Sequence[str]) -> bool:
    """Return whether words whose letters begin a listed name tell enough of it."""
    *inner, end = accumulate(map(len, words))
    ends = [*accumulate(map(len, listed))]
    whole = [word for word, last in zip(listed, ends, strict=True) if last <= end]
    if not ends[-1] > end >= _LEAST_APART or len(whole) < 1:
        return False
    if not set(inner) <= set(ends):
        return any(map(is_rare, whole))
    return end not in ends and len(whole) > 1 and end >= _LEAST_CUT and not _ordinary(words[-1])


def _shortens(short: str, word: str) -> bool:
    """Return whether a word is another, its beginning, or it with fewer vowels."""
    if short == word:
        return True
    if short[0] != word[0] or not 1 < len(short) < len(word) or _ordinary(short):
        return False
    fewer = len(word) - len(short) >= _LEAST_DROPPED
    if word.startswith(short) or (fewer and _consonants(short[1:]) == _consonants(word[1:])):
        return True
    letters = iter(word)
    return _VOWELS.isdisjoint(short[1:]) and all(letter in letters for letter in short)


def _consonants(letters: str) -> str:
    return "".join(letter for letter in letters if letter not in _VOWELS)


def _ordinary(word: str) -> bool:
    """Return whether a word is an ordinary one, no piece of a longer."""
    return len(word) >= _LEAST_ORDINARY and word in rarity()
