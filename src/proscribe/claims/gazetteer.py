"""Finds known names in a text: those of the ledger, and of who acts in such texts.

One pass of an Aho-Corasick automaton over the text in small letters; what it finds counts
where it stands as words of its own and is written as a name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import ahocorasick

from proscribe.claims.tables import load_actors
from proscribe.model.claim import EntityKind

_LEAST_LETTERS, _LEAST_CAPITALS, _LEAST_CJK = 4, 3, 2
_NOT_SPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_ARTICLE = re.compile(r"\Athe\s+", re.IGNORECASE)
_DASHES = {"‐": "-", "‑": "-", "–": "-", "’": "'", "‘": "'", "\u00a0": " ", "\u202f": " "}
_PEOPLE = (EntityKind.PERSON, EntityKind.VESSEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who bears a name.

    Attributes:
        id: Entity id of the ledger, or of an actor (``authority:us-dod``).
        kind: What it is.
        name: What it is called.
        country: ISO 3166 code, where known.
        actor: Whether it stands in the tables of actors.
    """

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    actor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name found: ``text[start:end]``, and everybody who bears it."""

    start: int
    end: int
    known: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    known: Known
    exact: str | None
    sure: bool


class Gazetteer:
    """All names that can be found; made once, used for many texts.

    Args:
        automaton: Names in small letters, each with who bears it.
    """

    def __init__(self, automaton: Any, names: int) -> None:  # noqa: ANN401  the library is untyped
        self._automaton = automaton
        self._names = names

    def __len__(self) -> int:
        return self._names

    @classmethod
    def build(cls, entries: Iterable[tuple[str, EntityKind, str, str | None]]) -> Gazetteer:
        """Build it from (entity id, kind, name, country) and the tables of actors.

        Args:
            entries: Several of one id are several names of it; the first is what it is called.
        """
        automaton = ahocorasick.Automaton()
        first: dict[str, Known] = {}
        count = 0
        for name, entry in _actors():
            count += _add(automaton, name, entry)
        for entity_id, kind, name, country in entries:
            known = first.get(entity_id)
            if known is None:
                known = first[entity_id] = Known(
                    id=entity_id, kind=kind, name=name, country=country
                )
            if _is_telling(name, kind):
                count += _add(automaton, name, _Entry(known, None, sure=False))
        automaton.make_automaton()
        return cls(automaton, count)

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the names in a text, in order; of those that overlap the longest."""
        plain = _plain(text)
        best: list[Found] = []
        taken = -1
        for found in sorted(self._all(text, plain), key=lambda one: (one.start, -one.end)):
            if found.start < taken:
                continue
            best.append(found)
            taken = found.end
        return tuple(best)

    def _all(self, text: str, plain: str) -> Iterator[Found]:
        for last, entries in self._automaton.iter(plain):
            length = entries[0]
            start, end = last + 1 - length, last + 1
            if not _stands_alone(plain, start, end):
                continue
            words = text[start:end]
            known = tuple(
                dict.fromkeys(entry.known for entry in entries[1] if _is_written(words, entry))
            )
            if known:
                yield Found(start=start, end=end, known=known)


def _actors() -> Iterator[tuple[str, _Entry]]:
    for actor in load_actors():
        known = Known(
            id=actor.id, kind=actor.kind, name=actor.name, country=actor.country, actor=True
        )
        for name in actor.names:
            yield name, _Entry(known, name if name in actor.exact else None, sure=True)


def _add(automaton: Any, name: str, entry: _Entry) -> bool:  # noqa: ANN401
    key = _plain(_ARTICLE.sub("", name.strip(), count=1))
    if not key:
        return False
    held = automaton.get(key, None)
    if held is None:
        automaton.add_word(key, (len(key), [entry]))
    else:
        held[1].append(entry)
    return True


def _plain(text: str) -> str:
    """Return a text in small letters, letter for letter, so that offsets stay."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    if small.isascii():
        return small
    return "".join(_DASHES.get(one, one) for one in small)


def _is_telling(name: str, kind: EntityKind) -> bool:
    """A name of the ledger must be long enough to be known again in a text."""
    letters = [one for one in name if one.isalpha()]
    if _NOT_SPACED.search(name):
        return len(letters) > _LEAST_CJK
    if " " in name.strip():
        return True
    if kind in _PEOPLE:
        return False
    if name.isupper() and name.isascii():
        return len(letters) >= _LEAST_CAPITALS
    return len(letters) >= _LEAST_LETTERS


def _stands_alone(text: str, start: int, end: int) -> bool:
    if _NOT_SPACED.match(text, start):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_") and not (after.isalnum() or after == "_")


def _is_written(words: str, entry: _Entry) -> bool:
    """Names begin with a capital; a short one in capitals is written in capitals."""
    if entry.exact is not None:
        return words == entry.exact
    first = next((one for one in words if one.isalpha()), "")
    if first.isupper() or not (first.isupper() or first.islower()):
        return entry.sure or len(words) >= _LEAST_LETTERS or words.isupper()
    return entry.sure and " " in words
