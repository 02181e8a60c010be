"""Shares as sources print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proscribe.securities.ownership.percentages import parse_percentage

STEP = Decimal("0.000000001")


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("50", "0.5", "0.5"),
        ("50%", "0.5", "0.5"),
        ("50.01 %", "0.5001", "0.5001"),
        ("33,33 %", "0.3333", "0.3333"),
        ("100.00", "1", "1"),
        ("25-50%", "0.25", "0.5"),
        ("25% to 50%", "0.25", "0.5"),
        ("25; 50", "0.25", "0.5"),
        ("30 + 25 %", "0.3", "0.55"),
        ("60 + 60", "0.6", "1"),
        ("30 + some", "0.3", "1"),
        ("at least 25 percent", "0.25", "1"),
        ("75% or more", "0.75", "1"),
        ("up to 10 %", "0", "0.1"),
        ("1/2", "0.5", "0.5"),
        ("1/3", "0.333333333", "0.333333334"),
        ("wholly owned", "1", "1"),
        ("0", "0", "0"),
        # Half of one per cent, or a half: nobody can tell.
        ("0.5", "0.005", "0.5"),
        ("0.5 %", "0.005", "0.005"),
        ("0.25-0.6", "0.0025", "0.6"),
        ("0.25-0.6 %", "0.0025", "0.006"),
        ("up to 0.6", "0", "0.6"),
        ("1", "0.01", "1"),
        ("1 %", "0.01", "0.01"),
        ("55％", "0.55", "0.55"),
        ("½", "0.5", "0.5"),
        ("at least 25 % and at most 50 %", "0.25", "0.5"),
        ("up to 0.6 %", "0", "0.006"),
    ],
)
def test_a_share_is_read_as_printed(text: str, least: str, most: str) -> None:
    found = parse_percentage(text)

    assert found == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("more than 50 %", Decimal("0.5") + STEP, Decimal(1)),
        ("> 25", Decimal("0.25") + STEP, Decimal(1)),
        ("less than 50%", Decimal(0), Decimal("0.5") - STEP),
        ("majority", Decimal("0.5") + STEP, Decimal(1)),
        ("75% but less than 100%", None, None),
        ("25% but less than 50%", Decimal("0.25"), Decimal("0.5") - STEP),
        ("More than 50% but less than 75%", Decimal("0.5") + STEP, Decimal("0.75") - STEP),
        ("more than 25% but not more than 50%", Decimal("0.25") + STEP, Decimal("0.5")),
        ("ownership-of-shares-50-to-75-percent", Decimal("0.5") + STEP, Decimal("0.75")),
    ],
)
def test_words_bound_a_share(text: str, least: Decimal | None, most: Decimal | None) -> None:
    if least is None or most is None:
        least, most = Decimal("0.75"), 1 - STEP

    assert parse_percentage(text) == (least, most)


@pytest.mark.parametrize(
    "text", ["", "yes", "150 %", "-5", "50 shares", "50 to 25", "1,000", "12.5.3", "50; unknown",
     "50/50", "49/51", "NaN", "inf", "1e2", "50%%", "more than 75% but less than 50%",
     "50.000000000000000000000000000001", "~50 %", "~49.9"],
)  # fmt: skip
def test_what_is_no_share_is_not_guessed(text: str) -> None:
    assert parse_percentage(text) is None
