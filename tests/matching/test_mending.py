"""Words written apart, acronyms, words said twice, and affixes that many names share."""

from __future__ import annotations

import pytest

from proscribe.matching import compare

ONE = [
    ("Organization", "PLA", "People's Liberation Army"),
    ("Organization", "ETIM", "Eastern Turkistan Islamic Movement"),
    ("Person", "Nikolai Patr ushev", "Nikolai Patrushev"),
    ("Person", "Shoigu Shoigu Sergey", "Sergey Shoigu"),
    ("Company", "Société Générale S.A.", "Societe Generale S.A."),
]
TWO = [
    ("Organization", "PLB", "People's Liberation Army"),
    ("Organization", "ETIN", "Eastern Turkistan Islamic Movement"),
    ("Person", "Nikolai Patr ikeev", "Nikolai Patrushev"),
    ("Person", "Nazirullah Hanafi Hamidullah", "Nazirullah Hanafi Waliullah"),
    ("Person", "N. N.", "Nursultan Nazarbayev"),
]


@pytest.mark.parametrize(("schema", "name", "other"), ONE)
def test_what_is_one_name_matches(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) >= 0.7
    assert compare(other, name, schema) >= 0.7


@pytest.mark.parametrize(("schema", "name", "other"), TWO)
def test_its_near_twin_does_not(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) < 0.7
    assert compare(other, name, schema) < 0.7
