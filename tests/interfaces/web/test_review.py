"""The review queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from playwright.sync_api import Browser

from proscribe.model.errors import InputError
from proscribe.workspace.pages import queue
from proscribe.workspace.settling import mark_of, refuse_unseen, said_of
from tests.interfaces.api.doors import open_house
from tests.interfaces.api.running import Written
from tests.interfaces.web.site import XIAOMI, Site, Visitor, open_site, visiting


@pytest.fixture
def fresh(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor of a site of their own, since decisions stay."""
    with (
        open_site(tmp_path_factory.mktemp("review")) as site,
        visiting(browser, site) as visitor,
    ):
        yield visitor
        assert visitor.said == []


def test_pairs_are_decided_by_key_with_a_reason(fresh: Visitor) -> None:
    page = fresh.go("/review")
    waiting = page.locator(".pair .meta").first.inner_text()
    assert waiting.startswith("1 of ")
    pair = page.locator(".pair code").all_inner_texts()

    fresh.press("d")  # no reason yet: the key leads to it
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.type("another company")
    fresh.press("Tab", "Enter")
    page.wait_for_url("**done=different**")

    total = int(waiting.split()[-1])
    assert page.locator(".pair .meta").first.inner_text() == f"1 of {total - 1}"
    kept = fresh.site.workspace.links(pair[0]).shown
    assert any(
        link.decision is not None and link.decision.reason == "another company" for link in kept
    )
    _, kind, _, answer = fresh.site.written.answers[-1]
    told = orjson.loads(answer)
    assert (kind, told["judgement"], told["reason"]) == ("decide", "different", "another company")
    assert {told["left"], told["right"]} == {*pair[:2]}


def test_the_next_pair_is_a_key_away(fresh: Visitor) -> None:
    page = fresh.go("/review")

    fresh.press("n")
    page.wait_for_url("**at=1**")
    assert page.locator(".pair .meta").first.inner_text().startswith("2 of ")
    fresh.press("p")
    page.wait_for_url("**at=0**")


def test_a_queue_that_is_cut_says_so_and_goes_on(
    fresh: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "_MOST", 2)
    monkeypatch.setattr(queue, "_MOST_LINKS", 2)
    page = fresh.go("/review?at=1")
    assert page.locator(".pair .meta").first.inner_text() == "2 of 3 or more"
    met = page.locator(".pair code").all_inner_texts()

    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**at=2**")

    assert page.locator(".pair .meta").first.inner_text() == "3 of 4 or more"
    assert page.locator(".pair code").all_inner_texts() != met
    data = page.request.get(page.url + "&format=json").json()
    assert (data["first"], data["at"], data["total"], data["more"]) == (2, 2, 4, True)


def test_a_decision_without_a_reason_is_refused(fresh: Visitor) -> None:
    page = fresh.go("/review")

    page.get_by_role("button", name="Different").click()
    page.wait_for_selector(".notice.bad")

    assert "reason" in page.locator(".notice.bad").inner_text()
    assert "decide" not in [kind for _, kind, _, _ in fresh.site.written.answers]
    fresh.said.clear()


def test_a_word_on_a_pair_that_somebody_else_decided_meanwhile_is_refused(
    fresh: Visitor,
) -> None:
    own, page = fresh.site.workspace, fresh.go("/review")
    left, right = page.locator(".pair code").all_inner_texts()[:2]
    own.decide(left, right, "same", reason="the register says so", by="Ann")
    page.fill("#reason", "another company")
    page.get_by_role("button", name="Different").click()
    page.wait_for_selector(".notice.bad")

    told = page.locator(".notice.bad").inner_text()
    assert "Ann said of" in told
    assert "same, because the register says so" in told
    ties = [one for one in own.links(left).shown if {left, right} == {one.tie.left, one.tie.right}]
    assert [one.decision.by for one in ties if one.decision is not None] == ["Ann"] * len(ties)
    fresh.said.clear()

    pair = ("Xiaomi Tea House", XIAOMI)
    nothing = mark_of(())
    refuse_unseen(own, "line", pair, nothing)
    own.clearances.clear(pair[0], XIAOMI, reason="a tea house", by="Ann")
    refuse_unseen(own, "line", pair, mark_of(said_of(own, "line", *pair)))
    with pytest.raises(InputError, match="Ann said of 'Xiaomi Tea House'"):
        refuse_unseen(own, "line", pair, nothing)


def test_a_word_on_entries_of_which_somebody_else_is_unsure_by_now_is_refused(
    fresh: Visitor,
) -> None:
    own, page = fresh.site.workspace, fresh.go("/review")
    left, right = page.locator(".pair code").all_inner_texts()[:2]
    own.decide(left, right, "unsure", reason="the publisher is asked", by="Ann")
    fresh.go("/review")
    own.decide(left, right, "unsure", reason="the publisher does not know", by="Ben")
    page.fill("#reason", "another company")
    page.get_by_role("button", name="Different").click()
    page.wait_for_selector(".notice.bad")

    assert "Ben said of" in page.locator(".notice.bad").inner_text()
    fresh.said.clear()


def test_a_cleared_name_is_not_raised_again(site: Site, browser: Browser) -> None:
    site.workspace.clearances.clear(
        "Zhongxin International", "us_dod_1237-xiaomi", reason="not them", by="a person"
    )
    with visiting(browser, site) as visitor:
        text = visitor.go("/review").locator("section:has(> #decided)").inner_text()

    assert "Zhongxin International" in text
    assert "a person" in text


def test_an_unresolved_line_is_cleared_and_stays_clear_when_it_is_screened_again(
    fresh: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "book.csv"
    file.write_text(
        "Name,Country,Market Value\nHangzhou Hikvisoin Digital Technology,CN,10\n", encoding="utf-8"
    )

    def screened() -> str:
        page = fresh.screen(file)
        return page.locator("main").inner_text()

    assert "HIKVISION" in screened().partition("Unresolved lines")[2]
    page = fresh.go("/review")
    assert "Hangzhou Hikvisoin Digital Technology" in page.locator(".pair").inner_text()
    page.fill("#reason", "a tea house in Chengdu")
    page.get_by_role("button", name="Different").click()
    page.wait_for_url("**done=different**")

    assert "Hangzhou Hikvisoin Digital Technology" not in page.locator(".pair").inner_text()
    assert "Unresolved lines" not in screened()


BOOK = "Name,Country,Market Value\nHangzhou Hikvisoin Digital Technology,CN,10\n"
GIVEN = "Hangzhou Hikvisoin Digital Technology"


def raised(fresh: Visitor, tmp_path: Path) -> None:
    """Hand in a line whose issuer is not certain, and go to the queue."""
    file = tmp_path / "book.csv"
    file.write_text(BOOK, encoding="utf-8")
    fresh.screen(file)
    fresh.go("/review")


def test_that_a_line_is_the_subject_is_kept_by_key_with_its_reason(
    fresh: Visitor, tmp_path: Path
) -> None:
    raised(fresh, tmp_path)
    page = fresh.page
    assert GIVEN in page.locator(".pair").inner_text()

    fresh.press("s")  # no reason yet: the key leads to it
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.type("two letters are swapped <b>&")
    fresh.tab_to("Same")
    fresh.press("Enter")
    page.wait_for_url("**done=same**")

    assert GIVEN not in page.locator(".pair").inner_text()
    decided = page.locator("section:has(> #decided)").inner_text()
    assert f"{GIVEN} = " in decided
    assert "two letters are swapped <b>&" in decided
    assert fresh.faults() == []
    # The line means that subject from now on: it is no doubt any more, and its answer is grave.
    page = fresh.screen(tmp_path / "book.csv")
    assert "Unresolved lines" not in page.locator("main").inner_text()
    line = page.locator("table.lines tbody tr").inner_text()
    assert "HIKVISION" in line
    assert "Prohibited" in line


def entries_take_two_people(visitor: Visitor) -> None:
    """Have entries of lists told apart by two people, one of whom takes it back at first."""
    page, workspace = visitor.page, visitor.site.workspace
    entries = page.locator(".pair code").all_inner_texts()
    left, right = entries
    page.fill("#reason", "two companies")
    page.get_by_role("button", name="Different").click()
    page.wait_for_url("**done=different**")
    assert "another person has confirmed" in page.locator(".notice.good").inner_text()
    waits = page.locator(".pair")
    assert "waiting for another person" in waits.locator("h2").inner_text()
    assert waits.locator("code").all_inner_texts() == entries
    assert page.get_by_role("button", name="Confirm").count() == 0
    with pytest.raises(InputError, match="only somebody else"):
        workspace.answer_link(
            *entries, agrees=True, reason="me", by="approver of one"
        )  # fmt: skip
    workspace.answer_link(left, right, agrees=False, reason="hm", by="ben")
    workspace.decide(left, right, "different", reason="two registers", by="ben")
    waits = visitor.go("/review").locator(".pair")
    assert "two registers" in waits.inner_text()
    page.fill("#reason", "seen both")
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url("**done=confirm**")
    assert entries != waits.locator("code").all_inner_texts()
    (link,) = [
        one for one in workspace.links(left).shown
        if [one.tie.left, one.tie.right] == entries
    ]  # fmt: skip
    assert link.confirmed is not None
    assert link.confirmed.reason == "seen both"


def test_a_decision_ends_and_counts_only_once_somebody_else_confirmed_it(
    browser: Browser, tmp_path: Path
) -> None:
    with open_house(tmp_path, pages=True, second_person=True) as house:
        workspace = house.workspace.of("one")
        site = Site(url=house.url, workspace=workspace, written=Written(), folder=tmp_path)
        key = house.here["approver"].headers["authorization"].removeprefix("Bearer ")
        workspace.clearances.clear("Zhongxin Tea", XIAOMI, reason="a tea house", by="ben")
        with visiting(browser, site, key=key) as visitor:
            page = visitor.go("/review")
            assert "waiting for another person" in page.locator(".pair h2").inner_text()
            visitor.press("c")  # no reason yet: the key leads to it
            page.keyboard.type("seen the register")
            visitor.tab_to("Confirm")
            visitor.press("Enter")
            page.wait_for_url("**done=confirm**")
            assert "confirmed by approver of one" in page.locator("main").inner_text()
            (kept,) = workspace.clearances.shown()
            assert kept.state.value == "silent"

            workspace.clearances.clear(
                "Zhongxin Bar", XIAOMI, reason="a bar", by="approver of one",
                until=(datetime.now(UTC) + timedelta(days=9)).date(),
            )  # fmt: skip
            text = visitor.go("/review").locator(".pair").inner_text()
            assert "You decided this." in text
            assert "Counts until" in text
            assert page.get_by_role("button", name="Confirm").count() == 0
            assert visitor.faults() == []
            # Nor does a form that was made by hand.
            sent: dict[str, str | float | bool] = {
                "form_token": page.locator("input[name=form_token]").first.input_value(),
                "number": "2", "judgement": "confirm", "reason": "me",
            }  # fmt: skip
            refused = page.request.post(f"{house.url}/review", form=sent)
            assert "only somebody else can confirm it" in refused.text()
            page.fill("#reason", "no bar at all")
            page.get_by_role("button", name="Take it back").click()
            page.wait_for_url("**done=refuse**")
            entries_take_two_people(visitor)
        assert [one.state.value for one in workspace.clearances.shown(every=True)] == [
            "silent", "withdrawn",
        ]  # fmt: skip


def test_what_is_unsure_stays_in_the_queue_with_what_was_said(
    fresh: Visitor, tmp_path: Path
) -> None:
    raised(fresh, tmp_path)
    page = fresh.page
    total = page.locator(".pair .meta").first.inner_text().split()[-1]

    page.fill("#reason", "the custodian is asked")
    page.get_by_role("button", name="Unsure").click()
    page.wait_for_url("**done=unsure**")

    fresh.go("/review")
    pair = page.locator(".pair").inner_text()
    assert page.locator(".pair .meta").first.inner_text() == f"1 of {total}"
    assert GIVEN in pair
    assert "the custodian is asked" in pair
    page.fill("#reason", "the custodian answered")
    page.get_by_role("button", name="Different").click()
    page.wait_for_url("**done=different**")
    assert GIVEN not in page.locator(".pair").inner_text()
    (word,) = fresh.site.workspace.clearances.shown()
    assert word.clearance.said.reason == "the custodian answered"


def test_entries_of_lists_that_may_be_one_stay_while_somebody_is_unsure(fresh: Visitor) -> None:
    page = fresh.go("/review")
    place = page.locator(".pair .meta").first.inner_text()
    names = page.locator(".pair .name").all_inner_texts()

    page.fill("#reason", "the publisher is asked")
    page.get_by_role("button", name="Unsure").click()
    page.wait_for_url("**done=unsure**")
    fresh.go("/review")

    assert page.locator(".pair .meta").first.inner_text() == place
    assert page.locator(".pair .name").all_inner_texts() == names
    assert "the publisher is asked" in page.locator(".pair .earlier").inner_text()


def test_a_decision_that_two_are_one_is_refused_without_a_reason(
    fresh: Visitor, tmp_path: Path
) -> None:
    raised(fresh, tmp_path)
    fresh.page.get_by_role("button", name="Same").click()
    fresh.page.wait_for_selector(".notice.bad")

    told = fresh.page.locator(".notice.bad").inner_text()
    assert told.startswith("A decision without a reason cannot be answered for later.")
    assert fresh.site.workspace.clearances.shown(judged=True) == ()
    fresh.said.clear()
