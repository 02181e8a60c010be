"""The invented lists of the matching benchmarks: the shape of the real one, at any size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from benchmarks.bench_matching import read_rows
from benchmarks.many_names import (
    Names,
    abbreviation,
    left_out_word,
    other_order,
    read_stock,
    typing_error,
    write_all,
)

COUNT = 3_000


@pytest.fixture(scope="module")
def stock(shared: Path) -> Path:
    return shared / "bench" / "matching" / "index.csv"


@pytest.fixture(scope="module")
def written(stock: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    write_all(stock, folder, COUNT)
    return folder


def test_no_two_names_are_alike_and_most_are_persons(written: Path) -> None:
    rows = read_rows(written / "names.csv")
    schemata = Counter(row["schema"] for row in rows)

    assert len({row["name"] for row in rows}) == len(rows) == COUNT
    assert [schema for schema, _ in schemata.most_common()] == ["Person", "Organization", "Vessel"]


def test_every_other_query_is_a_perturbed_name_of_the_list_and_the_rest_are_none(
    written: Path,
) -> None:
    names = {row["id"]: row["name"] for row in read_rows(written / "names.csv")}
    queries = read_rows(written / "queries.csv")
    expected = [row["expected"] for row in queries]
    others = {row["name"] for row in queries if not row["expected"]}

    assert [bool(each) for each in expected[:4]] == [True, False, True, False]
    assert {each for each in expected if each} <= names.keys()
    assert others.isdisjoint(names.values())


def test_words_are_as_unequal_as_in_the_real_list(stock: Path) -> None:
    names = Names(read_stock(stock))
    made = Counter(
        word
        for schema, name in (names.make() for _ in range(20_000))
        if schema == "Person"
        for word in name.lower().replace(",", " ").split()
    )
    once = sum(count == 1 for count in made.values())

    # Of the real list's 10,076 words of persons 61 % occur once, and "muhammad" is the first.
    assert 0.5 < once / len(made) < 0.75
    assert made.most_common(1)[0][0] == "muhammad"


def test_it_is_the_same_for_the_same_seed_only(stock: Path) -> None:
    known = read_stock(stock)
    first, same, other = (Names(known, seed) for seed in (1, 1, 2))

    made = [first.make() for _ in range(20)]
    assert [same.make() for _ in range(20)] == made
    assert [other.make() for _ in range(20)] != made


def test_a_stock_of_one_short_word_still_gives_names_that_differ() -> None:
    names = Names([(schema, "A") for schema in ("Person", "Organization", "Vessel")])

    assert len({names.make() for _ in range(9)}) == 9


def test_each_perturbation_does_what_its_name_says() -> None:
    chance = Random(3)

    assert other_order(chance, "AL-HASAN, Ali Omar") == "Ali Omar AL-HASAN"
    assert abbreviation(chance, "DELTA HOLDINGS LIMITED") == "DELTA HLDGS LTD"
    assert left_out_word(chance, "Kim Il") == "KimIl"
    assert len(left_out_word(chance, "ONE TWO THREE").split()) == 2
    assert typing_error(chance, "DELTA") != "DELTA"
