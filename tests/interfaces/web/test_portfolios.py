"""A portfolio from the file to the report."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from playwright.sync_api import Browser

from proscribe.interfaces.web.views.portfolios import Shown
from tests.interfaces.web.site import REPORT_MS, Site, Visitor, open_site, visiting

THEN = "as_of=2021-03-06&known_at=2021-03-06"


@pytest.fixture(scope="module")
def report(browser: Browser, site: Site, portfolio: Path) -> str:
    """The address of the report on the example, which all tests look at."""
    with visiting(browser, site) as visitor:
        return visitor.screen(portfolio, params=THEN).url.removeprefix(site.url)


def test_a_portfolio_becomes_a_report_by_verdict(visitor: Visitor, report: str) -> None:
    page = visitor.go(report)

    tiles = page.locator(".tiles").inner_text()
    assert "Prohibited" in tiles
    assert "Needs a person" in tiles
    assert page.locator("table.lines tbody tr").count() == 15
    assert visitor.faults() == []
    assert "Not checked: " in page.locator(".report-head").inner_text()
    first = page.locator("table.lines tbody tr").first.inner_text()
    assert "Prohibited" in first
    assert "Barred since" in first
    page.locator(".tiles a", has_text="Prohibited").click()
    page.wait_for_url("**verdict=PROHIBITED**")
    names = page.locator("table.lines tbody th a").all_inner_texts()
    assert len(names) == 3
    assert any("SEMICONDUCTOR MANUFACTURING" in name for name in names)


def test_the_map_the_dates_and_the_unresolved_lines_are_shown(
    visitor: Visitor, report: str
) -> None:
    page = visitor.go(report)

    labels = page.locator(".treemap a").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    assert len(labels) == 3
    assert all("Prohibited" in label and "USD" in label for label in labels)
    # What nobody can tell yet is not called free.
    rest = page.locator(".treemap g").get_attribute("aria-label") or ""
    assert rest.startswith("All else, with unresolved or restricted lines, USD")
    dates = page.locator("section:has(> #dates)").inner_text()
    assert "15 March 2021, 09:30 EDT" in dates
    assert "last moment to close" in dates
    unresolved = page.locator("section:has(> #unresolved)").inner_text()
    assert "MISTYPED HOLDINGS" in unresolved


def test_a_report_keeps_its_moment_and_its_investor_whatever_leads_to_it(
    visitor: Visitor, report: str
) -> None:
    bare = report.partition("?")[0]

    for path in (bare, f"{bare}?as_of=2026-01-01&verdict=PROHIBITED"):
        page = visitor.go(path)
        assert "as_of=2021-03-06&known_at=2021-03-06" in page.url
        assert ("verdict=PROHIBITED" in page.url) == ("verdict" in path)
        assert "6 March 2021" in page.locator(".then").inner_text()
        links = page.locator("main a[href^='/subjects']").evaluate_all(
            "all => all.map(a => a.getAttribute('href'))"
        )
        assert links
        for link in links:
            assert "as_of=2021-03-06&known_at=2021-03-06" in link
            assert "investor=us_person" in link
    assert visitor.page.request.get(f"{visitor.site.url}{bare}?format=json").json()["report"]


def test_the_map_calls_nothing_free_that_may_be_restricted(
    visitor: Visitor, report: str, tmp_path: Path
) -> None:
    labels = (
        visitor.go(report)
        .locator(".treemap [role='img']")
        .evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    )
    assert [label.partition(", USD")[0] for label in labels] == [
        "All else, with unresolved or restricted lines"
    ]

    file = tmp_path / "short.csv"
    file.write_text(
        "Name,Market value,Currency\nHikvision,-500,USD\nSMIC,700,EUR\nToyota,9000,USD\n"
        "Sony,,USD\n",
        encoding="utf-8",
    )
    page = visitor.screen(file, params="as_of=2022-08-01&known_at=2022-08-01")

    head = page.locator(".report-head").inner_text()
    assert "USD 8,500 over 3 of 4 lines; 1 without a value" in " ".join(head.split())

    assert "2 restricted issuers have no tile" in page.locator("section:has(> #map)").inner_text()
    assert "Not restricted, USD 9K" in page.locator(".treemap [role='img']").first.evaluate(
        "each => each.getAttribute('aria-label')"
    )


def test_more_restricted_issuers_than_tiles_are_not_called_free() -> None:
    issuers = [
        {"issuer": f"I{n}", "entity_id": f"e{n}", "verdict": "PROHIBITED", "lines": 1,
         "market_value": {"USD": 10}}
        for n in range(50)
    ]  # fmt: skip
    summary = {"issuers": issuers, "not_allowed": 50, "market_value": {"USD": 600}}

    shown = Shown({"head": {}, "summary": summary})

    (rest,) = (area for area in shown.areas if not area.issuer)
    assert (rest.verdict, rest.value) == ("", 200)
    assert shown.undrawn == 10


def test_what_a_report_page_leaves_out_is_counted() -> None:
    kinds = ["warning"] * 53 + ["cash"] * 54
    deadlines = [{"at": "2999-01-01T00:00:00+00:00", "issuer": str(n)} for n in range(67)]

    shown = Shown(
        {
            "head": {},
            "summary": {"unresolved": 12_000, "deadlines": deadlines},
            "unresolved": [{"line": n} for n in range(10_000)],
            "notes": [{"kind": kind, "text": "odd", "line": 1} for kind in kinds],
        }
    )

    assert len(shown.unresolved) + shown.further_unresolved == 12_000
    assert len(shown.oddities) + shown.further_oddities == 53
    assert len(shown.notes) + shown.further_notes == 54
    assert len(shown.dates) + shown.further_dates == 67


def test_a_line_is_found_by_name_and_by_identifier(visitor: Visitor, report: str) -> None:
    page = visitor.go(report)

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
def test_a_report_is_downloaded(visitor: Visitor, report: str, ending: str, begins: bytes) -> None:
    url = visitor.site.url + report.partition("?")[0]

    answer = visitor.page.request.get(f"{url}/report.{ending}")

    assert answer.ok
    assert answer.body()[:200].lower().startswith(begins.lower())
    assert "attachment" in answer.headers["content-disposition"]


def test_a_download_tells_the_name_of_the_file_and_not_where_it_lies(
    visitor: Visitor, portfolio: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Name,ISIN,Market Value\nToyota Motor,JP3633400001,5\n", encoding="utf-8")
    url = visitor.screen(portfolio, other, params=THEN).url.partition("?")[0]

    for ending in ("csv", "json", "xlsx", "html", "ics", "parquet"):
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
    page = visitor.screen(tmp_path / "a" / "fund.csv", tmp_path / "b" / "fund.csv")

    assert page.locator("h1").inner_text() == "fund.csv, fund (2).csv"
    report = visitor.page.request.get(f"{page.url.partition('?')[0]}/report.json").text()
    assert '"fund.csv"' in report
    assert '"fund (2).csv"' in report


def test_a_report_of_another_format_is_not_there(visitor: Visitor, report: str) -> None:
    url = visitor.site.url + report.partition("?")[0]

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
    page.get_by_role("button", name="Look at the columns").click()
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
        for button in ("Look at the columns", "Screen"):
            page.get_by_role("button", name=button).focus()
            visitor.press("Enter")
            page.wait_for_load_state()
        page.wait_for_selector("#lines", timeout=REPORT_MS)

        assert page.locator("table.lines tbody tr").count() == 15


def test_long_reports_are_shown_a_page_at_a_time(visitor: Visitor, tmp_path: Path) -> None:
    rows = [f"Company Number {n} Inc,,{n}" for n in range(1, 121)] + ["Hikvision,CNE100000PM8,5"]
    long = tmp_path / "long.csv"
    long.write_text("Name,ISIN,Market Value\n" + "\n".join(rows) + "\n", encoding="utf-8")
    page = visitor.screen(long, params=THEN)

    assert "1 to 50 of 121" in page.locator(".showing").inner_text()
    assert page.locator("table.lines tbody tr").count() == 50
    # The gravest line stands first, wherever it stood in the file.
    assert "HIKVISION" in page.locator("table.lines tbody tr").first.inner_text()
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**page=2**")
    assert "51 to 100 of 121" in page.locator(".showing").inner_text()


def test_a_screening_waits_outlives_its_page_and_is_cancelled(
    browser: Browser, portfolio: Path, tmp_path: Path
) -> None:
    with (
        open_site(tmp_path, works=False) as site,
        visiting(browser, site) as visitor,
    ):
        page = visitor.go("/portfolios")
        page.set_input_files("#files", portfolio)
        page.get_by_role("button", name="Look at the columns").click()
        page.get_by_role("button", name="Screen").click()
        page.wait_for_selector("[data-waiting]")

        assert "Waiting to be screened" in page.get_by_role("status").inner_text()
        assert visitor.faults() == []
        (job,) = site.workspace.jobs.list()
        assert page.url.endswith(job.id)
        visitor.tab_to("Cancel")
        visitor.press("Enter")
        page.wait_for_selector("[data-waiting]", state="detached")
        assert "This was cancelled." in page.get_by_role("status").inner_text()
        assert site.workspace.jobs.get(job.id).state.value == "cancelled"
        assert [kind for _, kind, *_ in site.written.answers] == ["screen", "cancel"]
        assert visitor.said == []


def test_each_tile_says_what_it_counts_where_the_headline_counts_more(
    visitor: Visitor, report: str
) -> None:
    page = visitor.go(report)

    lead = page.locator(".report-head .lead").inner_text()
    tile = page.locator(".tiles .v-allowed_divest").inner_text()
    assert "3 lines may be dealt in only to divest." in lead
    assert tile.startswith("0")
    assert "and for an act of 3 lines with a stricter one" in tile
    assert "strictest verdict" in page.locator("#verdicts").inner_text()


def test_a_name_of_ten_thousand_letters_is_clipped_and_can_be_seen_whole(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    name = "Hikvision" + " Endless" * 1_250
    long = tmp_path / "long.csv"
    long.write_text(f"Name,ISIN,Market Value\n{name},,100\n", encoding="utf-8")
    with visiting(browser, site) as visitor:
        report = visitor.screen(long).url.removeprefix(site.url)
    size = {"width": 360, "height": 800}
    with visiting(browser, site, java_script_enabled=False, viewport=size) as visitor:
        for path in (report, f"/?q={name[:3_000]}", "/review"):
            page = visitor.go(path)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            assert "Endless" in page.locator("main").inner_text()
            assert page.locator("main").inner_text().count("Endless") < 300, path
            page.locator("details.whole > summary").first.click()
            assert page.locator("main").inner_text().count("Endless") > 370, path


def test_a_calendar_is_made_of_the_lines_that_the_report_found_not_free(
    visitor: Visitor, tmp_path: Path
) -> None:
    site, held, again = visitor.site, tmp_path / "held.csv", tmp_path / "again.ics"
    free = "Name,Market Value\nZzyzx Nobody Ltd,5\n"
    held.write_text(f"{free}China Mobile,7\nXiaomi,9\n", encoding="utf-8")
    plan = site.workspace.screen(held, as_of="2021-03-06", known_at="2021-03-06").with_plan()
    plan.write_plan(again)
    address = visitor.screen(held, params=THEN).url
    run_id = address.rpartition("/")[2].partition("?")[0]
    # The portfolio need not be gone through again: without its lines the calendar is as whole.
    (given,) = site.workspace.jobs.portfolios(run_id)
    given.write_text(free, encoding="utf-8")

    answer = visitor.page.request.get(f"{site.url}/portfolios/{run_id}/report.ics")

    wanted, found = (
        [line for line in text.splitlines() if line.startswith("SUMMARY")]
        for text in (again.read_text(encoding="utf-8"), answer.text())
    )
    assert len(wanted) > 1
    assert found == wanted
