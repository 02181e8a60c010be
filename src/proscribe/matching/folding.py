"""Names of any script written in plain Latin letters, as far as their sound goes.

What is written without vowels (Arabic, Hebrew), or with vowels that no one speaks (Katakana), is
marked, so that it is compared by its consonants too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from proscribe.matching.abjad import CONSONANTAL, is_abjad, read
from proscribe.matching.signs import HAN, HANGUL, KATAKANA, parted, spoken
from proscribe.matching.tables import table

if TYPE_CHECKING:
    import icu

LONGEST = 1_000
"""Characters of a name that are read; no name is longer, and a hostile one is cut."""

_LATIN = str.maketrans(
    {
        **dict.fromkeys("øØ", "o"),
        **dict.fromkeys("đðĐÐ", "d"),
        **dict.fromkeys("łŁ", "l"),
        **dict.fromkeys("ħĦ", "h"),
        **dict.fromkeys("ŧŦ", "t"),
        **dict.fromkeys("ıİ", "i"),
        **dict.fromkeys("əƏ", "a"),
        **dict.fromkeys("ŋŊ", "n"),
        **dict.fromkeys("æÆ", "ae"),
        **dict.fromkeys("œŒ", "oe"),
        **dict.fromkeys("þÞ", "th"),
        **dict.fromkeys("ßẞ", "ss"),
        **dict.fromkeys("'`´‘’ʹʼ′ʿʾ‛ʻ", ""),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
# As English writes Russian, Ukrainian and Belarusian names; each other letter as ICU has it.
_SLAVIC = str.maketrans(
    {
        "а": "a",
        "б": "b",
        "в": "v",
        "г": "g",
        "ґ": "g",
        "д": "d",
        "е": "e",
        "ё": "e",
        "є": "ye",
        "ж": "zh",
        "з": "z",
        "и": "i",
        "і": "i",
        "ї": "yi",
        "й": "y",
        "к": "k",
        "л": "l",
        "м": "m",
        "н": "n",
        "о": "o",
        "п": "p",
        "р": "r",
        "с": "s",
        "т": "t",
        "у": "u",
        "ў": "u",
        "ф": "f",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ы": "y",
        "ь": "",
        "э": "e",
        "ю": "yu",
        "я": "ya",
    }
)
# As Greek names are spoken, which is how others write them.
_GREEK_SOUNDS = (
    *(("γγ", "ng"), ("γχ", "nkh"), ("τζ", "j"), ("τσ", "ts")),
    *(("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("ηυ", "iv"), ("ει", "i"), ("οι", "i"), ("αι", "e")),
    *(("χ", "kh"), ("η", "i"), ("υ", "y"), ("φ", "f"), ("β", "v"), ("ω", "o"), ("ξ", "x")),
)
_GREEK_STARTS = {"μπ": "b", "ντ": "d", "γκ": "g"}
_APOSTROPHES = re.compile("['`]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = re.compile(
    r"[\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05c7\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad]+"
)
_CYRILLIC_OR_GREEK = re.compile("[\u0370-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SYLLABIC = re.compile("[\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_MARKED = re.compile(f"{CONSONANTAL}[a-z]+")
_VOWEL = re.compile("[aeiou]")
_ASCII_LETTER = re.compile("[a-z]")
# Indian and Thai vowel signs are no letters to Python, but part of the word.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0dff\u0e31-\u0e4e])+")


def is_read(text: str) -> bool:
    """Return whether a name is in signs that stand for syllables, of which many are read alike."""
    return not text.isascii() and _SYLLABIC.search(text) is not None


def fold(text: str, *, person: bool = False) -> str:
    """Return a name in lower-case Latin letters and figures, with its signs.

    Args:
        text: A name in any script, of any length.
        person: Whether a person bears it: their names are not translated, as companies' are.

    Returns:
        Its first thousand characters; words written without vowels begin with ``~``.
    """
    if text.isascii():
        lowered = text[:LONGEST].lower()
        return _APOSTROPHES.sub("", lowered) if "'" in lowered or "`" in lowered else lowered
    return _fold_any(text[:LONGEST], person)


@lru_cache(maxsize=50_000)
def _fold_any(text: str, person: bool) -> str:  # noqa: FBT001 - a cache takes it faster so
    if _SURROGATES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    plain = unicodedata.normalize("NFKC", text).translate(_LATIN).lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", plain).translate(_LATIN))
    if bare.isascii():
        return bare
    composed = unicodedata.normalize("NFC", _MARKS.sub("", plain))
    if is_abjad(composed):
        composed = read(composed, person=person, to_latin=_letters)
    written = parted(composed, person=person)
    return _WORD.sub(lambda met: _latin(met[0], person), written)


def other_reading(text: str, *, person: bool = False) -> str | None:
    """Return a name with Katakana read with ``l`` for ``r``, which it does not tell apart."""
    if text.isascii() or not KATAKANA.search(text):
        return None
    read_with_r = fold(text, person=person)
    read_with_l = _MARKED.sub(lambda word: word[0].replace("r", "l"), read_with_r)
    return None if read_with_l == read_with_r else read_with_l


def spelled(word: str) -> str:
    """Return a word without its mark if it has vowels: it is read by its spelling as well."""
    return word[1:] if word[:1] == CONSONANTAL and _VOWEL.search(word) else word


@lru_cache(maxsize=50_000)
def _latin(word: str, person: bool) -> str:  # noqa: FBT001 - a cache takes it faster so
    if word.isascii():
        return word
    known = _native(word, person=person)
    if known is not None:
        return known
    if _CYRILLIC_OR_GREEK.search(word) and _ASCII_LETTER.search(word):
        looks = table("lookalikes")
        word = "".join(letter if letter.isascii() else looks.get(letter, letter) for letter in word)
    if _CYRILLIC.search(word):
        word = word.translate(_SLAVIC)
    if _GREEK.search(word):
        word = _spoken_greek(word)
    if HANGUL.search(word):
        joint = " " if person else ""
        word = joint.join(table("native_names").get(syllable, syllable) for syllable in word)
    latin = _letters(word)
    if HAN.search(word):
        latin = latin.replace(" ", "")
    if KATAKANA.fullmatch(word):
        return f"{CONSONANTAL}{spoken(latin)}"
    return "".join(letter for letter in latin if letter.isascii())


def _native(word: str, *, person: bool) -> str | None:
    """Return what a word of another script is in Latin letters, where a table has it."""
    for name in ("native_names",) if person else ("native_names", "stems", "legal_forms"):
        known = table(name).get(word)
        if known is not None:
            return known
    return None


def _spoken_greek(word: str) -> str:
    plain = _MARKS.sub("", unicodedata.normalize("NFD", word))
    plain = _GREEK_STARTS.get(plain[:2], plain[:2]) + plain[2:]
    for written, sound in _GREEK_SOUNDS:
        plain = plain.replace(written, sound)
    return plain


def _letters(word: str) -> str:
    latin = _to_latin().transliterate(word).lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", latin).translate(_LATIN))


@cache
def _to_latin() -> icu.Transliterator:
    import icu

    return icu.Transliterator.createInstance("Any-Latin; Latin-ASCII")
