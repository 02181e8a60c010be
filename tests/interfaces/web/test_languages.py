"""What the law and the lists say stays in their words; pages say first what it comes to."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from proscribe.interfaces.web.reader import Reader
from proscribe.interfaces.web.words import Words
from tests.interfaces.web.site import XIAOMI, Site, visiting

HIKVISION = "us_ofac_cons-30946"
LABEL = {"de-DE": "Begründung im Wortlaut (englisch)", "zh-CN": "理由原文（英文）"}
IN_FORCE = {
    "de-DE": "Das Verbot ist in Kraft, seit einem Tag, den der Text nennt.",
    "zh-CN": "禁令自法规所定日期起生效。",
}
COMES_TO = {
    "de-DE": "Von 15 Zeilen sind verboten: Kaufen bei 5 und Verkaufen bei 5. 2 Zeilen muss ein "
    "Mensch entscheiden. Bei 2 Zeilen ist nicht sicher, wer der Emittent ist.",
    "zh-CN": "共 15 行，其中禁止：买入 5 行和卖出 5 行。 2 行需要人工判断。 2 行的发行人无法确定。",
}
# What stands in no element that is marked as English, and has English words of the law.
UNMARKED = """() => {
  const words = / (the|of the|is not|was listed|are barred|forbids|does not) /i
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const found = []
  while (walker.nextNode()) {
    const node = walker.currentNode
    // Of a title of a picture no part can be marked; the list below says the same.
    if (node.parentElement.tagName === 'title') continue
    // Articles that other tests left are called as their authors called them.
    if (node.parentElement.closest('.check')) continue
    const lang = node.parentElement.closest('[lang]').getAttribute('lang')
    if (lang !== 'en' && words.test(' ' + node.data + ' ')) found.push(node.data.trim())
  }
  return found
}"""


@pytest.mark.parametrize("locale", ["de-DE", "zh-CN"])
def test_a_ground_is_said_in_the_readers_language_before_the_reasoning_in_english(
    browser: Browser, site: Site, locale: str
) -> None:
    with visiting(browser, site, locale=locale) as visitor:
        card = visitor.go("/?q=Hikvision").locator("article.card header")
        assert card.locator(".ground").inner_text() == IN_FORCE[locale]
        why = card.locator(".why")
        assert LABEL[locale] in why.inner_text()
        assert "are barred from" in why.locator("[lang=en]").inner_text()

        row = visitor.go(f"/subjects/{HIKVISION}").locator("tr", has_text="NS-CMIC").first
        assert row.locator(".ground").inner_text() == IN_FORCE[locale]

        page = visitor.go(f"/subjects/{HIKVISION}/consequences")
        clause = page.locator(".matrix .clause").first
        assert IN_FORCE[locale] in (clause.text_content() or "")


def test_an_english_page_does_not_say_a_ground_twice(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        card = visitor.go("/?q=Xiaomi").locator("article.card header")
        assert card.locator(".ground").count() == 0
        assert card.locator(".wording").count() == 0
        assert "It binds at no moment." in card.locator(".why").inner_text()
    words = Words(Reader.of("en"), {})
    assert words.ground("VACATED") == ""
    assert words.ground("NEW_EQUITY") == "It counts when the shares were issued."


@pytest.mark.parametrize("locale", ["de-DE", "zh-CN"])
def test_a_report_says_what_it_comes_to_in_the_readers_language(
    browser: Browser, site: Site, portfolio: Path, locale: str
) -> None:
    with visiting(browser, site) as visitor:
        address = visitor.screen(portfolio).url
    with visiting(browser, site, locale=locale) as visitor:
        page: Page = visitor.page
        page.goto(address)

        lead = page.locator(".report-head .lead")
        assert lead.inner_text() == COMES_TO[locale]
        assert page.locator(".answers .ground").count() > 0
        assert page.evaluate(UNMARKED) == []


@pytest.mark.parametrize(
    "path",
    [
        "/?q=Xiaomi",
        "/?q=Hikvision&action=sell",
        "/?q=China+Telecom",
        f"/subjects/{XIAOMI}",
        f"/subjects/{HIKVISION}/consequences",
        f"/subjects/{XIAOMI}/timeline?from=2021-03-06&to=2021-06-30",
        "/changes",
        "/changes/us_dod_1237",
        "/operations",
    ],
)
def test_english_words_of_the_law_are_marked_as_english(
    browser: Browser, site: Site, path: str
) -> None:
    with visiting(browser, site, locale="de-DE") as visitor:
        assert visitor.go(path).evaluate(UNMARKED) == []


def test_the_clauses_of_the_consequences_are_printed_whole(browser: Browser, site: Site) -> None:
    with visiting(browser, site) as visitor:
        page = visitor.go(f"/subjects/{HIKVISION}/consequences")
        data = visitor.page.request.get(f"{page.url}?format=json").json()
        reasons = {
            each["explanation"] for each in data["cells"] if each["reason_code"] != "NOT_BOUND"
        }
        page.emulate_media(media="print")

        clauses = page.locator(".clauses li")
        assert clauses.count() >= len(reasons) > 3
        assert clauses.first.is_visible()
        printed = " ".join(clauses.all_inner_texts())
        assert all(" ".join(each.split()) in " ".join(printed.split()) for each in reasons)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1_280
