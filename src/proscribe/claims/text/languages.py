"""Which language a text is in: by its script, then by its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 20
_LEAST_SHARE, _LEAD = 0.08, 1.5

NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
# Words that hardly another of these languages has, or that are frequent in one alone.
_WORDS = {
    "en": "the of and to in is that for on with was by as are from has have been which said its",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine wurde werden",
    "fr": "le la les des et du une dans est pour qui sur par au pas avec plus sont ont cette",
    "es": "el la los las de que y en un una por con para del se al su fue como más",
    "it": "il la di che e in un per del della con non sono le gli dei nel alla stato anche",
    "pt": "o a os as de que e em um uma para com não do da dos das por foi ao",
    "nl": "de het een van en in is dat op te zijn voor met die niet aan er werd ook naar",
    "pl": "i w na z do nie się że to jest o od za przez po dla oraz przed został które",
    "sv": "och i att det som en på är av för med till den har inte om ett från de var",
    "da": "og i at det som en på er af for med til den har ikke om et fra de var",
    "cs": "a v na se je že s z do o za pro by jsou byl ve od které podle také",
    "ro": "și în de la a cu pe nu este din că pentru mai sunt care fost au prin sau unui",
    "hu": "a az és hogy nem is egy van volt meg de ez el csak szerint már amely illetve",
    "tr": "ve bir bu için ile de da olarak olan daha çok en kadar sonra gibi göre tarafından",
    "id": "yang dan di dengan untuk dari ini dalam tidak pada itu oleh akan ke sebagai telah",
    "vi": "và của là các có trong được cho không với này một những đã công từ theo",
    "fi": "ja on ei että se oli hän mutta myös ovat joka kuin sen tai mukaan ole jonka",
}
_OWN_WORDS = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_SCRIPTS = (
    ("kana", re.compile(r"[぀-ヿ]")),
    ("hangul", re.compile(r"[가-힣ᄀ-ᇿ]")),
    ("han", re.compile(r"[㐀-䶿一-鿿]")),
    ("cyrillic", re.compile(r"[Ѐ-ӿ]")),
    ("arabic", re.compile(r"[؀-ۿݐ-ݿ]")),
    ("hebrew", re.compile(r"[֐-׿]")),
    ("greek", re.compile(r"[Ͱ-Ͽ]")),
    ("thai", re.compile(r"[฀-๿]")),
    ("devanagari", re.compile(r"[ऀ-ॿ]")),
    ("georgian", re.compile(r"[Ⴀ-ჿ]")),
    ("latin", re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")),
)
_OF_ONE_SCRIPT = {
    "hangul": "ko", "hebrew": "he", "greek": "el", "thai": "th", "devanagari": "hi",
    "georgian": "ka",
}  # fmt: skip
# A Han character says about as much as two letters of an alphabet.
_WEIGHTS = {"han": 2.0, "kana": 2.0, "hangul": 2.0}
_KANA_OF_JAPANESE = 0.1
_CYRILLIC = (
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("kk", re.compile(r"[әғқңөұһӘҒҚҢӨҰҺ]")),
    ("sr", re.compile(r"[ђјљњћџЂЈЉЊЋЏ]")),
)
_BELARUSIAN, _RUSSIAN = re.compile(r"[ўЎ]"), re.compile(r"[ыэёЫЭЁ]")
_PERSIAN, _URDU = re.compile(r"[پچژگ]"), re.compile(r"[ٹڈڑےں]")


def tell_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in; None where it has too few words.

    A text in several languages is in the one that most of it is in.
    """
    sample = text[:_SAMPLE]
    counts = Counter(
        {name: len(found.findall(sample)) * _WEIGHTS.get(name, 1.0) for name, found in _SCRIPTS}
    )
    if sum(counts.values()) < _LEAST_LETTERS:
        return None
    script = counts.most_common(1)[0][0]
    if script in {"han", "kana"}:
        return "ja" if counts["kana"] > _KANA_OF_JAPANESE * counts["han"] else "zh"
    if script == "cyrillic":
        return _of_cyrillic(sample, counts["cyrillic"])
    if script == "arabic":
        return "ur" if _URDU.search(sample) else "fa" if _PERSIAN.search(sample) else "ar"
    return _OF_ONE_SCRIPT.get(script) or _of_latin(sample)


def _of_cyrillic(sample: str, letters: float) -> str:
    """Tell languages of one alphabet by the letters that only some have."""
    if len(_BELARUSIAN.findall(sample)) > 0.003 * letters:
        return "be"
    for lang, own in _CYRILLIC:
        if len(own.findall(sample)) > 0.01 * letters:
            return lang
    has_russian = len(_RUSSIAN.findall(sample)) > 0.003 * letters
    return "ru" if has_russian or letters < 10 * _LEAST_LETTERS else "bg"


def _of_latin(sample: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(sample)]
    shares = Counter(
        {lang: sum(word in own for word in words) / len(words) for lang, own in _OWN_WORDS.items()}
    )
    (first, share), (_, second) = shares.most_common(2)
    if share >= _LEAST_SHARE and share >= _LEAD * second:
        return first
    return _identified(sample)


def _identified(sample: str) -> str | None:
    """Ask the language model, which takes half a second to load, where words do not tell."""
    import py3langid

    _restrict()
    lang, _ = py3langid.classify(sample)
    return str(lang)


@lru_cache(maxsize=1)
def _restrict() -> None:
    """Leave the model only languages of texts like ours, once: it holds them for the process."""
    import py3langid

    py3langid.set_languages(sorted(NAMES))
