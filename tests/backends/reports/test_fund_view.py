"""Pages and workbooks tell what the funds held hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from proscribe.screening.report import FundLine, FundUsed, ReportHead
from tests.backends.reports import samples
from tests.backends.reports.samples import EVIL, HEAD, book


def line(action: str, **fields: object) -> FundLine:
    found: dict[str, object] = {
        "path": ("MY FUND", "INNER FUND"),
        "file": "inner.csv",
        "line": 4,
        "name": f"CNOOC {EVIL}",
        "weight": Decimal("0.015"),
        "entity_id": "us_ofac_cons-30926",
        "action": action,
        "verdict": "PROHIBITED",
        "reason_code": "EFFECTIVE_60D",
        "regime": "CCMC",
    }
    return FundLine(**(found | fields))  # type: ignore[arg-type]


FUND = FundUsed(
    title="MY FUND",
    file="fund.csv",
    as_of=date(2021, 3, 1),
    lines=3,
    weight=Decimal("0.98"),
    notes=("The weights add up to 98 %.",),
    holdings=(line("buy"), line("sell"), line("buy", line=5, name="DARK POOL", weight=None)),
)


def write(path: Path, head: ReportHead) -> Path:
    samples.write(path, book(), head=head)
    return path


@pytest.fixture
def head() -> ReportHead:
    return replace(HEAD, funds=(FUND,))


def test_a_page_has_a_table_of_what_each_fund_holds(tmp_path: Path, head: ReportHead) -> None:
    page = html.fromstring(write(tmp_path / "r.html", head).read_bytes())
    section = page.find(".//section[@id='funds']")
    assert section is not None
    rows = [[*row.itertext()] for row in section.iterfind(".//tbody/tr")]
    cells = [[cell for cell in row if cell.strip()] for row in rows]

    assert cells[0] == [
        *(f"CNOOC {EVIL}", "1.5 %", "INNER FUND", "buy, sell", "PROHIBITED"),
        *("EFFECTIVE_60D (CCMC)", "inner.csv line 4"),
    ]
    assert cells[1][:2] == ["DARK POOL", "not stated"]
    assert "98 %" in str(section.xpath("string()"))
    assert page.xpath("//nav//a[@href='#funds']")


def test_a_workbook_has_a_sheet_of_them(tmp_path: Path, head: ReportHead) -> None:
    with_funds = load_workbook(write(tmp_path / "r.xlsx", head))
    _, first, *_ = with_funds["Funds"].values

    assert first[2:] == (
        *(4, f"CNOOC {EVIL}", 0.015, "INNER FUND", "buy", "PROHIBITED", "EFFECTIVE_60D"),
    )


def test_a_report_without_funds_has_none_of_both(tmp_path: Path) -> None:
    page = html.fromstring(write(tmp_path / "r.html", HEAD).read_bytes())

    assert page.xpath("//section[@id='funds']") == []
    assert "Funds" not in load_workbook(write(tmp_path / "r.xlsx", HEAD)).sheetnames
