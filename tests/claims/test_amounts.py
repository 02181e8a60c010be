"""How much a text says."""

from __future__ import annotations

from decimal import Decimal

import pytest

from proscribe.claims.amounts import find_money, find_percents


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("closed at $15.34 a share", "15.34", "USD"),
        ("to HK$27.05.", "27.05", "HKD"),
        ("fined $1.2 billion", "1200000000", "USD"),
        ("300,000 euros", "300000", "EUR"),
        ("报24.45港元", "24.45", "HKD"),
        ("25 рублей за акцию", "25", "RUB"),
    ],
)
def test_money_is_read_with_its_currency(text: str, amount: str, currency: str) -> None:
    [value] = find_money(text)

    assert (value.amount, value.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("text", "amount", "moves"),
    [
        ("down 25% since", "-25", True),
        ("fell 5.2% on Friday", "-5.2", True),
        ("rose as much as 6.7% to", "6.7", True),
        ("a 7.5% drop", "-7.5", True),
        ("holds 50 percent of", "50", False),
        ("at 63.4 yuan, 11.8% below Wednesday's close", "-11.8", True),
        ("股价下跌了10.5%", "-10.5", True),
        ("акции упали на 5,3%", "-5.3", True),
    ],
)
def test_a_percentage_takes_its_sign_from_the_words(text: str, amount: str, moves: bool) -> None:  # noqa: FBT001
    [(value, move)] = find_percents(text)

    assert (str(value.amount), move) == (amount, moves)
