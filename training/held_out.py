"""Whom and what training must not see: the labelled sets that quality is reported on.

The matcher's weights are judged by the queries, negatives and pairs of these sets. Had a
weight been fitted to a name among them, or to another alias of a subject they ask for, the
figures would say how well it remembers, not how well it finds. So a subject is left out if
one of its names equals a held-out one once folded, if it bears a name or a United Nations
reference of a subject that a query expects, and a generated name is left out if it equals a
held-out one. Names of the labelled index may occur: lists share subjects.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from proscribe.model.source import SnapshotFile
from proscribe.registry import load_source
from proscribe.sources.snapshot import open_snapshot
from training.folding import fold, words_of
from training.lists import Entity

_UN_EDITIONS = ("un/2021-01-27/un-data.xml", "un/2026-02-27/UN_consolidated.xml")
_UN = "un_sc_sanctions"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldOut:
    """What is kept out of training.

    Attributes:
        names: Held-out names, folded.
        subject_names: Names of the subjects that queries expect, folded, of two words or more.
        numbers: Numbers of these subjects, written as in `Entity.numbers`.
    """

    names: frozenset[str]
    subject_names: frozenset[str]
    numbers: frozenset[str]

    def bears(self, entity: Entity) -> bool:
        """Tell whether a subject may not be trained on."""
        folds = {fold(name.text) for name in entity.names}
        return bool(
            folds & self.names or folds & self.subject_names or entity.numbers & self.numbers
        )


def read_held_out(data: Path, labelled: Path) -> HeldOut:
    """Read the labelled sets in `labelled`, and what lists below `data` tell of their subjects."""
    queries = list(_rows(labelled / "queries.csv"))
    names = {
        *(row["name"] for row in queries),
        *(row["name"] for row in _rows(labelled / "negatives.csv")),
        *(row[key] for row in _rows(labelled / "pairs.csv") for key in ("name1", "name2")),
    }
    expected = {each for row in queries for each in row["expected"].split(";")}
    bearers = [row["name"] for row in _rows(labelled / "index.csv") if row["id"] in expected]
    numbers = set()
    for file in _UN_EDITIONS:
        for names_there, numbers_there in _un_subjects(data / file, expected):
            bearers += names_there
            numbers |= numbers_there
    return HeldOut(
        names=_folded(names, fewest=1),
        subject_names=_folded(bearers, fewest=2),
        numbers=frozenset(numbers),
    )


def _un_subjects(file: Path, expected: set[str]) -> Iterator[tuple[list[str], set[str]]]:
    snapshot = open_snapshot([SnapshotFile(name=file.name, content=file.read_bytes())])
    for listing, _ in load_source(_UN).parse(snapshot).listings:
        if listing.id.replace(_UN, "un") in expected:
            references = {f"id:{listing.id}"}
            for each in listing.designations:
                references.add(f"unscId:{each.authority_id}")
            yield [name.text for name in listing.names], references


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _folded(names: Iterable[str], *, fewest: int) -> frozenset[str]:
    return frozenset(fold(name) for name in names if len(words_of(name)) >= fewest)
