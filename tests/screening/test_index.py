"""The keys of a ledger in memory: what touches a list, and what does not."""

from __future__ import annotations

import polars as pl
import pytest

from proscribe.backends.stores.sql import SqlStore
from proscribe.screening.index import KINDS, NAME_KINDS, KeyIndex

KEYS = (
    ("isin", "KYG9830T1067", "xiaomi"),
    ("ticker", "HK:1810", "xiaomi"),
    ("core", "xiaomi", "xiaomi"),
    ("core", "china communications construction", "cccc"),
    ("core", "china communications construction group", "cccg"),
    ("core", "hangzhou hikvision digital technology", "hikvision"),
    ("tail", "hikvision digital technology", "hikvision"),
    ("core", "china telecom", "unit"),
    ("core", "china telecom", "parent"),
)


@pytest.fixture(scope="module")
def index() -> KeyIndex:
    return KeyIndex(KEYS)


def lines(**columns: list[str | None]) -> pl.DataFrame:
    length = len(next(iter(columns.values())))
    empty: dict[str, list[str | None]] = {
        name: [None] * length
        for name in ("isin", "cusip", "sedol", "figi", "lei", "ticker_key", "name")
    }
    data = empty | columns
    return pl.DataFrame(data, schema=dict.fromkeys(data, pl.String))


def test_a_key_leads_to_everyone_who_bears_it(index: KeyIndex) -> None:
    assert index.find("core", ["china telecom", "nobody"]) == {
        "china telecom": frozenset({"unit", "parent"})
    }
    assert index.find("sedol", ["B2PFVH7"]) == {}


def test_a_line_is_touched_by_an_identifier_or_a_name(index: KeyIndex) -> None:
    by_identifier = lines(
        isin=["KYG9830T1067", "US0378331005", None], ticker_key=[None, None, None]
    )
    by_ticker = lines(ticker_key=["HK:1810", "US:1810", None])
    by_name = lines(
        name=[
            "XIAOMI CORP-CLASS B",
            "XIAOMING CORP",
            "HIKVISION DIGITAL TECH-A",
            "CHINA COMMUNICATIONS CONSTRUC",
            "CHINA COMMUNICATIONS",
            "",
            None,
        ]
    )

    assert index.touched(by_identifier).to_list() == [True, False, False]
    assert index.touched(by_ticker).to_list() == [True, False, False]
    assert index.touched(by_name).to_list() == [True, False, True, True, False, False, False]


def test_no_line_is_no_answer(index: KeyIndex) -> None:
    assert index.touched(lines(name=[])).to_list() == []


def test_an_empty_ledger_touches_nothing() -> None:
    assert KeyIndex([]).touched(lines(name=["XIAOMI"], isin=["KYG9830T1067"])).to_list() == [False]


def test_the_numbers_of_names_are_told() -> None:
    keys = [("core", "140 repair plant", "a"), ("core", "factory no 7a", "b"), ("isin", "X9", "c")]

    assert KeyIndex(keys).numbers() == {"140", "7"}
    assert KeyIndex([]).numbers() == frozenset()


def test_every_name_that_begins_like_a_long_one_may_be_it(index: KeyIndex) -> None:
    assert index.completions("china communications con") == (
        "china communications construction",
        "china communications construction group",
    )
    assert index.completions("china communications construction") == (
        "china communications construction group",
    )
    assert index.completions("china communications") == ()
    assert index.completions("") == ()


def test_the_packaged_facts_are_all_found_by_name_and_identifier(packaged: SqlStore) -> None:
    index = KeyIndex(packaged.keys((*KINDS, *NAME_KINDS)))
    found = index.touched(
        lines(
            isin=["HK0941009539", None, None, None],
            cusip=[None, "16941M109", None, None],
            name=[
                None,
                None,
                "HUAWEI TECHNOLOGIES CO LTD",
                "JIANGXI HUAWEI CONSTRUCTION MATERIALS",
            ],
        )
    )

    assert found.to_list() == [True, True, True, False]


def test_a_line_that_gives_the_rare_first_words_of_a_name_is_touched() -> None:
    keys = [("core", "dawning information industry", "a"), ("core", "megvii technology", "b")]
    asked = lines(name=["DAWNING INFO", "MEGVII INC-W", "DAWNING CULTURE", "DELTA INFO"])

    assert KeyIndex(keys).touched(asked).to_list() == [True, True, False, False]
