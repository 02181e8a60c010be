"""Which listings of several lists are one subject.

A duplicate that stays apart would be learned as somebody else of nearly the same name, so
what is likely the same is joined: an identifying number in common, an equal name where birth
years do not contradict it, or an equal day of birth with a similar name. Of two persons of
whom it stays in doubt one is left out: it is neither a match to learn nor a miss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from training.folding import fold, words_of
from training.wording import without_form

if TYPE_CHECKING:
    from training.lists import Entity

SIMILAR = 75
_FULL_DATE = len("2021-01-31")
# A name that more listings bear than a subject has is borne by several subjects.
_MOST_BEARERS = 12
_YEARS_APART = 1
_SAME_WORDS = 92
_MOST_WITH_TWO_WORDS = 40


def merge(entities: Sequence[Entity]) -> list[list[Entity]]:
    """Group the entities that are one subject, in the order in which each first occurs."""
    leader = list(range(len(entities)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in _pairs(entities):
        first, second = sorted((find(one), find(other)))
        leader[second] = first
    groups: dict[int, list[Entity]] = defaultdict(list)
    for place, entity in enumerate(entities):
        groups[find(place)].append(entity)
    return list(groups.values())


def _pairs(entities: Sequence[Entity]) -> Iterator[tuple[int, int]]:
    numbers = ((number, place) for place, each in enumerate(entities) for number in each.numbers)
    yield from _chained(numbers)
    names = (
        (f"{each.schema} {fold(name.text)}", place)
        for place, each in enumerate(entities)
        for name in each.names
        if len(words_of(name.text)) > 1 or each.schema != "Person"
    )
    for one, other in _chained(names, most=_MOST_BEARERS):
        if not _born_apart(entities[one], entities[other]):
            yield one, other
    cores = (
        (core, place)
        for place, each in enumerate(entities)
        if each.schema == "Organization"
        for name in each.names
        if len((core := fold(without_form(name.text))).split()) > 1
    )
    for one, other in _chained(cores):
        if _list_of(entities[one]) != _list_of(entities[other]):
            yield one, other
    births = (
        (birth, place)
        for place, each in enumerate(entities)
        for birth in each.births
        if len(birth) == _FULL_DATE
    )
    for one, other in _chained(births, most=1 << 10):
        if _are_similar(entities[one], entities[other]):
            yield one, other


def without_doubtful(entities: Sequence[Entity]) -> list[Entity]:
    """Leave out persons who may be another of them: of like names, and not born apart.

    Of two the one of fewer listings goes.
    """
    pairs: dict[str, list[int]] = defaultdict(list)
    for place, entity in enumerate(entities):
        if entity.schema == "Person":
            for key in {key for name in entity.names for key in _word_pairs(name.text)}:
                pairs[key].append(place)
    doubtful: set[int] = set()
    met = {
        two
        for key in sorted(pairs)
        if len(pairs[key]) <= _MOST_WITH_TWO_WORDS
        for two in combinations(pairs[key], 2)
    }
    for two in sorted(met):
        if doubtful.isdisjoint(two) and _may_be_one(*(entities[place] for place in two)):
            doubtful.add(max(two, key=lambda place: (-len(entities[place].listings), place)))
    return [entity for place, entity in enumerate(entities) if place not in doubtful]


def _word_pairs(name: str) -> Iterator[str]:
    words = sorted({word for word in words_of(name) if len(word) > 1})
    yield from map(" ".join, combinations(words, 2))


def _may_be_one(one: Entity, other: Entity) -> bool:
    return not _born_apart(one, other) and any(
        fuzz.token_set_ratio(fold(name.text), fold(that.text)) >= _SAME_WORDS
        for name in one.names
        for that in other.names
        if len(words_of(name.text)) > 1 and len(words_of(that.text)) > 1
    )


def _list_of(entity: Entity) -> str:
    return entity.id.partition("-")[0]


def _chained(
    keyed: Iterable[tuple[str, int]], *, most: int = _MOST_BEARERS
) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for key, place in keyed:
        groups[key].append(place)
    for key in sorted(groups):
        if len(groups[key]) <= most:
            yield from combinations(sorted(set(groups[key])), 2)


def _born_apart(one: Entity, other: Entity) -> bool:
    if not one.births or not other.births:
        return False
    years = ({int(birth[:4]) for birth in each.births} for each in (one, other))
    first, second = years
    return all(abs(year - that) > _YEARS_APART for year in first for that in second)


def _are_similar(one: Entity, other: Entity) -> bool:
    return any(
        fuzz.token_sort_ratio(fold(name.text), fold(that.text)) >= SIMILAR
        or fuzz.token_set_ratio(fold(name.text), fold(that.text)) >= SIMILAR + 15
        for name in one.names
        for that in other.names
    )
