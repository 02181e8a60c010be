"""What is read at the pages leaves a receipt, of which the same is asked again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from proscribe.interfaces.api.replaying import register
from proscribe.workspace.proof import Replay
from tests.interfaces.api.doors import House, open_house
from tests.interfaces.web.test_wall import Visitor

TEXT = "The Treasury Department sanctioned Xiaomi on 14 January 2021, officials said on Friday."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, pages=True) as running:
        register(running.workspace)
        yield running


@pytest.fixture
def visitor(house: House) -> Iterator[Visitor]:
    visitor = Visitor(house.analyst, house.url)
    yield visitor
    visitor.close()


def handed(visitor: Visitor, text: str) -> str:
    """Hand an article in; return the address of its page."""
    answer = visitor.post("/articles", text=text, published="2021-03-06")
    assert answer.status_code == 303
    return answer.headers["location"].partition("?")[0]


def replayed(house: House, number: object) -> Replay:
    who = house.workspace.local_user("test", "one")
    return house.workspace.receipts.replay(who, int(str(number)))


def test_what_is_shown_of_an_article_leaves_a_receipt_with_the_answer(
    house: House, visitor: Visitor
) -> None:
    where = handed(visitor, TEXT)

    page = visitor.get(where).text
    shown = visitor.get(where, format="json", known_at="2021-03-06").json()
    paper = visitor.get(f"{where}/page.html")
    data = visitor.get(f"{where}/page.json")

    (told,) = re.findall(r'class="receipt">Receipt (\d+)<', page)
    numbers = [told, shown.pop("receipt")]
    numbers += [one.headers["x-proscribe-receipt"] for one in (paper, data)]
    assert len(set(numbers)) == len(numbers)
    assert orjson.loads(replayed(house, numbers[1]).given or b"") == shown
    assert orjson.loads(replayed(house, numbers[3]).given or b"") == data.json()


@pytest.mark.parametrize("part", ["/timeline", "/consequences"])
def test_what_is_shown_of_a_subject_leaves_a_receipt_with_the_answer(
    house: House, visitor: Visitor, part: str
) -> None:
    where = f"/subjects/us_dod_1237-xiaomi{part}"

    page = visitor.get(where, known_at="2021-03-06").text
    shown = visitor.get(where, known_at="2021-03-06", format="json").json()

    (told,) = re.findall(r'class="receipt">Receipt (\d+)<', page)
    assert told != str(shown["receipt"])
    number = shown.pop("receipt")
    assert orjson.loads(replayed(house, number).given or b"") == shown


def test_a_time_line_says_in_its_receipt_which_articles_and_prices_it_drew(
    house: House, visitor: Visitor
) -> None:
    article = handed(visitor, TEXT).removeprefix("/articles/")
    prices = b"Date,Close\n2021-01-13,20\n2021-01-14,19\n2021-01-15,18\n"

    page = visitor.post(
        f"/subjects/us_dod_1237-xiaomi/timeline?article={article}",
        files={"prices": ("XIACY.csv", prices)},
    ).text

    (number,) = re.findall(r'class="receipt">Receipt (\d+)<', page)
    found = house.analyst.get(f"/v1/receipts/{number}").json()
    assert found["question"]["articles"][0]["id"] == article
    assert found["question"]["prices"] == [
        {"name": "XIACY.csv", "sha256": sha256(prices).hexdigest()}
    ]
    answer = orjson.loads(replayed(house, number).given or b"")
    assert answer["claims"]
    assert answer["prices"] == []


def test_what_was_shown_is_asked_again_of_the_lists_as_they_were(
    house: House, visitor: Visitor, tmp_path: Path
) -> None:
    where = handed(visitor, TEXT)
    numbers = [
        visitor.get(where, format="json", **asked).json()["receipt"]
        for asked in ({}, {"known_at": "2021-03-06"})
    ]
    listed = tmp_path / "list.csv"
    listed.write_text("id,schema,name\n1,Company,Treasury Department\n")
    house.workspace.of("one").import_files("list", listed, published="2026-02-01")
    visitor.post(where, published="2021-03-01")

    found = [replayed(house, number) for number in numbers]
    after = visitor.get(where, format="json").json()

    assert [(one.same, one.why) for one in found] == [(True, "")] * 2
    assert after["entities"] != orjson.loads(found[0].given or b"")["entities"]


def test_an_article_that_is_not_on_file_any_more_is_said_to_be_gone(
    house: House, visitor: Visitor
) -> None:
    where = handed(visitor, TEXT)
    number = visitor.get(where, format="json").json()["receipt"]
    (kept,) = house.workspace.page_desk().articles.listed("one")
    file = kept.folder / str(kept.facts["file"])

    file.write_text("Something else.")
    another = replayed(house, number)
    file.unlink()
    gone = replayed(house, number)

    assert (another.same, gone.same) == (None, None)
    assert "not the one that was read" in another.why
    assert "not on file any more" in gone.why
