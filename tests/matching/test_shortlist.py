"""Which names are looked at: of many like words and many like names, the ones that are meant."""

from __future__ import annotations

from itertools import product

import pytest

from proscribe.matching import Index

CROWD = [
    (f"crowd-{first}{second}{end}", "Vessel", f"al{first}{second}{end}an")
    for first, second, end in product("bcdfghjkmnprstz", "aeiou", "bdgklmnrst")
]


@pytest.fixture(scope="module")
def crowded() -> Index:
    return Index.build([*CROWD, ("meant", "Vessel", "Parvin"), ("other", "Vessel", "Ostrava")])


@pytest.mark.parametrize("written", ["Pravin", "Parvn", "Partin", "Paarvin", "Parvim"])
def test_a_word_that_differs_in_one_letter_is_looked_at(crowded: Index, written: str) -> None:
    found = crowded.match([("q", "Vessel", written)], threshold=0.0)

    assert [entry for _, entry, _ in found] == ["meant"]


def test_a_word_that_differs_in_most_letters_is_not(crowded: Index) -> None:
    assert crowded.match([("q", "Vessel", "Wexfold")], threshold=0.0) == []


def test_a_word_among_hundreds_of_like_ones_is_found() -> None:
    meant = ("among", "Vessel", "Alvan")
    index = Index.build([*CROWD, meant])

    found = [entry for _, entry, _ in index.match([("q", "Vessel", "Alan")], threshold=0.0)]
    assert "among" in found


def test_of_many_who_share_a_surname_the_one_of_that_initial_is_among_the_found() -> None:
    givens = [f"{a}{b}{c}or" for a, b, c in product("bdfgklmnprst", "aeio", "r")]
    family = [(f"id-{given}", "Person", f"{given} Abdulrahmanov") for given in givens]
    index = Index.build([*family, ("meant", "Person", "Yelizar Abdulrahmanov")])

    found = index.match([("q", "Person", "Y. Abdulrahmanov")], threshold=0.0)
    assert found[0][1] == "meant"
    assert len(found) == 10


def test_names_asked_for_together_are_found_as_each_by_itself(crowded: Index) -> None:
    asked = [(f"q{place}", "Vessel", name) for place, (_, _, name) in enumerate(CROWD[:300:7])]
    alone = [hit for query in asked for hit in crowded.match([query])]

    together = crowded.match(asked)
    assert [hit[:2] for hit in together] == [hit[:2] for hit in alone]
    assert [hit[2] for hit in together] == pytest.approx([hit[2] for hit in alone], abs=1e-5)
