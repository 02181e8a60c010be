"""A number of a list is a few of the digits 0 to 9, or it is none."""

from __future__ import annotations

import pytest

from proscribe.sources.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("7", 7), ("007", 7), ("19620314", 19620314), ("9" * 12, 10**12 - 1)],
)
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        " 7",
        "7\n",
        "+7",
        "-7",
        "7.0",
        "1,000",
        "1_000",
        "0x1F",
        "seven",
        "²",
        "٣",
        "７",
        "三",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert whole_number(text) is None


@pytest.mark.parametrize("length", [13, 4_300, 4_301, 1_000_000])
def test_more_digits_than_any_number_of_a_list_has_are_none(length: int) -> None:
    assert whole_number("9" * length) is None
