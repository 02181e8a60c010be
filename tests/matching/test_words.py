from __future__ import annotations

import pytest

from proscribe.matching.folding import fold
from proscribe.matching.lexicon import lexicon_of
from proscribe.matching.looks import looks_of
from proscribe.matching.palladius import chinese_reading
from proscribe.matching.sounds import consonants
from proscribe.matching.words import Group, group_of, words_of


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Jøsè Müñoz", "jose munoz"),
        ("Łukasz Đorđević", "lukasz dordevic"),
        ("Straße", "strasse"),
        ("Сергей Щукин", "sergey shchukin"),
        ("ＸＩＡＯＭＩ", "xiaomi"),
        ("Xi\u200baomi", "xiaomi"),
        ("\u202eXiaomi\u202c", "xiaomi"),
        ("Ch'un-hwan", "chun-hwan"),
    ],
)
def test_names_of_any_script_become_plain_letters(written: str, plain: str) -> None:
    assert fold(written) == plain


def test_traditional_and_simplified_characters_are_read_alike() -> None:
    assert fold("小米集團") == fold("小米集团")


def test_words_without_vowels_are_marked() -> None:
    assert words_of("زقزوق", Group.PERSON) == ["~zqzuq"]


def test_an_arabic_article_is_a_word_of_its_own() -> None:
    assert words_of("الزقزوق", Group.PERSON)[0] == "al"


@pytest.mark.parametrize(
    "written", ["Abd al-Rahman", "Abdul Rahman", "Abdulrahman", "Abdel-Rahman", "Abdurrahman"]
)
def test_abd_is_one_word_with_what_it_belongs_to(written: str) -> None:
    assert words_of(written, Group.PERSON) == ["abdrahman"]


def test_a_surname_before_a_comma_comes_last() -> None:
    assert words_of("DERIPASKA, Oleg Vladimirovich", Group.PERSON) == [
        "oleg",
        "vladimirovich",
        "deripaska",
    ]
    assert words_of("ANGLO-CARIBBEAN CO., LTD.", Group.ORGANIZATION)[:2] == ["anglo", "caribbean"]


def test_legal_forms_of_several_words_are_one() -> None:
    long = words_of("Limited Liability Company Concord", Group.ORGANIZATION)

    assert len(long) == 2
    assert long[1] == "concord"


def test_dotted_letters_are_a_word_of_a_company_and_initials_of_a_person() -> None:
    assert words_of("C.R.C. Metals", Group.ORGANIZATION) == ["crc", "metals"]
    assert words_of("M.M. al-Dulaymi", Group.PERSON) == ["m", "m", "al", "dulaymi"]


def test_figures_among_letters_are_letters_but_a_ships_number_is_its_own() -> None:
    assert words_of("M0h4mmed", Group.PERSON) == ["mohammed"]
    assert words_of("Song7", Group.VESSEL) == ["song", "7"]
    assert words_of("Brigade 44", Group.ORGANIZATION) == ["brigade", "44"]


def test_a_hostile_name_is_cut() -> None:
    assert len(words_of("a b " * 10_000, Group.ORGANIZATION)) == 24
    assert words_of("\ud800", Group.PERSON) == []


@pytest.mark.parametrize(
    ("schema", "group"),
    [
        ("Person", Group.PERSON),
        ("Company", Group.ORGANIZATION),
        ("Vessel", Group.VESSEL),
        ("LegalEntity", Group.ANY),
        ("Unheard", Group.ANY),
    ],
)
def test_schemata_are_compared_as_what_they_are(schema: str, group: Group) -> None:
    assert group_of(schema) is group


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ghazi", "kazi"),
        ("naseredine", "nazeritine"),
        ("saif", "zaif"),
        ("gaddafi", "kaddafi"),
        ("services", "srvces"),
        ("mohammed", "~mhmd"),
        ("philip", "filip"),
    ],
)
def test_words_that_sound_alike_have_the_same_consonants(one: str, other: str) -> None:
    assert consonants([one]) == consonants([other])


def test_other_words_have_other_consonants() -> None:
    assert len(set(consonants(["hassan", "hamid", "karim", "salim", "faruq"]))) == 5
    assert consonants([]) == []


def test_words_misread_for_each_other_look_alike() -> None:
    one, other, third = looks_of(["seymeh", "seyrneb", "seymour"])

    assert one == other != third
    assert lexicon_of(["ali", "alim"]).looks.astype(bool).tolist() == [False, True]


def test_chinese_in_cyrillic_is_read_as_chinese_and_russian_is_not() -> None:
    assert chinese_reading("Сяоми") == "xiaomi"
    assert chinese_reading("Чжан Вэй") == "zhang wei"
    assert chinese_reading("Иван Петров") is None
    assert chinese_reading("Xiaomi") is None
