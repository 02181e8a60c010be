"""The names of a portfolio are searched once each, and numbers of no list are no reason to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import polars as pl
import pytest

from proscribe.screening.asked import AskedNames
from proscribe.screening.similar import Similar
from proscribe.workspace.directory import LedgerDirectory

LIST = (
    "id,name\n1,Meridian Drone Works Limited\n2,140 Repair Plant JSC\n3,Nimbus Aerial Robotics 7\n"
)

Listed = Callable[[str], LedgerDirectory]


class Counted:
    """A directory that counts what is searched in it."""

    def __init__(self, directory: LedgerDirectory) -> None:
        self._directory = directory
        self.searched: list[str] = []
        self.find = directory.find
        self.completions = directory.completions
        self.held = directory.held
        self.beside = directory.beside
        self.subjects = directory.subjects
        self.coverage = directory.coverage
        self.shortcomings = directory.shortcomings
        self.owners = directory.owners
        self.ties = directory.ties

    def similar(self, names: Sequence[str], *, people: bool) -> Mapping[str, tuple[Similar, ...]]:
        self.searched += names
        return self._directory.similar(names, people=people)


@pytest.fixture
def counted(listed: Listed) -> Counted:
    return Counted(listed(LIST))


@pytest.fixture
def names(counted: Counted) -> AskedNames:
    return AskedNames(counted, {"140", "7"})


def lines(*names: str | None, kind: str = "holding") -> pl.DataFrame:
    return pl.DataFrame(
        {"name": names, "kind": [kind] * len(names)},
        schema={"name": pl.String, "kind": pl.String},
    )


def test_a_line_is_touched_by_a_misspelt_name_and_not_by_another(names: AskedNames) -> None:
    found = names.touched(
        lines("MERIDIAN DRON WORKS LTD", "MERIDIAN FOODS LTD", None, "", "Co., Ltd.", "CORP")
    )

    assert found.to_list() == [True, False, False, False, False, False]


def test_no_line_is_touched_by_nothing(names: AskedNames) -> None:
    assert names.touched(lines()).to_list() == []


@pytest.mark.parametrize("kind", ["cash", "currency"])
def test_money_is_nobody(names: AskedNames, kind: str) -> None:
    assert names.touched(lines("MERIDIAN DRON WORKS LTD", kind=kind)).to_list() == [False]


def test_each_name_is_searched_once(names: AskedNames, counted: Counted) -> None:
    for _ in range(2):
        names.touched(lines("Alpine Foods", "MERIDIAN DRON WORKS LTD", "Alpine Foods"))
        names.similar(["MERIDIAN DRON WORKS LTD", "Alpine Foods"], people=False)

    assert sorted(counted.searched) == ["Alpine Foods", "MERIDIAN DRON WORKS LTD"]


def test_a_number_of_no_list_makes_no_other_name(names: AskedNames, counted: Counted) -> None:
    bonds = [f"Alpine Foods {number}" for number in range(1_000, 1_500)]

    assert not names.touched(lines(*bonds)).any()
    assert counted.searched == ["Alpine Foods"]


def test_a_number_of_a_list_is_part_of_the_name(names: AskedNames, counted: Counted) -> None:
    found = names.touched(lines("140 REPAIR PLNT", "141 Bakery Shop", "MERIDIAN DRON WORKS 2031"))

    assert found.to_list()[:2] == [True, False]
    assert "140 REPAIR PLNT" in counted.searched
    assert "Bakery Shop" in counted.searched


def test_people_are_searched_where_people_may_be_meant(names: AskedNames) -> None:
    assert names.similar(["Meridian Dron Works"], people=True).keys() == {"Meridian Dron Works"}
