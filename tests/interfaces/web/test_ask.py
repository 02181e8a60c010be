"""Asking: the answer before the data."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.interfaces.web.site import Site, Visitor, visiting


def test_a_name_is_asked_by_keyboard_and_answered_in_words(visitor: Visitor) -> None:
    page = visitor.go("/")

    page.wait_for_function("document.activeElement.name === 'q'")  # the box takes the focus
    page.keyboard.type("Xiaomi")
    visitor.press("Enter")
    page.wait_for_selector("article.card")

    card = page.locator("article.card").inner_text()
    assert "q=Xiaomi" in page.url
    assert "Not restricted today." in card
    assert "Listed on 14 January 2021 by US Department of Defense (S1237)." in card
    assert "That ended on 3 June 2021" in card
    assert "vacated the designation" in card
    assert "KYG9830T1067" in card
    assert "Nobody today, by what was checked." in card
    assert "Not checked: " in card
    assert "Receipt r-" in card


def test_who_is_listed_is_prohibited_with_whom_it_binds_and_what_it_forbids(
    visitor: Visitor,
) -> None:
    card = visitor.go("/?q=Hikvision").locator("article.card")

    text = card.inner_text()
    assert "Prohibited today." in text
    assert "A US person may not buy" in text
    assert "a US financial institution" in text
    assert "Buy, Sell, Reinvest dividends and Convert" in text
    assert "EO 13959" in text
    assert "v-prohibited" in (card.get_attribute("class") or "")


def test_what_is_in_doubt_binds_and_forbids_until_a_person_has_decided(visitor: Visitor) -> None:
    hour = "as_of=2021-03-15T09:45:00-04:00&known_at=2021-03-06"

    card = visitor.go(f"/?q=Xiaomi&{hour}").locator("article.card").inner_text()

    assert "Needs a person to decide." in card
    assert "Nobody" not in card
    assert "No act" not in card
    assert "In doubt until a person has decided: a US person, " in card
    assert "In doubt until a person has decided: Buy, " in card


@pytest.mark.parametrize("query", ["Xiaomi", "KYG9830T1067"])
def test_who_came_on_record_later_is_told_beside_the_answer_and_is_no_part_of_it(
    visitor: Visitor, query: str
) -> None:
    page = visitor.go(f"/?q={query}&as_of=2020-01-01&known_at=2020-01-01")

    card = page.locator("article.card")
    assert "Not restricted" in card.inner_text()
    assert "Nothing on file is called that." not in card.inner_text()
    assert "Something is since 14 January 2021." in card.locator(".notice").inner_text()
    assert "S1237" not in page.locator("main").inner_html()
    kept = visitor.site.written.answers[-1][3]
    assert b'"later"' not in kept
    assert b"2021-01-14" not in kept
    data = page.request.get(page.url + "&format=json").json()
    assert data["later"] == {"subject": "us_dod_1237-xiaomi", "since": "2021-01-14"}
    page.get_by_role("link", name="Show what was on record by 14 January 2021").click()
    page.wait_for_url("**/subjects/us_dod_1237-xiaomi?**known_at=2021-01-14")


def test_an_id_that_came_on_record_later_is_no_unknown_id(visitor: Visitor) -> None:
    page = visitor.go("/?q=us_dod_1237-xiaomi&known_at=2020-01-01")
    visitor.said.clear()

    assert page.locator("h1").inner_text() == "Not on record at that time"
    assert "Something is since 14 January 2021." in page.locator("main").inner_text()


def test_what_was_not_checked_stands_beside_the_answer_on_every_page_that_gives_one(
    visitor: Visitor,
) -> None:
    subject = "/subjects/us_dod_1237-xiaomi"
    for path in ("/?q=Xiaomi", "/?q=Zzyzx+Nobody", subject, f"{subject}/timeline"):
        answer = visitor.go(path).locator("article.card header, .strip").inner_text()
        assert "SDN" in answer.split("Not checked: ")[1], path

    cells = visitor.go(f"{subject}/consequences").locator("tfoot tr > *").all_inner_texts()
    assert cells[0] == "Not checked"
    assert "SDN" in cells[1].split(", ")
    assert "EU-FREEZE" in cells[5].split(", ")
    assert "SDN" not in cells[5].split(", ")
    assert "proscribe update us_ofac_sdn" in visitor.page.locator("#content").inner_text()


def test_the_same_question_at_another_moment_has_another_answer(visitor: Visitor) -> None:
    then = visitor.go("/?q=Xiaomi&as_of=2021-03-16&known_at=2021-03-06")
    assert "Prohibited on 16 March 2021." in then.locator("#answer").inner_text()

    after = visitor.go("/?q=Xiaomi&as_of=2021-03-16&known_at=2021-03-16")
    assert "a court has stopped the ban" in after.locator("#answer").inner_text()


def test_who_was_struck_from_a_list_by_a_court_is_not_called_listed_from_then_on(
    visitor: Visitor,
) -> None:
    for known, told in (
        ("2021-05-24", ["Still listed."]),
        ("2021-06-01", ["A court struck it down on 25 May 2021."]),
        ("2021-06-30", ["A court struck it down on 25 May 2021.", "That ended on 3 June 2021"]),
    ):
        page = visitor.go(f"/?q=Xiaomi&as_of={known}&known_at={known}")
        listed = page.locator(".listed").inner_text()
        assert all(each in listed for each in told)
        assert ("Still listed." in listed) is (known == "2021-05-24")


def test_another_investor_is_another_question_and_stands_in_the_address(visitor: Visitor) -> None:
    page = visitor.go("/?q=Hikvision")

    page.get_by_text("Who acts, and how").click()
    page.get_by_label("Who acts").select_option(label="an EU person")
    page.wait_for_url("**investor=eu_person**")

    # The Union's lists are not on file, and the United States bind nobody there.
    answer = page.locator("#answer").inner_text()
    assert answer == "Nothing that binds an EU person was checked."
    page.goto(page.url.replace("eu_person", "non_us_person"))
    assert "Not restricted today." in page.locator("#answer").inner_text()


def test_a_ticker_and_an_isin_mean_the_same_subject(visitor: Visitor) -> None:
    for query in ("XIACY", "KYG9830T1067", "1810.HK"):
        page = visitor.go(f"/?q={query}")
        assert "Taken to be Xiaomi Corporation" in page.locator("article.card").inner_text()


def test_a_name_that_nobody_has_is_on_no_list_and_says_what_was_not_checked(
    visitor: Visitor,
) -> None:
    text = visitor.go("/?q=Zzyzx+Nobody").locator("main").inner_text()

    assert "On no list that was checked." in text
    assert "Not checked" in text
    assert "proscribe update us_ofac_sdn" in text


def test_an_identifier_with_a_wrong_digit_is_told(visitor: Visitor) -> None:
    page = visitor.go("/?q=US0378331004")

    assert "check digit" in page.locator("main").inner_text()
    visitor.said.clear()


def test_a_name_that_is_only_alike_needs_a_person_and_shows_who_may_be_meant(
    visitor: Visitor,
) -> None:
    text = visitor.go("/?q=Huawei+Technologes").locator("article.card").inner_text()

    assert "Needs a person to decide." in text
    assert "Read it as a prohibition until someone has decided." in text
    assert "May be HUAWEI" in text


def test_one_of_several_candidates_is_chosen_and_asked_for(visitor: Visitor) -> None:
    page = visitor.go("/?q=China+Telecom")
    assert "Needs a person to decide." in page.locator("#answer").inner_text()
    names = page.locator(".cards .name a")
    assert names.count() == 2

    chosen = names.first.inner_text()
    names.first.click()
    page.wait_for_url("**q=us_ofac_cons-*")

    assert f"Taken to be {chosen}" in page.locator("article.card").inner_text()


def test_a_candidate_is_asked_for_with_what_was_asked_beside_the_name(visitor: Visitor) -> None:
    page = visitor.go("/?q=China+Telecom&investor=eu_person&action=sell&instrument=debt")

    page.locator(".cards .name a").first.click()
    page.wait_for_url("**q=us_ofac_cons-*")

    assert "instrument=debt" in page.url
    assert ": an EU person, Sell, Debt" in page.locator(".terms summary").inner_text()


@pytest.mark.parametrize("button", ["dossier", "consequences", "timeline"])
def test_who_acts_goes_along_to_the_subject_and_from_tab_to_tab(
    visitor: Visitor, button: str
) -> None:
    page = visitor.go("/?q=Xiaomi&investor=eu_person&as_of=2021-03-16&known_at=2021-03-06")
    place = {"dossier": 0, "consequences": 1, "timeline": 2}[button]
    page.locator("article.card footer a.button").nth(place).click()

    for tab in ("Consequences", "Time line", "Overview"):
        page.locator(".tabs").get_by_role("link", name=tab).click()
        page.wait_for_selector(f".tabs [aria-current]:has-text('{tab}')")
        assert "An EU person" in page.locator(".strip").inner_text()


def test_a_pasted_article_is_read(visitor: Visitor, article: str) -> None:
    page = visitor.go("/")

    page.fill("#q", article)
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/articles/*")

    assert "Why the Pentagon put Xiaomi on its list" in page.locator("h1").inner_text()


def test_asking_works_without_a_script(browser: Browser, site: Site) -> None:
    with visiting(browser, site, java_script_enabled=False) as visitor:
        page = visitor.go("/")
        page.fill("#q", "China General Nuclear Power")
        page.get_by_label("What is to be done").select_option(label="Sell")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**action=sell**")

        answer = page.locator("article.card .answer-line").inner_text()
        assert answer.endswith("may not sell CHINA GENERAL NUCLEAR POWER CORP.")


def test_every_answer_is_written_down(visitor: Visitor) -> None:
    visitor.go("/?q=Xiaomi")

    _, kind, question, answer = visitor.site.written.answers[-1]
    assert kind == "check"
    assert ("q", "Xiaomi") in [tuple(pair) for pair in question["query"]]  # type: ignore[attr-defined]
    assert b'"reason_code":"VACATED"' in answer
