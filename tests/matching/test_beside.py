"""Listed names that signs or linking words part from what stands beside them in a text."""

from __future__ import annotations

import random

import polars as pl
import pytest

from proscribe.matching.beside import NamesBeside
from proscribe.matching.keys import name_keys
from proscribe.matching.within import HeldNames

LISTED = (
    *("Hikvision", "CNOOC Limited", "China Mobile Limited", "The Bank of Sand", "National Bank"),
    "DJI",
)
NATIVE = ("海康威视", "中国海洋石油有限公司", "中国移动", "小米", "大华", "Газпром", "IDG资本")
CORES = [name_keys(name).core for name in (*LISTED, *NATIVE)]
SIGNS = "／⁄∕‐‧·¦‖=~#@^→|;:/+&*•<>§¶†…؛،。，、！？«»„“”‹›()[]{}【】《》「」"
LINKED = {
    **dict.fromkeys(
        (
            *("Apple Inc formerly known as CNOOC Limited", "Alpha AG, vormals CNOOC Ltd"),
            *("Aktie der CNOOC LIMITED", "Is CNOOC LIMITED sanctioned?", "60 Apple/40 CNOOC"),
            *("Discount-Zertifikat auf CNOOC Limited UBS 2027", "TRS CNOOC LTD vs USD LIBOR"),
            *("Aktienanleihe CNOOC Limited 8% 2026 Vontobel", "Alpha 5% 2027 (gtd. CNOOC Ltd)"),
        ),
        "CNOOC",
    ),
    **dict.fromkeys(
        (
            *(
                "Alpha GmbH (ehemals Hikvision)",
                "Alpha anciennement Hikvision",
                "Alpha T/A Hikvision",
            ),
            *("Alpha, guaranteed by Hikvision", "Garantiert durch Hikvision: Alpha"),
            *("Alpha (a subsidiary of Hikvision)", "Alpha Tochter von Hikvision"),
            *("Alpha on behalf of Hikvision", "Alpha und Hikvision", "Apple & Hikvision swap"),
            *("Zertifikat auf Hikvision", "Open End Turbo auf Hikvision", "Hikvision's bond"),
            *("50% Apple 50% Hikvision", "1. Alpha 2. Hikvision", "Alpha garantita da Hikvision"),
            *("Alpha antes Hikvision", "持有Hikvision的股票", "Alpha is Hikvision of China"),
            # A word in small letters is part of no name, in whatever language.
            *(
                "Apple och Hikvision",
                "Apple ve Hikvision",
                "Apple x Hikvision",
                "Apple i Hikvision",
            ),
            *("Alpha fbo Hikvision", "gwarantowane przez Hikvision", "Hikvision takaa Alphan"),
            *("обеспечено гарантией Hikvision", "Yhtiön Alpha omistaja lienee Hikvision"),
        ),
        "Hikvision",
    ),
    "Alpha obligor CNOOC LIMITED": "CNOOC",
    "bolag i China Mobile koncernen": "China Mobile",
    **dict.fromkeys(
        (
            *("阿尔法（原海康威视）", "Alpha 原名海康威视", "挂钩海康威视的票据", "苹果与海康威视"),
            *("海康威视股票", "海康威视及苹果", "由海康威视担保的票据", "海康威视南京分公司的店"),
        ),
        "海康威视",
    ),
    "苹果公司和中国海洋石油有限公司": "中国海洋石油",
    "蘋果和小米": "小米",
    "Alpha ‘Hikvision’": "Hikvision",
    "Alpha, guaranteed by DJI": "DJI",
    "Alpha (D.J.I.) drones": "D.J.I",
    "Alpha (IDG资本)": "IDG资本",
    "Облигации: Газпром": "Газпром",
    "Alpha by The Bank of Sand": "Bank of Sand",
    "Alpha for China-Mobile": "China-Mobile",
    "www.hikvision.com": "hikvision",
    "info@hikvision.com": "hikvision",
}
OTHERS = (
    *(
        "Hikvision",
        "CNOOC",
        "海康威视",
        "Apple Inc",
        "Hikvision Culture",
        "Shanghai Hikvision Trading",
    ),
    *("Greater China Mobile Games", "Hikvisionary and Sons", "National Bank of Canada", "大华为民"),
    *("National Bank de Paris", "First National Bank", "", "()", "小米粥", "of", "Sand and Gravel"),
    *(
        "Alpha-Hikvision",
        "Hikvision I Acquisition",
        "Alpha DJI Drones",
        "中国移动支付",
        "小米南京店",
    ),
    *("APPLE OCH HIKVISION", "apple och hikvision", "China mobile phones", "eAlpha Hikvision Beta"),
    *("Obligor CNOOC Limited", "债务人小米", "小米南京店"),
)


@pytest.fixture(scope="module")
def names() -> NamesBeside:
    return NamesBeside(HeldNames(CORES).telling)


@pytest.mark.parametrize("sign", SIGNS)
def test_any_sign_that_no_name_has_within_parts_names(names: NamesBeside, sign: str) -> None:
    for text in (f"Alpha{sign}Hikvision", f"Alpha {sign} Hikvision", f"Hikvision {sign} Alpha"):
        assert names.find(text) == ("Hikvision",)


@pytest.mark.parametrize(("text", "name"), LINKED.items(), ids=LINKED)
def test_a_name_between_links_is_found_as_it_is_written(
    names: NamesBeside, text: str, name: str
) -> None:
    assert names.find(text) == (name,)


@pytest.mark.parametrize("text", OTHERS)
def test_a_whole_name_and_one_within_a_longer_one_stand_beside_nothing(
    names: NamesBeside, text: str
) -> None:
    assert names.find(text) == ()


def test_what_a_party_is_called_parts_names() -> None:
    names = NamesBeside(HeldNames(CORES).telling, ("obligor", "kreditnehmer", "債務人"))

    assert names.find("Obligor CNOOC Limited") == ("CNOOC",)
    assert names.find("HIKVISION KREDITNEHMER") == ("HIKVISION",)
    assert names.find("债务人小米") == ("小米",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GWARANTOWANE PRZEZ HIKVISION", "HIKVISION"),
        ("gwarantowane przez hikvision", "hikvision"),
        ("Gwarant Hikvision", "Hikvision"),
        ("Shanghai Hikvision Trading", "Hikvision"),
        ("ALPHA CNOOC LIMITED BETA", "CNOOC"),
    ],
)
def test_a_rare_name_counts_wherever_it_stands_in_a_remark(
    names: NamesBeside, text: str, name: str
) -> None:
    assert names.find(text) == ()
    assert names.find(text, remark=True) == (name,)


@pytest.mark.parametrize(
    "text",
    ["Greater China Mobile Games", "China mobile phones", "Alpha DJI Drones", "Hikvisionary"],
)
def test_a_name_of_ordinary_words_stands_by_itself_in_a_remark_too(
    names: NamesBeside, text: str
) -> None:
    assert names.find(text, remark=True) == ()


def test_a_listed_name_that_links_words_is_none_in_small_letters() -> None:
    names = NamesBeside(("both", "hikvision"))

    assert names.find("owned by both; held for hikvision") == ("hikvision",)
    assert names.find("owned by BOTH") == ("BOTH",)


def test_each_of_many_names_is_found_however_far_behind(names: NamesBeside) -> None:
    text = "; ".join((*(f"Name{place}" for place in range(20_000)), "Hikvision"))

    assert names.find(text) == ("Hikvision",)


def test_no_text_that_holds_a_name_is_passed_over_at_a_glance(names: NamesBeside) -> None:
    chance = random.Random(7)
    words = (
        *LISTED,
        *NATIVE,
        "and",
        "of",
        "the",
        "Alpha",
        "auf",
        "Ltd",
        "bank",
        "的",
        "与",
        "Hikvision's",
    )
    between = (*" -/&,.'", "", " ", " (", ") ", "\u00a0", "　", "\u200b", "\n")
    texts = [
        "".join(chance.choice(words) + chance.choice(between) for _ in range(chance.randint(2, 6)))
        for _ in range(20_000)
    ]
    texts += [*LINKED]

    may = HeldNames(CORES).may_hold(pl.Series(texts)).to_list()

    held = [bool(names.find(text, remark=True)) for text in texts]
    assert sum(held) > len(texts) // 3
    assert [
        text for text, one, seen in zip(texts, held, may, strict=True) if one and not seen
    ] == []
