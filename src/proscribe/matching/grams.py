"""What words have in common: runs of three letters, consonants, meanings; as sparse rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from proscribe.matching.folding import spelled
from proscribe.matching.lexicon import Kind, Lexicon, at, byte_matrix
from proscribe.matching.sounds import BITS, MOST_CONSONANTS
from proscribe.matching.sparse import sorted_unique
from proscribe.matching.words import LONGEST_WORD

_ALPHABET = 38
_RUN = 3
_TRIGRAMS = _ALPHABET**_RUN
_SOUND_TRIGRAMS = 1 << (BITS * _RUN)
_SOUNDS, _MEANINGS, _LOOKS, _SHORTENED = 1 << 16, 1 << 14, 1 << 16, 1 << 19
_SOUND_AT = _TRIGRAMS
_SOUND_TRIGRAM_AT = _SOUND_AT + _SOUNDS
_BREATHED_AT = _SOUND_TRIGRAM_AT + _SOUND_TRIGRAMS
_MEANING_AT = _BREATHED_AT + _SOUNDS
_LOOK_AT = _MEANING_AT + _MEANINGS
_SHORTENED_AT = _LOOK_AT + _LOOKS
FEATURES = _SHORTENED_AT + _SHORTENED
"""Number of different features."""
_EDGE = 37
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_OUTER = np.uint64(0xE)
_LEAST_WHOLE, _LEAST_SHORTENED = 3, 4
_TO_SHORTENED = np.uint64(64 - 19)
_TOGETHER = 32_768
_POWERS = np.cumprod(np.full(LONGEST_WORD, 0x5851F42D4C957F2D, dtype=np.uint64), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of words, a row each: ``features[starts[i]:starts[i + 1]]``."""

    starts: npt.NDArray[np.int32]
    features: npt.NDArray[np.int32]


def features_of(lexicon: Lexicon, *, asked: bool) -> Rows:
    """Return the features of words.

    Args:
        lexicon: The words.
        asked: Whether they are looked for: runs of consonants are only looked for where no
            vowels are written, for they say little where they are.
    """
    parts = [
        _features_of_some(
            lexicon
            if len(lexicon) <= _TOGETHER
            else at(lexicon, np.arange(start, end, dtype=np.int32)),
            asked=asked,
        )
        for start in range(0, len(lexicon), _TOGETHER)
        for end in (min(start + _TOGETHER, len(lexicon)),)
    ]
    starts = np.zeros(len(lexicon) + 1, dtype=np.int32)
    if not parts:
        return Rows(starts=starts, features=np.zeros(0, dtype=np.int32))
    np.concatenate([counts for counts, _ in parts]).cumsum(out=starts[1:])
    return Rows(starts=starts, features=np.concatenate([features for _, features in parts]))


def _features_of_some(
    lexicon: Lexicon, *, asked: bool
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return how many features each word has, and the features, word by word."""
    blocks = [
        partial(_trigrams, lexicon),
        partial(_sounds, lexicon),
        partial(_meanings, lexicon),
        partial(_looks, lexicon),
        partial(_sound_trigrams, lexicon, asked=asked),
        partial(_breathed, lexicon, asked=asked),
        partial(_shortened, lexicon),
    ]
    keys = sorted_unique(np.concatenate([_keys(*block()) for block in blocks]))
    counts = np.bincount(keys // FEATURES, minlength=len(lexicon))
    return counts, (keys % FEATURES).astype(np.int32)


def is_for_consonantal(features: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Return which features are runs of consonants."""
    runs: npt.NDArray[np.bool_] = (features >= _SOUND_TRIGRAM_AT) & (features < _MEANING_AT)
    return runs


def is_shortened(features: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Return which features are a word as it is, or without one of its letters."""
    shortened: npt.NDArray[np.bool_] = features >= _SHORTENED_AT
    return shortened


def _keys(owners: npt.NDArray[np.int64], features: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    keys: npt.NDArray[np.int64] = owners * FEATURES + features
    return keys


_Block = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def _trigrams(lexicon: Lexicon) -> _Block:
    read = [spelled(word) for word in lexicon.words]
    plain = np.array([place for place, word in enumerate(read) if word[0] != "~"], dtype=np.int64)
    letters = _LETTER_CODES[byte_matrix([read[place] for place in plain])]
    count, width = letters.shape
    framed = np.zeros((count, width + 2), dtype=np.int64)
    framed[:, 0] = _EDGE
    framed[:, 1:-1] = letters
    lengths = lexicon.length[plain].astype(np.int64)
    framed[np.arange(count), lengths + 1] = _EDGE
    codes = (framed[:, :-2] * _ALPHABET + framed[:, 1:-1]) * _ALPHABET + framed[:, 2:]
    there = np.arange(width)[np.newaxis, :] < lengths[:, np.newaxis]
    owners, _ = np.nonzero(there)
    return plain[owners], codes[there]


def _sounds(lexicon: Lexicon) -> _Block:
    owners = lexicon.sounds.nonzero()[0]
    hashed = (lexicon.sounds[owners] * _GOLDEN) >> np.uint64(48)
    return owners, hashed.astype(np.int64) + _SOUND_AT


def _breathed(lexicon: Lexicon, *, asked: bool) -> _Block:
    owners = (lexicon.consonantal if asked else lexicon.breathed != 0).nonzero()[0]
    hashed = ((lexicon.breathed[owners] + np.uint64(1)) * _GOLDEN) >> np.uint64(48)
    return owners, hashed.astype(np.int64) + _BREATHED_AT


def _looks(lexicon: Lexicon) -> _Block:
    owners = lexicon.looks.nonzero()[0]
    return owners, (lexicon.looks[owners] % _LOOKS).astype(np.int64) + _LOOK_AT


def _meanings(lexicon: Lexicon) -> _Block:
    owners, columns = np.nonzero(lexicon.meanings)
    codes = lexicon.meanings[owners, columns].astype(np.int64) % _MEANINGS
    return owners, codes + _MEANING_AT


def _shortened(lexicon: Lexicon) -> _Block:
    """Words, and words without one of their letters: two that differ in one letter share one."""
    plain = np.fromiter((spelled(word)[0] != "~" for word in lexicon.words), bool, len(lexicon))
    plain &= (lexicon.length >= _LEAST_WHOLE) & (lexicon.kind != Kind.NUMBER)
    places = plain.nonzero()[0]
    return _shortened_ones(lexicon, places) if len(places) else (places, places)


def _shortened_ones(lexicon: Lexicon, owners: npt.NDArray[np.int64]) -> _Block:
    letters = byte_matrix([spelled(lexicon.words[place]) for place in owners]).astype(np.uint64)
    places = letters * _POWERS
    before = np.cumsum(places, axis=1, dtype=np.uint64)
    # What stands behind the letter left out moves one place to the front.
    moved = np.cumsum((letters[:, 1:] * _POWERS[:-1])[:, ::-1], axis=1, dtype=np.uint64)
    hashes = before - places
    hashes[:, :-1] += moved[:, ::-1]
    lengths = lexicon.length[owners]
    there = np.arange(LONGEST_WORD) < lengths[:, np.newaxis]
    there &= (lengths >= _LEAST_SHORTENED)[:, np.newaxis]
    rows, _ = np.nonzero(there)
    numbers = np.concatenate([before[:, -1], hashes[there]])
    numbers = ((numbers * _GOLDEN) >> _TO_SHORTENED).astype(np.int64)
    return np.concatenate([owners, owners[rows]]), numbers + _SHORTENED_AT


def _sound_trigrams(lexicon: Lexicon, *, asked: bool) -> _Block:
    owners = (lexicon.consonantal if asked else lexicon.sounds != 0).nonzero()[0]
    sounds = lexicon.sounds[owners]
    shifts = np.arange(MOST_CONSONANTS - 1, -1, -1, dtype=np.uint64) * np.uint64(BITS)
    codes = (sounds[:, np.newaxis] >> shifts) & np.uint64(0xF)
    count = len(owners)
    framed = np.zeros((count, MOST_CONSONANTS + 2), dtype=np.uint64)
    framed[:, 0] = _OUTER
    framed[:, 1:-1] = codes
    lengths = (codes != 0).sum(axis=1)
    framed[np.arange(count), lengths + 1] = _OUTER
    bits = np.uint64(BITS)
    runs = (((framed[:, :-2] << bits) | framed[:, 1:-1]) << bits) | framed[:, 2:]
    there = np.arange(MOST_CONSONANTS)[np.newaxis, :] < lengths[:, np.newaxis]
    rows, _ = np.nonzero(there)
    return owners[rows], runs[there].astype(np.int64) + _SOUND_TRIGRAM_AT


def _letter_codes() -> npt.NDArray[np.uint8]:
    codes = np.zeros(256, dtype=np.uint8)
    for place, letter in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", start=1):
        codes[ord(letter)] = place
    return codes


_LETTER_CODES = _letter_codes()
