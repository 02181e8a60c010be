"""Queries that have no answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from proscribe.matching.named import Named
from training import ordinary
from training.folding import fold
from training.lists import Entity
from training.query import FIT, HELD, Query, half_of

_ORDINARY = 6_200
_RECOMBINED_IN_A_HALF = 900
_ORGANISATIONS = 1_400
_COMPANIES = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    kind: str
    schema: str
    names: Iterable[str]
    half: str | None = None


def negative_queries(
    data: Path, listed: Sequence[Entity], taken: Collection[str], *, seed: int
) -> Iterator[Query]:
    """Yield queries of every kind, each name once.

    Args:
        data: Folder of editions.
        listed: The subjects of the index: people to recombine, words that firms share.
        taken: Folded names that may not occur: those of the index and held-out ones.
        seed: What the chance starts from.
    """
    seen = {*taken, ""}
    number = 0
    for made in _kinds(data, listed, seed):
        for name in made.names:
            key = fold(name)
            if key in seen:
                continue
            seen.add(key)
            yield Query(
                named=Named(id=f"n{number:05d}", schema=made.schema, names=(name,)),
                expected=(),
                kind=made.kind,
                half=made.half or half_of(key, seed),
            )
            number += 1


def _kinds(data: Path, listed: Sequence[Entity], seed: int) -> Iterator[_Made]:
    start = str(seed)
    people = ordinary.invented_people(_ORDINARY, start)
    yield _Made(kind="ordinary", schema="Person", names=people)
    yield _Made(kind="stranger", schema="Person", names=ordinary.real_people(data))
    for half in (FIT, HELD):
        parents = [each for each in listed if half_of(each.id, seed) == half]
        names = ordinary.recombined(_RECOMBINED_IN_A_HALF, f"{seed} {half}", parents)
        yield _Made(kind="recombined", schema="Person", names=names, half=half)
    invented = ordinary.invented_organizations(_ORGANISATIONS, start, listed)
    yield _Made(kind="organisation", schema="Organization", names=invented)
    companies = ordinary.real_companies(data, _COMPANIES, start)
    yield _Made(kind="company", schema="Organization", names=companies)
