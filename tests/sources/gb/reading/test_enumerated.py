"""Several values in one cell, as HM Treasury writes them."""

from __future__ import annotations

import pytest

from proscribe.sources.gb.reading.enumerated import enumerated


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("(1) German (2) Moroccan", ("German", "Moroccan")),
        ("1) Saudi Arabia 2) Qatar", ("Saudi Arabia", "Qatar")),
        ("a) General, b) Minister", ("General", "Minister")),
        ("(1) Germany (b) Algeria", ("Germany", "Algeria")),
        ("(1)-(5) Tunisia (6)-(7) Algeria", ("Tunisia", "Algeria")),
        ("(1) to (6) Algeria (7) Morocco", ("Algeria", "Morocco")),
        ("(1) A-1 (India)(2)B-2", ("A-1 (India)", "B-2")),
        (
            "Jordanian passport numbers (1) K1 (2) 48",
            ("Jordanian passport numbers K1", "Jordanian passport numbers 48"),
        ),
        ("(7) Seven", ("(7) Seven",)),
        ("Afghanistan (since 2009)", ("Afghanistan (since 2009)",)),
        ("", ()),
    ],
)
def test_a_cell_is_parted_where_it_counts(text: str, values: tuple[str, ...]) -> None:
    assert enumerated(text) == values
