from __future__ import annotations

from decimal import Decimal

import pytest

from proscribe.model.time import parse_moment
from proscribe.securities.prices import Move, Refusal, Rule, move_between, moves_since
from tests.securities.prices.making import HONG_KONG, NEW_YORK, day, quotes, series

WASHINGTON = "America/New_York"
XIAOMI = quotes(
    "2021-01-13 33.0 9", "2021-01-14 32.65 9", "2021-01-15 29.3 9", "2021-01-18 29.9 9",
    "2021-03-05 24.45 9",
)  # fmt: skip
RECEIPT = quotes(
    "2021-01-13 21.36", "2021-01-14 19.75", "2021-01-15 19.9", "2021-01-19 20.18",
    "2021-03-05 15.34",
)  # fmt: skip


def starts(found: tuple[Move | Refusal, ...]) -> list[tuple[int, list[Rule], Decimal]]:
    return [
        (move.start.close.day.day, [*move.start.rules], move.percent)
        for move in found
        if isinstance(move, Move)
    ]


def test_a_move_names_both_closes_and_the_sum() -> None:
    move = move_between(series(XIAOMI), day("2021-01-14"), day("2021-03-05"))

    assert isinstance(move, Move)
    assert move.arithmetic == (
        "from 32.65 HKD, close of 2021-01-14 (p.csv:3), to 24.45 HKD, close of 2021-03-05 "
        "(p.csv:6): (24.45 - 32.65) / 32.65 = -25.1 %"
    )


def test_a_saturday_stands_for_the_friday_before_and_a_missing_day_for_none() -> None:
    found = series(XIAOMI)

    to_saturday = move_between(found, day("2021-01-14"), day("2021-03-06"))
    to_missing = move_between(found, day("2021-01-14"), day("2021-03-04"))

    assert isinstance(to_saturday, Move)
    assert to_saturday.end.close.line == 6
    assert isinstance(to_missing, Refusal)
    assert "no close of 2021-03-04; the nearest are 29.9 HKD of 2021-01-18" in to_missing.why


def test_a_day_in_washington_comes_after_the_close_of_hong_kong() -> None:
    found = moves_since(series(XIAOMI), parse_moment("2021-01-14"), zone=WASHINGTON)

    assert starts(found.moves) == [
        (14, [Rule.BEFORE, Rule.DAY], Decimal("-25.1")),
        (15, [Rule.AFTER], Decimal("-16.6")),
    ]
    assert isinstance(found.reaction, Move)
    assert found.reaction.percent == Decimal("-10.3")


def test_an_unknown_hour_leaves_new_york_two_closes_before() -> None:
    lines = series(RECEIPT, NEW_YORK, "XIACY")

    found = moves_since(lines, parse_moment("2021-01-14"), zone=WASHINGTON)

    assert starts(found.moves) == [
        (13, [Rule.BEFORE], Decimal("-28.2")),
        (14, [Rule.BEFORE, Rule.DAY], Decimal("-22.3")),
        (15, [Rule.AFTER], Decimal("-22.9")),
    ]


@pytest.mark.parametrize(
    ("hour", "before"), [("15:59:59-05:00", 13), ("16:00:00-05:00", 14), ("23:00:00-05:00", 14)]
)
def test_a_known_hour_decides_which_close_was_before(hour: str, before: int) -> None:
    lines = series(RECEIPT, NEW_YORK, "XIACY")

    found = moves_since(lines, parse_moment(f"2021-01-14T{hour}"), zone=WASHINGTON)

    first = found.moves[0]
    assert isinstance(first, Move)
    assert first.start.close.day.day == before
    assert Rule.BEFORE in first.start.rules


def test_a_night_in_washington_may_be_a_day_of_trading_in_hong_kong() -> None:
    late = moves_since(series(XIAOMI), parse_moment("2021-01-14T21:00:00-05:00"), zone=WASHINGTON)
    later = moves_since(series(XIAOMI), parse_moment("2021-01-15T04:00:00-05:00"), zone=WASHINGTON)

    assert starts(late.moves)[0][0] == 14
    assert starts(later.moves)[0][0] == 15


def test_a_missing_close_before_is_refused_and_not_replaced() -> None:
    lines = series([each for each in XIAOMI if each.day != day("2021-01-14")])

    found = moves_since(lines, parse_moment("2021-01-14"), zone=WASHINGTON)

    first = found.moves[0]
    assert isinstance(first, Refusal)
    assert first.why.startswith("Last close before it became public, close of the day itself")
    assert isinstance(found.reaction, Refusal)


def test_nothing_after_the_last_day_is_used() -> None:
    found = moves_since(
        series(XIAOMI, HONG_KONG),
        parse_moment("2021-01-14"),
        zone=WASHINGTON,
        until=day("2021-01-14"),
    )

    assert starts(found.moves) == [(14, [Rule.BEFORE, Rule.DAY], Decimal("0.0"))]
    assert isinstance(found.reaction, Refusal)


def test_without_a_venue_no_hours_are_compared() -> None:
    found = moves_since(series(XIAOMI, None), parse_moment("2021-01-14"), zone=WASHINGTON)

    first = found.moves[0]
    assert isinstance(first, Move)
    assert first.start.close.day.day == 13
    assert "where it trades is not known" in first.start.why
