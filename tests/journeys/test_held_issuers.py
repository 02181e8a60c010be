"""Every listed issuer a fund holds is found by whatever a file tells, and nobody else is barred."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.custodian_names import LISTED, OTHERS
from benchmarks.holdings_job import Score, parts
from proscribe.workspace import Workspace, open_workspace

AS_OF = "2024-06-01"


@pytest.fixture(scope="module")
def workspace(shared: Path) -> Iterator[Workspace]:
    """OFAC's list of May 2024 beside the packaged facts."""
    file = shared / "data" / "us_ofac_consolidated" / "2024-05-06" / "consolidated.xml"
    with open_workspace("sqlite://") as opened:
        opened.import_files("us_ofac_cons", file)
        yield opened


def screened(workspace: Workspace, file: Path) -> Iterator[dict[str, object]]:
    screening = workspace.screen(
        file, actions=("buy",), as_of=AS_OF, known_at=AS_OF, regimes=("NS-CMIC",)
    )
    yield from screening.to_polars().iter_rows(named=True)


def test_names_as_custodians_print_them_lead_to_the_issuer_and_affiliates_do_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "names.csv"
    names = [*(name for name, _ in LISTED), *OTHERS]
    file.write_text("Name;Type\n" + "".join(f"{name};Equity\n" for name in names), encoding="utf-8")
    score = Score()
    numbers = [*(number for _, number in LISTED), *[None] * len(OTHERS)]
    for name, number, answer in zip(names, numbers, screened(workspace, file), strict=True):
        score.add(name, number, answer)

    assert score.wrong == []
    assert score.raised == ["COSTAR GROUP INC"]
    assert score.missed == ["CHINA MOBILE HD-,10"]


def test_isins_of_a_fund_say_what_a_join_with_ofacs_file_says(
    workspace: Workspace, shared: Path
) -> None:
    holdings = shared / "data" / "holdings_ishares" / "2020-03-03" / "IEMG_holdings.csv"
    barred = {
        str(row["ISIN"]) for row in screened(workspace, holdings) if row["verdict"] == "PROHIBITED"
    }
    expected = {
        row["ISIN"]
        for file, kind, rows, numbers in parts(shared / "data")
        if (file, kind) == ("IEMG", "ISIN")
        for row, number in zip(rows, numbers, strict=True)
        if number is not None
    }

    assert len(expected) == 14
    assert barred == expected


def test_every_line_of_fails_to_deliver_resolves_or_says_why_not(
    workspace: Workspace, shared: Path
) -> None:
    fails = shared / "data" / "sec_ftd" / "extract-2020-09_2021-06" / "ftd_chinese_names.psv"
    rows = list(screened(workspace, fails))
    symbols = {str(row["SYMBOL"]) for row in rows if row["verdict"] == "PROHIBITED"}

    assert len(rows) == 810
    assert symbols == {"CEO", "CHA", "CHL", "CHU", "SMICY"}
    assert {row["matched_by"] for row in rows if row["SYMBOL"] in symbols} == {"cusip"}
    assert all(row["explanation"] for row in rows)
    assert not any(json.loads(str(row["_candidates"] or "[]")) for row in rows)
