"""Text that is not in UTF-8 nor in one byte a letter: Chinese, Japanese, Korean, Cyrillic.

Read in a wrong encoding, a name is the name of nobody, and nobody is on a list. So such a text is
read as it was written where that can be told, and refused where it cannot.
"""

from __future__ import annotations

import re
from pathlib import Path

from proscribe.backends.portfolios.sniff import open_bytes
from proscribe.claims.text.decoding import plausible_encodings
from proscribe.model.errors import InputError, Place

_BEYOND = re.compile(rb"[\x80-\xff]+")
# Letters with an accent stand alone or by twos; others make up whole words.
_WORD, _IN_WORDS = 3, 0.7
_NOT_UTF8 = 0.5
_SAMPLE = 1 << 18
_WESTERN = ("cp1252", "cp1250")
_LIKE_A_LANGUAGE, _CLEARLY, _MANY = 0.4, 0.15, 40


def foreign_encoding(path: Path) -> str | None:
    """Return the encoding of a text that is not UTF-8; None where but single letters are not.

    Args:
        path: The text, plain or gzipped.

    Raises:
        InputError: It is in another encoding, and in which cannot be told.
    """
    with open_bytes(path) as stream:
        start = stream.read(_SAMPLE)
    sample = start[: start.rfind(b"\n") + 1] or start
    runs = [len(run) for run in _BEYOND.findall(sample)]
    beyond, in_words = sum(runs), sum(run for run in runs if run >= _WORD)
    strays = sum(sign >= "\udc80" for sign in sample.decode("utf-8", "surrogateescape"))
    if not beyond or strays < _NOT_UTF8 * beyond or in_words < _IN_WORDS * beyond:
        return None
    found = (*plausible_encodings(sample), ("", 0.0), ("", 0.0))
    (best, score), (second, next_score) = found[:2]
    if best in _WESTERN:
        return None
    # A few Chinese characters can all be syllables of Korean, too; many cannot.
    enough = best != "cp949" or beyond >= _MANY
    if score >= _LIKE_A_LANGUAGE and score - next_score >= _CLEARLY and enough:
        return best
    likely = " or ".join(filter(None, (best, second))) or "none that is known"
    raise InputError(
        f"the text is not UTF-8, and its encoding cannot be told for certain ({likely}): names "
        "read in a wrong one are found on no list.",
        where=Place(file=str(path)),
        remedy="Save it as UTF-8, or as XLSX.",
    )
