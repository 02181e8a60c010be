from __future__ import annotations

from decimal import Decimal

import pytest

from proscribe.securities.prices import Move, Refusal, find_drawdown, move_between
from proscribe.securities.prices.splits import looks_like_split
from tests.securities.prices.making import day, quote, quotes, series, told

BEFORE, AFTER = day("2021-06-01"), day("2021-06-02")


@pytest.mark.parametrize(
    "pair", [("100", "25.3"), ("100", "50.9"), ("10", "101"), ("412.5", "4.13")]
)
def test_a_jump_by_a_usual_ratio_looks_like_a_split(pair: tuple[str, str]) -> None:
    assert looks_like_split(*map(Decimal, pair)) is not None


@pytest.mark.parametrize("pair", [("32.65", "29.3"), ("100", "61"), ("100", "172")])
def test_a_fall_or_rise_of_a_bad_day_does_not(pair: tuple[str, str]) -> None:
    assert looks_like_split(*map(Decimal, pair)) is None


def test_no_move_is_told_across_a_jump_that_looks_like_a_split() -> None:
    found = series(quotes("2021-06-01 100", "2021-06-02 25.3"))

    refused = move_between(found, BEFORE, AFTER)

    assert isinstance(refused, Refusal)
    assert "as in a split of 4 for 1" in refused.why
    assert "--split 2021-06-02:RATIO" in refused.remedy
    assert isinstance(find_drawdown(found), Refusal)
    assert len(told(found, "jump")) == 1


def test_a_split_the_user_states_is_undone() -> None:
    found = series(quotes("2021-06-01 100", "2021-06-02 25.3"), splits={AFTER: Decimal(4)})

    move = move_between(found, BEFORE, AFTER)

    assert isinstance(move, Move)
    assert move.percent == Decimal("1.2")
    assert "split of 4 for 1 on 2021-06-02 undone" in move.arithmetic


def test_a_crash_the_user_vouches_for_is_a_move() -> None:
    found = series(quotes("2021-06-01 100", "2021-06-02 50"), splits={AFTER: Decimal(1)})

    move = move_between(found, BEFORE, AFTER)

    assert isinstance(move, Move)
    assert move.percent == Decimal("-50.0")


def test_a_split_the_file_states_is_undone_only_where_its_closes_still_jump() -> None:
    raw = series([quote("2021-06-01 100"), quote("2021-06-02 25.3", 3, split=Decimal(4))])
    level = series([quote("2021-06-01 25"), quote("2021-06-02 25.3", 3, split=Decimal(4))])

    moves = [move_between(each, BEFORE, AFTER) for each in (raw, level)]

    assert [move.percent for move in moves if isinstance(move, Move)] == [Decimal("1.2")] * 2
    assert "are in old shares" in told(raw, "split")[0]
    assert "adjusted for it already" in told(level, "split")[0]


def test_adjusted_closes_bridge_a_jump_and_the_sum_says_so() -> None:
    found = series(
        [
            quote("2021-06-01 100", adjusted=Decimal(25)),
            quote("2021-06-02 25.3", 3, adjusted=Decimal("25.3")),
        ]
    )

    move = move_between(found, BEFORE, AFTER)

    assert isinstance(move, Move)
    assert move.percent == Decimal("1.2")
    assert "closes adjusted by the file" in move.arithmetic
