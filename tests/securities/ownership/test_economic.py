"""Economic shares, against a system of equations."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.securities.ownership.economic import indirect_shares
from proscribe.securities.ownership.graph import Shares

COUNT = 5


def known(count: int, *edges: tuple[int, int, str]) -> Shares:
    return Shares.of_parts(count, [(a, b, Decimal(c), Decimal(c)) for a, b, c in edges])


def test_shares_multiply_along_a_path_and_paths_add() -> None:
    two_ways = known(4, (0, 1, "0.6"), (1, 3, "0.5"), (0, 2, "0.4"), (2, 3, "0.5"))

    found = indirect_shares(two_ways, [0])

    assert found.share[3] == pytest.approx(0.5)
    assert not found.capped.any()


def test_companies_that_hold_each_other_leave_it_all_to_who_is_outside() -> None:
    # Each holds half of the other, and the blocked owner the other half of the first.
    crossed = known(3, (0, 1, "0.5"), (1, 2, "0.5"), (2, 1, "0.5"))

    assert indirect_shares(crossed, [0]).share.tolist() == pytest.approx(
        [1, 2 / 3, 1 / 3], abs=1e-5
    )


def test_more_than_all_is_held_to_all_and_told() -> None:
    over = known(3, (0, 2, "0.8"), (1, 2, "0.7"))

    found = indirect_shares(over, [0, 1])

    assert (found.share[2], found.capped.tolist()) == (1.0, [False, False, True])


def test_a_long_chain_and_a_wide_one_end() -> None:
    length = 2_000
    chain = known(length, *((node, node + 1, "1") for node in range(length - 1)))
    wide = known(length, *((0, node, "0.25") for node in range(1, length)))

    assert indirect_shares(chain, [0]).share[-1] == 1.0
    assert indirect_shares(wide, [0]).share[1:].tolist() == [0.25] * (length - 1)


graphs = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), st.integers(0, 4), max_size=12
)


@settings(max_examples=300, deadline=None)
@given(graphs, st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=2))
def test_flowing_round_agrees_with_solving_the_equations(
    found: dict[tuple[int, int], int], blocked: set[int]
) -> None:
    # Of each company less than all is held, so that the equations have one solution.
    parts = {ends: Decimal(part) / 25 for ends, part in found.items()}
    shares = Shares.of_parts(COUNT, [(a, b, part, part) for (a, b), part in parts.items()])
    matrix = np.zeros((COUNT, COUNT))
    for (owner, owned), part in parts.items():
        if owned not in blocked:
            matrix[owned, owner] = float(part)
    start = np.array([float(node in blocked) for node in range(COUNT)])

    flowed = indirect_shares(shares, blocked)

    assert flowed.settled
    assert np.allclose(flowed.share, np.linalg.solve(np.eye(COUNT) - matrix, start), atol=1e-5)
