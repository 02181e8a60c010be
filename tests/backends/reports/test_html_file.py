"""The page of a report: what stands in it, and that a browser has nothing to fetch or run."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from proscribe.backends.reports.page import stream_page
from proscribe.screening.report import ReportBatch
from tests.backends.reports.samples import (
    BAN_BEGINS,
    EVIL,
    HEAD,
    book,
    make_frame,
    make_line,
    make_row,
    mobile_rows,
    write,
    xiaomi_rows,
)

SECTIONS = [
    *("answer", "exposure", "deadlines", "lines", "unresolved", "not-holdings"),
    *("not-checked", "sources", "how-to-read"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    write(path, book())
    return path


@pytest.fixture(scope="module")
def page(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_bytes())


def said(page: html.HtmlElement, path: str) -> str:
    """Return the text of what a path finds, words a blank apart."""
    texts = (text for each in page.xpath(path) for text in each.itertext())
    return " ".join(" ".join(texts).split())


def written(tmp_path: Path, rows: list[dict[str, object]]) -> html.HtmlElement:
    write(tmp_path / "report.html", make_frame(rows))
    return html.fromstring((tmp_path / "report.html").read_bytes())


def test_the_value_says_how_many_lines_it_leaves_out(page: html.HtmlElement) -> None:
    assert "USD 352,341 over 3 of 4 lines; 1 without a value" in said(page, "//body")


def test_the_values_of_issuers_and_dates_say_how_many_lines_they_leave_out(tmp_path: Path) -> None:
    unvalued = [{**row, "line": 8, "market_value": None} for row in mobile_rows()]
    page = written(tmp_path, [*mobile_rows(), *unvalued])

    for table in ("issuers", "moments"):
        cells = said(page, f"//table[contains(@class, '{table}')]")
        assert "over 1 of 2 lines; 1 without a value" in cells


def test_the_parts_stand_in_the_order_a_reader_needs_them(page: html.HtmlElement) -> None:
    assert page.xpath("//main/section/@id") == SECTIONS


def test_the_page_begins_with_the_question_and_the_answer(page: html.HtmlElement) -> None:
    question = said(page, "//header")

    assert "As of 2021-03-06 (end of day)" in question
    assert "Investor a US person" in question
    assert said(page, "//section[@id='answer']//p[@class='first']") == (
        "1 of 4 lines may not be bought."
    )
    assert (
        "The next date ahead is 15 March 2021 : prohibition begins (Xiaomi Corporation)."
        in said(page, "//section[@id='answer']")
    )


def test_verdicts_are_counted_and_valued_by_act(page: html.HtmlElement) -> None:
    row = said(page, "//table[contains(@class, 'verdicts')]//tr[th//*[text()='PROHIBITED']]")

    assert row == "■ PROHIBITED 1 USD 1,000 0"


def test_acts_with_the_same_answer_stand_in_one_row(page: html.HtmlElement) -> None:
    (line,) = page.xpath("//tbody[@id='line-5']")

    assert [
        " ".join(each.text_content().split()) for each in line.xpath(".//td[@class='acts']")
    ] == ["buy, sell"]


def test_a_line_shows_each_act_with_its_own_answer(page: html.HtmlElement) -> None:
    (line,) = page.xpath("//tbody[@id='line-4']")
    rows = [" ".join(row.text_content().split()) for row in line.xpath("./tr")]

    assert len(rows) == 2
    assert "PROHIBITED" in rows[0]
    assert "EFFECTIVE_FIXED_DATE" in rows[0]
    assert "ALLOWED_DIVEST" in rows[1]
    assert line.xpath(".//time/@datetime") == [
        *("2021-01-11T09:30:00-05:00", "2021-01-11T09:30:00-05:00", "2021-11-11T23:59:00-05:00"),
    ]


def test_what_other_regimes_say_can_be_opened(page: html.HtmlElement) -> None:
    others = said(page, "//tbody[@id='line-4']//ul[@class='others']")

    assert "SDN NOT_LISTED" in others


def test_lines_with_a_date_come_before_those_that_are_plainly_allowed(
    page: html.HtmlElement,
) -> None:
    attention, plain = page.xpath("//table[@data-tools]")

    assert attention.xpath("./tbody/@id") == ["line-4", "line-5", "line-3"]
    assert plain.xpath("./tbody/@id") == ["line-2"]


def test_a_date_that_is_beginning_and_change_at_once_is_said_once(page: html.HtmlElement) -> None:
    dates = said(page, "//tbody[@id='line-3']/tr[1]//p[@class='dates']")

    assert dates == "prohibition from 2021-03-15 09:30 \N{MINUS SIGN}04:00"


def test_unresolved_lines_stand_with_reason_and_candidates(page: html.HtmlElement) -> None:
    unresolved = said(page, "//section[@id='unresolved']")

    assert f"{EVIL} fits two subjects." in unresolved
    assert "PROHIBITED" in unresolved
    assert "CNOOC Engineering b-2 score 0.74" in unresolved


def test_what_was_not_checked_is_said_twice(page: html.HtmlElement) -> None:
    assert "1 regime or list was not checked." in said(page, "//section[@id='answer']")
    assert "EU-833 binds EU persons only" in said(page, "//section[@id='not-checked']")


def test_law_and_editions_are_named_with_their_days(page: html.HtmlElement) -> None:
    sources = said(page, "//section[@id='sources']")

    assert "CCMC Communist Chinese military companies 2026-08-01" in sources
    assert "ab" * 32 in sources
    assert "Only a part of the list: addresses are missing" in sources


def test_the_page_says_it_is_no_legal_advice(page: html.HtmlElement) -> None:
    assert "This is no legal advice." in said(page, "//section[@id='how-to-read']")


def test_nothing_from_the_portfolio_becomes_markup(file: Path, page: html.HtmlElement) -> None:
    assert EVIL not in file.read_text(encoding="utf-8")
    assert len(page.xpath("//script")) == 1
    assert EVIL in said(page, "//tbody[@id='line-5']")


def test_the_page_loads_nothing_and_links_only_citations(page: html.HtmlElement) -> None:
    assert page.xpath("//@src") == []
    assert page.xpath("//link/@href") == ["data:,"]
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert {*links} == {"https://www.federalregister.gov/d/2020-25459"}
    assert page.xpath("//iframe | //object | //embed | //img | //form | //base") == []
    assert [*filter(re.compile(r"url\(|@import").search, page.xpath("//style/text()"))] == []


def test_the_policy_of_the_page_allows_its_own_script_alone(page: html.HtmlElement) -> None:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (script,) = page.xpath("//script/text()")

    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")


def test_tables_have_captions_and_headers_with_a_scope(page: html.HtmlElement) -> None:
    assert page.xpath("//table[not(caption)]") == []
    assert page.xpath("//th[not(@scope)]") == []
    assert page.xpath("//section[not(@aria-labelledby)]") == []


def test_every_link_inside_the_page_has_a_target(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert [
        link for link in page.xpath("//a/@href") if link[0] == "#" and link[1:] not in ids
    ] == []


def test_a_book_without_a_hit_says_so_everywhere(tmp_path: Path) -> None:
    page = written(tmp_path, make_line(2))

    assert "None of 1 line was found to be prohibited." in said(page, "//section[@id='answer']")
    assert "No line has an act that is barred" in said(page, "//section[@id='lines']")
    assert "No date is known" in said(page, "//section[@id='deadlines']")
    assert "every line was resolved" in said(page, "//section[@id='unresolved']")
    assert page.xpath("//*[local-name()='svg']") == []


def test_dates_that_are_past_stand_behind_those_ahead(tmp_path: Path) -> None:
    page = written(tmp_path, [*xiaomi_rows(), *mobile_rows()])

    ahead, past = page.xpath("//table[contains(@class, 'moments')]")
    assert ahead.xpath(".//th/time/@datetime")[0] == BAN_BEGINS
    assert past.xpath(".//th/time/@datetime") == ["2021-01-11T09:30:00-05:00"]


def test_explanations_that_differ_by_act_name_the_act(tmp_path: Path) -> None:
    rows = [
        make_row(action="buy", explanation="Purchases are free."),
        make_row(action="sell", explanation="Sales are free."),
    ]

    page = written(tmp_path, rows)

    (ground,) = page.xpath("//tbody//td[@class='ground']")
    assert "buy: Purchases are free. sell: Sales are free." in " ".join(
        ground.text_content().split()
    )


@pytest.fixture(params=[360, 1280], ids=["telephone", "desk"])
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Page:
    rows = [row for number in range(10, 20) for row in make_line(number, verdict="REVIEW")]
    frame = ReportBatch.of(make_frame([*book().to_dicts(), *rows])).frame
    write(tmp_path / "report.html", frame)
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    problems: list[str] = []
    requests: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    page.wait_for_load_state("networkidle")
    assert problems == []
    assert [url for url in requests if not url.startswith(("file:", "data:"))] == []
    return page


def test_a_browser_opens_the_page_without_a_complaint_or_a_request(opened: Page) -> None:
    assert opened.title() == "Screening of book.csv, as of 2021-03-06 (end of day)"
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lines_can_be_found_filtered_and_put_in_order(opened: Page) -> None:
    attention = opened.locator("#lines table").first.locator("tbody:visible")
    assert attention.count() == 13

    opened.get_by_label("Find").first.fill("xiaomi")
    assert attention.count() == 1
    opened.get_by_label("Find").first.fill("")
    opened.get_by_label("Show").first.select_option("PROHIBITED")
    assert attention.count() == 1
    opened.get_by_label("Show").first.select_option("all verdicts")
    opened.get_by_label("Order").first.select_option("by line")

    numbers = attention.evaluate_all("all => all.map(each => Number(each.dataset.line))")
    assert numbers == sorted(numbers)
    assert all(first < second for first, second in pairwise(numbers))


def test_the_page_is_whole_without_a_script(file: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)

    page.goto(file.as_uri())

    assert page.locator("#line-4").is_visible()
    assert page.locator(".tools").count() == 0
    page.locator("#line-4 details summary").nth(1).click()
    assert page.get_by_text("No list names it.").first.is_visible()


def test_the_page_turns_dark_with_the_reader(file: Path, browser: Browser) -> None:
    page = browser.new_page(color_scheme="dark")

    page.goto(file.as_uri())

    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    bar = page.evaluate("getComputedStyle(document.querySelector('.chart text')).fill")
    assert background == "rgb(23, 24, 27)"
    assert bar == "rgb(232, 229, 222)"


def test_the_head_given_is_the_head_shown(page: html.HtmlElement) -> None:
    assert said(page, "//ul[@class='warnings']") == HEAD.warnings[0]


@pytest.mark.parametrize("verdict", ["ALLOWED", "REVIEW"])
def test_lines_are_written_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verdict: str
) -> None:
    parts: list[str] = []

    def noted(template_name: str, /, **context: object) -> list[str]:
        parts.extend(stream_page(template_name, **context))
        return parts

    monkeypatch.setattr("proscribe.backends.reports.html_file.stream_page", noted)
    lines = [row for number in range(2, 2_002) for row in make_line(number, verdict=verdict)]
    page = written(tmp_path, lines)

    assert len(page.xpath("//table[contains(@class, 'lines')]/tbody")) == 2_000
    assert max(map(len, parts)) < sum(map(len, parts)) / 3
