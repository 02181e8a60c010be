"""What all pages share: the palette, and the dossier of a subject."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from proscribe.backends.reports.page import render_dossier
from proscribe.model.verdict import Outcome
from proscribe.screening.dossier import (
    DossierCitation,
    DossierDesignation,
    DossierEntry,
    DossierLink,
    DossierPage,
    DossierReason,
    DossierSecurity,
    DossierVerdict,
)
from tests.backends.reports.samples import BAN_BEGINS, EVIL, HEAD

CSS = (resources.files("proscribe.backends.reports") / "templates" / "page.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
)
ON_PAPER = ["ink", "muted", "link", *(outcome.value.lower() for outcome in Outcome)]

XIAOMI = DossierPage(
    caption="Xiaomi Corporation",
    names=(("alias", "小米集团"), ("former", EVIL)),
    entity_id="us_dod_1237-xiaomi",
    schema="Company",
    as_of="2021-03-16",
    known_at="2021-03-16",
    investor="a US person",
    version="0.1.0",
    properties=(("country", ("China",)),),
    verdicts=(
        DossierVerdict(
            regime="CCMC",
            regime_title="Communist Chinese military companies",
            action="buy",
            verdict="ALLOWED_ENJOINED",
            reason_code="PRELIMINARY_INJUNCTION",
            citation="Xiaomi v. DOD (D.D.C. 2021-03-12)",
            explanation="The court enjoined the ban.",
            effective_at=BAN_BEGINS,
        ),
    ),
    designations=(
        DossierDesignation(
            program="CCMC",
            authority="US Department of Defense",
            listed="2021-01-14",
            ended="2021-05-25",
            ended_why="vacated",
            provenance=("packaged facts",),
            cite=("order",),
        ),
    ),
    securities=(DossierSecurity(type="equity", ticker="HK:1810", isin="KYG9830T1067"),),
    timeline=(
        DossierEntry(
            on="2021-01-14", published="2021-01-14", what="Named.", source="US DoD", cite=("order",)
        ),
    ),
    reasons=(DossierReason(text="An award to its founder.", said_by="DoD", cite=("order",)),),
    links=(DossierLink(relation="linked_to", name="Lei Jun"),),
    citations=(
        DossierCitation(key="order", title="Final order", url="https://example.org/order"),
        DossierCitation(key="bad", title="Bad", url="javascript:alert(1)"),
    ),
    regimes=HEAD.regimes,
    editions=HEAD.editions,
    not_checked=HEAD.not_checked,
)


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
@pytest.mark.parametrize("name", ON_PAPER)
def test_every_text_has_the_contrast_of_wcag_aa(
    palette: dict[str, str], ground: str, name: str
) -> None:
    assert contrast(palette[name], palette[ground]) >= 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_filled_badge_has_the_contrast_of_wcag_aa(palette: dict[str, str]) -> None:
    assert contrast(palette["on-prohibited"], palette["prohibited"]) >= 4.5


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.fixture(scope="module")
def dossier() -> html.HtmlElement:
    return html.fromstring(render_dossier(XIAOMI))


def said(page: html.HtmlElement, path: str) -> str:
    """Return the text of what a path finds, words a blank apart."""
    texts = (text for each in page.xpath(path) for text in each.itertext())
    return " ".join(" ".join(texts).split())


def test_a_dossier_has_its_parts_in_order(dossier: html.HtmlElement) -> None:
    assert dossier.xpath("//main/section/@id") == [
        *("answer", "designations", "reasons", "securities", "timeline", "links", "identity"),
        *("citations", "not-checked", "sources", "how-to-read"),
    ]


def test_a_dossier_shows_names_in_their_script_and_how_it_stands(
    dossier: html.HtmlElement,
) -> None:
    assert "小米集团" in said(dossier, "//header")
    assert "ALLOWED_ENJOINED PRELIMINARY_INJUNCTION" in said(dossier, "//section[@id='answer']")


def test_a_designation_that_is_over_says_when_and_why(dossier: html.HtmlElement) -> None:
    row = said(dossier, "//section[@id='designations']//tbody/tr")

    assert row.startswith("CCMC US Department of Defense 2021-01-14 none none 2021-05-25 vacated")


def test_citations_are_linked_from_where_they_are_used(dossier: html.HtmlElement) -> None:
    assert dossier.xpath("//section[@id='timeline']//a/@href") == ["#cite-order"]
    assert dossier.xpath("//*[@id='cite-order']//a/@href") == ["https://example.org/order"]


def test_a_dossier_links_to_web_addresses_only_and_escapes_the_rest(
    dossier: html.HtmlElement,
) -> None:
    assert EVIL in said(dossier, "//header")
    assert len(dossier.xpath("//script")) == 1
    assert [link for link in dossier.xpath("//a/@href") if "javascript" in link] == []


def test_a_dossier_of_which_nothing_is_known_says_so() -> None:
    bare = DossierPage(
        caption="Nobody",
        entity_id="x-1",
        schema="Company",
        as_of="2021-03-16",
        known_at="2021-03-16",
        investor="a US person",
        version="0.1.0",
    )

    page = html.fromstring(render_dossier(bare))

    assert "No regime was asked" in said(page, "//section[@id='answer']")
    assert "Nothing dated is known" in said(page, "//section[@id='timeline']")
    assert "No stated reason is on record." in said(page, "//section[@id='reasons']")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_opens_a_dossier_without_a_complaint(
    width: int, browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "dossier.html").write_text(render_dossier(XIAOMI), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))

    page.goto((tmp_path / "dossier.html").as_uri())

    assert problems == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_name_that_turns_its_words_around_turns_none_of_the_dossier() -> None:
    page = render_dossier(replace(XIAOMI, caption="\u202eABC Ltd"))

    assert "\ufffdABC Ltd" in page
    assert "\u202e" not in page
