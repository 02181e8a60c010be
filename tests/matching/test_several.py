"""Texts that name several are read by their parts, and most names have none."""

from __future__ import annotations

import re

import pytest

from proscribe.matching.several import MAY_BE_SEVERAL, is_telling, parts_of_text

SEVERAL = {
    "Xiaomi; Apple Inc": {"Xiaomi": True, "Apple Inc": True},
    "Apple / Xiaomi": {"Apple": True, "Xiaomi": True},
    "Apple | Xiaomi": {"Apple": True, "Xiaomi": True},
    "Apple\nXiaomi": {"Apple": True, "Xiaomi": True},
    "苹果；小米": {"苹果": True, "小米": True},
    "苹果、小米": {"苹果": True, "小米": True},
    "Apple & Xiaomi": {"Apple": False, "Xiaomi": False},
    "Apple and Xiaomi": {"Apple": False, "Xiaomi": False},
    "Apple/Xiaomi": {"Apple": False, "Xiaomi": False},
    "Apple, Xiaomi": {"Apple": False, "Xiaomi": False},
    "Apple - Xiaomi": {"Apple": False, "Xiaomi": False},
    "Apple Inc ex Xiaomi": {"Apple Inc": False, "Xiaomi": False},
    "Apple Inc (not Xiaomi)": {"Apple Inc": False, "not Xiaomi": False, "Xiaomi": False},
    "Xiaomi-Apple basket": {"Xiaomi": False, "Apple": False},
}


@pytest.mark.parametrize(("text", "parts"), SEVERAL.items(), ids=SEVERAL)
def test_a_text_of_several_names_is_taken_apart(text: str, parts: dict[str, bool]) -> None:
    found = dict(parts_of_text(text))

    assert parts.items() <= found.items()
    assert text not in found
    assert re.search(MAY_BE_SEVERAL, text)


@pytest.mark.parametrize(
    "text", ["Apple Inc", "Coca-Cola Co", "Shell (China) Ltd", "小米集团", "", "()", "Android"]
)
def test_a_name_of_one_has_no_parts(text: str) -> None:
    assert parts_of_text(text) == ()


def test_a_part_tells_unless_it_is_a_form_a_place_or_an_ordinary_word() -> None:
    assert all(map(is_telling, ("Xiaomi", "DJI", "China Mobile", "小米")))
    assert not any(map(is_telling, ("Ltd", "China", "Holding", "Notes", "Smith", "A", "Hong Kong")))


def test_many_parts_end() -> None:
    assert len(parts_of_text("; ".join(f"name{place}" for place in range(20_000)))) <= 1_100


@pytest.mark.parametrize("sign", " -(,&|/.")
def test_a_run_of_signs_is_passed_over_however_long(sign: str) -> None:
    """Each of them is looked at once: looked at again for each other, it would take hours."""
    text = f"Apple{sign * 100_000}Xiaomi"

    assert {part for part, _ in parts_of_text(text)} <= {"Apple", "Xiaomi"}
    assert re.search(rf"(?:{MAY_BE_SEVERAL})x{{9}}", text) is None
