"""Names in Canada's list: two languages in one field, and aliases written one after another.

Aliases are parted at semicolons, at slashes between two names, at ``or`` and at commas. An
alias of a person is often only the other spelling of the given name or of the surname
(``Andrei``, ``PASHENKO``): on its own that names many people, so it is a weak name. So is a
single word that only a comma has parted from its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from proscribe.model.listing import NameKind

_OR = re.compile(r"\s+(?:or|ou)\s+")
_LABEL = re.compile(r"(\w+)\s*:\s*(?=\S)")
_LANGUAGES = {
    "arabic": "ara",
    "belarusian": "bel",
    "burmese": "mya",
    "chinese": "zho",
    "english": "eng",
    "french": "fra",
    "persian": "fas",
    "russian": "rus",
    "spanish": "spa",
    "ukrainian": "ukr",
}
_LEGAL_FORMS = frozenset(
    {
        *("ag", "ao", "co", "corp", "fze", "gmbh", "inc", "jsc", "limited", "llc", "llp", "ltd"),
        *("oao", "ooo", "pao", "pjsc", "plc", "pte", "s.a", "sa", "zao", "зао", "оао", "ооо"),
        *("пао", "ао", "оджсс", "the"),
    }
)
_SHORTEST_HALF = 3
_SUFFIX = 4
_GIVEN_AND_PATRONYMIC = 2


@dataclass(frozen=True, slots=True)
class ListedName:
    """A name, its kind, and its language where the list says it."""

    text: str
    kind: NameKind
    lang: str | None = None


def entity_names(text: str) -> tuple[ListedName, ...]:
    """Return the names of an entity or ship; the second half of two is the French one."""
    halves = _at_slashes(text)
    if len(halves) == 1:
        return (ListedName(text, NameKind.PRIMARY),)
    first, *others = halves
    lang = "fra" if len(others) == 1 else None
    return (
        ListedName(first, NameKind.PRIMARY),
        *(ListedName(other, NameKind.ALIAS, lang) for other in others),
    )


def aliases(text: str, *, given: str = "", surname: str = "") -> Iterator[ListedName]:
    """Yield the aliases of a field.

    Args:
        text: The field.
        given: Given names, where the subject is a person.
        surname: Surname, where the subject is a person.
    """
    for whole in text.split(";"):
        for half in _at_slashes(_balanced(whole)):
            for one in _OR.split(half):
                yield from _at_commas(one, given, surname)


def _at_commas(text: str, given: str, surname: str) -> Iterator[ListedName]:
    pieces = _joined_again(_split_outside_brackets(text, ","))
    for piece in pieces:
        name, lang = _without_label(_balanced(piece))
        if not any(char.isalnum() for char in name):
            continue
        single = len(name.split()) == 1
        weak = single and (len(pieces) > 1 or bool(surname))
        if weak or _is_given_name(name, given, surname):
            yield ListedName(name, NameKind.WEAK, lang)
        else:
            yield ListedName(name, NameKind.ALIAS, lang)


def _is_given_name(name: str, given: str, surname: str) -> bool:
    """Tell a respelt given name and patronymic, which lacks the surname."""
    words, own = name.lower().split(), given.lower().split()
    if len(own) < _GIVEN_AND_PATRONYMIC or len(words) > len(own):
        return False
    ending = own[-1][-_SUFFIX:]
    return words[-1].endswith(ending) and not surname.lower().endswith(ending)


def _without_label(text: str) -> tuple[str, str | None]:
    """Take off ``Russian:`` before a name."""
    label = _LABEL.match(text)
    lang = None if label is None else _LANGUAGES.get(label.group(1).lower())
    return (text, None) if label is None or lang is None else (text[label.end() :], lang)


def _at_slashes(text: str) -> list[str]:
    """Part at slashes outside brackets; ``M/V`` and the like are no two names."""
    pieces = [piece.strip() for piece in _split_outside_brackets(text, "/")]
    return pieces if all(len(piece) >= _SHORTEST_HALF for piece in pieces) else [text.strip()]


def _split_outside_brackets(text: str, separator: str) -> list[str]:
    pieces, begin, depth = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in "(«“") - (char in ")»”")
        if char == separator and depth <= 0:
            pieces.append(text[begin:place])
            begin = place + 1
    pieces.append(text[begin:])
    return pieces


def _joined_again(pieces: list[str]) -> list[str]:
    """Put a legal form back to the name before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and piece.strip(" .").lower() in _LEGAL_FORMS:
            joined[-1] = f"{joined[-1]},{piece}"
        else:
            joined.append(piece)
    return joined


def _balanced(text: str) -> str:
    """Take off a bracket at an end that has no partner."""
    cleaned = text.strip(" ,;")
    if cleaned.count("(") > cleaned.count(")"):
        cleaned = cleaned.removeprefix("(")
    if cleaned.count(")") > cleaned.count("("):
        cleaned = cleaned.removesuffix(")")
    return cleaned.strip()
