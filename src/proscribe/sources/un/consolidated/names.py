"""Names as the list writes them: several in one field, notes and other scripts in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proscribe.model.script import script_of

_NOTE = re.compile(
    r"\s*\((?:previously listed as|formerly listed as|birth name|combat name|nom de guerre)\)"
    r"|\s+-\s+sub-unit name(?=\)|\Z)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r",?\s+born\s+(?:in|on|\d).*|\s*\((?=[^()]*\))[^()]*?\b(?:passport|identity|number)\b[^()]*\)",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT_LABEL = re.compile(
    r"(?:(?:previously|formerly) listed as[.,]?\s*)?"
    r"\(?(?:in\s+)?(?:original|arabic|cyrillic)(?:\s+script)?(?:\s+name)?\s*:\s*",
    re.IGNORECASE,
)
_SCRIPT_REMARK = re.compile(r"\s*\((?:original script|in original script)\)", re.IGNORECASE)
_SEMICOLON = re.compile(r";(?![^()]{0,400}\))")
_LETTERED = re.compile(r"(?:\A|\s)[a-z]\)\s")
_NAME_WORD = re.compile(r"[^\W\d_a-z][^\d():]*\Z|(?:al|ul|el|bin|ben|ibn|wa)(?:-[^\d():]+)?\Z")
_STRAY = " ,;"


def names_in(text: str) -> Iterator[str]:
    """Yield every name a name field holds.

    ``;`` and ``b)`` part names. Brackets that hold the name in another script, or its
    transliterations, hold names; any other bracket belongs to the name.
    """
    for part in (part for item in _LETTERED.split(text) for part in _SEMICOLON.split(item)):
        name = _NOTE.sub("", _ASIDE.sub("", part)).strip(_STRAY)
        if name.startswith(")"):  # a stray bracket
            name = name[1:].strip(_STRAY)
        yield from _with_scripts(name)


def spellings_in(note: str) -> Iterator[str]:
    """Yield the names of a note that consists of several names parted by ``;``."""
    names = [part.strip(_STRAY) for part in note.split(";")]
    words = [word for name in names for word in name.split()]
    if len(names) > 1 and all(names) and all(_NAME_WORD.match(word) for word in words):
        yield from names


def has_aside(text: str) -> bool:
    """Tell whether a name field says more than names: a birth, a passport."""
    return _ASIDE.search(text) is not None


def original_scripts_in(note: str) -> Iterator[str]:
    """Yield the names that a note gives in their own script (``original script: …``)."""
    match = _SCRIPT_LABEL.match(note)
    if match is None:
        return
    rest = note[match.end() :].strip(_STRAY + ")")
    if script_of(rest) not in {None, "Latn"}:
        yield rest


def _with_scripts(name: str) -> Iterator[str]:
    outer, inner = _last_bracket(_SCRIPT_REMARK.sub("", name))
    parts = [part.strip(_STRAY) for part in _SCRIPT_LABEL.sub("", inner).split(";")]
    scripts = {script_of(part) for part in parts if part}
    if not scripts or None in scripts or scripts == {script_of(outer)}:
        if name:
            yield name
        return
    yield outer
    yield from (part for part in parts if part)


def _last_bracket(name: str) -> tuple[str, str]:
    """Part a name from the bracket it ends in; the bracket is empty where it ends in none."""
    if name.endswith(")"):
        depth = 0
        for place in range(len(name) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(name[place], 0)
            if depth == 0:
                return name[:place].strip(_STRAY), name[place + 1 : -1]
    return name, ""
