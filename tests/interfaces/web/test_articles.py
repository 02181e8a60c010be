"""The claim desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.interfaces.web.site import XIAOMI, Visitor


def read(visitor: Visitor, article: str, published: str = "2021-03-06") -> Page:
    page = visitor.go("/articles")
    page.fill("#text", article)
    if published:
        page.fill("#published", published)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/articles/*")
    return page


def test_claims_stand_beside_the_text_with_the_record(visitor: Visitor, article: str) -> None:
    page = read(visitor, article)

    claims = page.locator(".claims").inner_text()
    assert "Contradicted" in claims
    assert "Confirmed" in claims
    assert "November 11th" in page.locator(".words mark.s-contradicted").first.inner_text()
    assert visitor.faults() == []


def test_text_and_claims_lead_to_each_other(visitor: Visitor, article: str) -> None:
    page = read(visitor, article)

    mark = page.locator(".words mark").nth(2)
    link = mark.locator("a").first
    link.focus()
    target = (link.get_attribute("href") or "")[1:]
    assert "lit" in (page.locator(f"[id='{target}']").get_attribute("class") or "")
    visitor.press("Enter")
    assert page.url.endswith(f"#{target}")
    back = page.locator(f"[id='{target}'] a.no").get_attribute("href") or ""
    assert page.locator(f"[id='{back[1:]}']").count() == 1


def test_an_article_without_a_day_is_read_again_with_one(visitor: Visitor, article: str) -> None:
    page = read(visitor, article, "")
    assert "not known" in page.locator("main").inner_text()

    page.fill("#published", "2021-03-06")
    page.get_by_role("button", name="Read again").click()
    page.wait_for_selector("text=Published 6 March 2021")


def test_an_article_is_downloaded_as_page_and_as_data(visitor: Visitor, article: str) -> None:
    url = read(visitor, article).url.partition("?")[0]

    page = visitor.page.request.get(f"{url}/page.html")
    data = visitor.page.request.get(f"{url}/page.json").json()

    assert b"November 11th" in page.body()
    assert "attachment" in page.headers["content-disposition"]
    assert data["schema"] == "proscribe.claims/1"
    assert len(data["claims"]) > 10


def test_a_file_is_read(visitor: Visitor, article: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(
        f"<html><head><title>A page</title></head><body><article><p>"
        f"{article.replace(chr(10) * 2, '</p><p>')}</p></article></body></html>",
        encoding="utf-8",
    )
    page = visitor.go("/articles")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/articles/*")

    assert page.locator(".claims li").count() > 5


def test_nothing_is_told_as_nothing(visitor: Visitor) -> None:
    page = visitor.go("/articles")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".notice.bad")

    assert "Nothing was given to read" in page.locator("main").inner_text()
    visitor.said.clear()


def test_an_address_of_this_machine_is_not_fetched(visitor: Visitor) -> None:
    page = visitor.go("/articles")
    page.fill("#address", f"{visitor.site.url}/healthz")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".notice.bad")
    visitor.said.clear()


@pytest.mark.parametrize(
    ("address", "day", "told"),
    [
        ("file:///etc/passwd", "", "begins with https://"),
        ("javascript:alert(1)", "", "begins with https://"),
        ("", "2021-02-30", "2021-02-30"),
    ],
)
def test_what_was_written_stays_where_it_cannot_be_read(
    visitor: Visitor, address: str, day: str, told: str
) -> None:
    page = visitor.go("/articles")
    page.evaluate("document.querySelector('#published').type = 'text'")
    for field, value in (("text", "Xiaomi was listed."), ("address", address), ("published", day)):
        page.fill(f"#{field}", value)
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".notice.bad")

    assert told in page.locator(".notice.bad").inner_text()
    assert page.input_value("#text") == "Xiaomi was listed."
    assert page.input_value("#address") == address
    visitor.said.clear()


def test_what_became_known_after_the_chosen_moment_is_not_shown_as_known(
    visitor: Visitor, article: str
) -> None:
    url = read(visitor, article).url.partition("?")[0]

    page = visitor.go(f"{url.removeprefix(visitor.site.url)}?known_at=2021-03-06")
    text = page.locator(".claims").inner_text()
    data = visitor.page.request.get(f"{url}/page.json?known_at=2021-03-06").text()
    paper = visitor.page.request.get(f"{url}/page.html?known_at=2021-03-06").text()
    now = visitor.go(url.removeprefix(visitor.site.url)).locator(".claims").inner_text()

    assert "vacated the designation" in now
    assert all("vacated the designation" not in told for told in (text, data, paper))


def test_a_file_that_cannot_be_read_is_called_by_its_name_alone(
    visitor: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "damaged.pdf"
    file.write_bytes(b"%PDF-1.4 nothing")
    page = visitor.go("/articles")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".notice.bad")

    assert page.locator(".notice.bad").inner_text().startswith("damaged.pdf: the PDF is damaged")
    visitor.said.clear()


def test_a_day_before_there_were_articles_is_refused(visitor: Visitor, article: str) -> None:
    page = visitor.go("/articles")
    page.fill("#text", article)
    page.fill("#published", "0001-01-01")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_selector(".notice.bad")

    assert "before the first newspaper" in page.locator(".notice.bad").inner_text()
    visitor.said.clear()


def test_claims_are_a_lane_of_the_time_line(visitor: Visitor, article: str) -> None:
    read(visitor, article)
    page = visitor.go(f"/subjects/{XIAOMI}/timeline")

    page.locator("input[name=article]").first.check()
    page.locator("form:has(input[name=article]) button").click()
    page.wait_for_url("**article=**")

    assert page.locator(".lanes .dot.claim").count() > 0
    assert page.locator(".events .claimed").count() > 0


def test_the_title_of_an_article_in_another_language_says_in_which(
    visitor: Visitor, tmp_path: Path
) -> None:
    title = "小米公司被美国国防部列入名单"
    file = tmp_path / "xiaomi.html"
    file.write_text(
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1><p>2021年1月14日，美国国防部将小米公司列入中共军方企业名单。</p>"
        "<p>小米公司表示，公司不属于军方，将采取行动保护公司和股东的利益。</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    page = visitor.go("/articles")
    page.set_input_files("#file", file)
    page.fill("#published", "2021-03-06")
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/articles/*")

    assert page.locator("h1:lang(zh)").inner_text() == title
    article = page.url.partition("?")[0].rpartition("/")[2]
    paper = page.request.get(f"{visitor.site.url}/articles/{article}/page.html").text()
    assert f'<span lang="zh">{title}</span>' in paper
    page = visitor.go("/articles")
    assert page.locator(".rows a:lang(zh)").first.inner_text() == title
    page = visitor.go(f"/subjects/{XIAOMI}/timeline?article={article}")
    assert page.locator("label span:lang(zh)").first.inner_text() == title
    claimed = page.locator(".events .claimed").first
    assert claimed.locator(".meta span:lang(zh)").inner_text() == title
    assert claimed.locator("p span:lang(en)").count() == 1
    assert visitor.faults() == []
