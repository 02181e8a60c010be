"""Search words as people type them, read into an expression of the full-text index."""

from __future__ import annotations

import re
from dataclasses import dataclass

from proscribe.matching.folding import fold
from proscribe.model.errors import InputError

_SIGN = re.compile(r'"(?:[^"\\]|\\.)*"(?:~\d+)?|[()]|[^\s()"]+|"')
_LETTERS = re.compile(r"[^\W_]+")
_OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT", "&&": "AND", "||": "OR"}
_FUZZY = re.compile(r"~\d*(?:\.\d+)?$|\^\d+(?:\.\d+)?$")
_MOST_SIGNS = 200


@dataclass(slots=True)
class _Reader:
    """Reads signs one after the other."""

    signs: list[str]
    place: int = 0

    def peek(self) -> str | None:
        return self.signs[self.place] if self.place < len(self.signs) else None

    def take(self) -> str:
        self.place += 1
        return self.signs[self.place - 1]


def read_words(text: str, *, simple: bool = False) -> str:
    """Return the expression of some search words; empty where there are none.

    Words are all wanted, unless ``OR`` stands between them; ``"…"`` is a phrase, ``-`` or ``NOT``
    excludes, ``*`` completes, parentheses group.

    Args:
        text: The words.
        simple: Read every sign as nothing but a part of words.

    Raises:
        InputError: They cannot be read.
    """
    if simple:
        return " AND ".join(_word(word) for word in _LETTERS.findall(text)[:_MOST_SIGNS])
    signs = _SIGN.findall(text)
    if len(signs) > _MOST_SIGNS:
        raise InputError(f"there are more than {_MOST_SIGNS} words.", remedy="Give fewer.")
    reader = _Reader(signs)
    found = _any_of(reader, text)
    if reader.peek() is not None:
        raise _unread(text)
    return found


def _any_of(reader: _Reader, text: str) -> str:
    parts = [_all_of(reader, text)]
    while reader.peek() in ("OR", "||"):
        reader.take()
        parts.append(_all_of(reader, text))
        if not parts[-1]:
            raise _unread(text)
    kept = [part for part in parts if part]
    return kept[0] if len(kept) == 1 else " OR ".join(kept)


def _all_of(reader: _Reader, text: str) -> str:
    wanted: list[str] = []
    refused: list[str] = []
    while (sign := reader.peek()) is not None and sign not in ("OR", "||", ")"):
        if sign in ("AND", "&&"):
            reader.take()
            if not wanted or reader.peek() in (None, "AND", "&&", "OR", "||", ")"):
                raise _unread(text)
            continue
        negated = sign == "NOT" or sign == "!"  # noqa: PLR1714 - read as spoken
        if negated:
            reader.take()
            if reader.peek() in (None, ")", "AND", "OR", "NOT"):
                raise _unread(text)
        part, refuses = _one(reader, text)
        if part:
            (refused if negated or refuses else wanted).append(part)
    if refused and not wanted:
        raise InputError(
            "only what is not wanted was named.", remedy="Name something that is wanted, too."
        )
    found = " AND ".join(wanted)
    return f"({found}) NOT ({' OR '.join(refused)})" if refused else found


def _one(reader: _Reader, text: str) -> tuple[str, bool]:
    sign = reader.take()
    if sign == "(":
        found = _any_of(reader, text)
        if reader.peek() != ")":
            raise _unread(text)
        reader.take()
        return (f"({found})" if found else ""), False
    if sign == '"' or "/" in sign or sign in (")", "+", "-"):
        raise _unread(text)
    refuses = sign.startswith(("-", "!"))
    if sign.startswith(("+", "-", "!")):
        sign = sign[1:]
        if sign[:1] in {"+", "-", "!"} or (not sign and reader.peek() != "("):
            raise _unread(text)
        if not sign:
            part, _ = _one(reader, text)
            return part, refuses
    return _term(sign, text), refuses


def _term(sign: str, text: str) -> str:
    bare = _FUZZY.sub("", sign)
    field, colon, rest = bare.partition(":")
    if colon and not bare.startswith('"'):
        if field not in ("name", "names", "text") or not rest:
            raise _unread(text)
        bare = rest
    completes = bare.endswith("*")
    words = _LETTERS.findall(bare)
    if not words:
        return ""
    return _word(" ".join(words), completes=completes)


def _word(text: str, *, completes: bool = False) -> str:
    mark = " *" if completes else ""
    own = f'"{text}"{mark}'
    folded = " ".join(_LETTERS.findall(fold(text)))
    if text.isascii() or not folded or folded == text.lower():
        return own
    return f'({own} OR "{folded}"{mark})'


def _unread(text: str) -> InputError:
    return InputError(
        f"the query {text[:80]!r} cannot be read.",
        remedy="Mend its signs, put them in quotes, or add `simple=true`.",
    )
