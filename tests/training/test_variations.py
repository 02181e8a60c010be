"""Each way of writing a name: one name that it fits, one that it does not."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from training import east_asian, romanisation, shapes, wording
from training.folding import fold, joined
from training.variations import VARIATIONS, Variation

NAMES = {
    "Person": (
        *("Sergey Vladimirovich PETROV", "Abu Mohammed al-Qasim Hassan", "Zhang Xiaoming"),
        *("Kim Jong Sik", "Juan Carlos GARCIA LOPEZ"),
    ),
    "Organization": (
        "Tehran Petrochemical Industries Company",
        "Al-Qasim Charity",
        "Beijing Trading Co., Ltd.",
        "KB 3",
    ),
    "Vessel": ("CHON MA SAN 3", "DAWN MADURAI"),
}


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda each: each.key)
def test_every_way_fits_a_name_of_each_of_its_schemata(variation: Variation) -> None:
    for schema in sorted(variation.schemata):
        written = [
            variation.write(name, Random(f"{name} {attempt}"))
            for name in NAMES[schema]
            for attempt in range(5)
        ]

        assert any(each for each in written), schema


@pytest.mark.parametrize("variation", VARIATIONS, ids=lambda each: each.key)
def test_no_way_fails_on_odd_names_or_gives_nothing_but_spaces(variation: Variation) -> None:
    for name in ("X", "’", "-", "A B", "山田 太郎", "I I", "Co. Ltd.", "aa aa aa", "О. О."):
        for attempt in range(20):
            written = variation.write(name, Random(attempt))
            assert written is None or written.strip(), name


def test_the_same_chance_writes_the_same() -> None:
    for variation in VARIATIONS:
        one, other = (variation.write("Abu Ali Khan Hassan", Random("seed")) for _ in range(2))
        assert one == other, variation.key


def test_keys_are_unique() -> None:
    assert len({variation.key for variation in VARIATIONS}) == len(VARIATIONS)


def always(write: Callable[[str, Random], str | None], name: str) -> set[str | None]:
    return {write(name, Random(attempt)) for attempt in range(40)}


def test_initials_stand_for_all_but_the_surname() -> None:
    assert "J. C. Lopez" in always(shapes.initials, "Juan Carlos Lopez")
    assert always(shapes.initials, "Juan Lopez") == {None}


def test_a_surname_in_capitals_is_known_wherever_it_stands() -> None:
    assert "S. V. PETROV" in always(shapes.initials, "PETROV Sergey Vladimirovich")
    assert "S.V. Petrov" in always(shapes.initials, "Petrov, Sergey Vladimirovich")


def test_reordered_names_keep_their_words() -> None:
    written = always(shapes.reorder, "Juan Carlos Lopez")

    assert {fold(str(each)) for each in written} == {"carlos juan lopez"}
    assert "Juan Carlos Lopez" not in written


def test_joined_and_split_names_keep_their_letters() -> None:
    for write in (shapes.join_all, shapes.join_pair, shapes.split_word):
        assert {joined(str(each)) for each in always(write, "Juan Carlos Lopez")} == {
            "juancarloslopez"
        }


def test_cut_names_are_the_beginning_of_the_name() -> None:
    name = "Tehran Petrochemical Industries Company"

    assert all(name.startswith(str(each)) for each in always(shapes.truncated, name))
    assert always(shapes.truncated, "Kim Ri") == {None}


def test_russian_names_are_written_in_cyrillic_and_arabic_ones_are_not() -> None:
    name = "Sergey Vladimirovich Petrov"

    assert always(romanisation.cyrillic, name) == {"Сергей Владимирович Петров"}
    assert always(romanisation.cyrillic, "Abu Ali Hassan") == {None}


def test_arabic_names_get_another_spelling_of_the_same_name() -> None:
    assert "Mohamed al-Hassan" in always(romanisation.arabic, "Mohammed al-Hassan")
    assert always(romanisation.arabic, "Juan Carlos Lopez") == {None}


def test_chinese_names_are_respelt_and_korean_ones_are_not() -> None:
    assert "Chang Hsiao-ming" in always(east_asian.chinese_romanisation, "Zhang Xiaoming")
    assert always(east_asian.chinese_romanisation, "Kim Jong Sik") == {None}


def test_pinyin_is_split_into_syllables() -> None:
    assert east_asian.syllables("Xiaoming") == ["xiao", "ming"]
    assert east_asian.syllables("Guangzhou") == ["guang", "zhou"]
    assert east_asian.syllables("Petrov") is None


def test_given_names_of_korea_are_joined_after_or_before_the_surname() -> None:
    written = always(east_asian.chinese_order_hyphen, "Kim Jong Sik")

    assert {"Kim Jong-sik", "Jongsik, Kim"} <= written
    assert always(east_asian.chinese_order_hyphen, "Juan Carlos Lopez") == {None}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Beijing Trading Co., Ltd.", "Beijing Trading"),
        ("JSC Zaliv Shipyard", "Zaliv Shipyard"),
        ("Comercial Rofi S.A. de C.V.", "Comercial Rofi"),
        ("Sovcomflot", "Sovcomflot"),
        ("Costco", "Costco"),
        ("Company", "Company"),
    ],
)
def test_the_legal_form_is_told_from_the_name(name: str, bare: str) -> None:
    assert wording.without_form(name) == bare


def test_a_legal_form_is_exchanged_for_one_of_its_kind() -> None:
    written = always(wording.legal_form_exchanged, "Rofi Limited")

    assert written == {"Rofi Ltd", "Rofi Ltd."}


def test_numbers_of_vessels_are_restyled_and_initials_are_not() -> None:
    assert {"CHON MA SAN III", "CHON MA SAN THREE"} <= always(
        wording.number_restyled, "CHON MA SAN 3"
    )
    assert always(wording.number_restyled, "Institute V Petrov") == {None}


def test_custodians_shorten_common_words_only() -> None:
    assert "HAIGE COMM GRP" in always(wording.abbreviated, "Haige Communications Group")
    assert always(wording.abbreviated, "Haige Rofi") == {None}
