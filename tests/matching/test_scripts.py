"""Names in other scripts and other romanisations, as a person who knows them reads them."""

from __future__ import annotations

import pytest

from proscribe.matching import Index, compare
from proscribe.matching.folding import fold, is_read, other_reading
from proscribe.matching.words import Group, words_of


def found(written: str, listed: str, schema: str = "Person") -> float:
    index = Index.build([("listed", schema, listed), ("other", schema, "Nikos Vandermeer")])
    return max((hit[2] for hit in index.match([("q", schema, written)], threshold=0.0)), default=0)


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("صالح قاسمي", "Salah Gasmi"),
        ("حامد زقزوق", "Hamid Zaqzouq"),
        ("محمود ظاهرعويس", "Mahmoud Dahir Aweys"),
        ("ابراهيم الشكوري", "Ibrahim Chekkouri"),
        ("عزیز الرحمان شینواری", "Azizurrahman Shinwari"),
        ("رحیم کاکا زاده", "Rahim Kakazada"),
        ("יצחק אביבי", "Yitzhak Avivi"),
        ("セルゲイ・パホモフ", "Sergey Pakhomov"),
        ("ニコライ・ブラエフ", "Nikolay Bulaev"),
        ("Ευάγγελος Χατζής", "Evangelos Khatzis"),
        ("欧阳修远", "Ouyang Xiuyuan"),
        ("山田太郎", "Yamada Taro"),
        ("Tseng Hsiang-lin", "ZENG Xianglin"),
        ("Myonghyok Choe", "Choe Myong Hyok"),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, listed: str) -> None:
    assert found(written, listed) > 0.3


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("صالح قاسمي", "Salah Hamdani"),
        ("حسن عمر", "Husayn Ammar"),
        ("セルゲイ・パホモフ", "Sergey Lavrov"),
        ("Tseng Hsiang-lin", "Zhang Xianglu"),
        ("Myonghyok Choe", "Kim Myong Guk"),
    ],
)
def test_a_near_twin_is_not_found(written: str, listed: str) -> None:
    assert found(written, listed) < 0.3


@pytest.mark.parametrize(
    ("written", "listed"),
    [
        ("الجماعة الاسلامية الليبية", "Libyan Islamic Group"),
        ("شركة الزقزوق للتجارة", "Zaqzouq Trading Company"),
        ("江西省昊哲建设工程有限公司", "Jiangxi Haozhe Construction Engineering Co., Ltd."),
        ("조선혁신무역회사", "Korea Hyoksin Trading Corporation"),
    ],
)
def test_what_an_organisation_does_is_translated(written: str, listed: str) -> None:
    assert found(written, listed, "Organization") > 0.3


def test_known_names_that_share_their_consonants_stay_two() -> None:
    assert compare("حسن الزقزوق", "Hasan al-Zaqzouq", "Person") > compare(
        "حسن الزقزوق", "Husayn al-Zaqzouq", "Person"
    )


def test_words_that_a_space_parts_by_mistake_are_one() -> None:
    assert words_of("القا عدة", Group.ORGANIZATION) == ["al", "~qaida"]
    assert words_of("محمد علي", Group.PERSON) == ["~muhammad", "~ali"]


def test_persian_letters_sound_as_in_persian() -> None:
    assert words_of("ضرغامپور", Group.PERSON)[0].startswith("~z")
    assert words_of("ضرغوط", Group.PERSON)[0].startswith("~d")


@pytest.mark.parametrize("written", ["Fazl-ur-Rehman", "Fazlurrahman", "Fazl ur Rahman"])
def test_ur_rahman_belongs_to_the_word_before_it(written: str) -> None:
    assert words_of(written, Group.PERSON) == ["fazlurrahman"]


def test_rahman_without_an_article_is_a_name_of_its_own() -> None:
    assert words_of("Fazl Rahman", Group.PERSON) == ["fazl", "rahman"]
    assert words_of("Abd al-Rahman", Group.PERSON) == ["abdrahman"]


def test_only_names_that_are_syllables_to_the_end_are_parted() -> None:
    assert words_of("XI Jinping", Group.PERSON) == ["xi", "jin", "ping"]
    assert words_of("Ali Hasan", Group.PERSON) == ["ali", "hasan"]
    assert words_of("Maria Lin", Group.PERSON) == ["maria", "lin"]


def test_a_hebrew_legal_form_is_known_with_its_quotes() -> None:
    assert words_of('תעשיה בע"מ', Group.ORGANIZATION) == ["industry", "limited"]


def test_places_of_chinese_companies_are_words() -> None:
    assert fold("于都县和成有限公司").split() == ["yudu", "hecheng", "limited"]


def test_kana_tell_sounds_and_han_do_not() -> None:
    assert is_read("张伟")
    assert not is_read("セルゲイ")


def test_kana_are_read_with_l_too() -> None:
    assert other_reading("ブラエフ", person=True) == "~blaev"
    assert other_reading("Braev", person=True) is None


@pytest.mark.parametrize(
    "hostile", ["ال", "و", "عبد", "~", "ー", "・", "ال ال ال", "ا " * 600, "县市省"]
)
def test_what_is_no_name_is_read_without_harm(hostile: str) -> None:
    assert all(words_of(hostile, group) is not None for group in Group)
