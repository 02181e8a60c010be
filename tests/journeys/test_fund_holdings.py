"""Real funds against the real list: every line accounted for, the right ones barred."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest

from proscribe.workspace import Workspace

_IEMG = Path("data/holdings_ishares/2020-03-03/IEMG_holdings.csv")
_ACWI = Path("data/holdings_ishares/2022-03-10/ACWI_holdings.csv")
_DAY = "2022-06-06"

# Joined by hand: ISINs of the list of 2021-12-16 that the fund holds, and OFAC's "1186 HK".
_BARRED = {
    "HK0941009539",  # China Mobile
    "HK0883013259",  # CNOOC
    "KYG8020E1199",  # SMIC
    "CNE1000002V2",  # China Telecom
    "HK0000049939",  # China Unicom (Hong Kong)
    "CNE1000002F5",  # China Communications Construction, H
    "CNE100000PM8",  # Hikvision
    "CNE1000009T1",  # China Railway Construction, A
    "CNE100000J75",  # China Shipbuilding Industry
    "CNE000000RF9",  # AVIC Xi'an Aircraft
    "CNE1000007T5",  # AVIC Jonhon Optronic
    "CNE100001TW7",  # Dawning
    "CNE000000MH6",  # AVIC Shenyang Aircraft
    "CNE100000981",  # China Railway Construction, H
}


@pytest.fixture(scope="module")
def iemg(shared: Path, cmic: Workspace) -> pl.DataFrame:
    return cmic.screen(shared / _IEMG, as_of=_DAY, actions=["buy"], regimes=["NS-CMIC"]).to_polars()


@pytest.fixture(scope="module")
def acwi(shared: Path, cmic: Workspace) -> pl.DataFrame:
    return cmic.screen(shared / _ACWI, as_of=_DAY, actions=["buy"]).to_polars()


def test_exactly_the_lines_of_listed_issuers_may_not_be_bought(iemg: pl.DataFrame) -> None:
    barred = iemg.filter(pl.col("verdict") == "PROHIBITED")

    assert set(barred["ISIN"]) == _BARRED
    assert barred.height == 14


def test_the_unlisted_share_whose_name_nearly_equals_its_listed_parents_is_not_barred(
    iemg: pl.DataFrame,
) -> None:
    [verdict] = iemg.filter(pl.col("Ticker") == "600050")["verdict"].to_list()

    assert verdict == "ALLOWED"


def test_a_line_without_a_listed_isin_is_found_by_the_ticker_the_list_prints(
    shared: Path, cmic: Workspace, tmp_path: Path
) -> None:
    text = (shared / _IEMG).read_text(encoding="utf-8-sig")
    head, *lines = text.splitlines()
    own = next(line for line in lines if line.startswith('"1186"'))
    file = tmp_path / "one.csv"
    bare = own.replace("CNE100000981", "-").replace("B2PFVH7", "-")
    file.write_text(f"{head}\n{bare}\n", encoding="utf-8")

    [row] = cmic.screen(file, as_of=_DAY, actions=["buy"]).to_polars().to_dicts()

    assert (row["verdict"], row["matched_by"]) == ("PROHIBITED", "ticker")
    assert row["entity_id"] == "us_ofac_cons-30959"


def test_a_doubtful_line_is_for_review_and_says_why(iemg: pl.DataFrame) -> None:
    doubtful = iemg.filter(pl.col("verdict") == "REVIEW")

    assert 0 < doubtful.height <= 5
    assert all(len(text) > 20 for text in doubtful["explanation"])


def test_names_that_are_only_alike_send_few_lines_in_a_thousand_to_a_person(
    iemg: pl.DataFrame, acwi: pl.DataFrame
) -> None:
    for rows in (iemg, acwi):
        doubts = rows.filter(pl.col("matched_by") == "similar name", pl.col("verdict") == "REVIEW")

        assert doubts.height <= 5
        assert all("” met “" in text for text in doubts["explanation"])
        assert set(doubts["entity_id"]) <= {None}


def test_a_name_that_is_only_alike_makes_nothing_prohibited_and_weakens_nothing(
    acwi: pl.DataFrame,
) -> None:
    alike = acwi.filter(pl.col("matched_by") == "similar name")
    barred = alike.filter(pl.col("verdict") == "PROHIBITED")

    assert set(barred["regime"]) <= {"RU-INV"}


@pytest.mark.parametrize(("file", "holdings"), [(_IEMG, 2509), (_ACWI, 2369)])
def test_every_record_of_a_fund_file_is_a_row_or_a_note(
    shared: Path, cmic: Workspace, file: Path, holdings: int
) -> None:
    with (shared / file).open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        filled = {reader.line_num for record in reader if any(cell.strip() for cell in record)}
    screening = cmic.screen(shared / file, as_of=_DAY, actions=["buy"])
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.json"
        summary = screening.write(page)
        report = json.loads(page.read_text(encoding="utf-8"))

    rows = [row["line"] for row in report["rows"]]
    assert summary.lines == len(rows) == len(set(rows)) == holdings
    told = len(rows) + sum(note["kind"] != "blank" for note in report["notes"])
    assert told == len(filled) - 1  # the header is neither


def test_lines_located_in_russia_are_barred_by_the_regime_for_russia(acwi: pl.DataFrame) -> None:
    russian = acwi.filter(
        pl.col("Location") == "Russian Federation", pl.col("Asset Class") == "Equity"
    )

    assert russian.height > 10
    assert set(russian["verdict"]) == {"PROHIBITED"}
    assert set(russian["regime"]) == {"RU-INV"}
    assert set(russian["reason_code"]) == {"NEW_INVESTMENT"}


def test_acwi_holds_nothing_the_list_of_military_companies_names(
    shared: Path, cmic: Workspace
) -> None:
    rows = cmic.screen(shared / _ACWI, as_of=_DAY, actions=["buy"], regimes=["NS-CMIC"]).to_polars()

    assert rows.filter(pl.col("verdict") == "PROHIBITED").height == 0
