"""Names stripped to what stays when they are typed elsewhere: held-out names are told by it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ß": "ss",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ħ": "h",
    }
)
_APOSTROPHES = "'’‘`ʻʼʽ´ʿʾ"
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)


@lru_cache(maxsize=1 << 17)
def plain(text: str) -> str:
    """Return a text in lower case, without marks and apostrophes."""
    taken_apart = unicodedata.normalize("NFKD", text.translate(_NO_APOSTROPHES).casefold())
    bare = "".join(each for each in taken_apart if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", bare.translate(_PLAIN))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text: runs of letters and digits, in lower case, without marks."""
    spaced = "".join(each if each.isalnum() else " " for each in plain(text))
    return tuple(spaced.split())


def fold(text: str) -> str:
    """Return the words of a text, sorted: equal for two spellings of one name and no more."""
    return " ".join(sorted(words_of(text)))


def joined(text: str) -> str:
    """Return the letters and digits of a text alone, in their order."""
    return "".join(words_of(text))
