"""Numbers of registers are read however their name is written before them."""

from __future__ import annotations

import pytest

from proscribe.securities.registers import registered_numbers

SHIP = {("id", "9187629"), ("id", "IMO9187629")}


@pytest.mark.parametrize(
    "text",
    [
        *("IMO 9187629", "IMO9187629", "imo: 9187629", "IMO No. 9187629", "imo number 9187629"),
        *("9187629", "IMO-9187629", "Vessel ARTAVIL (IMO 9187629)", "IMO#9187629, Iran"),
    ],
)
def test_a_number_of_a_ship_is_read_with_and_without_its_prefix(text: str) -> None:
    assert set(registered_numbers(text)) == SHIP


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("INN 7708004767", ("id", "7708004767")),
        ("ИНН: 7708004767", ("id", "7708004767")),
        ("Lukoil (INN 7708004767)", ("id", "7708004767")),
        ("Tax ID No. 7708004767", ("id", "7708004767")),
        ("Registration Number 77 08 004767", ("id", "7708004767")),
        ("USCC 91110000710929113P", ("id", "91110000710929113P")),
        ("SWIFT/BIC BTANIRTH", ("mark", "BIC:BTANIRTH")),
        ("swift code: btanirthxxx", ("mark", "BIC:BTANIRTH")),
        ("Bank, BIC BTANIRTH", ("mark", "BIC:BTANIRTH")),
        ("BTANIRTH", ("mark", "BIC:BTANIRTH")),
    ],
)
def test_the_key_of_a_register_is_read(text: str, key: tuple[str, str]) -> None:
    assert key in registered_numbers(text)


@pytest.mark.parametrize(
    "text", ["Inner Mongolia Yili", "Company 3M", "Swift Transportation", "IMO 123", "Taxi 2020"]
)
def test_a_name_holds_none(text: str) -> None:
    assert registered_numbers(text) == ()
