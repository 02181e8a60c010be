"""Who stands in a text beside other words or names is a doubt, in a query and in a line."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from proscribe.backends.stores.sql import SqlStore
from proscribe.screening.candidates import Resolution, Wanted
from proscribe.screening.index import KINDS, KeyIndex
from proscribe.screening.resolve import resolve
from proscribe.workspace.directory import LedgerDirectory

KNOWN = datetime(2026, 8, 1, tzinfo=UTC)
XIAOMI = "us_dod_1237-xiaomi"
HIKVISION = "us_ofac_cons-30946"

HELD = {
    "Xiaomi; Apple Inc": XIAOMI,
    "Apple Inc (not Xiaomi)": XIAOMI,
    "Xiaomi-Apple basket": XIAOMI,
    "Apple / Xiaomi warrants": XIAOMI,
    "HIKVISION & APPLE": HIKVISION,
    "Apple Inc; Hikvision": HIKVISION,
    "XIACY (OTC)": XIAOMI,
    "XIACY / AAPL": XIAOMI,
    "XIACY ADR": XIAOMI,
    "BUY XIACY NOW": XIAOMI,
    "XIACY US EQUITY SPONSORED ADR": XIAOMI,
    "US0378331005 KYG9830T1067": XIAOMI,
}
CNOOC = "us_ofac_cons-30926"
BESIDE = {
    "Alpha／Hikvision": HIKVISION,
    'Alpha "Hikvision"': HIKVISION,
    "Alpha GmbH (ehemals Hikvision)": HIKVISION,
    "Alpha, guaranteed by Hikvision": HIKVISION,
    "Apple & Hikvision swap": HIKVISION,
    "50% Apple 50% Hikvision": HIKVISION,
    "Hikvision's bond": HIKVISION,
    "www.hikvision.com": HIKVISION,
    "Alpha （原海康威视）": HIKVISION,
    "挂钩海康威视的票据": HIKVISION,
    "苹果及海康威视": HIKVISION,
    "Apple och Hikvision": HIKVISION,
    "Alpha fbo Hikvision": HIKVISION,
    "Lender Hikvision": HIKVISION,
    "Obligor CNOOC Limited": CNOOC,
    "Alpha Ltd ref entity CNOOC LIMITED": CNOOC,
    "债务人中国海洋石油有限公司": CNOOC,
    "Apple Inc formerly known as CNOOC Limited": CNOOC,
    "Aktie der CNOOC LIMITED": CNOOC,
    "Is CNOOC LIMITED sanctioned?": CNOOC,
    "由中国海洋石油有限公司担保的票据": CNOOC,
}
NOBODY = [
    *("Johnson & Johnson", "Shell (China) Ltd", "Procter and Gamble", "AT&T", "A", "ALL", "NOW"),
    *("Apple Inc; Alphabet Inc", "CHA CHA FOODS", "Marks & Spencer (UK)", "AAPL / MSFT"),
    *("CHA US DOLLAR BOND FUND", "Technology and Holding", "SMITH FUND INC / MD"),
    *("Huawei Culture Media Co", "Bank of China Mobile Fans", "National Bank of Canada"),
]


def named(directory: LedgerDirectory, name: str) -> Resolution:
    return resolve(Wanted(keys=(), name=name), directory, KNOWN).fitted()


@pytest.fixture(scope="module")
def index(packaged: SqlStore) -> KeyIndex:
    return KeyIndex(packaged.keys((*KINDS, "core", "tail", "owned_name")))


def touches(index: KeyIndex, names: list[str]) -> list[bool]:
    columns = ["ticker_key" if kind == "ticker" else kind for kind in KINDS]
    nothing = pl.Series([None] * len(names), dtype=pl.String)
    return index.touched(pl.DataFrame({"name": names} | dict.fromkeys(columns, nothing))).to_list()


@pytest.mark.parametrize(("text", "subject"), (HELD | BESIDE).items(), ids=HELD | BESIDE)
def test_whom_a_part_means_is_a_doubt_that_says_what_was_found(
    directory: LedgerDirectory, text: str, subject: str
) -> None:
    found = named(directory, text)
    one = next(each for each in found.candidates if each.subject.id == subject)

    assert not found.certain
    assert not one.certain
    assert "in the text" in one.explanation or "beside other words" in one.explanation


@pytest.mark.parametrize("text", NOBODY)
def test_a_name_with_an_and_a_bracket_or_a_short_word_of_its_own_is_nobodys(
    directory: LedgerDirectory, text: str
) -> None:
    assert named(directory, text).candidates == ()


def test_a_whole_that_is_surely_somebodys_name_has_no_parts(directory: LedgerDirectory) -> None:
    found = named(directory, "Hangzhou Hikvision Digital Technology Co., Ltd. (Hikvision)")

    assert found.certain
    assert {each.subject.id for each in found.candidates} == {HIKVISION}


def test_lines_that_hold_somebody_are_not_passed_over(index: KeyIndex) -> None:
    held = [*HELD, *BESIDE]

    assert touches(index, held) == [True] * len(held)
    assert not any(touches(index, ["Johnson & Johnson", "Apple Inc; Alphabet Inc", "AT&T"]))


@pytest.mark.parametrize("mark", ["™", "®", "℠", "©"])
def test_a_mark_behind_a_name_hides_nobody(
    directory: LedgerDirectory, index: KeyIndex, mark: str
) -> None:
    names = [f"Hikvision{mark} Ltd", f"CNOOC{mark} Limited", f"China Mobile{mark}Limited"]

    assert all(named(directory, name).candidates for name in names)
    assert touches(index, names) == [True] * len(names)


def test_a_number_of_one_hides_no_other_who_is_named(directory: LedgerDirectory) -> None:
    number = (("isin", "HK0883013259"),)
    names = ("CNOOC LTD COMMON STOCK", "CNOOC LTD guaranteed by Hikvision")

    found = [resolve(Wanted(keys=number, name=one), directory, KNOWN).fitted() for one in names]

    assert [{each.subject.id for each in one.candidates} for one in found] == [
        {CNOOC},
        {CNOOC, HIKVISION},
    ]
