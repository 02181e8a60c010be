from __future__ import annotations

import pytest

from training.kinds import alias_kind


@pytest.mark.parametrize(
    ("alias", "other", "kind"),
    [
        ("TAESONG BANK", "Bank Taesong", "same_words"),
        ("IRANAIR", "Iran Air", "respaced"),
        ("Nizar al-Asad", "Nizar Ahmad al-Asad", "subset_words"),
        ("Qasem Soleymani", "Ghasem Soleimani", "spelling"),
        ("Yousef AJIB", "Youssef Abdul Karim", "partial"),
        ("KRET", "Concern Radio-Electronic Technologies", "unrelated"),
    ],
)
def test_an_alias_is_told_by_what_it_shares(alias: str, other: str, kind: str) -> None:
    assert alias_kind(alias, [other]) == kind


def test_the_closest_of_several_names_counts() -> None:
    assert alias_kind("Iranair", ["National Carrier", "Iran Air"]) == "respaced"


def test_an_alias_of_nobody_is_unrelated() -> None:
    assert alias_kind("Iran Air", []) == "unrelated"
