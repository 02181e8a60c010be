"""Names as United Kingdom lists part and grade them."""

from __future__ import annotations

from collections.abc import Iterable

from proscribe.model.listing import NameKind
from proscribe.sources.draft import Draft

_KINDS = {
    "prime alias": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "primary name variation": NameKind.ALIAS,
    "aka": NameKind.ALIAS,
    "a.k.a": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "": NameKind.ALIAS,
    "fka": NameKind.FORMER,
    "f.k.a": NameKind.FORMER,
    "former name": NameKind.FORMER,
}
_GOOD = frozenset({"", "good quality", "good quality a.k.a", "strong", "high"})
_WEAK = frozenset({"low quality", "low quality a.k.a", "weak", "low"})
_LANGUAGES = {
    "arabic": "ara",
    "armenian": "hye",
    "azerbaijani": "aze",
    "belarusian": "bel",
    "bosnian": "bos",
    "bulgarian": "bul",
    "burmese": "mya",
    "chinese": "zho",
    "dari": "prs",
    "farsi": "fas",
    "georgian": "kat",
    "greek": "ell",
    "hebrew": "heb",
    "hindi": "hin",
    "japanese": "jpn",
    "kazakh": "kaz",
    "korean": "kor",
    "mandarin": "cmn",
    "pashto": "pus",
    "persian": "fas",
    "romanian; moldavian; moldovan": "ron",
    "russian": "rus",
    "serbian": "srp",
    "tajik": "tgk",
    "thai": "tha",
    "turkish": "tur",
    "turkmen": "tuk",
    "ukrainian": "ukr",
    "urdu": "urd",
    "uyghur": "uig",
    "uzbek": "uzb",
}


def put_name(draft: Draft, parts: Iterable[str], kind: str, strength: str) -> None:
    """Add a name.

    Args:
        draft: The entry.
        parts: Given names in order, then the last or whole name.
        kind: Kind of name as the list writes it.
        strength: How much an alias says, as the list writes it.
    """
    cleaned = " ".join(" ".join(parts).split())
    if not cleaned:
        return
    found = _KINDS.get(_plain(kind))
    if found is None:
        draft.note(f"unknown kind of name {kind!r}")
    if _plain(strength) not in _GOOD | _WEAK:
        draft.note(f"unknown strength of name {strength!r}")
    weak = found is NameKind.ALIAS and _plain(strength) in _WEAK
    draft.name(cleaned, NameKind.WEAK if weak else found or NameKind.ALIAS)


def put_script_name(draft: Draft, text: str, language: str) -> None:
    """Add a name in its own script; which script that is, its letters say."""
    lang = _LANGUAGES.get(language.strip().lower())
    if lang is None and language.strip():
        draft.note(f"unknown language {language!r}")
    draft.name(text, NameKind.ALIAS, lang)


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(".")
