"""What a query may be, and what is wrong with it."""

from __future__ import annotations

import pytest

from proscribe.securities.queries import identifier_keys, read_query


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("KYG9830T1067", (("isin", "KYG9830T1067"),)),
        ("isin: kyg9830t1067", (("isin", "KYG9830T1067"),)),
        ("US16941M1099", (("isin", "US16941M1099"), ("cusip", "16941M109"))),
        (
            "16941M109",
            (("cusip", "16941M109"), ("isin", "US16941M1099"), ("isin", "CA16941M1095")),
        ),
        ("BG0ZMJ9", (("sedol", "BG0ZMJ9"),)),
        ("SEDOL 6073556", (("sedol", "6073556"),)),
        ("BBG000B9XRY4", (("figi", "BBG000B9XRY4"),)),
        ("HWUPKR0MPOU8FGXBT394", (("lei", "HWUPKR0MPOU8FGXBT394"),)),
        ("1810.HK", (("ticker", "HK:1810"),)),
        ("00981 HK", (("ticker", "HK:981"),)),
        ("XIACY", (("ticker", "US:XIACY"),)),
        ("600050 CN", (("ticker", "CN:600050"),)),
        ("603019CN", (("ticker", "CN:603019"),)),
        ("601186.SS", (("ticker", "CN:601186"),)),
        ("002415.SZ", (("ticker", "CN:002415"),)),
        ("BRK.B", (("ticker", "US:BRK.B"),)),
        ("ticker: 1810 HK", (("ticker", "HK:1810"),)),
        ("KYG9830T1067.", (("isin", "KYG9830T1067"),)),
        ("'KYG9830T1067'", (("isin", "KYG9830T1067"),)),
        ('="KYG9830T1067"', (("isin", "KYG9830T1067"),)),
        ('="XIACY"', (("ticker", "US:XIACY"),)),
        ("Holding KYG9830T1067", (("isin", "KYG9830T1067"),)),
        ("ISIN = KYG9830T1067 (Xiaomi)", (("isin", "KYG9830T1067"),)),
        ("1810.HK (Xiaomi)", (("ticker", "HK:1810"),)),
        ("imo no 9187629", (("id", "9187629"), ("id", "IMO9187629"))),
    ],
)
def test_an_identifier_is_recognised(query: str, keys: tuple[tuple[str, str], ...]) -> None:
    reading = read_query(query)

    assert reading.keys == keys == identifier_keys(query)
    assert reading.problem is None


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("US0378331004", "the last digit should be 5"),
        ("BBG000B9XRY5", "FIGI BBG000B9XRY5 fails its check digit: the last digit should be 4"),
        ("CUSIP 98421U10", "its check digit may be missing, which would be 8"),
        ("BRC1EODR004", "BRC1EODR004 has 11 characters, and an ISIN has 12"),
        ("US00378331005", "has 13 characters"),
        ("KYG9830T1068 (ADR)", "the last digit should be 7"),
        ("600050", "600050 is a ticker without its market"),
    ],
)
def test_what_looks_like_an_identifier_but_is_none_is_explained(query: str, problem: str) -> None:
    reading = read_query(query)

    assert reading.keys == ()
    assert reading.problem is not None
    assert problem in reading.problem


@pytest.mark.parametrize(
    "query",
    [
        "Huawei",
        "China Mobile",
        "HIKVISION",
        "小米集团",
        "",
        "China Unicom Group",
        "Blackstone1",
        "ZZ12345678X",
    ],
)
def test_a_name_is_no_identifier(query: str) -> None:
    assert read_query(query).keys == ()
    assert read_query(query).problem is None
