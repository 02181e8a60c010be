"""Lists: how fresh they are, and what changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.interfaces.web.site import EVIL, Site, Visitor, visiting


def test_lists_are_shown_with_their_freshness(visitor: Visitor) -> None:
    text = visitor.go("/changes").locator("main").inner_text()

    assert "us_dod_1237" in text
    assert "Not on file" in text
    assert "us_ofac_sdn" in text
    for path in ("/changes", "/operations"):
        row = visitor.go(path).locator("tr", has=visitor.page.get_by_text("us_dhs_uflpa"))
        row.get_by_text("Incomplete").click()
        assert "a name not found here may still be on the list" in row.inner_text()
        whole = visitor.page.locator("tr", has=visitor.page.get_by_text("us_dod_1237"))
        assert "Incomplete" not in whole.inner_text()


def test_what_changed_between_two_editions_is_shown_field_by_field(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    for day, rows in (("2021-02-01", "a,Company,Alpha Corp\nb,Company,Beta Corp\n"),
                      ("2021-02-02", "a,Company,Alpha Group\nc,Company,Gamma Corp\n")):  # fmt: skip
        file = tmp_path / f"{day}.csv"
        file.write_text(f'id,schema,name\nevil,Company,"{EVIL}"\n{rows}', encoding="utf-8")
        site.workspace.import_files("list", file, published=day, accept=True)

    with visiting(browser, site) as visitor:
        text = visitor.go("/changes/list").locator("main").inner_text()

    assert "1 entry began" in text
    assert "Gamma Corp" in text
    assert "1 entry ended" in text
    assert "Beta Corp" in text
    assert "Alpha Group" in text


def test_an_edition_that_was_not_public_by_then_is_neither_shown_nor_compared(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    for day, rows in (("2019-02-01", "a,Company,First Corp\n"),
                      ("2019-02-02", "a,Company,Second Corp\n"),
                      ("2019-02-03", "a,Company,Third Corp\n")):  # fmt: skip
        file = tmp_path / f"{day}.csv"
        file.write_text(f'id,schema,name\nevil,Company,"{EVIL}"\n{rows}', encoding="utf-8")
        site.workspace.import_files("list", file, published=day, accept=True)

    with visiting(browser, site) as visitor:
        text = visitor.go("/changes/list?known_at=2019-02-02").locator("main").inner_text()
        bar = visitor.page.locator(".then").inner_text()

    assert "Second Corp" in text
    assert "Third Corp" not in text
    assert "3 February 2019" not in text
    assert "another time" in bar


@pytest.mark.parametrize("path", ["/changes", "/operations", "/review"])
def test_a_page_that_shows_the_present_at_any_moment_says_so(visitor: Visitor, path: str) -> None:
    bar = visitor.go(f"{path}?known_at=2021-03-06").locator(".then").inner_text()

    assert "This page shows the present." in bar


@pytest.mark.parametrize("source", ["nothing", "..%2f..%2fetc"])
def test_a_list_that_is_none_is_not_there(visitor: Visitor, source: str) -> None:
    assert visitor.page.request.get(f"{visitor.site.url}/changes/{source}").status == 404
