"""Arabic and Russian names as other hands romanise them, and Russian ones in Cyrillic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from training.folding import words_of
from training.letters import in_case

# Spellings of one name each; any may stand for any.
_ARABIC_NAMES = (
    ("mohammed", "muhammad", "mohamed", "mohammad", "mohamad", "muhammed", "mohd", "mohamet"),
    ("ahmed", "ahmad", "achmed", "ahmet"),
    ("abdul", "abdel", "abd al", "abd el", "abdal", "abdoul", "abd ul"),
    ("abdullah", "abdallah", "abdulla", "abdellah", "abdoullah"),
    ("abu", "abou", "abo", "aboo"),
    ("al", "el", "ul"),
    ("ibn", "ben", "bin"),
    ("hussein", "husayn", "hussain", "hossein", "husain", "hosein"),
    ("hassan", "hasan", "hassen"),
    ("said", "saeed", "sayed", "saïd", "saeid"),
    ("yusuf", "yousef", "youssef", "yousuf", "yusef", "youcef", "joseph"),
    ("ibrahim", "ebrahim", "ibraheem", "brahim"),
    ("khalid", "khaled", "chaled", "halid"),
    ("omar", "umar", "omer"),
    ("othman", "uthman", "osman", "usman"),
    ("mahmoud", "mahmud", "mahmood"),
    ("mustafa", "mostafa", "moustafa", "mustapha"),
    ("ismail", "ismael", "esmail", "isma'il", "ismaeel"),
    ("sulayman", "suleiman", "soleiman", "sulaiman", "soliman"),
    ("salih", "saleh", "salah"),
    ("jamal", "gamal", "djamel", "jamaal"),
    ("faisal", "faysal", "feisal", "faycal"),
    ("mohsen", "muhsin", "mohsin"),
    ("rahman", "rehman", "rahmane"),
    ("aziz", "azeez", "eziz"),
    ("karim", "kareem", "kerim"),
    ("rashid", "rasheed", "rachid"),
    ("hamid", "hameed", "hamed"),
    ("tariq", "tarek", "tareq", "tarik"),
    ("qasim", "kassem", "qassem", "ghasem", "kasim"),
    ("nasser", "nasir", "naser", "nassir"),
    ("walid", "waleed", "oualid"),
    ("zayd", "zaid", "zeid"),
    ("shaykh", "sheikh", "cheikh", "shaikh"),
    ("din", "deen", "eddine", "uddin"),
    ("musa", "moussa", "mousa", "moosa"),
    ("issa", "isa", "eisa", "essa"),
    ("yahya", "yehia", "yahia"),
    ("hamza", "hamzah", "hamzeh"),
    ("fatima", "fatemeh", "fatma", "fatimah"),
    ("aisha", "aicha", "ayesha"),
    ("mehdi", "mahdi"),
    ("reza", "rida", "ridha"),
    ("qadir", "kader", "qader", "gader"),
    ("ayman", "aiman", "aymen"),
    ("jaber", "jabir", "gaber", "djaber"),
)
_ARABIC_SOUNDS = (
    *(("q", "k"), ("q", "g"), ("q", "gh"), ("kh", "h"), ("kh", "ch"), ("gh", "g"), ("dh", "d")),
    *(("dh", "z"), ("th", "t"), ("th", "s"), ("j", "dj"), ("j", "g"), ("sh", "ch"), ("w", "ou")),
    *(("ou", "u"), ("u", "ou"), ("oo", "u"), ("ee", "i"), ("i", "ee"), ("aa", "a"), ("ay", "ai")),
    *(("ai", "ay"), ("ay", "ei"), ("iy", "y"), ("y", "i"), ("a", "e"), ("e", "a"), ("i", "e")),
    *(("u", "o"), ("o", "u"), ("ss", "s"), ("s", "ss"), ("mm", "m"), ("ah", "a"), ("aw", "au")),
    *(("d", "dh"), ("'", ""), ("yya", "ia"), ("z", "dh"), ("v", "w"), ("ll", "l")),
)
_RUSSIAN_SOUNDS = (
    *(("yu", "iu"), ("yu", "ju"), ("iu", "yu"), ("ya", "ia"), ("ya", "ja"), ("ia", "ya")),
    *(("kh", "h"), ("kh", "ch"), ("kh", "x"), ("ts", "c"), ("ts", "tz"), ("zh", "j"), ("zh", "z")),
    *(("ch", "tch"), ("sh", "sch"), ("shch", "sch"), ("shch", "sh"), ("iy", "y"), ("yi", "y")),
    *(("y", "ij"), ("y", "iy"), ("y", "i"), ("ey", "ei"), ("ei", "ey"), ("ye", "e"), ("e", "ye")),
    *(("yev", "ev"), ("ev", "yev"), ("v", "w"), ("ov", "off"), ("ev", "eff"), ("ks", "x")),
    *(("x", "ks"), ("ya", "a"), ("aya", "aia"), ("g", "h"), ("o", "a"), ("sky", "skiy")),
    *(("skiy", "ski"), ("skii", "sky"), ("vich", "vitch"), ("vich", "wicz"), ("yo", "e")),
)
_RUSSIAN_NAMES = (
    ("alexander", "aleksandr", "alexandr", "oleksandr"),
    ("alexei", "aleksey", "alexey", "aleksei", "oleksiy"),
    ("sergei", "sergey", "serhiy", "sergej"),
    ("dmitry", "dmitri", "dmitriy", "dmytro"),
    ("yuri", "yury", "yuriy", "iurii", "jurij"),
    ("andrei", "andrey", "andriy", "andrej"),
    ("evgeny", "yevgeny", "evgeniy", "yevgeniy", "evgenii"),
    ("nikolai", "nikolay", "mykola", "nikolaj"),
    ("mikhail", "michail", "mykhailo", "mihail"),
    ("vladimir", "volodymyr", "wladimir"),
    ("viktor", "victor", "wiktor"),
    ("vasily", "vasiliy", "vasilii", "wassili"),
    ("pyotr", "petr", "petro", "piotr"),
    ("maxim", "maksim", "maksym"),
    ("igor", "ihor"),
    ("natalia", "natalya", "nataliya"),
    ("tatiana", "tatyana", "tetiana"),
    ("elena", "yelena", "olena"),
    ("ekaterina", "yekaterina", "katerina"),
    ("denis", "denys"),
    ("oleg", "oleh"),
    ("gennady", "gennadiy", "gennadi"),
    ("arkady", "arkadiy", "arkadi"),
    ("anatoly", "anatoliy", "anatoli"),
)
_CYRILLIC = (
    *(("shch", "щ"), ("sch", "щ"), ("yev", "ев"), ("yo", "ё"), ("zh", "ж"), ("kh", "х")),
    *(("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "ия")),
    *(("ye", "е"), ("iy", "ий"), ("yi", "ый"), ("ey", "ей"), ("ay", "ай"), ("oy", "ой")),
    *(("ks", "кс"), ("x", "кс"), ("ph", "ф"), ("ck", "к"), ("a", "а"), ("b", "б"), ("c", "к")),
    *(("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "й")),
    *(("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к")),
    *(("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("y", "ы")),
    *(("z", "з"), ("'", "ь")),
)
_RUSSIAN_ENDING = re.compile(
    r"(ov|ev|yov|ova|eva|vich|vna|sky|skiy|skii|ski|skaya|enko|chuk|shin|kin|lin|nin|yan)$"
)
_ARABIC_MARK = re.compile(r"\b(al|el|abd|abdul|abdel|abu|abou|ibn|bin|ben|um|umm|ul|ad|ud|din)\b")
_NAMES_OF: dict[str, dict[str, tuple[str, ...]]] = {
    language: {spelling: group for group in table for spelling in group}
    for language, table in (("arabic", _ARABIC_NAMES), ("russian", _RUSSIAN_NAMES))
}


def is_arabic(name: str) -> bool:
    """Tell whether a Latin name bears the marks of an Arabic one."""
    words = words_of(name)
    known = sum(word in _NAMES_OF["arabic"] for word in words)
    return bool(_ARABIC_MARK.search(" ".join(words))) or known > 1


def is_russian(name: str) -> bool:
    """Tell whether a Latin name bears the endings of a Russian or Ukrainian one."""
    words = words_of(name)
    known = any(word in _NAMES_OF["russian"] for word in words)
    ends = sum(bool(_RUSSIAN_ENDING.search(word)) for word in words if len(word) > 4)
    return len(words) > 1 and (ends > 1 or (known and ends > 0))


def arabic(name: str, random: Random) -> str | None:
    """Romanise an Arabic name in another way."""
    if not is_arabic(name):
        return None
    return _respelt(name, random, _NAMES_OF["arabic"], _ARABIC_SOUNDS)


def russian(name: str, random: Random) -> str | None:
    """Romanise a Russian name in another way."""
    if not is_russian(name):
        return None
    return _respelt(name, random, _NAMES_OF["russian"], _RUSSIAN_SOUNDS)


def cyrillic(name: str, random: Random) -> str | None:
    """Write a Russian name in Cyrillic, letter for letter."""
    if not is_russian(name) or not name.isascii():
        return None
    written = " ".join(_in_cyrillic(word) for word in name.lower().split())
    if random.random() < 0.3:
        written = written.replace("ё", "е")
    return written.title()


def _in_cyrillic(word: str) -> str:
    if word.endswith("y") and not word.endswith(("iy", "ey", "ay", "oy", "yy")):
        word = word[:-1] + "iy"
    found = []
    at = 0
    while at < len(word):
        latin, letter = next(
            (pair for pair in _CYRILLIC if word.startswith(pair[0], at)), (word[at], word[at])
        )
        found.append(letter)
        at += len(latin)
    return "".join(found)


def _respelt(
    name: str,
    random: Random,
    names: dict[str, tuple[str, ...]],
    sounds: Sequence[tuple[str, str]],
) -> str | None:
    words = re.split(r"([\s-]+)", name)
    places = [place for place, word in enumerate(words) if word.strip(" -")]
    chosen = random.sample(places, min(len(places), random.choice((1, 2, 2, 3))))
    for place in chosen:
        word = words[place]
        group = names.get(word.lower())
        if group is not None:
            other = [spelling for spelling in group if spelling != word.lower()]
            words[place] = in_case(random.choice(other), word)
        else:
            words[place] = _resounded(word, random, sounds)
    found = "".join(words)
    return found if found != name else None


def _resounded(word: str, random: Random, sounds: Sequence[tuple[str, str]]) -> str:
    lowered = word.lower()
    options = [(old, new) for old, new in sounds if old in lowered]
    if not options or len(word) < 4:
        return word
    old, new = random.choice(options)
    return in_case(lowered.replace(old, new, 1), word)
