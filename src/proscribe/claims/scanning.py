"""Finds several expressions in a text at once, each tried only where a word begins as it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from proscribe.claims.leads import END, LONGEST, leads_of

# What an expression that finds words from their beginning starts with.
_FROM_WORDS = re.compile(r"\(\?<!\[\\w[-$]|\(\?<!\\w\)|\\b|\(\?<=[^()]* \)")
_WORD = re.compile(r"\w+")
_NOTHING: Iterator[re.Match[str]] = iter(())


class Scanner:
    """Finds expressions in texts.

    What an expression can begin with is read off it (`leads_of`); one that may begin with
    anything, or within a word, is looked for everywhere.

    Args:
        patterns: The expressions.
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._led: dict[str, int] = {}
        self._leaderless: list[int] = []
        for at, one in enumerate(patterns):
            leads = leads_of(one.pattern) if _FROM_WORDS.match(one.pattern) else None
            if leads is None:
                self._leaderless.append(at)
            for lead in leads or ():
                self._led[lead] = self._led.get(lead, 0) | 1 << at
        self._by_word = lru_cache(maxsize=20_000)(self._with_word)

    def scan(self, text: str) -> tuple[Iterator[re.Match[str]], ...]:
        """Return for each expression what it finds, in order, none overlapping."""
        places: dict[int, list[int]] = {}
        for word in _WORD.finditer(text):
            for at in self._by_word(word[0]):
                places.setdefault(at, []).append(word.start())
        found: list[Iterator[re.Match[str]]] = [_NOTHING] * len(self._patterns)
        for at in self._leaderless:
            found[at] = self._patterns[at].finditer(text)
        for at, starts in places.items():
            found[at] = _tried(self._patterns[at], text, starts)
        return tuple(found)

    def _with_word(self, word: str) -> tuple[int, ...]:
        """Return which expressions may begin as a word does."""
        small, bits = word.lower() + END, 0
        for length in range(1, min(len(small), LONGEST) + 1):
            bits |= self._led.get(small[:length], 0)
        return tuple(at for at in range(len(self._patterns)) if bits >> at & 1)


def _tried(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    end = 0
    for place in places:
        match = pattern.match(text, place) if place >= end else None
        if match is not None:
            end = match.end()
            yield match
