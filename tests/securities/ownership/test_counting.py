"""Who counts as owned, in arrays, against a slow solver that is plainly right, and the law."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proscribe.law.case import Stake
from proscribe.law.ownership import solve
from proscribe.law.regime import OwnershipMode, OwnershipRule
from proscribe.securities.ownership.counting import Counting, Mode, count_owned
from proscribe.securities.ownership.graph import Shares

HALF = Decimal("0.5")
TOGETHER = Counting(mode=Mode.AGGREGATE, threshold=HALF)
ALONE = Counting(mode=Mode.SINGLE, threshold=HALF)
MORE = Counting(mode=Mode.AGGREGATE, threshold=HALF, strict=True)
COUNT = 6

Edges = dict[tuple[int, int], tuple[Decimal, Decimal]]


def graph(count: int, *edges: tuple[int, int, str, str]) -> Shares:
    return Shares.of_parts(count, [(a, b, Decimal(c), Decimal(d)) for a, b, c, d in edges])


def known(count: int, *edges: tuple[int, int, str]) -> Shares:
    return graph(count, *((a, b, share, share) for a, b, share in edges))


def test_an_owner_of_half_counts_in_full_and_one_below_half_for_nothing() -> None:
    layered = known(4, (0, 1, "0.5"), (1, 2, "0.5"), (0, 3, "0.4999"))

    assert count_owned(layered, [0], TOGETHER).certain.tolist() == [True, True, True, False]


@pytest.mark.parametrize(
    ("share", "half", "more"),
    [("0.4999", False, False), ("0.5", True, False), ("0.5001", True, True)],
)
def test_half_is_enough_for_one_rule_and_not_for_the_other(
    share: str, *, half: bool, more: bool
) -> None:
    edge = known(2, (0, 1, share))

    assert bool(count_owned(edge, [0], TOGETHER).certain[1]) is half
    assert bool(count_owned(edge, [0], MORE).certain[1]) is more


def test_shares_are_added_exactly() -> None:
    tenths = known(6, *((owner, 5, "0.1") for owner in range(5)))

    assert count_owned(tenths, range(5), TOGETHER).certain[5]
    assert not count_owned(tenths, range(5), MORE).certain[5]
    assert not count_owned(tenths, range(5), ALONE).certain[5]


def test_a_loop_ends_and_owns_nothing_by_itself() -> None:
    loop = known(3, (1, 2, "1"), (2, 1, "1"), (0, 1, "0.1"))

    assert count_owned(loop, [0], TOGETHER).certain.tolist() == [True, False, False]
    assert count_owned(loop, [2], ALONE).certain.tolist() == [False, True, True]


def test_an_unknown_share_leaves_open_who_is_below_it_too() -> None:
    layered = graph(3, (0, 1, "0", "1"), (1, 2, "0.6", "0.6"))

    found = count_owned(layered, [0], TOGETHER)

    assert found.open.tolist() == [False, True, True]
    assert found.certain.tolist() == [True, False, False]


def test_the_path_leads_from_a_blocked_owner_through_each_layer() -> None:
    layered = known(5, (0, 1, "0.6"), (1, 2, "0.3"), (0, 2, "0.25"), (2, 3, "1"), (4, 3, "0.1"))

    for rule in (TOGETHER, ALONE):
        found = count_owned(layered, [0], rule)
        path = [(int(layered.owner[e]), int(layered.owned[e])) for e in found.path(3)]
        assert path == [(0, 1), (1, 2), (2, 3)]
    assert found.path(4) == ()


def test_companies_owned_by_more_than_all_are_told() -> None:
    assert known(4, (0, 3, "0.6"), (1, 3, "0.5"), (0, 2, "1")).over.tolist() == [3]


def test_of_an_edge_said_twice_the_larger_counts_once() -> None:
    twice = graph(2, (0, 1, "0.3", "0.3"), (0, 1, "0.4", "0.4"), (0, 1, "0", "1"))

    assert (twice.least.tolist(), twice.most.tolist()) == ([400_000_000], [1_000_000_000])


def test_an_edge_to_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="not among the 2"):
        known(2, (0, 2, "0.5"))
    with pytest.raises(ValueError, match="not from 0 to the whole"):
        graph(2, (0, 1, "0.5", "1.5"))


def test_a_thousand_owners_of_one_long_chain_are_each_counted_alone() -> None:
    length, owners = 3_000, 1_000
    chain = [(node, node + 1, "1") for node in range(length)]
    into = [(length + 1 + n, n * 3, "0.5") for n in range(owners)]
    shares = known(length + 1 + owners, *chain, *into)

    found = count_owned(shares, range(length + 1, length + 1 + owners), ALONE)

    assert found.certain.all()
    assert found.by[length] == length + 1 or found.by[length] > length


parts = st.integers(0, 20).map(lambda n: Decimal(n) / 20)
bounds = st.tuples(parts, parts).map(lambda pair: (min(pair), max(pair)))
same = parts.map(lambda part: (part, part))
edges = st.dictionaries(
    st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)),
    same | bounds | st.just((Decimal(0), Decimal(1))),
    max_size=14,
)
rules = st.builds(
    Counting,
    mode=st.sampled_from(list(Mode)),
    threshold=st.sampled_from([HALF, Decimal("0.25"), Decimal("0.33")]),
    strict=st.booleans(),
)


@settings(max_examples=200, deadline=None)
@given(edges, st.sets(st.integers(0, COUNT - 1), max_size=4), rules)
def test_arrays_find_what_trying_every_set_finds(
    found: Edges, blocked: set[int], rule: Counting
) -> None:
    shares = Shares.of_parts(COUNT, [(a, b, *part) for (a, b), part in found.items()])

    counted = count_owned(shares, blocked, rule)

    assert set(np.flatnonzero(counted.certain)) == slow(found, blocked, rule, most=False)
    assert set(np.flatnonzero(counted.possible)) == slow(found, blocked, rule, most=True)


@settings(max_examples=150, deadline=None)
@given(edges, st.sets(st.integers(0, COUNT - 1), max_size=4), rules)
def test_arrays_agree_with_the_law(found: Edges, blocked: set[int], rule: Counting) -> None:
    shares = Shares.of_parts(COUNT, [(a, b, *part) for (a, b), part in found.items()])
    counted = count_owned(shares, blocked, rule)
    law = OwnershipRule(
        text="t",
        mode=OwnershipMode(rule.mode.value),
        threshold=str(rule.threshold),
        strict=rule.strict,
    )

    for company in set(range(COUNT)) - blocked:
        stakes = [
            Stake(
                owner="" if a == company else str(a),
                owned="" if b == company else str(b),
                share=least,
                most=most,
            )
            for (a, b), (least, most) in found.items()
        ]
        meets = solve(stakes, {str(one) for one in blocked}, law).meets
        expected = {True: (True, True), None: (False, True), False: (False, False)}[meets]
        assert (counted.certain[company], counted.possible[company]) == expected


@settings(max_examples=150, deadline=None)
@given(edges, st.sets(st.integers(0, COUNT - 1), min_size=1, max_size=3), rules)
def test_every_path_is_of_edges_that_join_and_begins_with_a_blocked_owner(
    found: Edges, blocked: set[int], rule: Counting
) -> None:
    shares = Shares.of_parts(COUNT, [(a, b, *part) for (a, b), part in found.items()])
    counted = count_owned(shares, blocked, rule)

    for company in set(np.flatnonzero(counted.certain)) - blocked:
        path = counted.path(int(company))
        ends = [(int(shares.owner[edge]), int(shares.owned[edge])) for edge in path]
        assert ends[0][0] in blocked
        assert ends[-1][1] == company
        assert all(left[1] == right[0] for left, right in pairwise(ends))
        assert all(counted.certain[owner] for owner, _ in ends)


def slow(found: Edges, blocked: set[int], rule: Counting, *, most: bool) -> set[int]:
    """Return who counts: of every set that is closed under the rule, what all have in common."""
    if rule.mode is Mode.NONE:
        return set(blocked)
    groups = [blocked] if rule.mode is Mode.AGGREGATE else [{one} for one in blocked]
    return set().union(*(smallest_closed(found, group, rule, most=most) for group in groups))


def smallest_closed(found: Edges, group: set[int], rule: Counting, *, most: bool) -> set[int]:
    closed = []
    for chosen in subsets():
        if not group <= chosen:
            continue
        held: dict[int, Decimal] = {}
        for (owner, owned), part in found.items():
            if owner in chosen:
                held[owned] = held.get(owned, Decimal(0)) + part[most]
        if all(node in chosen for node, sum_ in held.items() if meets(sum_, rule)):
            closed.append(chosen)
    return set.intersection(*closed)


def meets(sum_: Decimal, rule: Counting) -> bool:
    return sum_ > rule.threshold if rule.strict else sum_ >= rule.threshold


def subsets() -> Iterator[set[int]]:
    for size in range(COUNT + 1):
        yield from (set(chosen) for chosen in combinations(range(COUNT), size))


def test_a_share_between_two_billionths_is_rounded_to_either_side() -> None:
    third = Decimal(1) / 3

    shares = Shares.of_parts(2, [(0, 1, third, third)])

    assert (shares.least.tolist(), shares.most.tolist()) == ([333_333_333], [333_333_334])
