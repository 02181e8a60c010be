from __future__ import annotations

from pathlib import Path

import pytest

from training.data import TrainingSet, training_set
from training.folding import fold
from training.twins import Twins, twins


@pytest.fixture(scope="module")
def data(shared: Path) -> TrainingSet:
    return training_set(shared / "data", shared / "bench" / "matching", seed=1)


@pytest.fixture(scope="module")
def made(data: TrainingSet) -> list[Twins]:
    return twins(data, seed=1)


def test_the_same_seed_makes_the_same_pairs(data: TrainingSet, made: list[Twins]) -> None:
    assert twins(data, seed=1) == made
    assert twins(data, seed=2) != made


def test_both_halves_have_right_pairs_and_wrong_ones(made: list[Twins]) -> None:
    kinds = {(each.schema, each.right, each.half) for each in made}

    assert len(made) > 6_000
    assert {schema for schema, *_ in kinds} == {"Person", "Organization", "Vessel"}
    assert sum(schema != "Vessel" for schema, *_ in kinds) == 8


def test_no_wrong_pair_is_of_one_name(made: list[Twins]) -> None:
    assert not [each for each in made if not each.right and each.name == each.other]
    assert not [
        each for each in made if each.kind == "exchanged" and fold(each.name) == fold(each.other)
    ]


def test_a_father_is_not_his_son(made: list[Twins]) -> None:
    fathers = [each for each in made if each.kind == "father and son"]

    assert len(fathers) > 30
    assert all(sorted(each.name.split()) == sorted(each.other.split()) for each in fathers)
    assert not any(each.right for each in fathers)


def test_acronyms_are_both_right_and_chance(made: list[Twins]) -> None:
    right = {each.right for each in made if each.kind == "acronym"}

    assert right == {True, False}
