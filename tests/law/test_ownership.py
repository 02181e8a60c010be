"""Shares through layers, against the guidance and a slow solver that is plainly right."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.law.case import Stake
from proscribe.law.ownership import solve
from proscribe.law.regime import OwnershipMode, OwnershipRule

TOGETHER = OwnershipRule(text="t", mode=OwnershipMode.AGGREGATE)
ALONE = OwnershipRule(text="t", mode=OwnershipMode.SINGLE)
MORE_THAN_HALF = OwnershipRule(text="t", mode=OwnershipMode.SINGLE, strict=True)
NODES = ("A", "B", "C", "D", "")
HALF = Decimal("0.5")


def stake(owner: str, owned: str, share: str | None) -> Stake:
    return Stake(owner=owner, owned=owned, share=None if share is None else Decimal(share))


# The examples of OFAC FAQ 401, in our names: X blocked, the issuer last.
@pytest.mark.parametrize(
    ("stakes", "meets"),
    [
        ([("X", "A", "0.5"), ("A", "", "0.5")], True),
        ([("X", "A", "0.5"), ("X", "B", "0.1"), ("A", "", "0.4"), ("B", "", "0.1")], False),
        ([("X", "A", "0.25"), ("A", "", "1")], False),
        ([("X", "A", "0.5"), ("A", "", "0.25"), ("X", "", "0.25")], True),
        ([("X", "A", "0.5"), ("X", "B", "0.5"), ("A", "", "0.25"), ("B", "", "0.25")], True),
    ],
)
def test_a_share_through_a_half_owned_layer_counts_in_full(
    stakes: list[tuple[str, str, str]],
    *,
    meets: bool,
) -> None:
    assert solve([stake(*one) for one in stakes], {"X"}, TOGETHER).meets is meets


def test_two_owners_are_added_only_where_the_rule_adds() -> None:
    stakes = [stake("X", "", "0.3"), stake("Y", "", "0.2")]

    assert solve(stakes, {"X", "Y"}, TOGETHER).meets is True
    assert solve(stakes, {"X", "Y"}, ALONE).meets is False


def test_what_one_owner_holds_through_others_is_his_own() -> None:
    stakes = [stake("X", "", "0.3"), stake("X", "A", "0.6"), stake("A", "", "0.2")]

    assert solve(stakes, {"X", "Y"}, ALONE).meets is True


def test_half_is_not_more_than_half() -> None:
    assert solve([stake("X", "", "0.5")], {"X"}, MORE_THAN_HALF).meets is False
    assert solve([stake("X", "", "0.5001")], {"X"}, MORE_THAN_HALF).meets is True


def test_a_share_that_is_not_known_leaves_the_answer_open_only_where_it_could_decide() -> None:
    assert solve([stake("X", "", None)], {"X"}, TOGETHER).meets is None
    assert solve([stake("X", "", None), stake("Y", "", "0.5")], {"X", "Y"}, TOGETHER).meets is True
    assert solve([stake("Z", "", None), stake("X", "", "0.4")], {"X"}, TOGETHER).meets is False


def test_of_a_stake_said_twice_the_larger_counts_once() -> None:
    twice = [stake("X", "", "0.3"), stake("X", "", "0.4"), stake("X", "", "0.3")]

    assert solve(twice, {"X"}, TOGETHER).share == Decimal("0.4")


def test_the_addition_is_shown() -> None:
    owned = solve([stake("X", "", "0.3"), stake("Y", "", "0.25")], {"X", "Y"}, TOGETHER)

    assert owned.sum_ == "X 30 % + Y 25 %: together 55 %, the rule needs at least 50 %"


parts = st.sampled_from([None, *(Decimal(n) / 20 for n in (0, 4, 5, 9, 10, 11, 15, 20))])
graphs = st.dictionaries(
    st.tuples(st.sampled_from(NODES[:4]), st.sampled_from(NODES)), parts, max_size=9
)


@settings(max_examples=400)
@given(graphs, st.sets(st.sampled_from("ABCD"), max_size=3), st.sampled_from([TOGETHER, ALONE]))
def test_the_solver_finds_what_trying_every_set_finds(
    graph: dict[tuple[str, str], Decimal | None], blocked: set[str], rule: OwnershipRule
) -> None:
    stakes = [Stake(owner=a, owned=b, share=share) for (a, b), share in graph.items()]
    groups = [blocked] if rule is TOGETHER else [{one} for one in blocked]

    surely = any("" in least(graph, group, unknown=Decimal(0)) for group in groups)
    perhaps = any("" in least(graph, group, unknown=Decimal(1)) for group in groups)

    assert solve(stakes, blocked, rule).meets is (True if surely else None if perhaps else False)


def least(
    graph: dict[tuple[str, str], Decimal | None], blocked: set[str], *, unknown: Decimal
) -> frozenset[str]:
    """Return the smallest set that holds the blocked and everyone half owned from within it."""
    closed = [
        chosen
        for chosen in subsets()
        if blocked <= chosen
        and all(
            node in chosen
            for node in NODES
            if sum(
                (unknown if share is None else share)
                for (owner, owned), share in graph.items()
                if owned == node and owner in chosen
            )
            >= HALF
        )
    ]
    return frozenset.intersection(*closed)


def subsets() -> Iterator[frozenset[str]]:
    for size in range(len(NODES) + 1):
        yield from (frozenset(chosen) for chosen in combinations(NODES, size))
