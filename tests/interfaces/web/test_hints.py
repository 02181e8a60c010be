"""On a page, what to do is what can be done on the page."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from proscribe.interfaces.web.catalogue import languages, load_texts
from proscribe.interfaces.web.reader import Reader
from proscribe.interfaces.web.words import Words
from proscribe.model.errors import InputError
from proscribe.workspace.saying import build_word
from tests.interfaces.api.running import KEY
from tests.interfaces.web.site import XIAOMI, Site, visiting
from tests.interfaces.web.test_every_page import PAGES


def _told(text: str, language: str = "en") -> str:
    return Words(Reader.of(language), {}).told(text)


def test_a_remedy_of_the_command_line_gives_way_to_one_of_the_page() -> None:
    with pytest.raises(InputError) as refused:
        build_word("", by="me")

    told = _told(str(refused.value))
    assert told == (
        "A decision without a reason cannot be answered for later. "
        "Write down why, in the field for the reason."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("claims are checked as known now; state it with --published.",
         "Claims are checked as known now. Give the day of publication in its field."),
        ("it was not asked. Give a public address; or --allow-private, if you trust that one.",
         ("It was not asked. Give a public address. "
          "Or paste the text of the article instead of its address.")),
        ("no edition is on file; run `proscribe update eu_fsf` or import one.",
         "No edition is on file. For whoever runs this server: proscribe update eu_fsf."),
        ("the place is bad. Use --frobnicate.", "The place is bad. This page cannot change that."),
        ("half-way--there is no option.", "half-way--there is no option."),
    ],
)  # fmt: skip
def test_what_names_an_option_or_a_command_says_what_to_do(text: str, told: str) -> None:
    assert _told(text) == told


@pytest.mark.parametrize("language", languages())
def test_no_text_of_the_pages_names_an_option(language: str) -> None:
    assert [key for key, text in load_texts(language).items() if "--" in text] == []


def test_what_is_left_in_english_is_marked_as_english() -> None:
    told = _told("nothing <was> asked. Say why (--because).", "de")

    assert told == (
        '<span lang="en">Nothing &lt;was&gt; asked.</span> '
        "Schreiben Sie in das Feld für den Grund, warum."
    )


def test_pages_name_no_option(browser: Browser, site: Site, tmp_path: Path) -> None:
    prices = tmp_path / "1810.HK.csv"
    prices.write_text("Date,Close,Symbol\n2021-03-04,24.5,A\n2021-03-04,5,B\n", encoding="utf-8")
    with visiting(browser, site, locale="de-DE") as visitor:
        page = visitor.go("/articles")
        page.fill("#address", "http://127.0.0.1/article")
        page.get_by_role("button", name="Lesen").click()
        refused = page.locator("[role=alert]")
        assert "or send its text" in refused.locator("[lang=en]").inner_text()
        assert "--" not in refused.inner_text()

        page = visitor.go(f"/subjects/{XIAOMI}/timeline")
        page.set_input_files("#prices", prices)
        page.locator("form:has(#prices) button").click()
        refused = page.locator("[role=alert]")
        told = refused.inner_text()
        assert told.startswith("1810.HK.csv, column symbol: the file holds several securities")
        assert "Lassen Sie nur ein Wertpapier in der Datei." in told
        assert "--" not in refused.inner_text()
        visitor.said.clear()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "For whoever runs this server: proscribe update us_ofac_sdn."),
        ("de", "Für den, der diesen Server betreibt: proscribe update us_ofac_sdn."),
    ],
)
def test_the_reasoning_of_an_answer_names_no_command_as_what_the_reader_could_do(
    language: str, said: str
) -> None:
    text = (
        "A list repeats it (https://example.com/a). Its newest edition is old; "
        "run `proscribe update us_ofac_sdn` or import a newer one. It says <more>."
    )

    told = Words(Reader.of(language), {}).linked(text)

    assert told == (
        'A list repeats it (<a href="https://example.com/a" rel="noreferrer noopener">'
        f'https://example.com/a</a>). Its newest edition is old. <span lang="{language}">{said}'
        "</span> It says &lt;more&gt;."
    )


@pytest.mark.parametrize("language", languages())
def test_no_page_names_a_command_as_what_its_reader_could_do(site: Site, language: str) -> None:
    headers, cookies = {"accept-language": language}, {"proscribe_session": KEY}
    for path in (
        *PAGES,
        "/?q=Gazprom&known_at=2023-01-01",
        f"/subjects/{XIAOMI}?known_at=1999-01-01",
    ):
        page = httpx.get(site.url + path, headers=headers, cookies=cookies, timeout=60).text

        assert "<main" in page
        assert "`proscribe" not in page, path


def test_the_words_of_a_law_stay_as_they_are_printed() -> None:
    text = "“the term --security means any note”; see section 3. Then it counts."

    assert Words(Reader.of("en"), {}).linked(text) == text
