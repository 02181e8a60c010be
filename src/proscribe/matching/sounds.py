"""The consonants of a word: what is left of it however it is romanised or misheard.

Nine classes of consonants, four bits each, so that the consonants of a word are one integer.
Voiced and unvoiced are one class, for Arabic, Korean and Chinese romanisations differ in
them; vowels, h, w and y are left out, for scripts and spellings differ in those most.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

CLASSES = "PFTKSMNLRH"
MOST_CONSONANTS = 16
BITS = 4
# Several letters that are one sound, longest first.
_SPELLINGS = (
    *(("s", ("shch", "dsch", "tsch")), ("s", ("tch", "tsh", "dzh", "sch")), ("k", ("ck", "qu"))),
    *(("s", ("sh", "ch", "zh", "cz", "sz", "ts", "tz", "dz", "dj", "ks")), ("k", ("kh", "gh"))),
    *(("f", ("ph",)), ("t", ("th", "dh")), ("se", ("ce",)), ("si", ("ci",)), ("sy", ("cy",))),
)
_ONE_CLASS = str.maketrans(
    {
        **dict.fromkeys("aeiouyhw~", None),
        **dict.fromkeys("bp", "P"),
        **dict.fromkeys("fv", "F"),
        **dict.fromkeys("dt", "T"),
        **dict.fromkeys("gkqc", "K"),
        **dict.fromkeys("szjx", "S"),
        "m": "M",
        "n": "N",
        "l": "L",
        "r": "R",
    }
)
_WITH_BREATH = _ONE_CLASS | {ord("h"): "H"}
_SHIFTS = np.arange(MOST_CONSONANTS - 1, -1, -1, dtype=np.uint64) * np.uint64(BITS)
_ONE = np.uint64((1 << BITS) - 1)
_APART = "\n"


def consonants(words: Sequence[str], *, breathed: bool = False) -> list[str]:
    """Return the classes of each word's consonants, at most sixteen; figures stay as they are.

    Args:
        words: The words.
        breathed: Whether ``h`` counts where it is a sound of its own and not the last.
    """
    if not words:
        return []
    text = _APART.join(words)
    if breathed:
        text = (text + _APART).replace("h" + _APART, _APART)[: -len(_APART)]
    text = _without_doubles(text)
    for sound, spellings in _SPELLINGS:
        for spelling in spellings:
            text = text.replace(spelling, sound)
    classes = text.translate(_WITH_BREATH if breathed else _ONE_CLASS)
    return [word[:MOST_CONSONANTS] for word in classes.split(_APART)]


def _without_doubles(text: str) -> str:
    """Return an ASCII text with each run of one letter as that letter alone."""
    codes = np.frombuffer(text.encode(), dtype=np.uint8)
    kept = np.ones(len(codes), dtype=bool)
    kept[1:] = (codes[1:] != codes[:-1]) | (codes[1:] < ord("a")) | (codes[1:] > ord("z"))
    return codes[kept].tobytes().decode()


def packed(sounds: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return consonants as integers, the first in the highest four bits; 0 where there are none."""
    letters = np.array(sounds, dtype=f"S{MOST_CONSONANTS}")
    matrix = letters.view(np.uint8).reshape(len(sounds), MOST_CONSONANTS)
    codes = _CODES[matrix].astype(np.uint64)
    packed_codes: npt.NDArray[np.uint64] = (codes << _SHIFTS).sum(axis=1, dtype=np.uint64)
    return packed_codes


def _codes() -> npt.NDArray[np.uint8]:
    codes = np.zeros(256, dtype=np.uint8)
    for code, letter in enumerate(CLASSES, start=1):
        codes[ord(letter)] = code
    for digit in "0123456789":
        codes[ord(digit)] = len(CLASSES) + 1 + int(digit) % 5
    return codes


_CODES = _codes()


def count_consonants(sounds: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """Return how many consonants packed ones are."""
    present = ((sounds[:, np.newaxis] >> _SHIFTS) & _ONE) != 0
    count: npt.NDArray[np.int64] = present.sum(axis=1)
    return count


def sound_letters(sounds: npt.NDArray[np.uint64]) -> list[bytes]:
    """Return packed consonants as strings, a letter each."""
    codes = ((sounds[:, np.newaxis] >> _SHIFTS) & _ONE).astype(np.uint8)
    letters = np.where(codes != 0, codes + np.uint8(ord("@")), 0).astype(np.uint8)
    found: list[bytes] = letters.view(f"S{MOST_CONSONANTS}").ravel().tolist()
    return found
