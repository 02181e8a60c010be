"""The whole set, made once: what it holds, and what it must not."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from training.data import FIT, HELD, TrainingSet, training_set
from training.folding import fold
from training.twins import Twins, twins


@pytest.fixture(scope="module")
def made(shared: Path) -> TrainingSet:
    return training_set(shared / "data", shared / "bench" / "matching", seed=1)


def labelled(shared: Path, file: str) -> list[dict[str, str]]:
    with (shared / "bench" / "matching" / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_nothing_of_the_labelled_sets_is_in_it(made: TrainingSet, shared: Path) -> None:
    reported = {
        *(fold(row["name"]) for row in labelled(shared, "queries.csv")),
        *(fold(row["name"]) for row in labelled(shared, "negatives.csv")),
        *(fold(row[key]) for row in labelled(shared, "pairs.csv") for key in ("name1", "name2")),
    }
    inside = {fold(name) for entry in made.entries for name in entry.names}
    asked = {fold(query.named.names[0]) for query in made.queries}

    assert len(reported) > 3_000
    assert inside & reported == set()
    assert asked & reported == set()
    assert made.left_out > 300


def test_no_subject_of_a_labelled_query_is_in_it(made: TrainingSet, shared: Path) -> None:
    expected = {
        each for row in labelled(shared, "queries.csv") for each in row["expected"].split(";")
    }
    theirs = {
        key
        for row in labelled(shared, "index.csv")
        if row["id"] in expected and len((key := fold(row["name"])).split()) > 1
    }
    names = {fold(name) for entry in made.entries for name in entry.names}

    assert names & theirs == set()


def test_it_is_large_and_balanced(made: TrainingSet) -> None:
    positive = sum(bool(query.expected) for query in made.queries)
    halves = Counter(query.half for query in made.queries)

    assert 15_000 < sum(len(entry.names) for entry in made.entries) < 25_000
    assert 6_000 < positive < 12_000
    assert 9_000 < len(made.queries) - positive < 12_000
    assert set(halves) == {FIT, HELD}
    assert abs(halves[FIT] - halves[HELD]) < 1_000


def test_queries_expect_entries_and_only_negatives_expect_none(made: TrainingSet) -> None:
    ids = {entry.id for entry in made.entries}
    negative = {"ordinary", "stranger", "recombined", "organisation", "company"}

    assert len(ids) == len(made.entries)
    assert len({query.named.id for query in made.queries}) == len(made.queries)
    assert all(ids.issuperset(query.expected) for query in made.queries)
    assert {query.kind for query in made.queries if not query.expected} == negative


def test_all_queries_of_an_entity_are_in_one_half(made: TrainingSet) -> None:
    halves: dict[str, set[str]] = {}
    for query in made.queries:
        if len(query.expected) == 1:
            halves.setdefault(query.expected[0], set()).add(query.half)

    assert {len(each) for each in halves.values()} == {1}


def test_names_that_are_asked_for_as_aliases_are_not_in_their_entry(made: TrainingSet) -> None:
    names = {entry.id: {fold(name) for name in entry.names} for entry in made.entries}
    aliases = [query for query in made.queries if query.kind.startswith(("alias_", "native_"))]

    assert len(aliases) > 3_000
    assert not [
        query
        for query in aliases
        if len(query.expected) == 1 and fold(query.named.names[0]) in names[query.expected[0]]
    ]


def test_a_name_of_no_list_is_nobodys_in_the_index(made: TrainingSet) -> None:
    names = {fold(name) for entry in made.entries for name in entry.names}

    assert not [q for q in made.queries if not q.expected and fold(q.named.names[0]) in names]


@pytest.fixture(scope="module")
def pairs(made: TrainingSet) -> list[Twins]:
    return twins(made, seed=1)


def test_the_same_seed_makes_the_same_pairs(made: TrainingSet, pairs: list[Twins]) -> None:
    assert twins(made, seed=1) == pairs
    assert twins(made, seed=2) != pairs


def test_both_halves_have_right_pairs_and_wrong_ones(pairs: list[Twins]) -> None:
    kinds = {(each.schema, each.right, each.half) for each in pairs}

    assert len(pairs) > 6_000
    assert {schema for schema, *_ in kinds} == {"Person", "Organization", "Vessel"}
    assert sum(schema != "Vessel" for schema, *_ in kinds) == 8


def test_no_wrong_pair_is_of_one_name(pairs: list[Twins]) -> None:
    assert not [each for each in pairs if not each.right and each.name == each.other]
    assert not [
        each for each in pairs if each.kind == "exchanged" and fold(each.name) == fold(each.other)
    ]


def test_a_father_is_not_his_son(pairs: list[Twins]) -> None:
    fathers = [each for each in pairs if each.kind == "father and son"]

    assert len(fathers) > 30
    assert all(sorted(each.name.split()) == sorted(each.other.split()) for each in fathers)
    assert not any(each.right for each in fathers)


def test_acronyms_are_both_right_and_chance(pairs: list[Twins]) -> None:
    right = {each.right for each in pairs if each.kind == "acronym"}

    assert right == {True, False}
