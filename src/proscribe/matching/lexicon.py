"""Distinct words and what is known of each, as arrays: everything is worked out once a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cache
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt

from proscribe.matching.folding import spelled
from proscribe.matching.looks import SHORTEST, looks_of
from proscribe.matching.sounds import consonants, packed
from proscribe.matching.tables import choices, rarity, table
from proscribe.matching.words import LONGEST_WORD, Group, one_word

Int32 = npt.NDArray[np.int32]
Float32 = npt.NDArray[np.float32]
Words = npt.NDArray[np.object_]

MEANINGS = 3
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_POWERS = np.cumprod(np.full(LONGEST_WORD, 0x5851F42D4C957F2D, dtype=np.uint64), dtype=np.uint64)
# Of Russian, Ukrainian, Belarusian, Serbian and Caucasian fathers' names.
_PATRONYMICS = (
    *("ovich", "evich", "yevich", "ovych", "evych", "ovitch", "evitch", "avich"),
    *("ovna", "evna", "yevna", "ivna", "ovyc", "ogly", "oglu", "ovic", "kyzy"),
)
_SHORTEST_PATRONYMIC = 4
_LAST_OF_PATRONYMICS = np.zeros(256, dtype=bool)
_LAST_OF_PATRONYMICS[[ord(ending[-1]) for ending in _PATRONYMICS]] = True
# A word of no table: its letters tell what it is.
_BY_SHAPE = 255


class Kind(IntEnum):
    """What a word is in a name."""

    WORD = 0
    FORM = 1
    PARTICLE = 2
    HONORIFIC = 3
    NUMBER = 4
    INITIAL = 5
    PATRONYMIC = 6
    PAPER = 7


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Distinct words.

    Attributes:
        words: The words.
        length: Letters of each.
        head: The first eight bytes of each, the first in the highest.
        letters: Which letters and figures it has, a bit each.
        sounds: Its consonants, packed.
        breathed: Its consonants with ``h`` among them, packed.
        looks: A hash of how it looks, where letters that are easily misread are one.
        meanings: Up to three classes of words it may stand for; 0 where none.
        kind: Its :class:`Kind`.
        consonantal: Whether it was written without vowels.
    """

    words: Words
    length: npt.NDArray[np.uint8]
    head: npt.NDArray[np.uint64]
    letters: npt.NDArray[np.uint64]
    sounds: npt.NDArray[np.uint64]
    breathed: npt.NDArray[np.uint64]
    looks: npt.NDArray[np.uint32]
    meanings: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    consonantal: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.words)


def lexicon_of(words: Sequence[str], *, all_sounds: bool = True) -> Lexicon:
    """Return what is known of distinct words.

    Args:
        words: The words.
        all_sounds: Whether they may be compared with words of another lexicon; else their ``h``
            is left out unless one of them is written without vowels.
    """
    bytes_of = byte_matrix(words)
    consonantal = bytes_of[:, 0] == ord("~")
    read = words
    if consonantal.any():
        bytes_of = byte_matrix([word.lstrip("~") for word in words])
        read = [spelled(word) for word in words]
        all_sounds = True
    shifts = np.arange(56, -1, -8, dtype=np.uint64)
    length = np.count_nonzero(bytes_of, axis=1).astype(np.uint8)
    sounds = packed(consonants(words))
    return Lexicon(
        words=np.array([*words, None], dtype=object)[:-1],
        length=length,
        head=(bytes_of[:, :8].astype(np.uint64) << shifts).sum(axis=1, dtype=np.uint64),
        letters=np.bitwise_or.reduce(_LETTER_BITS[bytes_of], axis=1),
        sounds=sounds,
        breathed=packed(consonants(words, breathed=True)) if all_sounds else np.zeros_like(sounds),
        looks=np.where((length >= SHORTEST) & ~consonantal, _look_numbers(words), np.uint32(0)),
        meanings=_meanings(read),
        kind=_kinds_of(read, bytes_of, length),
        consonantal=consonantal,
    )


def with_known(words: Sequence[str], known: Lexicon, places: Int32) -> tuple[Lexicon, Int32]:
    """Return what is known of words, taken from a lexicon for those that are in it.

    Args:
        words: Distinct words.
        known: Words of which everything is known.
        places: The place of each word among those, -1 where it is none of them.

    Returns:
        The words, and which of them are none of those known.
    """
    new = (places < 0).nonzero()[0].astype(np.int32)
    if len(new) == len(words):
        return lexicon_of(words), new
    parts = {field.name: getattr(known, field.name)[places] for field in fields(Lexicon)}
    if len(new):
        fresh = lexicon_of([words[place] for place in new.tolist()])
        for name, values in parts.items():
            values[new] = getattr(fresh, name)
    return Lexicon(**parts), new


def at(lexicon: Lexicon, places: Int32) -> Lexicon:
    """Return some of the words of a lexicon."""
    return Lexicon(
        **{field.name: getattr(lexicon, field.name)[places] for field in fields(Lexicon)}
    )


def byte_matrix(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """Return the bytes of ASCII words, a row each, cut at the longest word's length."""
    if not words:
        return np.zeros((0, LONGEST_WORD), dtype=np.uint8)
    return (
        np.array(words, dtype=f"S{LONGEST_WORD}").view(np.uint8).reshape(len(words), LONGEST_WORD)
    )


def _kinds_of(
    words: Sequence[str], bytes_of: npt.NDArray[np.uint8], length: npt.NDArray[np.uint8]
) -> npt.NDArray[np.uint8]:
    kinds = np.fromiter(map(_kinds().get, words, repeat(_BY_SHAPE)), np.uint8, count=len(words))
    rows = (kinds == _BY_SHAPE).nonzero()[0]
    shapes = np.full(len(rows), Kind.WORD, dtype=np.uint8)
    letters, lengths = bytes_of[rows], length[rows]
    figures = ((letters >= ord("0")) & (letters <= ord("9"))).sum(axis=1, dtype=np.uint8)
    shapes[lengths == 1] = Kind.INITIAL
    shapes[figures == lengths] = Kind.NUMBER
    # Fathers' names end in a, c, h, u or y, and are not looked at one by one unless they do.
    last = letters[np.arange(len(rows)), np.maximum(lengths, 1) - 1]
    for row in (_LAST_OF_PATRONYMICS[last] & (lengths >= _SHORTEST_PATRONYMIC)).nonzero()[0]:
        if words[rows[row]].endswith(_PATRONYMICS):
            shapes[row] = Kind.PATRONYMIC
    kinds[rows] = shapes
    return kinds


def _look_numbers(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    return (word_hashes(looks_of(words)) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)


def word_hashes(words: Sequence[str]) -> npt.NDArray[np.uint64]:
    """Return a hash of each word: a polynomial of its bytes, mixed."""
    hashes = np.zeros(len(words), dtype=np.uint64)
    columns = byte_matrix(words)[:, : max(map(len, words), default=0)].T
    for column, power in zip(columns, _POWERS, strict=False):
        hashes += column * power
    mixed: npt.NDArray[np.uint64] = (hashes ^ (hashes >> np.uint64(29))) * _GOLDEN
    return mixed


@cache
def _kinds() -> dict[str, Kind]:
    kinds = {
        one_word(word): Kind.FORM
        for form, canonical in table("legal_forms").items()
        for word in ((canonical,) if " " in form else (form, canonical))
    }
    kinds |= dict.fromkeys(table("security_words"), Kind.PAPER)
    kinds |= dict.fromkeys(
        (word for word in table("honorifics") if " " not in word), Kind.HONORIFIC
    )
    kinds |= dict.fromkeys((word for word in table("suffixes") if " " not in word), Kind.HONORIFIC)
    kinds |= dict.fromkeys((word for word in table("particles") if " " not in word), Kind.PARTICLE)
    return kinds


def _meanings(words: Sequence[str]) -> npt.NDArray[np.uint32]:
    places, classes = _class_rows()
    return classes[np.fromiter(map(places.get, words, repeat(0)), np.int64, count=len(words))]


@cache
def _class_rows() -> tuple[dict[str, int], npt.NDArray[np.uint32]]:
    """Return the row of each word, and what it may stand for; the first row is any other word's."""
    known = _classes()
    rows = np.zeros((len(known) + 1, MEANINGS), dtype=np.uint32)
    for row, classes in enumerate(known.values(), start=1):
        rows[row, : len(classes)] = classes
    return dict(zip(known, range(1, len(known) + 1), strict=True)), rows


@cache
def canonical_forms() -> dict[str, str]:
    """Return the one form of each word that has several: of words of companies and of names."""
    found: dict[str, str] = {}
    for name in ("name_variants", "legal_forms", "stems"):
        for word, canonical in table(name).items():
            if word.isascii() and " " not in word:
                found[word] = one_word(canonical)
        found |= {one_word(canonical): one_word(canonical) for canonical in table(name).values()}
    for short, long in table("abbreviations").items():
        if " " not in short and short not in found:
            found[short] = found.get(one_word(long), one_word(long))
    return found


@cache
def _classes() -> dict[str, tuple[int, ...]]:
    """Return the numbers of what a word may stand for, at most three."""
    number: dict[str, int] = {}

    def of(meaning: str) -> int:
        return number.setdefault(meaning, len(number) + 1)

    found: dict[str, list[int]] = {}

    def put(word: str, meaning: str) -> None:
        classes = found.setdefault(word, [])
        if len(classes) < MEANINGS and of(meaning) not in classes:
            classes.append(of(meaning))

    for word, meaning in canonical_forms().items():
        put(word, meaning)
    for name in ("syllables", "syllables_korean", "numerals"):
        for word, meaning in table(name).items():
            put(word, f"{name}:{meaning}")
    for word, meanings in (*choices("ambiguous").items(), *choices("cantonese").items()):
        for meaning in meanings:
            put(word, canonical_forms().get(one_word(meaning), one_word(meaning)))
            put(one_word(meaning), one_word(meaning))
    return {word: tuple(classes) for word, classes in found.items()}


def _letter_bits() -> npt.NDArray[np.uint64]:
    bits = np.zeros(256, dtype=np.uint64)
    for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789"):
        bits[ord(letter)] = np.uint64(1) << np.uint64(place)
    return bits


_LETTER_BITS = _letter_bits()


def letter_bits(
    letters: npt.NDArray[np.unsignedinteger[Any]],
) -> npt.NDArray[np.uint64]:
    """Return the bit of each letter or figure, given as its code."""
    bits: npt.NDArray[np.uint64] = _LETTER_BITS[letters]
    return bits


def letters_of(word: str) -> np.uint64:
    """Return which letters and figures an ASCII word has, a bit each."""
    letters: np.uint64 = np.bitwise_or.reduce(_LETTER_BITS[list(word.encode())])
    return letters


_SHARE_BY_LEVEL = (0.00002, 0.1, 0.02, 0.004, 0.0006)
"""Share of names that hold a word of each level of ``ordinary_words``; the first is any other."""
_PRIOR_NAMES = 2_000
"""As many names as these shares weigh, beside those of an index."""
# A name's own word says nothing of how many others have it; in a list of three names least of all.
_ITSELF = 0.8
_LEAST, _MOST = 0.3, 11.0
_MOST_OF_A_SYLLABLE = np.float32(4.0)
_KOREAN = (
    *("kim", "ri", "pak", "choe", "jong", "kang", "jo", "yun", "jang", "rim", "han", "chol"),
    *("hyon", "hyok", "guk", "kuk", "kyong", "myong", "gyong", "sok", "hak", "chung", "hwan"),
)
_KIND_WEIGHTS = np.array(
    # A row a group, in the order of Group:
    # word, form, particle, honorific, number, initial, patronymic, paper
    [
        [1.0, 0.3, 0.12, 0.2, 1.0, 0.25, 0.4, 1.0],
        [1.0, 0.15, 0.1, 1.0, 1.0, 0.15, 1.0, 0.02],
        [1.0, 0.15, 0.1, 1.0, 1.0, 0.6, 1.0, 1.0],
        [1.0, 0.15, 0.1, 0.4, 1.0, 0.4, 0.6, 0.2],
    ],
    dtype=np.float32,
)


def class_counts(
    lexicon: Lexicon, counts: npt.NDArray[np.signedinteger[Any]]
) -> npt.NDArray[np.int64]:
    """Return how many names hold a word of each class."""
    classes = lexicon.meanings[:, 0]
    return np.bincount(classes, weights=counts, minlength=len(_classes()) + 1).astype(np.int64)


def word_weights(
    lexicon: Lexicon,
    counts: npt.NDArray[np.signedinteger[Any]],
    of_class: npt.NDArray[np.int64],
    names: int,
) -> Float32:
    """Return how much each word tells, by :class:`Group`: the logarithm of how rare it is.

    A word that is another form of a common one is as common.

    Args:
        lexicon: The words.
        counts: How many names of an index hold each.
        of_class: How many hold a word of each class.
        names: Names of that index.

    Returns:
        An array of groups by words, in nats.
    """
    marked = lexicon.consonantal.any()
    words = [*map(spelled, lexicon.words)] if marked else lexicon.words
    prior = np.fromiter(
        map(_shares().get, words, repeat(_SHARE_BY_LEVEL[0])), np.float64, len(lexicon)
    )
    held = np.where(lexicon.meanings[:, 0] != 0, of_class[lexicon.meanings[:, 0]], counts)
    others = np.maximum(np.maximum(held, counts) - _ITSELF, 0)
    counted = (others + _PRIOR_NAMES * prior) / (names + _PRIOR_NAMES)
    # What is common among people at large is no sign of one of a list, however rare on it.
    share = np.maximum(counted, np.where(prior > _SHARE_BY_LEVEL[0], prior, 0))
    rare = np.clip(-np.log(np.minimum(share, 1)), _LEAST, _MOST).astype(np.float32)
    kind_weights = _KIND_WEIGHTS[:, lexicon.kind]
    weights: Float32 = rare[np.newaxis, :] * kind_weights
    syllables = np.fromiter(map(_syllables().__contains__, words), np.bool_, len(lexicon))
    capped = np.minimum(weights[Group.PERSON], _MOST_OF_A_SYLLABLE)
    weights[Group.PERSON] = np.where(syllables, capped, weights[Group.PERSON])
    return weights


@cache
def _shares() -> dict[str, float]:
    """Return the share of names that hold a common word, or another form of one."""
    levels = rarity()
    found = {
        word: _SHARE_BY_LEVEL[levels[form]]
        for word, form in canonical_forms().items()
        if form in levels
    }
    return found | {word: _SHARE_BY_LEVEL[level] for word, level in levels.items() if level}


@cache
def _syllables() -> frozenset[str]:
    """Return the syllables of Chinese and Korean names, of which a few hundred name millions."""
    korean = {word for word in table("syllables_korean") if " " not in word}
    chinese = {word for word in (*table("palladius"), *table("syllables")) if word.isascii()}
    return frozenset({*korean, *chinese, *map(str.lower, _KOREAN)})
