"""Somebody new: from the link that the server prints to the first screened portfolio."""

from __future__ import annotations

from pathlib import Path
from signal import SIGKILL
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.docs.pictures import serving


def test_somebody_new_comes_to_a_report_by_the_page_alone_though_the_server_is_killed(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    # Nobody screens beside this server, so that it is killed before the report is there.
    with serving(tmp_path, "--jobs", "0", end=SIGKILL) as link:
        page.goto(link)
        # Whoever came in by the link is told how to come in again.
        assert "works once" in page.get_by_role("main").inner_text()
        # The first page says what there is to do, and leads to it.
        page.get_by_role("main").get_by_role("link", name="Screen a portfolio").click()
        page.get_by_role("button", name="Try it with an example").click()
        # How it will be read stands there; one agrees.
        assert "What the columns mean" in page.locator("h1").inner_text()
        page.get_by_role("button", name="Screen").click()
        assert "Waiting to be screened" in page.get_by_role("main").inner_text()
        report = urlsplit(page.url).path

    with serving(tmp_path) as address:
        page.goto(address.partition("/login")[0] + report)
        # It is screened beside the server, and the page shows it by itself.
        page.wait_for_selector("#lines", timeout=120_000)

        assert "portfolio.csv" in page.locator("h1").inner_text()
        assert "Prohibited" in page.locator(".tiles").inner_text()
        assert page.locator("table.lines tbody tr").count() == 15
    context.close()
