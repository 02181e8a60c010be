"""A portfolio that is sent again is not screened again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from proscribe.workspace.pages import uploads
from tests.interfaces.api.doors import House, open_house
from tests.interfaces.web.test_wall import Visitor

BOOK = b"Issuer,Quantity,Remark\nXiaomi,5,Hikvision\nToyota Motor,6,Sony\n"
AT_ONCE = 3


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with open_house(tmp_path, pages=True) as running:
        yield running


@pytest.fixture
def visitor(house: House) -> Iterator[Visitor]:
    visitor = Visitor(house.here["analyst"], house.url)
    yield visitor
    visitor.close()


@pytest.fixture
def columns(visitor: Visitor) -> str:
    """The address of the page on which the columns of an upload are looked at."""
    taken = visitor.post("/portfolios", files={"files": ("book.csv", BOOK)})
    assert taken.status_code == 303, taken.text
    return taken.headers["location"]


def jobs(house: House) -> list[str]:
    return [one.id for one in house.workspace.of("one").jobs.list()]


def screenings_sealed(house: House) -> int:
    receipts = house.here["administrator"].get("/v1/audit", params={"limit": 50}).json()
    return sum(one["kind"] == "http_screen" for one in receipts["receipts"])


def test_screen_pressed_three_times_at_once_is_one_screening(
    house: House, visitor: Visitor, columns: str
) -> None:
    with ThreadPoolExecutor(AT_ONCE) as hands:
        sent = [*hands.map(lambda _: visitor.post(columns), range(AT_ONCE))]

    assert [one.status_code for one in sent] == [303] * AT_ONCE
    (run,) = jobs(house)
    assert [one.headers["location"] for one in sent] == [f"/portfolios/{run}"] * AT_ONCE
    assert screenings_sealed(house) == 1


def test_a_form_sent_again_leads_to_its_screening_while_it_is_read_alike(
    house: House, visitor: Visitor, columns: str
) -> None:
    first = visitor.post(columns).headers["location"]
    assert house.workspace.of("one").jobs.run_pending() == 1

    again = visitor.post(columns, files=None, **{"column-0-0": "issuer"}).headers["location"]
    other = {"column-0-0": "", "column-0-2": "name"}
    otherwise = visitor.post(columns, files=None, **other).headers["location"]

    assert again == first
    assert otherwise != first
    assert visitor.post(columns, files=None, **other).headers["location"] == otherwise
    assert len(jobs(house)) == 2


def test_a_form_sent_again_later_is_screened_anew(
    house: House, visitor: Visitor, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = visitor.post(columns).headers["location"]
    assert house.workspace.of("one").jobs.run_pending() == 1

    monkeypatch.setattr(uploads, "_JUST_NOW", timedelta(0))

    assert visitor.post(columns).headers["location"] != first
    assert len(jobs(house)) == 2


def test_a_screening_that_was_cancelled_can_be_asked_for_anew(
    house: House, visitor: Visitor, columns: str
) -> None:
    first = visitor.post(columns).headers["location"]
    visitor.post(first)

    second = visitor.post(columns).headers["location"]

    assert second != first
    assert len(jobs(house)) == 2
