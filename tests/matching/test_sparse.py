"""Sparse rows: what is kept of them, and their products."""

from __future__ import annotations

import numpy as np

from proscribe.matching.sparse import (
    Rows,
    affordable,
    best_products,
    distinct,
    greatest_first,
    near_the_best,
)


def rows(*lines: dict[int, float], columns: int) -> Rows:
    return Rows(
        np.array([value for line in lines for value in line.values()], dtype=np.float32),
        np.array([column for line in lines for column in line], dtype=np.int32),
        np.cumsum([0, *map(len, lines)]).astype(np.int32),
        columns,
    )


def as_dicts(found: Rows) -> list[dict[int, float]]:
    lines: list[dict[int, float]] = [{} for _ in range(found.shape[0])]
    for owner, column, value in zip(found.owners(), found.indices, found.data, strict=True):
        lines[owner][int(column)] = round(float(value), 4)
    return lines


def test_numbers_that_are_there_often_are_found_once_and_each_knows_its_own() -> None:
    keys = np.arange(5_000, dtype=np.int64) % 700 * 999_983
    chosen, which = distinct(keys)

    assert (keys[chosen][which] == keys).all()
    assert 700 <= len(chosen) < 2_500
    assert set(keys[chosen].tolist()) == set(keys.tolist())


def test_few_numbers_are_left_as_they_are() -> None:
    chosen, which = distinct(np.array([7, 7, 8], dtype=np.int64))

    assert chosen.tolist() == which.tolist() == [0, 1, 2]


def test_the_greatest_value_of_each_owner_comes_first_and_of_equal_ones_the_first() -> None:
    values = np.array([0.5, 2.0, 0.25, 0.25, 9.0], dtype=np.float32)
    owners = np.array([1, 1, 0, 0, 1])

    assert greatest_first(values, owners).tolist() == [2, 3, 4, 1, 0]


def test_a_row_that_costs_too_much_loses_its_small_values_and_a_cheap_one_none() -> None:
    table = rows({0: 1, 1: 1, 2: 1}, {0: 1}, {3: 1, 4: 1}, columns=5)
    asked = rows({0: 0.1, 1: 0.9, 2: 0.5}, {0: 0.1}, columns=3)

    kept = affordable(asked, table, budget=3, least=1)
    assert as_dicts(kept) == [{1: 0.9, 2: 0.5}, {0: 0.1}]
    kept = affordable(asked, table, budget=np.array([6, 0], dtype=np.int32), least=0)
    assert as_dicts(kept) == [{0: 0.1, 1: 0.9, 2: 0.5}, {}]


def test_products_keep_the_greatest_and_add_what_is_there_twice() -> None:
    table = rows({0: 1, 1: 2}, {1: 1, 2: 8}, columns=3)
    twice = Rows(
        np.array([1, 1], dtype=np.float32),
        np.array([0, 0], dtype=np.int32),
        np.array([0, 2], dtype=np.int32),
        2,
    )

    assert as_dicts(best_products(twice, table, 5)) == [{0: 2, 1: 4}]
    assert as_dicts(best_products(rows({0: 1, 1: 1}, columns=2), table, 1)) == [{2: 8}]
    assert as_dicts(best_products(rows({}, columns=2), table, 1)) == [{}]


def test_what_is_far_behind_the_best_of_a_row_is_left_out() -> None:
    found = rows({0: 1.0, 1: 0.5, 2: 0.4}, {}, {0: 0.2, 1: 0.15}, columns=3)

    assert as_dicts(near_the_best(found, np.float32(0.5))) == [
        {0: 1, 1: 0.5},
        {},
        {0: 0.2, 1: 0.15},
    ]
    capped = rows({0: 2.0, 1: 0.5}, columns=2)
    assert as_dicts(near_the_best(capped, np.float32(0.5), 1)) == [{0: 2, 1: 0.5}]


def test_rows_are_taken_out_in_any_order() -> None:
    found = rows({0: 1.0}, {}, {1: 2.0, 2: 3.0}, columns=3)

    assert as_dicts(found.at(np.array([2, 1, 0, 0]))) == [{1: 2, 2: 3}, {}, {0: 1}, {0: 1}]
