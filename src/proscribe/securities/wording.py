"""One plain form of the labels people put on columns, markets and countries."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """Return the words of a label in small letters, without accents and signs.

    ``marketValue``, ``Market_Value`` and ``MARKET  VALUE:`` are all ``market value``.
    """
    split = _CAMEL.sub(" ", text)
    decomposed = unicodedata.normalize("NFKD", split.replace("&", " and ")).casefold()
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _OTHER.sub(" ", letters.replace("'", "").replace("’", "")).strip()
