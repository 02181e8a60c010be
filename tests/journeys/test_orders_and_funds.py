"""Orders checked, accounts told apart and real funds looked through, on the command line."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from proscribe.interfaces.cli.main import main

_LIST = Path("data/us_ofac_consolidated/2021-12-16/consolidated.xml")
_IEMG = Path("data/holdings_ishares/2020-03-03/IEMG_holdings.csv")
_ACWI = Path("data/holdings_ishares/2022-03-10/ACWI_holdings.csv")
_BARRED_LINES_OF_IEMG = 14  # see test_fund_holdings


@pytest.fixture
def db(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A store with the list of 2021-12-16."""
    address = f"sqlite:///{tmp_path / 'ledger.db'}"
    code = main(
        [
            "import",
            "us_ofac_cons",
            str(shared / _LIST),
            "--published",
            "2021-12-16",
            "--db",
            address,
        ]
    )
    capsys.readouterr()
    assert code == 0
    return address


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_real_funds_of_a_book_are_looked_through_and_orders_on_them_are_stopped(
    shared: Path, tmp_path: Path, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    orders, out = tmp_path / "orders.csv", tmp_path / "orders-report.csv"
    orders.write_text(
        "Account,Side,Symbol,Security Name,Qty,Asset Class\n"
        "NY,Buy,IEMG,ISHARES CORE MSCI EMERGING MARKETS ETF,10,ETF\n"
        "LUX,Buy,IEMG,ISHARES CORE MSCI EMERGING MARKETS ETF,10,ETF\n"
        "NY,Buy,ACWI,ISHARES MSCI ACWI ETF,10,ETF\n"
        "NY,Buy,VWO,VANGUARD FTSE EMERGING MARKETS ETF,10,ETF\n"
        "NY,Hold tight,VWO,VANGUARD FTSE EMERGING MARKETS ETF,10,ETF\n"
    )
    code, document = run(
        capsys,
        *("screen", str(orders), "--fund", f"IEMG={shared / _IEMG}"),
        *("--fund", f"iShares MSCI ACWI ETF={shared / _ACWI}"),
        *("--account", "NY=US", "--account", "LUX=non-US", "--regime", "NS-CMIC"),
        *("--as-of", "2022-06-06", "--out", str(out), "--db", db, "--exit-code"),
    )

    with out.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert code == 1
    assert [(row["line"], row["action"], row["verdict"]) for row in rows] == [
        ("2", "buy", "PROHIBITED"),
        ("3", "buy", "ALLOWED"),
        ("4", "buy", "REVIEW"),  # a cash fund and futures, whose holdings nobody states
        ("5", "buy", "REVIEW"),
        ("6", "buy", "REVIEW"),
        ("6", "sell", "REVIEW"),
    ]
    assert "BLK CSH FND TREASURY SL AGENCY" in rows[2]["explanation"]
    iemg, acwi = document["head"]["funds"]
    barred = {h["line"] for h in iemg["holdings"] if h["verdict"] == "PROHIBITED"}
    assert len(barred) == _BARRED_LINES_OF_IEMG
    assert iemg["holdings"][0]["name"] == "CHINA MOBILE LTD"
    assert (iemg["holdings"][0]["weight"], acwi["as_of"]) == ("0.0074", "2022-03-10")
    assert [f["line"] for f in document["findings"] if f["file"] == str(orders)] == [6]


def test_a_fund_is_asked_about_itself(
    shared: Path, tmp_path: Path, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "fund.json"
    code, document = run(
        capsys,
        *("screen", str(shared / _IEMG), "--as-fund", "--action", "buy", "--regime", "NS-CMIC"),
        *("--as-of", "2022-06-06", "--out", str(out), "--db", db),
    )

    assert (code, document["summary"]["lines"]) == (0, 1)
    (row,) = json.loads(out.read_text())["rows"]
    assert row["verdict"] == "PROHIBITED"
    assert "CHINA MOBILE LTD (0.74 % of it)" in row["explanation"]
    assert "and 9 more, together 1.6 % of it; any part counts" in row["explanation"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--fund", "IEMG"), "not of the form KEY=VALUE"),
        (("--fund", "IEMG=nowhere.csv"), "nowhere.csv: the file cannot be read"),
        (("--funds", "nowhere"), "there is no such folder"),
        (("--account", "A=Martian"), "'Martian' of account A is not known"),
        (("--account", "A=US", "--accounts", "x.csv"), "cannot be given together"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], why: str
) -> None:
    book = tmp_path / "book.csv"
    book.write_text("ISIN\nKYG9830T1067\n")

    code = main(
        ["screen", str(book), "--out", str(tmp_path / "r.csv"), "--db", "sqlite://", *words]
    )

    assert code == 2
    assert why in " ".join(capsys.readouterr().err.split())
