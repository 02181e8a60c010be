"""Names in Arabic and Hebrew letters: parted into words, and read as far as their sound goes.

A word that a table knows is read as English writes it; of another only the consonants are
known. Both are marked, for spellings of either differ in the vowels most.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from proscribe.matching.tables import table

CONSONANTAL = "~"
"""Begins each word that was written in a script without vowels."""

_LETTERS = re.compile(r"[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"[^\W_]+")
# Letters whose sound at the end of a word is a vowel, or that are one letter written twice.
_ONE_LETTER = str.maketrans(
    {
        **dict.fromkeys("ةۃہھەۀۂۿ", "ه"),
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېۍےۓێ", "ي"),
        **dict.fromkeys("کڪګڬ", "ك"),
        **dict.fromkeys("ګگڰ", "گ"),
        **dict.fromkeys("ۆۇۈۋٶ", "و"),
        **dict.fromkeys("ڕړڑ", "ر"),
        **dict.fromkeys("ټٹ", "ت"),
        **dict.fromkeys("ډڈ", "د"),
        **dict.fromkeys("ڼںڻ", "ن"),
        "ڵ": "ل",
        "ښ": "ش",
        "ځ": "ز",
        "څ": "س",
    }
)
# Letters that only Persian, Urdu and Pashto have, and what theirs sound like there.
_PERSIAN = re.compile("[پچژگکیہھےټډړښځڅټٹڈڑںۀېۍ]")
_PERSIAN_SOUNDS = str.maketrans("ضظذثڤ", "زززسو")
_PERSIAN_V = re.compile("^و(?=[^اوي])")
# Letters that are never joined to the next, so that a space behind one is easily lost or made.
_UNJOINED = "ادذرزژوء"
_ENDS_UNJOINED = re.compile(f"(?<=[{_UNJOINED}])")
_ARTICLE, _ABD = "ال", "عبد"
_PREFIXES = (("وال", "wa al"), ("بال", "fi al"), ("لل", "fi al"), ("و", "wa"), ("ب", "fi"))
_WRITTEN_WITHOUT_ARTICLE = {"ال": "al", "و": "wa", "في": "fi", "من": "min", "ده": "deh"}
_LEAST_OF_PART, _LEAST_OF_TWO = 3, 4
# Two letters that would be taken for one when they are written in Latin ones.
_APART = re.compile("(?<=[ستدكذز])(?=ه.)|(?<=[تدط])(?=[سزجصشظچژ])|(?<=[كق])(?=[سص])")
# Where these letters are vowels, as far as their neighbours tell.
_VOWELS = ((re.compile("(?<=[^او])و(?!ا)"), "u"), (re.compile("(?<=[^اي])ي(?!ا)"), "i"))
_LAST_A = re.compile("(?<=[^او])ه$")
_HEBREW_QUOTES = re.compile("(?<=[א-ת])[\"'\u05f3\u05f4](?=[א-ת])")
_HEBREW_SOUNDS = re.compile("(?<=[א-ת])[בפ]|^ו|ף")
_HEBREW_LATIN = {"ב": "v", "פ": "f", "ו": "v", "ף": "f"}
_PLAIN = re.compile("[^a-z0-9]+")

Latin = Callable[[str], str]


def is_abjad(text: str) -> bool:
    """Return whether some letters are Arabic or Hebrew."""
    return _LETTERS.search(text) is not None


def read(text: str, *, person: bool, to_latin: Latin) -> str:
    """Return a name with its Arabic and Hebrew words in Latin letters, marked with ``~``.

    Args:
        text: A name, composed, in lower case and without points.
        person: Whether a person bears it: their names are not translated, as companies' are.
        to_latin: Writes the letters of a word in Latin ones.
    """
    reader = _Reader(person=person, persian=_PERSIAN.search(text) is not None, to_latin=to_latin)
    words = _WORD.findall(_HEBREW_QUOTES.sub("", text).translate(_ONE_LETTER))
    return " ".join(part for word in reader.mended(words) for part in reader.parts(word))


class _Reader:
    """Reads the words of one name."""

    def __init__(self, *, person: bool, persian: bool, to_latin: Latin) -> None:
        self._known = _known_words(person)
        self._persian = persian
        self._to_latin = to_latin

    def mended(self, words: list[str]) -> Iterator[str]:
        """Yield words, those joined that a stray space parts: two letters alone are no name."""
        place = 0
        while place < len(words):
            word = words[place]
            if place + 1 < len(words) and self._is_parted(word, words[place + 1]):
                place += 1
                word += words[place]
            yield word
            place += 1

    def _is_parted(self, word: str, following: str) -> bool:
        if not _LETTERS.search(word) or not _LETTERS.search(following):
            return False
        if following.startswith(_ARTICLE) and len(following) >= _LEAST_OF_TWO:
            return word == _ABD or word + following in self._known
        if self._reading(word) or word[-1] not in _UNJOINED:
            return False
        bare = word.removeprefix(_ARTICLE) or word
        if self._reading(word + following):
            return True
        return len(bare) < _LEAST_OF_PART and not self._reading(following)

    def parts(self, word: str) -> Iterator[str]:
        """Yield a word in Latin letters: several where it is written as one of several."""
        if word.isascii() or not _LETTERS.search(word):
            yield word
            return
        reading = self._reading(word) or self._abd(word)
        if reading is not None:
            yield reading
            return
        if word.startswith(_ARTICLE) and len(word) >= _LEAST_OF_TWO:
            yield "al"
            word = word[len(_ARTICLE) :]
        yield self._reading(word) or self._prefixed(word) or self._stuck(word) or self._sound(word)

    def _reading(self, word: str) -> str | None:
        if word in _WRITTEN_WITHOUT_ARTICLE:
            return _WRITTEN_WITHOUT_ARTICLE[word]
        known = self._known.get(word)
        if known is None and word.startswith(_ARTICLE) and len(word) >= _LEAST_OF_TWO:
            known = self._known.get(word[len(_ARTICLE) :])
            return None if known is None else f"al {known}"
        return known

    def _abd(self, word: str) -> str | None:
        rest = word.removeprefix(_ABD + _ARTICLE)
        if rest == word or len(rest) <= 1:
            return None
        return f"abd {self._known.get(rest) or self._sound(rest)}"

    def _prefixed(self, word: str) -> str | None:
        """Read what is written together with the conjunction or preposition before it."""
        for prefix, latin in _PREFIXES:
            rest = word.removeprefix(prefix)
            if rest != word and len(rest) >= _LEAST_OF_PART:
                known = self._known.get(rest)
                if known is not None and known[0] != CONSONANTAL:
                    # What is translated needs no preposition.
                    return f"wa {known}" if latin.startswith("wa") else known
                if known is not None or (len(prefix) > 1 and len(rest) >= _LEAST_OF_TWO):
                    return f"{latin} {known or self._sound(rest)}"
        return None

    def _stuck(self, word: str) -> str | None:
        """Read two words that no space parts, where the first is known and ends visibly."""
        article = word.find(_ARTICLE, 2)
        if article > 0 and len(word) - article - len(_ARTICLE) >= _LEAST_OF_PART:
            known = self._known.get(word[:article])
            if known is not None:
                rest = word[article + len(_ARTICLE) :]
                return f"{known} al {self._known.get(rest) or self._sound(rest)}"
        for met in reversed(list(_ENDS_UNJOINED.finditer(word))):
            one, other = word[: met.start()], word[met.start() :]
            if min(len(one), len(other)) < _LEAST_OF_PART:
                continue
            known, then = self._known.get(one), self._known.get(other)
            sure = then is not None or min(len(one), len(other)) >= _LEAST_OF_TWO
            if known is not None and sure:
                return f"{known} {then or self._sound(other)}"
        return None

    def _sound(self, word: str) -> str:
        if self._persian:
            word = _PERSIAN_V.sub("ڤ", word.translate(_PERSIAN_SOUNDS))
        for letter, vowel in (*_VOWELS, (_LAST_A, "a")):
            word = letter.sub(vowel, word)
        word = _HEBREW_SOUNDS.sub(lambda met: _HEBREW_LATIN[met[0]], _APART.sub("i", word))
        letters = _PLAIN.sub("", self._to_latin(word))
        return letters if letters.isdecimal() or not letters else f"{CONSONANTAL}{letters}"


@cache
def _known_words(person: bool) -> dict[str, str]:  # noqa: FBT001 - a cache takes it faster so
    """Return the words that are known, in the letters they are sought by, and what they are."""
    found: dict[str, str] = {}
    for name in ("native_names",) if person else ("native_names", "stems", "legal_forms"):
        for written, canonical in table(name).items():
            word = _sought(written)
            if word is not None and word not in found:
                found[word] = _marked(canonical) if name == "native_names" else canonical
    return found


def _sought(written: str) -> str | None:
    if not _LETTERS.search(written):
        return None
    word = unicodedata.normalize("NFC", written).translate(_ONE_LETTER)
    return word if _WORD.fullmatch(word) else None


@lru_cache(maxsize=10_000)
def _marked(canonical: str) -> str:
    """Return a reading with those of its words marked whose vowels are a guess."""
    return " ".join(
        word if word in _structural() or word.startswith("abd") else f"{CONSONANTAL}{word}"
        for word in canonical.split(" ")
    )


@cache
def _structural() -> frozenset[str]:
    """Return words that join others: they are read as they stand."""
    joining = {"allah", "ullah", "din", "uddin", "zadeh", "wa", "fi"}
    return frozenset(
        {*joining, *(word for name in ("particles", "honorifics") for word in table(name))}
    )
