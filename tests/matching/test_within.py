"""A listed name inside a longer one is seen, unless the rest tells of another company."""

from __future__ import annotations

import polars as pl
import pytest

from proscribe.matching.within import HeldNames

NAMES = HeldNames(["xiaomi", "cnooc", "huawei", "orion", "china mobile", "costar group", "first"])


def found(name: str, *, paper: bool = False) -> list[str]:
    return [one.core for one in NAMES.find(name, paper=paper)]


@pytest.mark.parametrize(
    "name",
    [
        "XIAOMI GROUP HLDGS",
        "XIAOMI CORPORATION PROMPT 12",
        "XIAOMI WARRANT 2022 CITI",
        "CITI WARRANT ON XIAOMI",
        "XIAOMI lot2",
        "XIAOMI 1810",
        "XIAOMI FOOBAR",
        "X I A O M I",
        "X.I.A.O.M.I. CORP",
        "XIAO MI CORP",
        "XIAOMI (HONG KONG)",
        "XIAOMI CORP RED CHIP",
        "X1AOMI INC",
        "XIAOMI FINANCE NO.1",
    ],
)
def test_words_of_papers_and_custody_leave_the_name_that_is_listed(name: str) -> None:
    assert found(name) == ["xiaomi"]


@pytest.mark.parametrize(
    "name",
    [
        "HUAWEI CULTURE LTD A",
        "JIANGXI HUAWEI CONSTRUCTION MATERIALS",
        "CNOOC ENERGY TECHNOLOGY & SERVICES LTD A",
        "CNOOC ENGY TECH",
        "CTC CHINA MOBILE CO",
        "XIAOMING ZHANG HOLDINGS",
        "XIAOMI INDUSTRY-FINANCE HOLDINGS",
        "CHINA XIAOMI HOLDINGS",
        "CHINA MOBILE GAMES AND ENTERTAINMENT",
        "FIRST SOLAR INC",
        "ORION OYJ",
        "XIAOMI",
        "",
    ],
)
def test_a_word_of_business_or_of_everybody_tells_of_another(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("XIAOMI BEST TIME INTL 3.375%", "xiaomi"),
        ("CNOOC FINANCE 2013 3%", "cnooc"),
        ("CNOOC CURTIS FUNDING NO 1 MTN", "cnooc"),
        ("CHINA MOBILE WTS UBS 06/2022", "china mobile"),
    ],
)
def test_a_bond_or_warrant_may_be_put_out_by_a_company_of_that_name(name: str, core: str) -> None:
    (held,) = NAMES.find(name)

    assert (held.core, held.paper) == (core, True)


def test_a_bond_is_told_by_its_kind_where_its_name_does_not_tell() -> None:
    assert found("CNOOC ENERGY 2013 LTD", paper=True) == ["cnooc"]
    assert found("CNOOC ENERGY 2013 LTD") == []
    assert found("ASIAN CNOOC FINANCE", paper=True) == []


def test_many_names_are_passed_over_without_a_look_at_each() -> None:
    names = pl.Series(["APPLE INC", "X I A O M I", "China Mobile-WTS", "Ｘｉａｏｍｉ lot", "CN00C"])

    assert NAMES.may_hold(names).to_list() == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("CHINA MOBILE LTD HKD0.1 (CDI)", "china mobile"),
        ("CHINA MOBILE (BVI) LTD", "china mobile"),
        ("COSTAR GROUP CO LTD DEF SETTLE", "costar group"),
        ("CMC CHINA MOBILE CO", "china mobile"),
    ],
)
def test_what_stands_behind_a_whole_name_with_its_legal_form_is_no_part_of_it(
    name: str, core: str
) -> None:
    assert found(name) == [core]


def test_a_word_of_another_listed_name_of_the_house_tells_of_no_other() -> None:
    names = HeldNames(["hikvision", "hangzhou hikvision digital technology"])

    assert [one.core for one in names.find("HIKVISION DIGITAL-A-STOCK CONNECT")] == ["hikvision"]
    assert names.find("HIKVISION ENERGY") == ()


def test_chinese_names_are_found_without_their_legal_form() -> None:
    names = HeldNames(["中国移动"])

    assert [one.core for one in names.find("中国移动有限公司 H股")] == ["中国移动"]
    assert names.find("中国移动多媒体广播") == ()


LONGER = HeldNames(
    [
        "hangzhou hikvision digital technology",
        "xiamen meiya pico information",
        "megvii technology",
        "dawning information industry",
        "china telecom",
        "china nuclear engineering",
        "inner mongolia first machinery",
    ]
)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("hangzhou hikvision", "hangzhou hikvision digital technology"),
        ("meiya pico", "xiamen meiya pico information"),
        ("megvii", "megvii technology"),
        ("dawning info", "dawning information industry"),
        ("china telecom cor", "china telecom"),
    ],
)
def test_a_short_name_with_a_rare_word_begins_a_longer_one(short: str, whole: str) -> None:
    assert LONGER.longer(short) == (whole,)


@pytest.mark.parametrize(
    "other",
    [
        "hangzhou tigermed",
        "hangzhou",
        "hikvision",
        "dawning in",
        "dawn",
        "china nuclear",
        "megvi",
        "china tower cor",
        "cor",
        "",
    ],
)
def test_ordinary_words_and_a_rare_one_that_tells_too_little_begin_none(other: str) -> None:
    assert LONGER.longer(other) == ()


def test_a_rare_word_behind_a_place_stands_for_both() -> None:
    names = HeldNames(["china unicom", "china mobile", "china avic"])

    assert names.longer("unicom") == ("china unicom",)
    assert "unicom" in names.pairs
    assert names.longer("mobile") == names.longer("avic") == ()


@pytest.mark.parametrize("piece", ["Hikvision, ", "China Mobile / ", "海康威视、", "CNOOC "])
def test_a_name_written_over_and_over_is_looked_at_once_each(piece: str) -> None:
    """Weighed against all the others each time, it would take hours."""
    names = HeldNames(["hikvision", "china mobile", "海康威视", "cnooc"])

    assert len(names.find(piece * 100_000)) <= 1
