"""What holds of every page: who may use it, what it asks for, how it is read."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.interfaces.api.running import KEY
from tests.interfaces.web.site import EVIL, XIAOMI, Site, Visitor, visiting

PAGES = (
    "/",
    "/?q=Xiaomi",
    "/?q=Hikvision&action=sell",
    "/?q=Zzyzx+Nobody",
    f"/subjects/{XIAOMI}",
    f"/subjects/{XIAOMI}/consequences",
    f"/subjects/{XIAOMI}/timeline?from=2021-03-06&to=2021-06-30",
    "/portfolios",
    "/articles",
    "/review",
    "/changes",
    "/changes/us_dod_1237",
    "/operations",
)
THEN = "as_of=2021-03-16&known_at=2021-03-16"
MOST_BYTES = 400_000


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_grave_fault_in_light_and_dark_wide_and_narrow(
    browser: Browser, site: Site, path: str
) -> None:
    for scheme, width in (("light", 1_280), ("dark", 360)):
        size = {"width": width, "height": 800}
        with visiting(browser, site, color_scheme=scheme, viewport=size) as visitor:
            page = visitor.go(path)

            assert visitor.faults() == []
            assert visitor.said == []
            assert visitor.elsewhere == []
            # Nothing but tables and pictures that scroll by themselves is wider than the window.
            assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_little(visitor: Visitor, path: str) -> None:
    weights = []
    visitor.page.on("response", lambda answer: weights.append(len(answer.body())))

    visitor.go(path)
    visitor.page.wait_for_load_state("networkidle")

    assert 5_000 < sum(weights) < MOST_BYTES


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_its_data_as_json_and_can_be_read_without_a_script(
    browser: Browser, site: Site, path: str
) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        visitor.go(path)
        link = visitor.page.get_by_role("link", name="This page as JSON")
        asked = link.get_attribute("href") or ""
        data = visitor.page.request.get(site.url + asked)

        assert visitor.page.locator("h1").count() == 1
        assert data.headers["content-type"].startswith("application/json")
        assert isinstance(data.json(), dict)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_keeps_the_moment_and_says_that_it_is_not_now(visitor: Visitor, path: str) -> None:
    page = visitor.go(f"{path}{'&' if '?' in path else '?'}{THEN}")

    bar = page.locator(".then").inner_text()
    assert "another time" in bar or "shows the present" in bar
    links = page.locator("nav a, main a[href^='/subjects']:not(.events a)").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    assert links
    assert all("as_of=2021-03-16" in link and "known_at=2021-03-16" in link for link in links)
    page.get_by_role("link", name="Back to now").first.click()
    assert "as_of" not in page.url
    assert page.locator(".then").count() == 0


def test_the_moment_is_set_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.go("/?q=Xiaomi")

    visitor.tab_to("Time")
    visitor.press("Enter")
    visitor.press("Tab")
    page.keyboard.type("03032021")  # in whatever order days are written
    visitor.tab_to("Show that moment")
    visitor.press("Enter")
    page.wait_for_url("**as_of=2021-03-03**")

    assert "q=Xiaomi" in page.url
    assert "3 March 2021" in page.locator(".then").inner_text()


def test_a_moment_that_is_none_is_told_where_it_is_mended_and_nothing_is_answered(
    visitor: Visitor,
) -> None:
    page = visitor.go("/?q=Xiaomi&as_of=yesterday")

    assert "cannot be read" in page.locator(".clock .problem").inner_text()
    assert "'yesterday' is neither a day nor an instant" in page.locator("main").inner_text()
    assert page.locator("#answer").count() == 0
    page.fill("#moment-as_of", "2021-03-16")
    page.get_by_role("button", name="Show that moment").click()
    page.wait_for_url("**/?q=Xiaomi&as_of=2021-03-16**")
    visitor.said.clear()


@pytest.mark.parametrize(
    "path", ["/nowhere/at/all?q=x", "/portfolios/none", "/v1/check?as_of=2020-01-01"]
)
def test_another_moment_leads_from_what_was_refused_to_a_page_there_is(
    visitor: Visitor, path: str
) -> None:
    page = visitor.go(path)
    visitor.said.clear()

    page.locator(".clock summary").click()
    page.fill("#moment-as_of", "2021-03-16")
    with page.expect_navigation() as going:
        page.get_by_role("button", name="Show that moment").click()

    assert going.value is not None
    assert going.value.status == 200
    assert page.url.startswith(f"{visitor.site.url}/?as_of=2021-03-16")


def test_another_moment_leads_from_a_form_that_was_refused_to_a_page_there_is(
    visitor: Visitor,
) -> None:
    page = visitor.go("/")
    page.locator("form[action='/logout'] [name=form_token]").evaluate("e => { e.value = 'x' }")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout")
    visitor.said.clear()

    assert page.locator(".clock form").get_attribute("action") == "/"
    page.goto(f"{visitor.site.url}/operations")
    page.locator("main [name=form_token]").first.evaluate("e => { e.value = 'x' }")
    page.locator("main form button").first.click()
    page.wait_for_selector(".narrow .notice")
    visitor.said.clear()
    assert page.locator(".clock form").get_attribute("action") == "/operations"


@pytest.mark.parametrize("name", ["path", "self", "request", "visit"])
def test_an_address_may_say_what_nobody_asks_for(site: Site, browser: Browser, name: str) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.go(f"/?q=Xiaomi&{name}=1&{THEN}")

        assert page.locator("#answer").count() == 1


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/?q=Xiaomi&known_at=2021-02-30", "2021-02-30"),
        ("/?q=Xiaomi&as_of=2021-03-15T09:30", "has no offset"),
        ("/?q=Xiaomi&as_of=9999-12-31", "out of reach"),
        ("/?q=Xiaomi&investor=martian", "'martian' is no investor"),
        (f"/subjects/{XIAOMI}/consequences?instrument=gold", "'gold' is no instrument"),
        (f"/subjects/{XIAOMI}?as_of=yesterday", "neither a day nor an instant"),
        ("/changes?as_of=yesterday", "neither a day nor an instant"),
    ],
)
def test_what_an_address_says_wrongly_is_no_question_and_its_data_say_so(
    site: Site, asked: str, told: str
) -> None:
    answer = httpx.get(
        f"{site.url}{asked}&format=json", cookies={"proscribe_session": KEY}, timeout=60
    )

    assert answer.status_code == 400
    assert told in answer.json()["detail"]


def test_the_first_thing_the_tab_key_comes_to_leads_to_the_content(visitor: Visitor) -> None:
    page = visitor.go(f"/subjects/{XIAOMI}")

    visitor.press("Tab")
    assert visitor.focused() == "Skip to the content"
    visitor.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize(
    "path", [f"/?q={EVIL}", "/subjects/list-evil", "/subjects/list-evil/timeline", "/changes/list"]
)
def test_a_name_that_is_a_script_is_only_a_name(visitor: Visitor, path: str) -> None:
    page = visitor.go(path)

    assert page.locator("script").count() == 1
    assert visitor.dialogs == []
    assert visitor.said == []


def test_the_evil_name_is_shown_as_it_stands(visitor: Visitor) -> None:
    page = visitor.go("/subjects/list-evil")

    assert page.locator("h1").inner_text() == EVIL


def test_a_name_that_turns_its_words_around_turns_nothing_and_comes_back_as_it_was(
    visitor: Visitor,
) -> None:
    turned = "\u202eABC Holdings \u2067Ltd"

    page = visitor.go(f"/?q={turned}")

    shown = page.locator("main").inner_text()
    assert "may buy \ufffdABC Holdings \ufffdLtd." in shown
    assert "\u202e" not in shown
    assert page.input_value("#q") == turned
    assert page.locator(".clock-form [name=q]").first.input_value() == turned


def test_an_evil_portfolio_and_article_run_nothing(visitor: Visitor, tmp_path: Path) -> None:
    evil = tmp_path / "evil.csv"
    evil.write_text(f'Name,ISIN,Market Value\n"{EVIL}",,100\n', encoding="utf-8")
    page = visitor.screen(evil)
    assert EVIL in page.locator("main").inner_text()
    visitor.go("/review")
    visitor.go("/articles")
    page.fill("#text", f"Shares of Xiaomi fell.\n\n{EVIL} was blacklisted by the Pentagon.")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".words")

    assert "<script>alert(1)</script>" in page.locator(".words").inner_text()


def test_headers_let_a_page_load_only_what_is_ours(site: Site) -> None:
    with httpx.Client(base_url=site.url, cookies={"proscribe_session": KEY}) as client:
        for path in ("/", "/login", "/subjects/nobody-1", "/assets/web.css", "/assets/none.css"):
            headers = client.get(path).headers
            policy = headers["content-security-policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "same-origin"
            assert "access-control-allow-origin" not in headers


def test_the_endpoints_stay_where_they_are(site: Site) -> None:
    with httpx.Client(base_url=site.url, headers={"authorization": f"ApiKey {KEY}"}) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/catalog").status_code == 200


def test_pages_speak_german_and_write_days_as_the_reader_does(browser: Browser, site: Site) -> None:
    with visiting(browser, site, locale="de-DE") as visitor:
        page = visitor.go("/?q=Xiaomi")

        assert page.locator("html").get_attribute("lang") == "de"
        assert "Nicht beschränkt heute." in page.locator("#answer").inner_text()
        assert "14. Januar 2021" in page.locator(".listed").inner_text()
    with visiting(browser, site, locale="en-US") as visitor:
        assert "January 14, 2021" in visitor.go("/?q=Xiaomi").locator(".listed").inner_text()


def test_what_is_not_there_is_told_with_a_way_on(visitor: Visitor) -> None:
    page = visitor.go("/subjects/us_dod_1237-nobody")

    assert "nothing on file" in page.locator("main").inner_text().lower()
    assert page.get_by_role("link", name="Ask a question").is_visible()
    visitor.said.clear()
