"""Words written apart, acronyms, words said twice, and affixes that many names share."""

from __future__ import annotations

import pytest

from proscribe.matching import compare

ONE = [
    ("Organization", "NOSB", "Northern Office of Ship Building"),
    ("Organization", "KVMU", "Kerala Valley Miners Union"),
    ("Person", "Grigory Bele nkov", "Grigory Belenkov"),
    ("Person", "Belenkov Belenkov Grigory", "Grigory Belenkov"),
    ("Company", "Énergie Générale S.A.", "Energie Generale S.A."),
]
TWO = [
    ("Organization", "NOSK", "Northern Office of Ship Building"),
    ("Organization", "KVMO", "Kerala Valley Miners Union"),
    ("Person", "Grigory Bele tsky", "Grigory Belenkov"),
    ("Person", "Tahmasp Zurmati Karimullah", "Tahmasp Zurmati Jalilullah"),
    ("Person", "G. B.", "Grigory Belenkov"),
]


@pytest.mark.parametrize(("schema", "name", "other"), ONE)
def test_what_is_one_name_matches(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) >= 0.7
    assert compare(other, name, schema) >= 0.7


@pytest.mark.parametrize(("schema", "name", "other"), TWO)
def test_its_near_twin_does_not(schema: str, name: str, other: str) -> None:
    assert compare(name, other, schema) < 0.7
    assert compare(other, name, schema) < 0.7
