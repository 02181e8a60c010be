"""A subject: its status, its consequences, its time line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from proscribe.ledger.history import Subject
from proscribe.model.listing import SecurityLine, SecurityType
from proscribe.workspace.pages.network import MOST_SHOWN, read_network
from tests.interfaces.web.site import XIAOMI, Visitor

HIKVISION = "us_ofac_cons-30946"


def test_a_subject_shows_status_reasons_securities_and_evidence(visitor: Visitor) -> None:
    text = visitor.go(f"/subjects/{XIAOMI}").locator("main").inner_text()

    assert "Not restricted today." in text
    assert "Outstanding Builder of Socialism" in text
    assert "XIACY" in text
    assert "US98421U1088" in text
    assert "SHA-256" in text
    assert "CCMC" in text


def test_nothing_is_shown_that_was_not_known_by_then(visitor: Visitor) -> None:
    known = f"/subjects/{XIAOMI}?as_of=2021-03-06&known_at=2021-03-06"
    for path in (known, known.replace("?", "/timeline?"), "/?q=Xiaomi&" + known.split("?")[1]):
        main = visitor.go(path).locator("main").inner_text()
        assert "1810.HK" in main
        # A counter of 2023, an order of the court of 12 March and a note on it.
        assert "81810" not in main
        assert "19 June 2023" not in main
        assert "thompson-hine-2021-03-17" not in visitor.page.content()
        assert "ended on 2021-06-03" not in main

    assert "81810.HK" in visitor.go(f"/subjects/{XIAOMI}").locator("main").inner_text()
    assert "thompson-hine-2021-03-17" in visitor.page.content()


def test_a_subject_that_is_none_is_not_there(visitor: Visitor) -> None:
    for path in ("/subjects/list-nobody", "/subjects/list-nobody/timeline?format=json"):
        assert visitor.page.request.get(visitor.site.url + path).status == 404


@pytest.mark.parametrize("part", ["", "/consequences", "/timeline"])
def test_a_moment_before_anything_was_on_record_leads_to_the_first_that_was(
    visitor: Visitor, part: str
) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}{part}?as_of=2020-01-01&known_at=2020-01-01")
    visitor.said.clear()

    assert page.locator("h1").inner_text() == "Not on record at that time"
    main = page.locator("main")
    told = main.inner_text()
    assert f"By 1 January 2020, nothing was on record of “{XIAOMI}”." in told
    assert "Something is since 14 January 2021." in told
    # Nothing but who and since when: not what was on record later.
    assert "S1237" not in main.inner_html()
    assert "Corporation" not in main.inner_html()
    assert visitor.faults() == []
    page.get_by_role("link", name="Show what was on record by 14 January 2021").click()
    page.wait_for_url("**known_at=2021-01-14**")
    assert "as_of=2021-01-14" in page.url
    assert "Xiaomi Corporation" in page.locator("h1").inner_text()


def test_the_data_of_a_moment_before_any_record_say_since_when(visitor: Visitor) -> None:
    then = f"/subjects/{XIAOMI}?known_at=2020-01-01&format=json"
    answer = visitor.page.request.get(visitor.site.url + then)

    assert answer.status == 404
    assert answer.json()["later"] == {"subject": XIAOMI, "since": "2021-01-14"}


def test_the_matrix_tells_from_when_and_the_clause_on_focus(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{HIKVISION}/consequences")

    assert page.locator(".matrix tbody tr").count() == 10
    assert page.locator(".matrix thead th").count() == 8
    cell = page.locator(".matrix tbody tr").first.locator("td").first
    assert "Prohibited" in cell.inner_text()
    assert "from 2 August 2021" in cell.inner_text()
    clause = cell.locator(".clause")
    assert not clause.is_visible()
    visitor.tab_to("■ Prohibited")
    assert clause.is_visible()
    assert "EO 13959" in clause.inner_text()


def test_an_investor_who_is_not_bound_is_not_restricted(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{HIKVISION}/consequences")

    buy = page.locator(".matrix tbody tr").first.locator("td")
    assert "Prohibited" in buy.nth(0).inner_text()
    assert "Not restricted" in buy.nth(4).inner_text()  # an EU person


def test_the_matrix_before_the_ban_says_from_when_it_bars(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}/consequences?as_of=2021-03-06&known_at=2021-03-06")

    cell = page.locator(".matrix tbody tr").first.locator("td").first.inner_text()
    assert "Not restricted" in cell
    assert "barred from 15 March 2021" in cell


def test_the_time_line_tells_in_a_list_what_its_picture_shows(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    dots = page.locator(".lanes svg a")
    assert dots.count() == page.locator(".events li").count() > 10
    target = dots.first.get_attribute("href") or ""
    assert page.locator(target).count() == 1
    assert "designated under S1237" in page.locator(".events").inner_text()


def test_two_moments_are_compared_and_the_address_keeps_them(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    page.fill("#from", "2021-03-13")
    page.fill("#to", "2021-06-30")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**from=2021-03-13**")

    text = page.locator("section:has(> #difference)").inner_text()
    assert "From 13 March 2021 to 30 June 2021" in text
    assert "vacated" in text
    assert "Final order vacating the designation" in text
    changed = page.locator("tr.changed th").all_inner_texts()
    assert any("CCMC" in each for each in changed)


def test_a_moment_before_the_listing_is_compared_with_one_after_it(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}/timeline?from=2020-01-01&to=2021-03-16")

    text = page.locator("section:has(> #difference)").inner_text()
    assert "From 1 January 2020 to 16 March 2021" in text
    assert "designated under S1237" in text
    ccmc = page.locator("tr.changed", has_text="CCMC").first
    assert ccmc.locator("td").first.inner_text().strip() == "–"


def test_a_day_of_the_list_drives_the_page(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    row = page.locator(".events li", has_text="Preliminary injunction")
    row.get_by_role("link", name="Show the page as of this day").click()
    page.wait_for_url("**as_of=2021-03-12**")

    assert "12 March 2021" in page.locator(".then").inner_text()
    assert page.locator(".lanes .asked").count() == 1


def test_prices_of_a_file_are_drawn_and_not_kept(visitor: Visitor, tmp_path: Path) -> None:
    prices = tmp_path / "XIACY.csv"
    days = ["2021-01-12", "2021-01-13", "2021-01-14", "2021-01-15", "2021-03-05"]
    rows = "".join(f"{day},{20 - n},1000\n" for n, day in enumerate(days))
    prices.write_text(f"Date,Close,Volume\n{rows}", encoding="utf-8")
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    page.set_input_files("#prices", prices)
    page.locator("form:has(#prices) button").click()
    page.wait_for_load_state()

    assert page.locator(".lanes polyline.price").count() == 1
    assert len((page.locator("polyline.price").get_attribute("points") or "").split()) == 5
    assert not [*tmp_path.glob("**/lanes*")]


def test_a_price_file_that_is_none_is_told_and_the_rest_is_shown(
    visitor: Visitor, tmp_path: Path
) -> None:
    wrong = tmp_path / "prices.csv"
    wrong.write_text("this is,no price\nfile,at all\n", encoding="utf-8")
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    page.set_input_files("#prices", wrong)
    page.locator("form:has(#prices) button").click()
    page.wait_for_selector(".notice.bad")

    assert page.locator(".events li").count() > 10


def test_the_network_is_walked_from_link_to_link_and_the_moment_goes_along(
    visitor: Visitor,
) -> None:
    moment = "as_of=2024-03-16&known_at=2024-03-16"
    page = visitor.go(f"/subjects/{HIKVISION}?{moment}")
    visitor.tab_to("Owner: CHINA ELECTRONICS TECHNOLOGY GROUP")
    visitor.press("Enter")
    page.wait_for_url("**/subjects/us_ofac_cons-30936?**")

    assert "as_of=2024-03-16" in page.url
    assert "known_at=2024-03-16" in page.url
    labels = page.locator(".network a").evaluate_all(
        "all => all.map(a => a.getAttribute('aria-label'))"
    )
    assert any(one.startswith("Owned: HANGZHOU HIKVISION") for one in labels)
    assert visitor.faults() == []
    # The same can be read as a list, link by link.
    listed = page.locator("section:has(> #network) details a").all_text_contents()
    assert len(listed) == len(labels)


def test_a_large_network_shows_so_many_and_says_how_many_it_leaves_out() -> None:
    nodes = [
        SecurityLine(type=next(iter(SecurityType)), ticker=f"T{n}") for n in range(MOST_SHOWN + 3)
    ]
    subject = SimpleNamespace(
        id="a-1", referents=("a-1",), caption="A", securities=(*nodes, nodes[0]), links=()
    )

    (group,) = read_network(cast("Subject", subject), None, None, lambda _: {}).groups

    assert (len(group.nodes), group.left_out) == (MOST_SHOWN, 3)
