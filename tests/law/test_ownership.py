"""Shares through layers, against the guidance and a slow solver that is plainly right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.law.case import Span, Stake
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

    assert owned.sum_ == "X 30 % + Y 25 % = 55 % together, the rule counts from 50 % on"


def test_each_layer_that_counts_is_shown_and_only_its_owners_are_named() -> None:
    stakes = [stake("X", "A", "0.6"), stake("A", "", "0.5"), stake("Z", "B", "0.1")]

    owned = solve([*stakes, stake("B", "", "0.5")], {"X", "Z"}, TOGETHER)

    assert owned.sum_ == (
        "A 50 % = 50 % together, the rule counts from 50 % on; A counts in full: X 60 %"
    )
    assert owned.owners == {"X"}


def test_a_sum_of_more_than_all_is_told() -> None:
    owned = solve([stake("X", "", "0.8"), stake("Y", "", "0.7")], {"X", "Y"}, TOGETHER)

    assert "= 150 % together, which is more than all" in owned.sum_


def test_an_unknown_share_is_named_with_who_says_so() -> None:
    unknown = Stake(owner="X", owned="A", share=None, said="gleif of 2026-11-01")

    owned = solve([unknown, stake("A", "", "0.7"), stake("Y", "", "0.1")], {"X", "Y"}, TOGETHER)

    assert owned.meets is None
    assert owned.unknown == ("X owns an unknown share of A (gleif of 2026-11-01)",)


@pytest.mark.parametrize(
    ("day", "meets"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 3, 1), None),
        (date(2020, 7, 1), True),
        (date(2021, 12, 31), True),
        (date(2022, 1, 15), None),
        (date(2022, 2, 1), False),
    ],
)
def test_a_stake_counts_from_its_first_day_to_its_last(day: date, *, meets: bool | None) -> None:
    span = Span(
        begins=date(2020, 1, 1),
        surely_from=date(2020, 6, 1),
        surely_until=date(2021, 12, 31),
        ends=date(2022, 1, 31),
    )
    held = Stake(owner="X", owned="", share=Decimal(1), span=span).on(day)

    assert solve([] if held is None else [held], {"X"}, TOGETHER).meets is meets


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
