"""Holdings as fund houses publish them: every record of each real file is accounted for."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from proscribe.backends.portfolios import Note, Portfolio, open_portfolio

# Records with as many cells as the header, and how many of them have no content at all:
# the last two of EEM are nothing but separators.
FILES = {
    "2020-03-03/IEMG_holdings.csv": (2509, 0),
    "2022-03-10/ACWI_holdings.csv": (2369, 0),
    "2022-03-10/EEM_holdings.csv": (1250, 2),
}


def read(shared: Path, file: str) -> tuple[Portfolio, pl.DataFrame, tuple[Note, ...]]:
    portfolio = open_portfolio(shared / "data" / "holdings_ishares" / file)
    lines = pl.concat([batch.lines for batch in portfolio.batches()])
    return portfolio, lines, portfolio.notes


@pytest.mark.parametrize("file", FILES)
def test_every_record_is_a_row_or_a_note(shared: Path, file: str) -> None:
    path = shared / "data" / "holdings_ishares" / file
    with path.open(encoding="utf-8-sig", newline="") as stream:
        records = sum(1 for _ in csv.reader(stream))

    _, lines, notes = read(shared, file)

    full, without_content = FILES[file]
    assert lines.height == full - without_content
    assert lines.height + sum(note.records for note in notes) + 1 == records  # 1: the header


@pytest.mark.parametrize("file", FILES)
def test_every_holding_has_a_name_an_instrument_and_numbers(shared: Path, file: str) -> None:
    _, lines, _ = read(shared, file)
    holdings = lines.filter(pl.col("kind") == "holding")

    for column in ("name", "instrument", "quantity", "market_value", "weight", "location"):
        assert holdings[column].null_count() == 0, column
    assert bool((holdings["location"].str.len_chars() == 2).all())


def test_lines_are_of_the_kinds_that_the_files_state(shared: Path) -> None:
    kinds = {file: Counter(read(shared, file)[1]["kind"]) for file in FILES}

    assert list(kinds.values()) == [
        {"holding": 2479, "cash": 25, "derivative": 5},
        {"holding": 2328, "cash": 36, "derivative": 5},
        {"holding": 1248},
    ]


def test_the_preamble_of_acwi_gives_its_facts(shared: Path) -> None:
    portfolio, _, notes = read(shared, "2022-03-10/ACWI_holdings.csv")

    assert portfolio.facts["title"] == "iShares MSCI ACWI ETF"
    assert portfolio.facts["Fund Holdings as of"] == "Mar 10, 2022"
    assert [(note.line, note.kind.value) for note in notes[7:]] == [
        (8, "preamble"),
        (9, "blank"),
        (2380, "blank"),
        (2381, "footer"),
    ]


def test_xiaomi_in_iemg_is_read_with_all_its_identifiers(shared: Path) -> None:
    _, lines, _ = read(shared, "2020-03-03/IEMG_holdings.csv")

    (xiaomi,) = lines.filter(pl.col("isin") == "KYG9830T1067").to_dicts()

    assert xiaomi["sedol"] == "BG0ZMJ9"
    assert xiaomi["ticker_key"] == "HK:1810"
    assert xiaomi["name"].startswith("XIAOMI")
    assert xiaomi["market_value"] > Decimal(10_000_000)


def test_identifiers_that_fail_their_check_are_reported_with_their_line(shared: Path) -> None:
    _, lines, _ = read(shared, "2020-03-03/IEMG_holdings.csv")

    problems = dict(lines.filter(pl.col("problem").is_not_null()).select("line", "problem").rows())

    assert problems == {
        2476: "SEDOL 9965714 fails its check digit: the last digit should be 3.",
        2493: "SEDOL 9994JV2 begins with a digit, so all of it must be digits.",
        2510: "SEDOL 9931182 fails its check digit: the last digit should be 9.",
    }


def test_leading_zeros_that_a_spreadsheet_took_are_given_back(shared: Path) -> None:
    _, lines, _ = read(shared, "2022-03-10/EEM_holdings.csv")
    keys = set(lines["ticker_key"])

    assert {"KR:005930", "CN:000858", "HK:700", "TW:2330", "US:BIDU", "RU:SBER"} <= keys


@pytest.mark.parametrize("file", FILES)
def test_nearly_every_holding_has_a_ticker_key(shared: Path, file: str) -> None:
    _, lines, _ = read(shared, file)
    without = lines.filter((pl.col("kind") == "holding") & pl.col("ticker_key").is_null())

    # Lines whose ticker is a dash, and a money market fund without an exchange.
    assert without.height == {"IEMG": 4, "ACWI": 1, "EEM_": 0}[Path(file).name[:4]]
