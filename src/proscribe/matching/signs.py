"""Names in Han, Kana and Hangul, parted into words: they are written without spaces."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from proscribe.matching.tables import table

if TYPE_CHECKING:
    import icu

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{2,}")
_SYLLABIC = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")
# A province, city, county or district ends with its kind; the name of what is there follows.
_PLACE = re.compile(r"(?<=[\u3400-\u9fff]{2})[省市县区](?=[\u3400-\u9fff]{2})")
_SCRIPT_CHANGES = re.compile(
    r"(?<=[\u30a1-\u30fa\u30fc])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[\u30a1-\u30fa\u30fc])"
)
_LONGEST_WORD, _USUAL_WORD = 3, 2
# Surnames of two signs; all other Chinese ones are of one.
_TWO_SIGNS = frozenset(
    (
        *("欧阳", "司马", "诸葛", "上官", "司徒", "夏侯", "东方", "皇甫", "尉迟"),
        *("公孙", "慕容", "令狐", "端木", "长孙", "宇文", "轩辕", "独孤", "南宫"),
    )
)
# Signs that are read otherwise than by themselves in names, and others of that one reading.
_IN_NAMES = str.maketrans("地都", "弟督")
_AS_SURNAMES = str.maketrans("曾单解仇区查盖", "增善谢求欧渣葛")
# A small vowel behind a sign takes the place of the sign's own; vowels that no one speaks.
_SMALL_A = re.compile("(?<=[gk])u~a")
_SMALL_VOWEL = re.compile("(?<=[a-z])[uoi]~")
_SILENT = re.compile("(?<=[ksrfbpgzvj])u(?![aeiou])|(?<=[a-z]m)u(?![aeiou])|(?<=[td])o(?![aeiou])")
_LAST_F = re.compile("f$")


def parted(text: str, *, person: bool) -> str:
    """Return a name with spaces between the words it is made of, as far as they are known.

    Args:
        text: A name in any script.
        person: Whether a person bears it.
    """
    text = _SCRIPT_CHANGES.sub(" ", text)
    if HAN.search(text):
        text = _simplified().transliterate(text)
        if person:
            return _person(text)
    elif person or not HANGUL.search(text):
        return text
    for written, canonical in _known():
        if written in text:
            text = text.replace(written, f" {canonical} ")
    return _HAN_NAME.sub(lambda met: _by_places(met[0]), text)


def spoken(latin: str) -> str:
    """Return a foreign name in Katakana without the vowels that only part its consonants."""
    return _LAST_F.sub("v", _SILENT.sub("", _SMALL_VOWEL.sub("", _SMALL_A.sub("wa", latin))))


def _person(text: str) -> str:
    """Part the surname from the given name; where signs are parted already, they are names."""
    name = text.strip()
    if _HAN_NAME.findall(text) != [name]:
        return text
    length = next(
        (
            length
            for length in (3, 2)
            if len(name) > length
            and (name[:length] in table("native_names") or name[:length] in _TWO_SIGNS)
        ),
        1,
    )
    surname, given = name[:length], name[length:].translate(_IN_NAMES)
    return f"{surname.translate(_AS_SURNAMES) if length == 1 else surname} {given}"


def _by_places(run: str) -> str:
    """Part what no table knows: places and names are mostly of two signs each."""
    if run in table("native_names"):
        return run
    words: list[str] = []
    for piece in _PLACE.split(run):
        rest = piece
        while len(rest) > _LONGEST_WORD:
            words.append(rest[:_USUAL_WORD])
            rest = rest[_USUAL_WORD:]
        words.append(rest)
    return f" {' '.join(word.translate(_IN_NAMES) for word in words)} "


@cache
def _known() -> tuple[tuple[str, str], ...]:
    """Return words of organisations and what they mean in a name, longest first."""
    known = {
        word: canonical
        for name in ("legal_forms", "stems")
        for word, canonical in table(name).items()
        if _SYLLABIC.search(word)
    }
    return tuple(sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _simplified() -> icu.Transliterator:
    import icu

    return icu.Transliterator.createInstance("Hant-Hans")
