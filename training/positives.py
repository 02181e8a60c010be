"""Queries that have an answer: aliases taken out of the index, and names written otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from random import Random

from proscribe.matching.named import Named
from proscribe.model.script import script_of
from training.folding import fold, words_of
from training.held_out import HeldOut
from training.kinds import alias_kind
from training.lists import SURNAME_FIRST, Entity
from training.query import Query, half_of
from training.variations import VARIATIONS, Variation

_NATIVE = {
    "Arab": "arabic",
    "Cyrl": "cyrillic",
    "Kana": "kana",
    "Hani": "han",
    "Hang": "hangul",
    "Grek": "greek",
}
# Most queries of one kind: aliases together, each foreign script, each variation by schema.
_MOST_ALIASES = 3_000
_MOST_NATIVE = 500
_MOST_VARIED = {"Person": 140, "Organization": 110, "Vessel": 40}
_SHARE_TAKEN = 0.75
# How often one subject may be written in one way, where few fit.
_ROUNDS = 3


@dataclass(slots=True)
class Subject:
    """A subject, parted into what the index holds and what is asked.

    Attributes:
        entity: The subject.
        kept: Names that the index holds; never empty.
        asked: Names that were taken out, each with the kind of query it makes.
    """

    entity: Entity
    kept: list[str]
    asked: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    name: str
    kind: str
    entity: Entity


def part(entity: Entity, seed: int) -> Subject:
    """Take out one alias, and all names of a foreign script of three subjects in four."""
    random = Random(f"{seed} {entity.id}")
    latin = [name.text for name in entity.names if script_of(name.text) == "Latn"]
    others = [name.text for name in entity.names if script_of(name.text) != "Latn"]
    subject = Subject(entity=entity, kept=latin or others)
    if not latin:
        return subject
    if len(latin) > 1:
        taken = random.randrange(1, len(latin))
        subject.kept = [*latin[:taken], *latin[taken + 1 :]]
        subject.asked.append((latin[taken], _kind_of(entity.schema, latin[taken], subject.kept)))
    by_script: dict[str, list[str]] = defaultdict(list)
    for name in others:
        by_script["" if _is_mixed(name) else script_of(name) or ""].append(name)
    for script, names in sorted(by_script.items()):
        if script in _NATIVE and random.random() < _SHARE_TAKEN:
            subject.asked.append((random.choice(names), f"native_{_NATIVE[script]}"))
        else:
            subject.kept += names
    return subject


def bearers_of(subjects: Iterable[Subject]) -> dict[str, list[str]]:
    """Return the ids of those who bear a name in the index, by the name folded."""
    found: dict[str, list[str]] = defaultdict(list)
    for subject in subjects:
        for key in sorted({fold(name) for name in subject.kept}):
            found[key].append(subject.entity.id)
    return found


def positive_queries(
    subjects: Sequence[Subject],
    bearers: Mapping[str, Sequence[str]],
    held_out: HeldOut,
    *,
    seed: int,
) -> Iterator[Query]:
    """Yield queries, none of which equals a held-out name once folded.

    Whoever bears the name that is asked for is expected, with the subject it was made from.
    """
    seen: set[tuple[str, str]] = set()
    for asked in chain(_aliases(subjects, seed), _varied(subjects, seed)):
        entity = asked.entity
        key = fold(asked.name)
        if key in held_out.names or not key or (asked.name, entity.id) in seen:
            continue
        named = Named(id=f"p{len(seen):05d}", schema=entity.schema, names=(asked.name,))
        seen.add((asked.name, entity.id))
        yield Query(
            named=named,
            expected=tuple(sorted({entity.id, *bearers.get(key, ())})),
            kind=asked.kind,
            half=half_of(entity.id, seed),
        )


def _aliases(subjects: Sequence[Subject], seed: int) -> Iterator[_Asked]:
    groups: dict[str, list[_Asked]] = defaultdict(list)
    for subject in subjects:
        for name, kind in subject.asked:
            group = kind if kind.startswith("native") else ""
            groups[group].append(_Asked(name=name, kind=kind, entity=subject.entity))
    for group, found in sorted(groups.items()):
        most = _MOST_NATIVE if group else _MOST_ALIASES
        random = Random(f"{seed} {group or 'aliases'}")
        yield from found if len(found) <= most else random.sample(found, most)


def _varied(subjects: Sequence[Subject], seed: int) -> Iterator[_Asked]:
    for variation in VARIATIONS:
        for schema in sorted(variation.schemata):
            fitting = [each for each in subjects if each.entity.schema == schema]
            random = Random(f"{seed} {variation.key} {schema}")
            random.shuffle(fitting)
            rounds = chain.from_iterable(repeat(fitting, _ROUNDS))
            yield from _written(variation, rounds, _MOST_VARIED[schema], random)


def _written(
    variation: Variation, subjects: Iterable[Subject], most: int, random: Random
) -> Iterator[_Asked]:
    count = 0
    for subject in subjects:
        if variation.ordered and subject.entity.id.startswith(SURNAME_FIRST):
            continue
        written = next(_ways(variation, subject, random), None)
        if written is not None:
            yield _Asked(name=written, kind=variation.key, entity=subject.entity)
            count += 1
        if count == most:
            return


def _ways(variation: Variation, subject: Subject, random: Random) -> Iterator[str]:
    fewest = 2 if subject.entity.schema == "Person" else 1
    for name in random.sample(subject.kept, len(subject.kept)):
        if script_of(name) == "Latn" and len(words_of(name)) >= fewest:
            written = variation.write(name, random)
            if written is not None and written != name:
                yield written


def _kind_of(schema: str, alias: str, others: Sequence[str]) -> str:
    """Return what an alias is asked as; one word tells nobody who a person is."""
    if schema == "Person" and len(words_of(alias)) == 1:
        return "alias_one_word"
    return f"alias_{alias_kind(alias, others)}"


def _is_mixed(name: str) -> bool:
    """Tell whether some letters are Latin: a translation around a name more than a name."""
    return any("a" <= letter <= "z" for letter in name.lower())
