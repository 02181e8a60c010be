"""Languages besides English that claims are read in: each brings its names, rules and voices."""

from __future__ import annotations

import re

from proscribe.claims.languages.chinese import CHINESE
from proscribe.claims.languages.language import Language
from proscribe.claims.languages.russian import RUSSIAN

__all__ = ["Language", "language_of"]

_BY_CODE = {"zh": CHINESE, "ru": RUSSIAN}
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
_HEAD = 4_000
# A sign of Chinese carries about as much as three letters.
_LETTERS_OF_A_SIGN = 3


def language_of(text: str, lang: str | None) -> Language | None:
    """Return the language that a text is read in; None for English and all others.

    Args:
        text: The text: where no language is given, its script tells.
        lang: ISO 639-1 code, perhaps with a region (``zh-CN``); None where unknown.
    """
    if lang is not None:
        return _BY_CODE.get(re.split(r"[-_]", lang.lower())[0])
    head = text[:_HEAD]
    latin = len(_LATIN.findall(head))
    if len(_HAN.findall(head)) * _LETTERS_OF_A_SIGN > latin:
        return CHINESE
    return RUSSIAN if len(_CYRILLIC.findall(head)) > latin else None
