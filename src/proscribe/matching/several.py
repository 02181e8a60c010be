"""Texts that name several: ``Xiaomi; Apple Inc``, ``Apple & Xiaomi``, ``Apple Inc (not Xiaomi)``.

A name of a company may hold an ``and``, a comma or a bracket of its own, so what stands between
those tells only where it is no ordinary word; what stands between semicolons, bars, line ends or
slashes with blanks is a name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.matching.keys import name_keys, name_words, security_name
from proscribe.matching.paper_words import PAPERS, SITES, says_nothing
from proscribe.matching.tables import rarity

_PARTING = (
    r"f/k/a|a/k/a|d/b/a|c/o|fka|aka|dba|formerly|previously|not|ex|excl\.?|excluding|except|without"
    r"|incl\.?|including|and|or|plus|versus|vs?\.|vs|und|et|y|и"
)
# What bundles several shares: there, a hyphen stands between names.
_BUNDLES = "basket|bskt|pair|spread|portfolio|index|note|certificate|warrant|swap"
_CLEAR = re.compile(r"[;|；｜、•\t-\r\x85\u2028\u2029]+|\s[/\\]\s")
_LOOSE = re.compile(
    rf"(?:^|\s)(?:{_PARTING})[\s:]+|[&+＆/\\，_]|,\s+|:\s+|：|\s[-–—]+\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[{<（【]([^()\[\]{}<>（）【】]*)[)\]}>）】]?")
_BUNDLE = re.compile(rf"\b(?:{_BUNDLES})s?\b", re.IGNORECASE)
_HYPHEN = re.compile(r"[-‐-―]")
_ODD = "\"'“”‘’«»=.,:*- \t"
_LEAST_LETTERS = 3
_MOST_PARTS = 1_000
MAY_BE_SEVERAL = (
    r"[;|；｜、•\t-\r\x85\u2028\u2029&+＆/\\，,:：_(\[{<（【–—]|\s-\s"
    rf"|(?i:{_BUNDLES})|(?i:(?:^|\s)(?:{_PARTING})\s)"
)
"""A pattern that every text has which :func:`parts_of_text` takes apart."""


def parts_of_text(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a text that may be names, each with whether it surely stands by itself.

    Args:
        text: What was given, in any script; most names have no parts.
    """
    found: dict[str, bool] = {}
    for part in _CLEAR.split(text):
        _add(found, part, clear=True)
        for piece in _apart(part):
            _add(found, piece, clear=False)
            for each in _LOOSE.split(piece):
                _add(found, each, clear=False)
        if _BUNDLE.search(part) and _HYPHEN.search(part):
            for each in _HYPHEN.split(_BUNDLE.sub(" ", part)):
                _add(found, each, clear=False)
        if len(found) >= _MOST_PARTS:
            break
    found.pop(text.strip(_ODD), None)
    return tuple(found.items())


def _apart(text: str) -> Iterator[str]:
    """Yield what stands in brackets, before and behind; a place in brackets parts nothing."""
    rest, start = "", 0
    for bracket in _BRACKETS.finditer(text):
        words = name_words(bracket[1])
        if words and SITES.issuperset(words):
            continue
        rest = text[start : bracket.start()]
        yield rest
        yield bracket[1]
        start = bracket.end()
    yield text[start:]


def _add(found: dict[str, bool], part: str, *, clear: bool) -> None:
    name = part.strip(_ODD)
    if any(map(str.isalnum, name)):
        found[name] = clear or found.get(name, False)


def is_telling(part: str) -> bool:
    """Return whether a part of a text is no ordinary word, nor one of papers, forms and places."""
    words = name_keys(security_name(part)).core.split()
    if len(words) > 1:
        return not (says_nothing() | SITES).issuperset(words)
    return any(map(_tells, words))


def _tells(word: str) -> bool:
    if not word.isascii():
        return len(word) > 1
    silent = word in rarity() or word in says_nothing() or word in SITES or word in PAPERS
    return len(word) >= _LEAST_LETTERS and word.isalpha() and not silent
