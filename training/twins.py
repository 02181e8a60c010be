"""Pairs of names that are nearly one, to learn what tells two names apart without a list.

Wrong ones are made of a listed name with one word of it exchanged, as between brothers, father
and son, namesakes and sister companies; some are written in another way besides. Right ones are
the names that one subject has on the lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from rapidfuzz import fuzz

from proscribe.matching.named import Named
from proscribe.model.script import script_of
from training.data import TrainingSet
from training.folding import fold, words_of
from training.kinds import alias_kind
from training.query import half_of
from training.variations import VARIATIONS
from training.wording import without_form

_COUNTS = {"Person": 2_400, "Organization": 1_600, "Vessel": 200}
_RIGHT = {"Person": 1_600, "Organization": 1_000, "Vessel": 100}
_SHARE_NEAR, _SHARE_VARIED, _SHARE_LONGER = 0.3, 0.35, 0.1
_SAME_BEGINNING = 3
_MOST_ALIKE = 75
_SHORT = {"typo_one", "vowel_dropped", "phonetic", "reorder", "honorific", "legal_form_dropped"}
_SHORT |= {"legal_form_exchanged", "abbreviated", "surname_comma", "diacritics", "word_dropped"}
# Of organisations, names that are alike in part are mostly translations of each other.
_LIKE = {
    "Person": frozenset({"same_words", "respaced", "subset_words", "spelling", "partial"}),
    "Organization": frozenset({"same_words", "respaced", "subset_words", "spelling"}),
    "Vessel": frozenset({"same_words", "respaced", "subset_words", "spelling"}),
}
_SON_OF = frozenset({"bin", "ben", "ibn", "ould"})
_ADDED = ("Branch", "Europe", "Asia", "Mexico", "International", "Services", "Trading", "Holding")


@dataclass(frozen=True, slots=True, kw_only=True)
class Twins:
    """Two names.

    Attributes:
        schema: ``Person``, ``Organization`` or ``Vessel``.
        name: One.
        other: The other.
        right: Whether both are one subject's.
        half: The half of the set that it belongs to.
        kind: How it came about.
    """

    schema: str
    name: str
    other: str
    right: bool
    half: str
    kind: str


def twins(data: TrainingSet, *, seed: int) -> list[Twins]:
    """Return wrong and right pairs made of the subjects of a training set."""
    found: list[Twins] = []
    for schema, count in _COUNTS.items():
        entries = [entry for entry in data.entries if entry.schema == schema]
        found += _wrong(entries, count, seed)
        found += _sons(entries, seed)
        found += _right(entries, _RIGHT[schema], seed)
    return [*found, *_acronyms(data, seed)]


def _wrong(entries: Sequence[Named], count: int, seed: int) -> Iterator[Twins]:
    schema = entries[0].schema
    random = Random(f"{seed} twins {schema}")
    known = {fold(name) for entry in entries for name in entry.names}
    named = [
        (entry, name) for entry in entries for name in entry.names[:1] if script_of(name) == "Latn"
    ]
    places = _by_place([name for _, name in named])
    near = _by_beginning([name for _, name in named])
    made = 0
    while made < count:
        entry, name = random.choice(named)
        twin = _twin(name, schema, (places, near), random)
        if twin is None or fold(twin) in known:
            continue
        if random.random() < _SHARE_VARIED:
            name = _varied(name, schema, random)
        two = [name, twin]
        random.shuffle(two)
        half = half_of(entry.id, seed)
        yield Twins(
            schema=schema, name=two[0], other=two[1], right=False, half=half, kind="exchanged"
        )
        made += 1


_Words = tuple[dict[str, list[str]], dict[str, list[str]]]


def _twin(name: str, schema: str, words_of_others: _Words, random: Random) -> str | None:
    """Exchange a word: for one that stands in the same place elsewhere, or begins the same."""
    bare = without_form(name) if schema == "Organization" else name
    words, tail = bare.split(), name[len(bare) :] if name.startswith(bare) else ""
    telling = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    numbers = [place for place, word in enumerate(words) if word.isdecimal()]
    if len(words) < 2 or not telling:
        return None
    if numbers and random.random() < 0.7:
        at = random.choice(numbers)
        words[at] = str(int(words[at]) + random.randint(1, 9))
        return " ".join(words) + tail
    if schema == "Organization" and random.random() < _SHARE_LONGER:
        return f"{' '.join(words)} {random.choice(_ADDED)}{tail}"
    at = random.choice(telling)
    by_place, near = words_of_others
    options = by_place[_place(at, len(words))]
    if random.random() < _SHARE_NEAR:
        options = near[words[at][:_SAME_BEGINNING].lower()]
    word = random.choice(options)
    if fuzz.ratio(word.lower(), words[at].lower()) > _MOST_ALIKE:
        return None
    words[at] = word.upper() if words[at].isupper() else word.title()
    return " ".join(words) + tail


def _sons(entries: Sequence[Named], seed: int) -> Iterator[Twins]:
    for entry in entries if entries[0].schema == "Person" else ():
        for name in entry.names:
            exchanged = _father_and_son(name.split())
            if exchanged is not None:
                yield Twins(
                    schema=entry.schema,
                    name=name,
                    other=exchanged,
                    right=False,
                    half=half_of(entry.id, seed),
                    kind="father and son",
                )


def _father_and_son(words: Sequence[str]) -> str | None:
    """Make the father of who bears a name bear it, where it says whose son he is."""
    sons = [place for place, word in enumerate(words) if word.lower() in _SON_OF]
    if not sons or not 0 < (at := sons[0]) < len(words) - 1 or words[at - 1] == words[at + 1]:
        return None
    return " ".join([*words[: at - 1], words[at + 1], words[at], words[at - 1], *words[at + 2 :]])


def _place(at: int, count: int) -> str:
    return "first" if at == 0 else "last" if at == count - 1 else "middle"


def _by_place(names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        words = without_form(name).split()
        for at, word in enumerate(words):
            if len(word) > 2 and word.isalpha() and word.isascii():
                found[_place(at, len(words))].append(word)
    return found


def _by_beginning(names: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for word in name.split():
            if len(word) > _SAME_BEGINNING and word.isalpha() and word.isascii():
                found[word[:_SAME_BEGINNING].lower()].add(word.lower())
    return defaultdict(lambda: ["Other"], {key: sorted(words) for key, words in found.items()})


def _varied(name: str, schema: str, random: Random) -> str:
    fitting = [each for each in VARIATIONS if schema in each.schemata and each.key in _SHORT]
    return random.choice(fitting).write(name, random) or name


def _right(entries: Sequence[Named], count: int, seed: int) -> Iterator[Twins]:
    """Yield two names of one subject; of persons none that is a single word."""
    schema = entries[0].schema
    random = Random(f"{seed} right {schema}")
    fewest = 2 if schema == "Person" else 1
    pairs = [
        (entry, two)
        for entry in entries
        for two in combinations([each for each in entry.names if len(words_of(each)) >= fewest], 2)
        if alias_kind(two[0], two[1:]) in _LIKE[schema]
    ]
    for entry, two in random.sample(pairs, min(count, len(pairs))):
        half = half_of(entry.id, seed)
        yield Twins(schema=schema, name=two[0], other=two[1], right=True, half=half, kind="names")


def _acronyms(data: TrainingSet, seed: int) -> Iterator[Twins]:
    """Yield organisations with a word of the first letters of one's name in another's."""
    entries = [entry for entry in data.entries if entry.schema == "Organization"]
    entries += [
        Named(id=query.expected[0], schema=query.named.schema, names=query.named.names)
        for query in data.queries
        if query.named.schema == "Organization"
        and query.kind == "alias_unrelated"
        and query.expected
    ]
    bearers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry in entries:
        for name in entry.names:
            for word in name.split():
                if word.isupper() and word.isascii() and 3 <= len(word) <= 6 and len(name) < 12:
                    bearers[word.lower()].append((entry.id, name))
    for entry in entries:
        for name in entry.names:
            words = words_of(without_form(name))
            initials = "".join(word[0] for word in words if word not in {"of", "the", "for", "and"})
            for bearer, short in bearers.get(initials, ()):
                yield Twins(
                    schema="Organization",
                    name=short,
                    other=name,
                    right=bearer == entry.id,
                    half=half_of(entry.id, seed),
                    kind="acronym",
                )
