"""The names that the matcher's weights are learned from, and those they are judged by.

An index is made of official lists, less some names of each subject. Queries ask for what was
taken out, for names of the index written in other ways, and for names that are in no list.
Everything is drawn by chance seeded with one number: the same lists give the same set.
What the labelled sets hold is left out; `training.held_out` says how, and against what.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from proscribe.matching.named import Named
from training.folding import fold
from training.held_out import read_held_out
from training.lists import read_entities
from training.negatives import negative_queries
from training.positives import Subject, bearers_of, part, positive_queries
from training.query import FIT, HELD, Query

__all__ = ["FIT", "HELD", "Query", "TrainingSet", "training_set"]

# A subject of more listings is mostly several subjects that a list names in one breath.
_MOST_LISTINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSet:
    """An index and what it is asked.

    Attributes:
        entries: The index, by id.
        queries: What it is asked, by kind.
        left_out: How many subjects of the lists were left out, as the labelled sets hold them.
    """

    entries: list[Named]
    queries: list[Query]
    left_out: int


def training_set(data: Path, labelled: Path, *, seed: int) -> TrainingSet:
    """Make the set.

    Args:
        data: Folder of editions.
        labelled: Folder of the labelled sets, whose names and subjects are left out.
        seed: What the chance starts from.

    Raises:
        SourceError: An edition is damaged or is none of its list.
    """
    held_out = read_held_out(data, labelled)
    found = [each for each in read_entities(data) if len(each.listings) <= _MOST_LISTINGS]
    usable = [each for each in found if not held_out.bears(each)]
    subjects = [part(entity, seed) for entity in usable]
    bearers = bearers_of(subjects)
    taken = {fold(name.text) for entity in usable for name in entity.names} | held_out.names
    return TrainingSet(
        entries=[_named(subject) for subject in subjects],
        queries=[
            *positive_queries(subjects, bearers, held_out, seed=seed),
            *negative_queries(data, usable, taken, seed=seed),
        ],
        left_out=len(found) - len(usable),
    )


def _named(subject: Subject) -> Named:
    entity = subject.entity
    properties = {"birthDate": entity.births, "country": entity.countries}
    return Named(
        id=entity.id,
        schema=entity.schema,
        names=tuple(subject.kept),
        properties={key: values for key, values in properties.items() if values},
    )
