"""Chinese and Korean names: other systems of romanising, hyphens, order."""

from __future__ import annotations

import re
from random import Random

from training.folding import words_of

_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua"
    "|uo|ui|ue|er|a|o|e|i|u"
)
_SYLLABLE = re.compile(rf"(?:{_INITIALS})?(?:{_FINALS})")
_WHOLE = re.compile(rf"(?:(?:{_INITIALS})?(?:{_FINALS}))+")
_WADE_GILES = (
    *(("zh", "ch"), ("ch", "ch'"), ("q", "ch'"), ("j", "ch"), ("x", "hs"), ("z", "ts")),
    *(("c", "ts'"), ("d", "t"), ("t", "t'"), ("g", "k"), ("k", "k'"), ("b", "p"), ("p", "p'")),
    ("r", "j"),
)
_WADE_FINALS = (
    *(("ian", "ien"), ("ong", "ung"), ("uo", "o"), ("ie", "ieh"), ("ue", "ueh"), ("ui", "uei")),
)
_SURNAMES = {
    "li": ("Lee", "Lie"),
    "zhang": ("Chang", "Cheung"),
    "wang": ("Wong", "Ong"),
    "chen": ("Chan", "Tan"),
    "liu": ("Lau", "Liew"),
    "huang": ("Wong", "Hwang"),
    "wu": ("Ng", "Woo"),
    "xu": ("Hsu", "Tsui"),
    "cai": ("Tsai", "Choi"),
    "zhao": ("Chao",),
    "zhou": ("Chou", "Chow"),
    "lin": ("Lam", "Lim"),
    "yang": ("Yeung", "Yeo"),
    "zheng": ("Cheng", "Tay"),
    "guo": ("Kuo", "Kwok"),
    "he": ("Ho",),
    "luo": ("Lo", "Law"),
    "ye": ("Yeh", "Yip"),
    "liang": ("Leung", "Leong"),
    "xie": ("Hsieh", "Tse"),
    "feng": ("Fung",),
    "deng": ("Teng", "Tang"),
    "cao": ("Tsao", "Cho"),
    "sun": ("Suen",),
    "zhu": ("Chu",),
    "hu": ("Hoo", "Woo"),
    "gao": ("Kao", "Ko"),
    "ma": ("Mah",),
    "jiang": ("Chiang", "Kong"),
    "song": ("Sung", "Soong"),
    "tang": ("Tong",),
    "xiao": ("Hsiao", "Siu"),
    "pan": ("Poon",),
    "yu": ("Yue",),
    "du": ("Tu", "To"),
    "ding": ("Ting",),
    "shen": ("Shum",),
    "jin": ("Chin", "Kam"),
    "su": ("So",),
    "dong": ("Tung",),
    "qin": ("Chin",),
    "qian": ("Chien",),
    "peng": ("Pang",),
    "zeng": ("Tseng", "Tsang"),
    "lu": ("Loo",),
    "lv": ("Lu", "Lui"),
    "yuan": ("Yuen",),
}
_KOREAN = {
    "kim": ("Gim", "Kim"),
    "ri": ("Lee", "Li", "Rhee", "Yi"),
    "pak": ("Park", "Bak"),
    "choe": ("Choi", "Ch'oe"),
    "chong": ("Jung", "Jong", "Chung"),
    "kang": ("Gang",),
    "jo": ("Cho",),
    "cho": ("Jo",),
    "yun": ("Yoon",),
    "jang": ("Chang",),
    "chang": ("Jang",),
    "im": ("Lim", "Rim"),
    "rim": ("Lim", "Im"),
    "han": ("Hahn",),
    "so": ("Suh", "Seo"),
    "sin": ("Shin",),
    "hwang": ("Whang",),
    "an": ("Ahn",),
    "ryu": ("Yoo", "Yu", "Ryoo"),
    "jon": ("Jeon", "Chon", "Chun"),
    "paek": ("Baek", "Paik"),
    "no": ("Roh", "Noh"),
    "ro": ("Roh", "No"),
    "yang": ("Ryang",),
    "ryang": ("Yang",),
    "mun": ("Moon",),
    "kwon": ("Gwon",),
    "u": ("Woo",),
    "o": ("Oh",),
    "ju": ("Chu", "Joo"),
    "pae": ("Bae",),
}
_KOREAN_SOUNDS = (
    *(("ch", "j"), ("j", "ch"), ("k", "g"), ("p", "b"), ("t", "d"), ("yo", "yeo"), ("o", "eo")),
    *(("u", "eu"), ("u", "oo"), ("ae", "ay"), ("hy", "h"), ("i", "ee"), ("r", "l")),
)


def syllables(word: str) -> list[str] | None:
    """Split a word of pinyin into syllables; None where it is none."""
    lowered = word.lower().replace("'", "").replace("-", "")
    if not _WHOLE.fullmatch(lowered):
        return None
    found = []
    while lowered:
        options = [
            length
            for length in range(min(6, len(lowered)), 0, -1)
            if _SYLLABLE.fullmatch(lowered[:length])
            and (length == len(lowered) or _WHOLE.fullmatch(lowered[length:]))
        ]
        if not options:
            return None
        found.append(lowered[: options[0]])
        lowered = lowered[options[0] :]
    return found


def is_chinese(name: str) -> bool:
    """Tell whether a name reads as pinyin with a common surname at either end."""
    words = name.split()
    plain = words_of(name)
    if len(words) not in {2, 3} or len(plain) < 2 or not name.isascii():
        return False
    if plain[0] not in _SURNAMES and plain[-1] not in _SURNAMES:
        return False
    parts = [syllables(word.strip(",")) for word in words]
    return all(part is not None and len(part) <= 2 for part in parts)


def is_korean(name: str) -> bool:
    """Tell whether a name is one of three short words that begin with a Korean surname."""
    words = name.replace("-", " ").split()
    return len(words) == 3 and words[0].lower() in _KOREAN and max(map(len, words)) <= 6


def chinese_romanisation(name: str, random: Random) -> str | None:
    """Romanise a Chinese name after Wade and Giles, or its surname as spoken elsewhere."""
    if not is_chinese(name):
        return None
    found = []
    for word in name.replace(",", "").split():
        surname = _SURNAMES.get(word.lower())
        if surname is not None and random.random() < 0.6:
            found.append(random.choice(surname))
        else:
            parts = [_wade_giles(part) for part in syllables(word) or [word]]
            found.append(random.choice(("-", "-", "")).join(parts).capitalize())
    written = " ".join(found)
    if random.random() < 0.5:
        written = written.replace("'", "")
    return written if written.lower() != name.lower() else None


def chinese_order_hyphen(name: str, random: Random) -> str | None:
    """Change the order of a Chinese or Korean name, and how its given names are joined."""
    if is_korean(name):
        surname, *given = name.replace("-", " ").split()
    elif is_chinese(name):
        words = name.replace(",", "").split()
        first = words[0].lower() in _SURNAMES
        surname, rest = (words[0], words[1:]) if first else (words[-1], words[:-1])
        given = [part for word in rest for part in syllables(word) or [word]]
    else:
        return None
    joint = random.choice(("-", "-", "", " "))
    parts = [given[0].capitalize(), *(part.lower() for part in given[1:])]
    if joint == " ":
        parts = [part.capitalize() for part in parts]
    personal = joint.join(parts)
    shapes = (f"{surname} {personal}", f"{personal} {surname}", f"{personal}, {surname}")
    return random.choice([each for each in shapes if each.lower() != name.lower()])


def korean_romanisation(name: str, random: Random) -> str | None:
    """Romanise a Korean name in another way."""
    if not is_korean(name):
        return None
    surname, *given = name.replace("-", " ").split()
    written = [random.choice(_KOREAN[surname.lower()])]
    for word in given:
        lowered = word.lower()
        options = [(old, new) for old, new in _KOREAN_SOUNDS if old in lowered]
        if options and random.random() < 0.5:
            old, new = random.choice(options)
            lowered = lowered.replace(old, new, 1)
        written.append(lowered.capitalize())
    joint = random.choice((" ", "-", "-"))
    found = f"{written[0]} {joint.join(written[1:])}"
    return found if found.lower() != name.lower() else None


def _wade_giles(syllable: str) -> str:
    for pinyin, wade in _WADE_GILES:
        if syllable.startswith(pinyin) and not syllable.startswith("sh"):
            syllable = wade + syllable[len(pinyin) :]
            break
    for pinyin, wade in _WADE_FINALS:
        if syllable.endswith(pinyin):
            return syllable[: -len(pinyin)] + wade
    return syllable
