"""The words of a name, each in the one form in which names are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from itertools import repeat

import numpy as np
import numpy.typing as npt

from proscribe.matching.abjad import CONSONANTAL
from proscribe.matching.bounds import MOST_WORDS
from proscribe.matching.folding import fold
from proscribe.matching.hidden import without_hidden
from proscribe.matching.syllables import in_syllables
from proscribe.matching.tables import table


class Group(IntEnum):
    """How names of a schema are compared."""

    PERSON = 0
    ORGANIZATION = 1
    VESSEL = 2
    ANY = 3


_GROUPS = {
    "Person": Group.PERSON,
    **dict.fromkeys(
        ("Organization", "Company", "PublicBody", "Asset", "Security"),
        Group.ORGANIZATION,
    ),
    **dict.fromkeys(("Vessel", "Airplane", "Vehicle"), Group.VESSEL),
}
LONGEST_WORD = 24
_WORD = re.compile("~?[a-z0-9]+")
_DOTTED = re.compile(r"(?<![a-z0-9])(?:[a-z]\.){2,}(?:[a-z](?![a-z0-9]))?")
_FUSED_ABD = re.compile("^abd(?:[aeiou]{1,2}(?:l|([drzsnt])(?=\\1))|(?=allah))(?=..)")
_ABD = frozenset(
    {"abd", "abdul", "abdal", "abdel", "abdol", "abdil", "abdu", "abdo", "abed", "abtul"}
)
_ARTICLES = frozenset(
    {"al", "el", "ad", "ed", "ud", "id", "ul", "ol", "il", "ur", "ar", "us", "as", "un", "an"}
)
_JOINED = {
    **dict.fromkeys(("allah", "ullah", "ollah", "ulla", "alla"), "ullah"),
    **dict.fromkeys(("din", "deen", "dine", "dein", "~dyn", "eddin", "eddine", "uddin"), "uddin"),
    **dict.fromkeys(("rahman", "~rahman", "rehman", "rahmaan", "rehmaan"), "urrahman"),
    **dict.fromkeys(("zada", "zadah", "zade", "zadeh"), "zada"),
}
# What is a name of its own unless an article joins it to the word before it.
_JOINED_BY_ARTICLE = frozenset({"uddin", "urrahman"})
_JOINED_TO = frozenset(_JOINED)
TAKE_NEIGHBOURS = _JOINED_TO | _ABD
"""Words of persons' names that others are joined to."""
_ALONE = frozenset({"bin", "ben", "ibn", "abu", "abou", "al", "el"})
_ENDINGS = ("ah", "lla", "in", "ine", "een", "man", "zade", "zadeh")
_FUSED_ALLAH = re.compile("(?<=..)[aeou]ll?ah?$")
_FUSED_DIN = re.compile("(?<=..)(?:[aeou]{1,2}l?d{1,2}|ld)(?:i|ee|e|ei)ne?$")
_FUSED_RAHMAN = re.compile("(?<=..)[aeiou]r{1,2}[ae]hm[ae]{1,2}n$")
_FUSED_ZADA = re.compile("(?<=..)zad(?:e|eh|ah)$")
_TRAILING_NUMBER = re.compile("^([a-z]{3,})([0-9]+)$")
_LEET = str.maketrans("013457@$!", "oieasta" + "si")
_LEAST_LETTERS = 3


def group_of(schema: str) -> Group:
    """Return how names of a FollowTheMoney schema are compared."""
    return _GROUPS.get(schema, Group.ANY)


def groups_of(schemata: Iterable[str], count: int) -> npt.NDArray[np.uint8]:
    """Return how names of FollowTheMoney schemata are compared.

    Args:
        schemata: The schema of each.
        count: How many there are.
    """
    return np.fromiter(map(_GROUPS.get, schemata, repeat(Group.ANY)), np.uint8, count=count)


def words_of(text: str, group: Group) -> list[str]:
    """Return the words of a name, in order; none where no letter or figure is left.

    Args:
        text: A name in any script.
        group: How it is compared: companies have legal forms of several words joined to one,
            persons have ``Abd al-`` joined to the word it belongs to, and the surname that a
            comma parts from the given names put behind them.
    """
    person = group is Group.PERSON
    folded = fold(without_hidden(text), person=person)
    if person:
        folded = given_first(folded)
    elif "." in folded:
        folded = without_dots(folded)
    return joined_words(_WORD.findall(folded), group)


def given_first(folded: str) -> str:
    """Put the surname that a comma parts from the given names behind them."""
    if "," not in folded:
        return folded
    surname, _, given = folded.partition(",")
    return f"{given} {surname}"


def without_dots(folded: str) -> str:
    """Return a name of a company with letters that dots part as one word: ``S.A.``."""
    return _DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), folded)


def joined_words(words: list[str], group: Group) -> list[str]:
    """Return the words of a name from those that stand in it, some of several joined to one."""
    words = words[: 2 * MOST_WORDS]
    if group is Group.PERSON:
        if not _JOINED_TO.isdisjoint(words):
            words = _with_endings(words)
        if not _ABD.isdisjoint(words):
            words = _with_abd(words)
        return in_syllables([plain_word(word, group) for word in words])[:MOST_WORDS]
    if group is Group.VESSEL:
        words = [part for word in words for part in numbered(word)]
    else:
        words = _joined_forms(words)
    return [plain_word(word, group) for word in words[:MOST_WORDS]]


def takes_other_form(word: str) -> bool:
    """Return whether a word of a person's name may be compared in another form."""
    return word.startswith("abd") or word.endswith(_ENDINGS)


def plain_word(word: str, group: Group) -> str:
    """Return a word in the one form in which it is compared."""
    if group is not Group.PERSON:
        return word if word.isalpha() else _unleet(word)
    if word.isalpha() and not takes_other_form(word):
        return word
    return _person_word(word)


def _with_endings(words: list[str]) -> list[str]:
    """Join ``Allah``, ``al-Din``, ``ur-Rahman`` and ``Zada`` to the word before them."""
    joined: list[str] = []
    for word in words:
        ending = _JOINED.get(word)
        before = len(joined) - 1
        if ending in _JOINED_BY_ARTICLE and before > 0 and joined[before] in _ARTICLES:
            if joined[before - 1] in _ABD:
                ending = None
            else:
                joined.pop()
                before -= 1
        elif ending == "urrahman":
            ending = None
        if ending is None or before < 0 or joined[before] in _ABD or joined[before] in _ALONE:
            joined.append(word)
        else:
            joined[before] += ending
    return joined


def _with_abd(words: list[str]) -> list[str]:
    joined: list[str] = []
    place, last = 0, len(words) - 1
    while place <= last:
        word = words[place]
        if word in _ABD and place < last:
            place += 1
            if words[place] in _ARTICLES and place < last:
                place += 1
            word = f"abd{words[place].removeprefix(CONSONANTAL)}"
            if words[place].startswith(CONSONANTAL):
                word = f"{CONSONANTAL}{word}"
        joined.append(word)
        place += 1
    return joined


def _person_word(word: str) -> str:
    if word[0] == CONSONANTAL and len(word) > 1:
        return f"{CONSONANTAL}{_person_word(word[1:])}"
    if word.startswith("abd"):
        word = _FUSED_ABD.sub("abd", word)
    elif word.endswith(_ENDINGS):
        word = _FUSED_ALLAH.sub("ullah", _FUSED_DIN.sub("uddin", _FUSED_ZADA.sub("zada", word)))
        word = _FUSED_RAHMAN.sub("urrahman", word)
    return word if word.isalpha() else _unleet(word)


def _unleet(word: str) -> str:
    """Return a word with the letters that its figures stand for: ``m0h4mmed``."""
    if word.isdecimal() or word.startswith(CONSONANTAL):
        return word
    letters = sum(map(str.isalpha, word))
    return word.translate(_LEET) if letters >= _LEAST_LETTERS or letters * 2 > len(word) else word


def numbered(word: str) -> tuple[str, ...]:
    """Return a word and the number at its end as two: ``yusong7``."""
    parts = _TRAILING_NUMBER.match(word)
    return (word,) if parts is None else (parts[1], parts[2])


def _joined_forms(words: list[str]) -> list[str]:
    """Return words with legal forms of several words as one: ``limited liability company``."""
    heads = _phrase_heads()
    return words if heads.keys().isdisjoint(words) else _with_phrases(words, heads)


def _with_phrases(words: list[str], heads: dict[str, tuple[tuple[str, ...], ...]]) -> list[str]:
    joined: list[str] = []
    place = 0
    while place < len(words):
        for phrase in heads.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                joined.append(_phrases()[phrase])
                place += len(phrase)
                break
        else:
            joined.append(words[place])
            place += 1
    return joined


@cache
def phrase_beginnings() -> frozenset[tuple[str, str]]:
    """Return the first two words of the legal forms that are several words."""
    return frozenset((phrase[0], phrase[1]) for phrase in _phrases())


@cache
def _phrase_heads() -> dict[str, tuple[tuple[str, ...], ...]]:
    heads: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases():
        heads.setdefault(phrase[0], []).append(phrase)
    return {
        head: tuple(sorted(found, key=lambda one: (-len(one), one)))
        for head, found in heads.items()
    }


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    return {
        tuple(phrase.split()): one_word(canonical)
        for name in ("legal_forms",)
        for phrase, canonical in table(name).items()
        if " " in phrase and phrase.isascii()
    }


def one_word(phrase: str) -> str:
    """Return a phrase as the one word it is in a name."""
    return phrase.replace(" ", "")
