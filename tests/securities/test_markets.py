"""The table of markets is free of contradictions and knows what fund files write."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from proscribe.securities.countries import COUNTRIES
from proscribe.securities.markets import (
    DERIVATIVE_VENUES,
    MARKETS,
    is_derivative_venue,
    is_known_exchange,
    named_market,
    spaced_market,
)
from proscribe.securities.wording import plain_words

FUND_FILES = {
    "2020-03-03/IEMG_holdings.csv": 0,
    "2022-03-10/ACWI_holdings.csv": 9,
    "2022-03-10/EEM_holdings.csv": 0,
}


def test_no_code_means_two_markets() -> None:
    for words in ("mics", "codes", "suffixes"):
        counts = Counter(code for market in MARKETS for code in getattr(market, words).split())
        assert [code for code, count in counts.items() if count > 1] == []


def test_no_name_means_two_markets() -> None:
    named = [(plain_words(n), market.country) for market in MARKETS for n in market.names]
    named += [(plain_words(venue), "futures") for venue in DERIVATIVE_VENUES]
    counts = Counter(name for name, _ in set(named))

    assert [name for name, count in counts.items() if count > 1] == []


def test_every_market_is_in_a_country() -> None:
    assert {market.country for market in MARKETS} <= set(COUNTRIES)


@pytest.mark.parametrize("file", FUND_FILES)
def test_every_exchange_of_the_fund_files_is_known(shared: Path, file: str) -> None:
    path = shared / "data" / "holdings_ishares" / file
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))[FUND_FILES[file] :]
    place = rows[0].index("Exchange")
    written = {row[place] for row in rows[1:] if len(row) == len(rows[0])} - {"-", "", "\u00a0"}

    assert len(written) >= 30
    assert [name for name in sorted(written) if not is_known_exchange(name)] == []


def test_a_country_code_after_a_space_is_bloombergs_before_it_is_a_country() -> None:
    assert spaced_market("GR", "VOW") == "DE"  # not Greece
    assert spaced_market("IT", "TEVA") == "IL"  # not Italy
    assert spaced_market("DE", "ZCH") == "DE"  # as OFAC writes
    assert spaced_market("QQ", "X") is None


def test_china_and_canada_are_told_apart_by_digits() -> None:
    assert spaced_market("CN", "600050") == "CN"
    assert spaced_market("CN", "SHOP") == "CA"
    assert spaced_market("CH", "600050") == "CN"
    assert spaced_market("CH", "NESN") == "CH"


def test_futures_have_a_venue_but_no_market() -> None:
    assert is_derivative_venue("ICE FUTURES U.S.")
    assert named_market("Ice Futures U.S.", "MESH0") is None
    assert is_known_exchange("Ice Futures U.S.")
    assert not is_derivative_venue("NASDAQ")
