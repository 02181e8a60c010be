"""The script of a text, by the names Unicode gives its letters, and the order it is read in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# First word of a letter's Unicode name, and the script's ISO 15924 code.
_SCRIPTS = {
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MONGOLIAN": "Mong",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAANA": "Thaa",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}

# They turn the direction of all that follows them, in the words around a name as well.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unturned(text: str) -> str:
    """Return a text with a visible sign for each character that would turn its words around."""
    return TURNS.sub("\N{REPLACEMENT CHARACTER}", text)


def script_of(text: str) -> str | None:
    """Return the ISO 15924 code of the script most letters are in; None where there is none.

    Full-width Latin letters are Latin. A script that has no code here is ``Zyyy``.
    """
    if text.isascii():
        return "Latn" if any(letter.isalpha() for letter in text) else None
    counts = Counter(_script(letter) for letter in text if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else None


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    words = unicodedata.name(letter, "").removeprefix("FULLWIDTH ").split(" ")
    return _SCRIPTS.get(words[0], "Zyyy")
