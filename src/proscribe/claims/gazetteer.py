"""Finds known names in a text: those of the ledger, and of who acts in such texts.

Runs of words of the text, in small letters, are looked up among the names; where a script does
not set words apart, an Aho-Corasick automaton runs over it. What is found counts where it is
written as a name is. So a list of 300,000 names is there at once: an automaton of all of them
takes 200 MB and seconds to read.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import ahocorasick

from proscribe.claims.tables import load_actors
from proscribe.model.claim import EntityKind

_LEAST_LETTERS, _LEAST_CAPITALS, _LEAST_CJK = 4, 3, 2
_NOT_SPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_ARTICLE = re.compile(r"\Athe\s+", re.IGNORECASE)
_DASHES = str.maketrans("‐‑–’‘\u00a0\u202f", "---''  ")
# Where scripts meet without a space (``OFAC将``), each is a word of its own.
_WORD = re.compile("[^\\W_\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f]+")
_SPACE = re.compile(r"\s")
_OUTSIDE = re.compile(r"\A[\W_]+|[\W_]+\Z")
_MOST_WORDS = 24
_LINE, _SIZE, _PARTS = "\n", 8, 9
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


class Gazetteer:
    """All names that can be found; made once, used for many texts.

    Args:
        table: The names, and who bears them.
    """

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._keys = dict(zip(table.keys, range(len(table.keys)), strict=True))
        self._of_actors = table.most_words_of_actors()
        self._unspaced = ahocorasick.Automaton(ahocorasick.STORE_INTS)
        for key in table.unspaced:
            self._unspaced.add_word(table.keys[key], key)
        self._unspaced.make_automaton()

    def __len__(self) -> int:
        return len(self._keys)

    @classmethod
    def build(cls, entries: Iterable[tuple[str, EntityKind, str, str | None]]) -> Gazetteer:
        """Build it from (entity id, kind, name, country) and the tables of actors.

        Args:
            entries: Several of one id are several names of it; the first is what it is called.
        """
        table, keys = _Table(), _Keys()
        for actor in load_actors():
            number = table.add(actor.id, actor.kind, actor.name, actor.country)
            own: set[int] = set()
            for name in sorted(actor.names, key=lambda one: one in actor.exact):
                key = keys.add(table, name, number)
                # A name that also counts in other letters stays free.
                if name in actor.exact and key is not None and key not in own:
                    table.exact[f"{key} {number}"] = _OUTSIDE.sub("", name)
                if key is not None:
                    own.add(key)
        table.actors = len(table.ids)
        numbers: dict[str, int] = {}
        for entity_id, kind, name, country in entries:
            known = numbers.get(entity_id)
            if known is None:
                known = numbers[entity_id] = table.add(entity_id, kind, name, country)
            if _is_telling(name, kind):
                keys.add(table, name, known)
        return cls(table)

    def to_bytes(self) -> bytes:
        """Return it as it can be kept in a file and had again in a fraction of the time."""
        table = self._table
        several = {key: who for key, who in enumerate(table.bearers) if not isinstance(who, int)}
        head = {
            "several": [*several.items()],
            "exact": table.exact,
            "unspaced": table.unspaced,
            "actors": table.actors,
        }
        parts = (
            json.dumps(head).encode(),
            *(_LINE.join(column).encode() for column in table.words()),
            array("I", (table.of_key(key)[0] for key in range(len(table.keys)))).tobytes(),
        )
        sizes = array("Q", map(len, parts)).tobytes()
        return b"".join((sizes, *parts))

    @classmethod
    def from_bytes(cls, data: bytes) -> Gazetteer:
        """Return one that :meth:`to_bytes` wrote, on the same machine and release."""
        sizes = array("Q", data[: _PARTS * _SIZE])
        at = _PARTS * _SIZE
        parts = []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        head = json.loads(parts[0])
        columns = [part.decode().split(_LINE) for part in parts[1:-1]]
        bearers: list[int | list[int]] = [*array("I", parts[-1])]
        for key, who in head.pop("several"):
            bearers[key] = who
        return cls(_Table.of(columns, bearers, head))

    def find(self, text: str) -> tuple[Found, ...]:
        """Return the names in a text, in order; of those that overlap the longest."""
        plain = _plain(text)
        hits = [*self._spaced(text, plain), *self._packed(plain)]
        hits.sort(key=lambda hit: (hit[0], -hit[1]))
        best: list[Found] = []
        taken = -1
        for start, end, key in hits:
            if start < taken:
                continue
            known = self._bearers(text[start:end], key)
            if known:
                best.append(Found(start=start, end=end, known=known))
                taken = end
        return tuple(best)

    def _spaced(self, text: str, plain: str) -> Iterator[tuple[int, int, int]]:
        """Yield names of scripts that set words apart: each run of words is looked up.

        Of runs that begin with a small letter only names of actors count (`_is_written`).
        """
        plain = _SPACE.sub(" ", plain)
        words = [one.span() for one in _WORD.finditer(plain)]
        every, of_actors, keys = self._table.most_words, self._of_actors, self._keys
        for place, (start, end) in enumerate(words):
            most = of_actors if text[start].islower() else every
            for _, stop in words[place : place + most.get(plain[start:end], 0)]:
                piece = plain[start:stop]
                key = keys.get(piece if "  " not in piece else _one_spaced(piece))
                if key is not None:
                    dotted = "." in piece and plain[stop : stop + 1] == "."
                    yield start, stop + dotted, key

    def _packed(self, plain: str) -> Iterator[tuple[int, int, int]]:
        """Yield names of scripts that do not, wherever they stand."""
        if not self._table.unspaced:
            return
        for last, key in self._unspaced.iter(plain):
            yield last + 1 - len(self._table.keys[key]), last + 1, key

    def _bearers(self, words: str, key: int) -> tuple[Known, ...]:
        table = self._table
        return tuple(
            table.known(number)
            for number in table.of_key(key)
            if _is_written(words, table.exact.get(f"{key} {number}"), sure=number < table.actors)
        )


@dataclass(slots=True)
class _Table:
    """Who bears the names, in columns: quick to keep and to have again."""

    ids: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    bearers: list[int | list[int]] = field(default_factory=list)
    unspaced: list[int] = field(default_factory=list)
    most_words: dict[str, int] = field(default_factory=dict)
    exact: dict[str, str] = field(default_factory=dict)
    actors: int = 0

    def add(self, entity_id: str, kind: EntityKind, name: str, country: str | None) -> int:
        """Add somebody and return their number."""
        self.ids.append(entity_id)
        self.kinds.append(str(kind))
        self.names.append(_one_spaced(name))
        self.countries.append(country or "")
        return len(self.ids) - 1

    def bear(self, key: int, number: int) -> None:
        """Add one who bears a name that is known."""
        who = self.of_key(key)
        if number not in who:
            self.bearers[key] = [*who, number]

    def of_key(self, key: int) -> list[int]:
        """Return who bears a name."""
        who = self.bearers[key]
        return [who] if isinstance(who, int) else who

    def most_words_of_actors(self) -> dict[str, int]:
        """Return how many words the longest names of actors have, by the first."""
        most: dict[str, int] = {}
        for key, name in enumerate(self.keys):
            if min(self.of_key(key)) >= self.actors:
                # Those of actors came first.
                break
            words = _WORD.findall(name)
            if words:
                most[words[0]] = max(most.get(words[0], 0), len(words))
        return most

    def known(self, number: int) -> Known:
        """Return somebody by their number."""
        return Known(
            id=self.ids[number],
            kind=EntityKind(self.kinds[number]),
            name=self.names[number],
            country=self.countries[number] or None,
            actor=number < self.actors,
        )

    def words(self) -> tuple[Iterable[str], ...]:
        """Return the columns of words."""
        counts = map(str, self.most_words.values())
        return (
            self.ids,
            self.kinds,
            self.names,
            self.countries,
            self.keys,
            self.most_words,
            counts,
        )

    @classmethod
    def of(
        cls, words: list[list[str]], bearers: list[int | list[int]], head: dict[str, Any]
    ) -> _Table:
        """Put it together again."""
        ids, kinds, names, countries, keys, first, counts = words
        return cls(
            ids=ids,
            kinds=kinds,
            names=names,
            countries=countries,
            keys=keys,
            bearers=bearers,
            most_words=dict(zip(first, map(int, counts), strict=True)),
            **head,
        )


class _Keys:
    """Numbers of the names while a table is made."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def add(self, table: _Table, name: str, number: int) -> int | None:
        """Add a name of somebody; None where it holds no letter."""
        bare = _plain(_ARTICLE.sub("", name.strip(), count=1))
        words = _WORD.findall(bare)
        packed = _NOT_SPACED.search(bare) is not None
        if not (words or packed) or len(words) > _MOST_WORDS:
            return None
        text = bare if packed else _one_spaced(_OUTSIDE.sub("", bare))
        key = self._known.setdefault(text, len(table.keys))
        if key == len(table.keys):
            table.keys.append(text)
            table.bearers.append(number)
            if packed:
                table.unspaced.append(key)
            else:
                first = words[0]
                table.most_words[first] = max(table.most_words.get(first, 0), len(words))
        else:
            table.bear(key, number)
        return key


def _one_spaced(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Return a text in small letters, letter for letter, so that offsets stay."""
    small = text.lower()
    if len(small) != len(text):
        small = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    if small.isascii():
        return small
    return small.translate(_DASHES)


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


def _is_written(words: str, exact: str | None, *, sure: bool) -> bool:
    """Names begin with a capital; a short one in capitals is written in capitals."""
    if exact is not None:
        return words.rstrip(".") == exact
    first = next((one for one in words if one.isalpha()), "")
    if first.isupper() or not (first.isupper() or first.islower()):
        return sure or len(words) >= _LEAST_LETTERS or words.isupper()
    return sure and " " in words
