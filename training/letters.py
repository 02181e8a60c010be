"""Letters that look or sound like others."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from training.typing_errors import long_words

_MARKED = {
    "a": "áàâäãåā",
    "c": "çćč",
    "d": "ď",
    "e": "éèêëēę",
    "g": "ğ",
    "i": "íìîïī",
    "l": "ł",
    "n": "ñńň",
    "o": "óòôöõøō",
    "r": "ř",
    "s": "šśş",
    "t": "ťţ",
    "u": "úùûüū",
    "y": "ýÿ",
    "z": "žźż",
}
_DIGITS = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "b": "8", "t": "7", "l": "1"}
_SIGNS = {**_DIGITS, "a": "@", "s": "$", "i": "!"}
_FOREIGN = {
    "a": "а",
    "c": "с",
    "e": "е",
    "i": "і",
    "j": "ј",
    "o": "о",
    "p": "р",
    "s": "ѕ",
    "x": "х",
    "y": "у",
    "A": "А",
    "B": "В",
    "C": "С",
    "E": "Е",
    "H": "Н",
    "K": "К",
    "M": "М",
    "O": "О",
    "P": "Р",
    "T": "Т",
    "X": "Х",
    "Y": "У",
}
_MISREAD = (
    *(("rn", "m"), ("m", "rn"), ("l", "1"), ("1", "l"), ("o", "0"), ("0", "o"), ("i", "l")),
    *(("l", "i"), ("c", "e"), ("e", "c"), ("h", "b"), ("b", "h"), ("s", "5"), ("5", "s")),
    *(("cl", "d"), ("d", "cl"), ("vv", "w"), ("w", "vv"), ("g", "q"), ("n", "ri"), ("u", "ii")),
    *(("b", "8"), ("z", "2"), ("f", "t"), ("nn", "rm"), ("q", "g"), ("i", "1")),
)
_SOUNDS = (
    *(("v", "w"), ("w", "v"), ("f", "ph"), ("ph", "f"), ("k", "c"), ("c", "k"), ("q", "k")),
    *(("k", "q"), ("z", "s"), ("s", "z"), ("d", "t"), ("t", "d"), ("b", "p"), ("p", "b")),
    *(("y", "i"), ("i", "y"), ("j", "y"), ("ou", "u"), ("u", "ou"), ("ee", "i"), ("i", "ee")),
    *(("gh", "g"), ("g", "gh"), ("kh", "k"), ("th", "t"), ("t", "th"), ("oo", "u"), ("u", "oo")),
    *(("x", "ks"), ("ks", "x"), ("ck", "k"), ("sh", "sch"), ("ch", "tch"), ("j", "dj")),
    *(("a", "e"), ("e", "a"), ("o", "u"), ("u", "o"), ("e", "i"), ("i", "e"), ("h", "")),
    *(("ll", "l"), ("l", "ll"), ("s", "ss"), ("ss", "s"), ("m", "mm"), ("n", "nn"), ("c", "s")),
)


def diacritics(name: str, random: Random) -> str | None:
    """Put marks on letters."""
    return _replaced(name, random, _MARKED, 0.4)


def leet(name: str, random: Random) -> str | None:
    """Write digits for letters that look alike."""
    return _replaced(name, random, _DIGITS if random.random() < 0.8 else _SIGNS, 0.3)


def look_alike(name: str, random: Random) -> str | None:
    """Write Cyrillic letters for Latin ones that look the same."""
    return _replaced(name, random, _FOREIGN, 0.4)


def misread(name: str, random: Random) -> str | None:
    """Confuse letters as a machine does that reads a picture."""
    return _exchanged(name, random, _MISREAD, random.choice((1, 1, 2)))


def phonetic(name: str, random: Random) -> str | None:
    """Write a sound of one word or two in another way."""
    return _exchanged(name, random, _SOUNDS, random.choice((1, 2, 2, 3)))


def in_case(text: str, like: str) -> str:
    """Return a text in capitals where `like` is in capitals, and begun with one where it is."""
    if like.isupper() and len(like) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if like[:1].isupper() else text


def _replaced(name: str, random: Random, table: dict[str, str], share: float) -> str | None:
    written = []
    for letter in name:
        options = table.get(letter) or table.get(letter.lower())
        if options and random.random() < share:
            chosen = random.choice(options)
            written.append(chosen.upper() if letter.isupper() else chosen)
        else:
            written.append(letter)
    found = "".join(written)
    return found if found != name else None


def _exchanged(
    name: str, random: Random, table: Sequence[tuple[str, str]], count: int
) -> str | None:
    words = name.split()
    places = long_words(words)
    random.shuffle(places)
    done = 0
    for place in [*places, *places]:
        changed = _exchanged_once(words[place], random, table)
        if changed is not None and done < count:
            words[place] = changed
            done += 1
    return " ".join(words) if done else None


def _exchanged_once(word: str, random: Random, table: Sequence[tuple[str, str]]) -> str | None:
    lowered = word.lower()
    options = [(old, new) for old, new in table if old in lowered]
    if not options:
        return None
    old, new = random.choice(options)
    places = [at for at in range(len(lowered)) if lowered.startswith(old, at)]
    at = random.choice(places)
    changed = lowered[:at] + new + lowered[at + len(old) :]
    return in_case(changed, word) if len(changed) > 1 else None
