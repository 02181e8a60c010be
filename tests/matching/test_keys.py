"""Names in pairs: one that must meet, a near twin that must not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proscribe.matching.keys import (
    first_words,
    is_truncation,
    may_be_truncated,
    may_name_a_security,
    may_share_key,
    name_keys,
    names_nobody,
    nobody_pattern,
    number_key,
    person_key,
    security_name,
    tail_key,
)
from tests.bounded import must_end

NAMES = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("  .,-'&()ABCltdco上海Сб")), max_size=60
)


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("Xiaomi Corporation", "XIAOMI CORP"),
        ("XIAOMI CORP.", "Xiaomi corp"),
        ("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGIES CO LTD"),
        ("Inspur Group Co.,Ltd", "INSPUR GROUP COMPANY LIMITED"),
        ("Int'l Paper Grp Inc", "INTERNATIONAL PAPER GROUP INCORPORATED"),
        ("Proven Honour Capital Ltd.", "PROVEN HONOUR CAPITAL LIMITED"),
        ("Johnson & Johnson", "JOHNSON AND JOHNSON"),
        ("Crédit Agricole S.A.", "CREDIT AGRICOLE SA"),
        ("Public Joint Stock Company Sberbank of Russia", "PJSC SBERBANK RUSSIA"),
        ("ПАО Сбербанк", "Публичное акционерное общество Сбербанк"),
        ("ＸＩＡＯＭＩ　ＣＯＲＰ", "xiaomi corp"),
        ("Semiconductor Manufacturing International Corp. (SMIC)", "Semiconductor Mfg Intl Corp"),
    ],
)
def test_one_name_spelt_differently_has_one_full_key(given: str, same: str) -> None:
    assert name_keys(given).full == name_keys(same).full != ""


@pytest.mark.parametrize(
    ("given", "other"),
    [
        ("Xiaomi Corporation", "ZHANG Xiaoming"),
        ("HUAWEI", "JIANGXI HUAWEI CONSTRUCTION MATERIALS"),
        (
            "China Communications Construction Company Limited",
            "China Communication Constructions Company",
        ),
        ("China Mobile Limited", "China Mobile Media Technology Inc."),
        ("Inspur Group", "Inspur Electronic Information Industry"),
        ("小米集团", "小米科技"),
    ],
)
def test_a_near_twin_has_another_core_key(given: str, other: str) -> None:
    assert name_keys(given).core != name_keys(other).core


@pytest.mark.parametrize(
    ("given", "other", "agree"),
    [
        ("SenseTime Group Inc.", "SENSETIME GROUP LIMITED", False),
        ("COSTAR GROUP INC", "COSTAR GROUP CO., LTD.", False),
        ("SENSETIME GROUP", "SENSETIME GROUP LIMITED", True),
        ("Huawei Co. Ltd.", "Huawei Ltd.", True),
        ("Gazprom PJSC", "PJSC Gazprom", True),
    ],
)
def test_legal_forms_contradict_where_neither_has_all_of_the_other(
    given: str, other: str, *, agree: bool
) -> None:
    one, two = name_keys(given), name_keys(other)

    assert one.core == two.core
    assert one.agrees(two) is two.agrees(one) is agree


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("CHINA MOBILE LTD-SPON ADR", "CHINA MOBILE LTD"),
        ("HIKVISION DIGITAL TECH-A", "HIKVISION DIGITAL TECH"),
        ("CHINA MOBILE LTD H", "CHINA MOBILE LTD"),
        ("XIAOMI CORP CLASS B", "XIAOMI CORP"),
        ("XIAOMI CORP UNSPON ADR", "XIAOMI CORP"),
        ("ALIBABA GROUP HOLDING ADR REPRESENTING LTD", "ALIBABA GROUP HOLDING"),
        ("INSPUR  INTL   ORD SHS", "INSPUR INTL"),
        ("CNOOC LTD", "CNOOC LTD"),
        ("XIAOMI 3.375% 04/29/30", "XIAOMI"),
        ("XIAOMI 3 3/8 04/29/30", "XIAOMI"),
        ("XIAOMI CORP 3.375 29-APR-2030", "XIAOMI CORP"),
        ("XIAOMI CORP SR UNSECURED 3.375% 2030 REGS", "XIAOMI CORP"),
        ("XIAOMI CORP FRN 2030", "XIAOMI CORP"),
        ("XIAOMI CORP-CLASS B - CFD", "XIAOMI CORP"),
        ("CNOOC FINANCE 2013 3% 05/09/23", "CNOOC FINANCE 2013"),
        ("STUDIO 2030", "STUDIO 2030"),
        ("SENIOR PLC", "SENIOR PLC"),
        ("BOND 7 HOLDINGS", "BOND 7 HOLDINGS"),
        ("A", "A"),
        ("", ""),
        ("VITAMIN SHOPPE", "VITAMIN SHOPPE"),
    ],
)
def test_the_class_of_a_share_is_no_part_of_its_issuers_name(line: str, issuer: str) -> None:
    assert security_name(line) == issuer
    assert may_name_a_security(line) or line == issuer


@pytest.mark.parametrize("text", ["", " ", "!!!", "CORP", "Ltd.", "The Co., Ltd.", "& Co"])
def test_legal_forms_and_signs_name_nobody(text: str) -> None:
    assert names_nobody(text)
    assert re.search(nobody_pattern(), text) is not None


@pytest.mark.parametrize("text", ["X", "Xiaomi", "3M Co", "Group", "小米", "Limited Brands"])
def test_a_letter_or_a_word_names_somebody(text: str) -> None:
    assert not names_nobody(text)
    assert re.search(nobody_pattern(), text) is None


def test_a_persons_name_has_one_key_in_either_order() -> None:
    assert person_key("ZHANG, Xiaoming") == person_key("Xiaoming Zhang") == "xiaoming zhang"
    assert person_key("Zhang Xiaoming") != person_key("Zhang Xiaomin")


def test_a_number_is_its_letters_and_figures() -> None:
    assert number_key(" 9111 0000-abc/1 ") == "91110000ABC1"
    assert number_key("--") == ""


def test_a_name_loses_its_place_only_where_enough_is_left() -> None:
    core = name_keys("Hangzhou Hikvision Digital Technology Co., Ltd.").core

    assert tail_key(core) == name_keys("HIKVISION DIGITAL TECH-A").core.replace(" a", "")
    assert tail_key(name_keys("China Mobile Limited").core) is None
    assert tail_key("a bb cc dd") is None
    assert tail_key("") is None


def test_a_long_beginning_may_be_a_name_cut_off_and_a_short_one_never() -> None:
    whole = "china communications construction"

    assert is_truncation("china communications construct", whole)
    assert not is_truncation("china communications", whole)
    assert not is_truncation(whole, whole)
    assert not is_truncation("china communication constructions", whole)
    assert not may_be_truncated("")


@pytest.mark.parametrize(
    "name", ["S.M.I.C. Ltd", "(PJSC) Gazprom", "Int'l Paper", "the Gazprom", "Public Joint Stock X"]
)
def test_the_quick_look_never_passes_over_a_name_it_should_judge(name: str) -> None:
    heads = frozenset({name_keys(name).core.split(" ", maxsplit=1)[0]})

    assert may_share_key(name, heads)


@pytest.mark.parametrize("bond", ["XIAOMI 3.375% 04/29/30", "XIAOMI SR 3 3/8 2030", "XIAOMI CFD"])
def test_the_quick_look_never_passes_over_a_bond_of_a_name_on_file(bond: str) -> None:
    assert name_keys(security_name(bond)).core == "xiaomi"
    assert may_share_key(bond, frozenset({"xiaomi"}), frozenset({"xiaomi"}))


def test_the_quick_look_passes_over_names_that_begin_otherwise() -> None:
    heads = frozenset({"xiaomi"})

    assert may_share_key("XIAOMI CORP", heads)
    assert not may_share_key("Apple Inc", heads)
    assert not may_share_key("!!!", heads)
    assert may_share_key("小米", heads)


@given(name=NAMES)
def test_normalising_twice_equals_once(name: str) -> None:
    once = name_keys(name)
    stripped = security_name(name)

    assert name_keys(once.full).full == once.full
    assert security_name(stripped) == stripped
    assert person_key(person_key(name)) == person_key(name)
    assert number_key(number_key(name)) == number_key(name)


@given(name=NAMES)
def test_the_quick_look_agrees_with_the_key_of_any_name(name: str) -> None:
    core = name_keys(security_name(name)).core

    if core:
        head, pair = first_words(core)
        assert may_share_key(name, frozenset({head}), frozenset({pair}))


@pytest.mark.parametrize(
    "name",
    [
        "XIAOMI CORP", "Xiaomi", "XIAOMI-A", "XIAOMI UNSPON ADR", "Xiaomi (XIACY)", "Xiaomi Co B",
        "CHINA MOBILE LTD", "China Mobile", "AT&T INC", "L'Oreal SA", "PAO Sberbank", "S.A. Foo",
        "CHINA NATIONAL CHEMICAL ENGINEERIN", "The Foo Company", "Foo and Bar", "Xi'an Aircraft",
    ],
)  # fmt: skip
def test_the_quick_look_never_loses_a_listed_name(name: str) -> None:
    head, pair = first_words(name_keys(security_name(name)).core)

    assert may_share_key(name, frozenset({head}), frozenset({pair}))


def test_the_quick_look_passes_over_names_that_only_begin_alike() -> None:
    heads, pairs = frozenset({"china", "xiaomi"}), frozenset({"china mobile", "xiaomi"})

    assert not may_share_key("China Tower Corporation", heads, pairs)
    assert may_share_key("China Mobile Games", heads, pairs)
    assert not may_share_key("Xiaomi Foods", heads, pairs)


@given(name=NAMES)
def test_what_the_pattern_takes_for_nobody_names_nobody(name: str) -> None:
    if re.search(nobody_pattern(), name):
        assert names_nobody(name)


@pytest.mark.parametrize(
    "text",
    [
        " " * 10_000,
        "-" * 10_000,
        "A - " * 2_500,
        "(A" * 5_000,
        "adr " * 2_500,
        "\ud800" * 10_000,
        "'" * 10_000,
        "ltd " * 2_500,
        "a." * 5_000,
        "sr notes " * 1_200,
        "a" + " 3.375" * 1_600,
    ],
)
def test_ten_thousand_characters_are_read_to_their_end(text: str) -> None:
    with must_end():
        name_keys(security_name(text))
        person_key(text)
        names_nobody(text)
        re.search(nobody_pattern(), text)


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [("小米集團", "小米集团"), ("中國移動", "中国移动"), ("華為技術有限公司", "华为技术有限公司")],
)
def test_traditional_and_simplified_characters_are_one_name(
    traditional: str, simplified: str
) -> None:
    assert name_keys(traditional) == name_keys(simplified)
    assert name_keys(traditional).core != name_keys("小米科技").core


def test_how_a_person_is_addressed_is_no_part_of_the_name() -> None:
    assert person_key("MR. EUGENE SANDO CAINE") == person_key("Caine, Eugene Sando")
    assert person_key("Dr") == "dr"


@pytest.mark.parametrize(
    ("given", "issuer"),
    [
        ("HANGZHOU HIKVISION 'A'CNY1", "HANGZHOU HIKVISION"),
        ("CHINA MOBILE LTD HKD0.1", "CHINA MOBILE LTD"),
        ("CHINA RAILWAY CONSTRUCTION 'H'", "CHINA RAILWAY CONSTRUCTION"),
        ("SENSETIME-W", "SENSETIME"),
        ("BABA-SW", "BABA"),
        ("CHINA GEN NUCLEAR POWER CORP 3.75", "CHINA GEN NUCLEAR POWER CORP"),
        ("STUDIO 2.0", "STUDIO 2.0"),
        ("GEORGE W", "GEORGE W"),
        ("USD CASH", "USD CASH"),
    ],
)
def test_par_value_voting_class_and_coupon_are_no_part_of_the_issuer(
    given: str, issuer: str
) -> None:
    assert security_name(given) == issuer
    assert may_name_a_security(given) or given == issuer
