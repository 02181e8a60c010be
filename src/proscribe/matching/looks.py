"""How a word looks: the same for words that are easily misread for each other."""

from __future__ import annotations

from collections.abc import Sequence

SHORTEST = 4
"""Letters of the shortest word that is taken for another by how it looks."""

_APART = "\n"
_PAIRS = {"rn": "m", "cl": "d", "vv": "w"}
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("1lij", "i"),
        **dict.fromkeys("0oq", "o"),
        **dict.fromkeys("ce", "e"),
        **dict.fromkeys("hb6", "h"),
        **dict.fromkeys("5s", "s"),
        **dict.fromkeys("2z", "z"),
        **dict.fromkeys("uv", "u"),
        **dict.fromkeys("gy9", "g"),
        **dict.fromkeys("ft", "t"),
        **dict.fromkeys("8", "h"),
    }
)


def looks_of(words: Sequence[str]) -> list[str]:
    """Return how each word looks, letters that are easily misread made one."""
    if not words:
        return []
    text = _APART.join(words)
    for pair, letter in _PAIRS.items():
        text = text.replace(pair, letter)
    return text.translate(_LETTERS).split(_APART)
