"""Slips of the hand: one letter too many, too few, wrong, or changed about with the next."""

from __future__ import annotations

from random import Random

_NEIGHBOURS = {
    "a": "qsz",
    "b": "vgn",
    "c": "xdv",
    "d": "sfe",
    "e": "wrd",
    "f": "dgr",
    "g": "fht",
    "h": "gjy",
    "i": "uok",
    "j": "hku",
    "k": "jli",
    "l": "kop",
    "m": "nj",
    "n": "bmh",
    "o": "ipl",
    "p": "ol",
    "q": "wa",
    "r": "etf",
    "s": "adw",
    "t": "ryg",
    "u": "yij",
    "v": "cbf",
    "w": "qes",
    "x": "zcs",
    "y": "tuh",
    "z": "xas",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 4


def long_words(words: list[str]) -> list[int]:
    """Return the places of the words that are long enough to be known after a slip."""
    return [place for place, word in enumerate(words) if len(word) >= _SHORTEST]


def slip(word: str, random: Random) -> str:
    """Return a word with one slip: a letter replaced, dropped, doubled or added."""
    place = random.randrange(len(word))
    letter = word[place]
    match random.randrange(5):
        case 0:
            return word[:place] + word[place + 1 :]
        case 1:
            return word[:place] + letter + word[place:]
        case 2:
            return word[:place] + random.choice(_LETTERS) + word[place:]
        case 3:
            return word[:place] + random.choice(_LETTERS) + word[place + 1 :]
        case _:
            near = random.choice(_NEIGHBOURS.get(letter.lower(), _LETTERS))
            return word[:place] + near + word[place + 1 :]


def typo_one(name: str, random: Random) -> str | None:
    """Slip in one word."""
    return _slips(name, random, 1)


def typo_two_words(name: str, random: Random) -> str | None:
    """Slip in two words, once in each."""
    return _slips(name, random, 2)


def typo_twice(name: str, random: Random) -> str | None:
    """Slip twice in one long word."""
    words = name.split()
    places = [place for place in long_words(words) if len(words[place]) >= 2 * _SHORTEST - 1]
    if not places:
        return None
    place = random.choice(places)
    words[place] = slip(slip(words[place], random), random)
    return " ".join(words)


def transposition(name: str, random: Random) -> str | None:
    """Change two neighbouring letters about."""
    words = name.split()
    places = long_words(words)
    if not places:
        return None
    place = random.choice(places)
    word = words[place]
    at = random.randrange(len(word) - 1)
    words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join(words)


def vowel_dropped(name: str, random: Random) -> str | None:
    """Leave out one vowel inside each long word."""
    words = name.split()
    for place in long_words(words):
        word = words[place]
        inner = [at for at in range(1, len(word)) if word[at].lower() in "aeiou"]
        if inner:
            at = random.choice(inner)
            words[place] = word[:at] + word[at + 1 :]
    return " ".join(words)


def _slips(name: str, random: Random, count: int) -> str | None:
    words = name.split()
    places = long_words(words)
    if len(places) < count:
        return None
    for place in random.sample(places, count):
        words[place] = slip(words[place], random)
    return " ".join(words)
