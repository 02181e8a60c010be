"""Keys under which names meet: the same key means the same name, written differently.

A full key keeps the legal form in one spelling, a core key leaves it out. Two
names of one core whose legal forms contradict each other (``SenseTime Group
Inc.`` and ``SenseTime Group Limited``) are two names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from proscribe.matching.bonds import BEGINS_TERMS, TERMS
from proscribe.matching.hidden import without_hidden

if TYPE_CHECKING:
    import icu

_SPELLINGS = {
    "co": "company",
    "cos": "company",
    "comp": "company",
    "coltd": "company limited",
    "colimited": "company limited",
    "ltd": "limited",
    "ld": "limited",
    "corp": "corporation",
    "inc": "incorporated",
    "intl": "international",
    "int": "international",
    "grp": "group",
    "gp": "group",
    "hldg": "holding",
    "hldgs": "holdings",
    "hlds": "holdings",
    "mfg": "manufacturing",
    "comm": "communications",
    "comms": "communications",
    "telecomm": "telecommunications",
    "natl": "national",
    "tech": "technology",
    "techs": "technologies",
    "and": "",
    "the": "",
    "of": "",
    "pao": "pjsc",
    "oao": "ojsc",
    "ao": "jsc",
    "zao": "cjsc",
    "ooo": "llc",
    "пао": "pjsc",
    "оао": "ojsc",
    "ао": "jsc",
    "зао": "cjsc",
    "ооо": "llc",
}
EXPANSIONS = frozenset(word for full in _SPELLINGS.values() for word in full.split())
"""Words that names also write shorter."""
_PHRASES = (
    ("public joint stock company", "pjsc"),
    ("open joint stock company", "ojsc"),
    ("closed joint stock company", "cjsc"),
    ("joint stock company", "jsc"),
    ("limited liability company", "llc"),
    ("public limited company", "plc"),
    ("публичное акционерное общество", "pjsc"),
    ("акционерное общество", "jsc"),
    ("общество с ограниченной ответственностью", "llc"),
)
_FORMS = frozenset(
    {
        "company",
        "limited",
        "corporation",
        "incorporated",
        "pjsc",
        "ojsc",
        "cjsc",
        "jsc",
        "llc",
        "plc",
        "ag",
        "sa",
        "nv",
        "se",
        "spa",
        "gmbh",
        "bv",
        "oyj",
        "ab",
        "asa",
        "kk",
        "pte",
        "pty",
        "bhd",
        "tbk",
        "pt",
        "lp",
        "llp",
    }
)
_SHARE_CLASS = re.compile(
    r"""[\s\-]+(?:
        (?:class|cl|ser|series)[\s\-.]+[a-z] | [ah]\s+shares? | shares?\s+[ah] | [ahb]
        | (?:(?:un)?sp(?:ons?(?:ored|or)?|s|d|nsd)?\s+)?(?:adr|ads|gdr|gds)s?(?:\s+.*)?
        | depositary\s+receipts?(?:\s+.*)? | ord(?:inary)?(?:\s+shares?)? | common(?:\s+stock)?
        | (?:[abh]\s+)?(?:yc|hd|dl|eo|ls)\s*-?[,.]?\d[\d,.]* | o\.?\s?n\.?
        | (?:'?[abh]'?\s*)?(?:cny|rmb|hkd|usd|eur|gbp)(?:\s?\d[\d,.]*)? | '[abh]' | (?<=-)s?w
        | reg(?:istered)?\s+shs | shs | unsp\w* | spon\w* | adr\s+represen\w*
    )$""",
    re.VERBOSE,
)
# Fund files and data vendors cut names after thirty signs or more, often within the legal form.
_LEAST_CUT = 29
_CUT_FORM = re.compile(
    r"[\s\-]+(?!(?:corp|inc)$)(?:l(?:t|i(?:m(?:i(?:te?)?)?)?)?|c|com(?:p(?:an?)?)?|cor(?:p(?:o(?:r(?:a(?:t(?:io?)?)?)?)?)?)?"
    r"|in(?:c(?:o(?:r(?:p(?:o(?:r(?:a(?:te?)?)?)?)?)?)?)?)?)$"
)
# A short name in brackets behind the full one: (SMIC), (Norinco); a place is no short name.
_SHORT = re.compile(r"\s*\(([A-Z][A-Za-z0-9&\-]{1,14})\)\s*$")
_PLACES = frozenset(
    [
        "asia",
        "australia",
        "bahamas",
        "barbados",
        "beijing",
        "belarus",
        "bermuda",
        "bvi",
        "canada",
        "cayman",
        "chengdu",
        "china",
        "chongqing",
        "cyprus",
        "dalian",
        "dubai",
        "europe",
        "france",
        "germany",
        "group",
        "guangdong",
        "guangzhou",
        "hangzhou",
        "hk",
        "holding",
        "holdings",
        "hongkong",
        "hunan",
        "india",
        "international",
        "iran",
        "japan",
        "jersey",
        "jiangsu",
        "korea",
        "kyiv",
        "labuan",
        "luxembourg",
        "macao",
        "macau",
        "malaysia",
        "moscow",
        "nanjing",
        "netherlands",
        "nigeria",
        "pakistan",
        "prc",
        "private",
        "pvt",
        "qingdao",
        "russia",
        "shanghai",
        "shenzhen",
        "singapore",
        "suzhou",
        "switzerland",
        "syria",
        "taiwan",
        "thailand",
        "tianjin",
        "turkey",
        "uae",
        "uk",
        "ukraine",
        "us",
        "usa",
        "vietnam",
        "wuhan",
        "xiamen",
        "zhejiang",
    ]
)
_ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_FORM = re.compile(r"(?<=..)(?:股份(?:有限公司)?|有限责任公司|有限公司|公司)$")
_APOSTROPHES = re.compile(r"['`´‘’ʹʼ′]")
_NOT_WORD = re.compile(r"[\W_]+")
# The dots of ``S.A.`` and ``P.J.S.C.``: a letter alone on both sides of each.
_INNER_DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_DASHES = re.compile(r"-(?:\s?-)+")
_LEAST_TRUNCATED = 22
_LEAST_TAIL, _LEAST_TAIL_WORDS = 20, 3
_FIRST_WORDS = re.compile(r"[^a-z0-9]*([a-z0-9]+)(['`.]?)([^a-z0-9]*)([a-z0-9]*)(['`.]?)")
# What a sponsored receipt, a nominal value or the lack of one begins with.
_BEGINS_CLASS = re.compile(
    r"(?:un)?spon|(?:un)?sp(?:s|d|nsd)?$|unsp|(?:yc|hd|dl|eo|ls)\d*$|on?$|s?w$"
    r"|(?:cny|rmb|hkd|usd|eur|gbp)\d*$"
)
_OF_CLASSES = frozenset(
    {"adr", "adrs", "ads", "adss", "gdr", "gdrs", "gds", "gdss", "receipt", "receipts", "share"}
    | {"shares", "shs", "ord", "ordinary", "common", "stock", "on", "o.n.", "o.n", "sw", "cfd"}
    | {"regs", "frn", "spon", "sponsored", "unspon", "unsponsored"}
)
_LEADING = _FORMS | {phrase.split()[0] for phrase, _ in _PHRASES}
# Words that may belong to the share class, or that a legal form begins with.
_TRAILING = _LEADING | frozenset(
    {"class", "cl", "ser", "series", "share", "shares", "adr", "adrs", "ads", "gdr", "gdrs"}
    | {"gds", "depositary", "ord", "ordinary", "common", "reg", "registered", "shs"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameKeys:
    """The keys of one name.

    Attributes:
        full: With its legal form in one spelling.
        core: Without legal forms; equal to ``full`` where nothing else would remain.
        forms: The legal forms found.
    """

    full: str
    core: str
    forms: frozenset[str]

    def agrees(self, other: NameKeys) -> bool:
        """Return whether the legal forms of two names of one core do not contradict."""
        return self.forms <= other.forms or other.forms <= self.forms


@lru_cache(maxsize=200_000)
def name_keys(text: str) -> NameKeys:
    """Return the keys of a name in any script; empty keys where no letter or digit is left."""
    plain = " ".join(text.split())
    tokens = name_words(_SHORT.sub(_dropped, plain)) or name_words(plain)
    head, tail = 0, len(tokens)
    while tail > head and tokens[tail - 1] in _FORMS:
        tail -= 1
    while head < tail and tokens[head] in _FORMS:
        head += 1
    core = [_CHINESE_FORM.sub("", token) for token in tokens[head:tail]]
    forms = frozenset(tokens[:head]) | frozenset(tokens[tail:])
    full = " ".join(tokens)
    return NameKeys(full=full, core=" ".join(core) or full, forms=forms)


def _dropped(short: re.Match[str]) -> str:
    return short[0] if short[1].lower() in _PLACES else ""


def tail_key(core: str) -> str | None:
    """Return a core key without its first word, often the place; None where too little is left."""
    tail = core.partition(" ")[2]
    long = len(tail) >= _LEAST_TAIL and len(tail.split()) >= _LEAST_TAIL_WORDS
    return tail if long else None


def names_nobody(text: str) -> bool:
    """Return whether a name has nothing but legal forms, articles and signs (``The Co., Ltd.``)."""
    return all(token in _FORMS for token in name_words(text))


def nobody_pattern() -> str:
    """Return a pattern of many names that name nobody, for columns of names.

    Each name it meets also satisfies :func:`names_nobody`; it knows no phrases.
    """
    words = {*_FORMS, *(word for word, full in _SPELLINGS.items() if full in _FORMS or not full)}
    return rf"(?i)^[\W_]*(?:(?:{'|'.join(sorted(words))})(?:[\W_]+|$))*$"


def number_key(text: str) -> str:
    """Return the key of a registration, tax or the like number: its letters and figures."""
    return "".join(filter(str.isalnum, text)).upper()


def person_key(text: str) -> str:
    """Return the key of a person's name, whatever the order of its parts and how one is addressed.

    A form of address that is all there is stays.
    """
    tokens = name_words(text)
    kept = [token for token in tokens if token not in _ADDRESSES]
    return " ".join(sorted(kept or tokens))


def security_name(text: str) -> str:
    """Return the issuer's part of a security's name: ``CHINA MOBILE LTD H`` without the ``H``.

    Coupon and maturity of a bond are no part of it either: ``XIAOMI 3.375% 04/29/30``.
    """
    shown = _DASHES.sub("-", " ".join(without_hidden(text).split()))
    may_be_cut = len(shown) >= _LEAST_CUT
    while True:
        folded = _fold(shown)
        if len(folded) != len(shown):
            return shown
        cut = _SHARE_CLASS.search(folded) or TERMS.search(folded)
        if cut is None and may_be_cut:
            cut = _CUT_FORM.search(folded)
        if cut is None or cut.start() == 0:
            return shown
        shown = shown[: cut.start()].rstrip(" -,")


def may_name_a_security(text: str) -> bool:
    """Return whether a name may have the class of a share or the terms of a bond behind the issuer.

    Much faster than :func:`security_name`; forms that were cut off do not count.
    """
    words = text.lower().replace("-", " ").split()
    last = words[-1].strip("'.,") if words else ""
    return len(last) == 1 or last[-1:].isdigit() or not _OF_CLASSES.isdisjoint(words)


def first_words(key: str) -> tuple[str, str]:
    """Return the first word of a key, and its first two."""
    words = key.split(" ", 2)
    return words[0], " ".join(words[:2])


def may_share_key(text: str, heads: frozenset[str], pairs: frozenset[str] | None = None) -> bool:
    """Return False where a name surely has no core key that begins with these words.

    Much faster than computing the key; a name it cannot judge may share one.

    Args:
        text: The name.
        heads: First words of the keys.
        pairs: First two words of the keys, one word where a key has no second.
    """
    text = without_hidden(text)
    words = _FIRST_WORDS.match(text.lower()) if text.isascii() else None
    if words is None:
        return not text.isascii()
    first, mark, between, second, end = words.groups()
    if mark or first in _SPELLINGS or first in _LEADING:
        return True
    if first not in heads or pairs is None:
        return first in heads
    unsure = (
        end
        or "(" in between
        or len(second) == 1
        or second in _SPELLINGS
        or second in _TRAILING
        or _BEGINS_CLASS.match(second)
        or BEGINS_TERMS.match(second)
        or (len(text) >= _LEAST_CUT and _CUT_FORM.match(f" {second}"))
        or (len(text) >= _LEAST_TRUNCATED and words.end() >= len(text.rstrip()))
    )
    return bool(unsure) or (f"{first} {second}" if second else first) in pairs


def may_be_truncated(core: str) -> bool:
    """Return whether a core key is long enough to be one that a fund file has cut off."""
    return len(core) >= _LEAST_TRUNCATED


def is_truncation(short: str, whole: str) -> bool:
    """Return whether one core key may be the other cut off, as fund files cut long names."""
    return may_be_truncated(short) and len(short) < len(whole) and whole.startswith(short)


def name_words(text: str) -> list[str]:
    """Return the words of a name as keys hold them: folded, each in one spelling."""
    folded = _INNER_DOT.sub("", _APOSTROPHES.sub("", _fold(text))).replace("&", " and ")
    joined = f" {' '.join(_NOT_WORD.sub(' ', folded).split())} "
    for phrase, short in _PHRASES:
        joined = joined.replace(f" {phrase} ", f" {short} ")
    spelled = (_SPELLINGS.get(token, token) for token in joined.split())
    return " ".join(spelled).split()


def _fold(text: str) -> str:
    text = without_hidden(text)
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    folded = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _simplified(folded) if _CHINESE.search(folded) else folded


def _simplified(text: str) -> str:
    """Return Chinese text in simplified characters: Hong Kong writes the traditional ones."""
    result: str = _to_simplified().transliterate(text)
    return result


@cache
def _to_simplified() -> icu.Transliterator:
    import icu

    return icu.Transliterator.createInstance("Hant-Hans")
