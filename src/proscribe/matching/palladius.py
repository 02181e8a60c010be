"""Chinese names written in Cyrillic, read as Chinese: Сяоми is Xiaomi."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from proscribe.matching.tables import table

_CYRILLIC_WORD = re.compile("[\u0400-\u052f]+")
_LONGEST = 24


def chinese_reading(name: str) -> str | None:
    """Return a name with its Cyrillic words read as Chinese; None where one cannot be.

    Russian names may happen to be readable so, so this is another reading, not the only one.
    """
    words = _CYRILLIC_WORD.findall(name.lower())
    if not words or any(not _syllables(word) for word in words):
        return None
    return _CYRILLIC_WORD.sub(lambda word: _syllables(word[0].lower()), name)


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> str:
    """Return the pinyin of a word that is Chinese syllables to its end, else nothing."""
    if len(word) > _LONGEST:
        return ""
    plain = word.translate(_SOFTENED)
    known = _table()
    # The reading of each beginning of the word, from the longest syllables that end it.
    readings: list[str | None] = ["", *(None for _ in plain)]
    for end in range(1, len(plain) + 1):
        for length in range(min(5, end), 0, -1):
            before, syllable = readings[end - length], known.get(plain[end - length : end])
            if before is not None and syllable is not None:
                readings[end] = before + syllable
                break
    return readings[-1] or ""


@cache
def _table() -> dict[str, str]:
    return {
        written: pinyin for written, pinyin in table("palladius").items() if not written.isascii()
    }


_SOFTENED = str.maketrans({"ё": "е"})
