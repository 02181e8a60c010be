"""A portfolio from the file to the report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from playwright.sync_api import Browser

from tests.interfaces.web.site import Site, Visitor, visiting

THEN = "as_of=2021-03-06&known_at=2021-03-06"


def screened(visitor: Visitor, portfolio: Path) -> str:
    page = visitor.go(f"/portfolios?{THEN}")
    page.set_input_files("#files", portfolio)
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines")
    return page.url


def test_a_portfolio_becomes_a_report_by_verdict(visitor: Visitor, portfolio: Path) -> None:
    screened(visitor, portfolio)
    page = visitor.page

    tiles = page.locator(".tiles").inner_text()
    assert "Prohibited" in tiles
    assert "Needs a person" in tiles
    assert page.locator("table.lines tbody tr").count() == 15
    assert visitor.faults() == []
    first = page.locator("table.lines tbody tr").first.inner_text()
    assert "Prohibited" in first
    assert "Barred since" in first
    page.locator(".tiles a", has_text="Prohibited").click()
    page.wait_for_url("**verdict=PROHIBITED**")
    names = page.locator("table.lines tbody th a").all_inner_texts()
    assert len(names) == 3
    assert any("SEMICONDUCTOR MANUFACTURING" in name for name in names)


def test_the_map_the_dates_and_the_unresolved_lines_are_shown(
    visitor: Visitor, portfolio: Path
) -> None:
    screened(visitor, portfolio)
    page = visitor.page

    labels = page.locator(".treemap a").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    assert len(labels) == 3
    assert all("Prohibited" in label and "USD" in label for label in labels)
    dates = page.locator("section:has(> #dates)").inner_text()
    assert "15 March 2021, 09:30 EDT" in dates
    assert "last moment to close" in dates
    unresolved = page.locator("section:has(> #unresolved)").inner_text()
    assert "MISTYPED HOLDINGS" in unresolved


def test_a_line_is_found_by_name_and_by_identifier(visitor: Visitor, portfolio: Path) -> None:
    screened(visitor, portfolio)
    page = visitor.page

    for words in ("toyota", "JP3633400001"):
        page.fill("#find", words)
        page.get_by_role("button", name="Find").click()
        page.wait_for_url(f"**find={words}**")
        assert page.locator("table.lines tbody tr").count() == 1
        assert "TOYOTA" in page.locator("table.lines").inner_text()
    page.fill("#find", "nobody of that name")
    visitor.press("Enter")
    page.wait_for_url("**find=nobody**")
    assert "No line fits." in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("ending", "begins"),
    [("csv", b"Ticker,"), ("json", b'{"head"'), ("xlsx", b"PK"), ("html", b"<!doctype html>"),
     ("ics", b"BEGIN:VCALENDAR"), ("parquet", b"PAR1")],
)  # fmt: skip
def test_a_report_is_downloaded(
    visitor: Visitor, portfolio: Path, ending: str, begins: bytes
) -> None:
    url = screened(visitor, portfolio).partition("?")[0]

    answer = visitor.page.request.get(f"{url}/report.{ending}")

    assert answer.ok
    assert answer.body()[:200].lower().startswith(begins.lower())
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx", "html", "ics", "parquet"])
def test_a_download_tells_the_name_of_the_file_and_not_where_it_lies(
    visitor: Visitor, portfolio: Path, tmp_path: Path, ending: str
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,ISIN,Market Value\nToyota Motor,JP3633400001,5\n", encoding="utf-8")
    page = visitor.go(f"/portfolios?{THEN}")
    page.set_input_files("#files", [portfolio, other])
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines")
    url = page.url.partition("?")[0]

    parts = [visitor.page.request.get(f"{url}/report.{ending}").body()]
    if ending == "parquet":
        assert set(pl.read_parquet(parts[0])["file"]) == {"portfolio.csv", "other.csv"}
    if ending == "xlsx":
        with ZipFile(BytesIO(parts[0])) as book:
            parts = [book.read(name) for name in book.namelist()]

    assert not any(str(visitor.site.folder).encode() in part for part in parts)
    if ending in ("csv", "json", "xlsx", "html"):
        assert any(b"other.csv" in part for part in parts)


def test_two_files_of_one_name_are_told_apart(visitor: Visitor, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "fund.csv").write_text(f"Name,ISIN\nFund {folder} Inc,\n", "utf-8")
    page = visitor.go("/portfolios")
    page.set_input_files("#files", [tmp_path / "a" / "fund.csv", tmp_path / "b" / "fund.csv"])
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector("#lines")

    assert page.locator("h1").inner_text() == "fund.csv, fund (2).csv"
    report = visitor.page.request.get(f"{page.url.partition('?')[0]}/report.json").text()
    assert '"fund.csv"' in report
    assert '"fund (2).csv"' in report


def test_a_report_of_another_format_is_not_there(visitor: Visitor, portfolio: Path) -> None:
    url = screened(visitor, portfolio).partition("?")[0]

    assert visitor.page.request.get(f"{url}/report.exe").status == 404
    assert visitor.page.request.get(f"{visitor.site.url}/portfolios/{'0' * 24}").status == 404
    assert visitor.page.request.get(f"{visitor.site.url}/portfolios/..%2Fledger").status == 404


def test_a_file_that_is_no_portfolio_is_told_with_what_to_do(
    visitor: Visitor, tmp_path: Path
) -> None:
    wrong = tmp_path / "letter.csv"
    wrong.write_text("Dear Sir,\nthis is a letter\n", encoding="utf-8")
    page = visitor.go("/portfolios")

    page.set_input_files("#files", wrong)
    page.get_by_role("button", name="Screen").click()
    page.wait_for_selector(".notice.bad")

    told = page.locator(".notice.bad").inner_text()
    assert "letter.csv" in told
    assert str(visitor.site.folder) not in told
    visitor.said.clear()


def test_a_portfolio_is_screened_without_a_script_and_by_keyboard(
    browser: Browser, site: Site, portfolio: Path
) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.go("/portfolios")
        page.set_input_files("#files", portfolio)
        page.get_by_role("button", name="Screen").focus()
        visitor.press("Enter")
        page.wait_for_selector("#lines")

        assert page.locator("table.lines tbody tr").count() == 15


def test_long_reports_are_shown_a_page_at_a_time(visitor: Visitor, tmp_path: Path) -> None:
    rows = [f"Company Number {n} Inc,,{n}" for n in range(1, 121)] + ["Hikvision,CNE100000PM8,5"]
    long = tmp_path / "long.csv"
    long.write_text("Name,ISIN,Market Value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    screened(visitor, long)
    page = visitor.page

    assert "1 to 50 of 121" in page.locator(".showing").inner_text()
    assert page.locator("table.lines tbody tr").count() == 50
    # The gravest line stands first, wherever it stood in the file.
    assert "HIKVISION" in page.locator("table.lines tbody tr").first.inner_text()
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2**")
    assert "51 to 100 of 121" in page.locator(".showing").inner_text()
