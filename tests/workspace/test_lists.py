"""Editions handed in, found in folders, compared, and how fresh they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from proscribe.model.errors import InputError, UnknownNameError
from proscribe.workspace import Workspace
from proscribe.workspace.lists import editions_below
from proscribe.workspace.statuses import status
from tests.workspace.ofac import company, write_list

KEY = "us_ofac_cons"
LANTERN = company(90101, "EXAMPLE LANTERN CO., LTD.")
HARBOUR = company(90102, "EXAMPLE HARBOUR LIMITED")
ORCHARD = company(90103, "EXAMPLE ORCHARD LIMITED")


@pytest.fixture
def three(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A workspace with three editions, handed in out of order."""
    for day, entries in (
        ("06/16/2021", [LANTERN, HARBOUR, ORCHARD]),
        ("06/03/2021", [LANTERN, HARBOUR]),
        ("12/16/2021", [LANTERN, ORCHARD]),
    ):
        file = write_list(tmp_path / f"{day[:2]}{day[3:5]}.xml", day, entries)
        assert workspace.import_files(KEY, file).state == "recorded"
    return workspace


def days(workspace: Workspace, **moments: str) -> tuple[str, str]:
    changes = workspace.diff(KEY, **moments)
    return str(changes.before.published), str(changes.after.published)


def test_the_last_two_editions_are_compared(three: Workspace) -> None:
    changes = three.diff(KEY)

    assert (str(changes.before.published), str(changes.after.published)) == (
        "2021-06-16",
        "2021-12-16",
    )
    assert [one.caption for one in changes.difference.ended] == ["EXAMPLE HARBOUR LIMITED"]
    assert changes.difference.began == ()


def test_editions_are_chosen_by_day_or_number(three: Workspace) -> None:
    assert days(three, since="2021-06-03") == ("2021-06-03", "2021-12-16")
    assert days(three, since="2021-06-15", until="2021-06-30") == ("2021-06-03", "2021-06-16")
    assert days(three, until="2021-06-16") == ("2021-06-03", "2021-06-16")
    before, after = three.diff(KEY).before, three.diff(KEY).after
    assert days(three, since=str(before.id), until=str(after.id)) == ("2021-06-16", "2021-12-16")


@pytest.mark.parametrize(
    ("moments", "says"),
    [
        ({"since": "2021-06-01"}, "no edition had been published by 2021-06-01"),
        ({"until": "2021-06-03"}, "there is no edition before 2021-06-03"),
        ({"since": "2021-12-16", "until": "2021-06-03"}, "is later than that of 2021-06-03"),
        ({"since": "999999"}, "there is no accepted edition 999999 of us_ofac_cons"),
        ({"until": "1"}, "there is no accepted edition 1 of us_ofac_cons"),
        ({"since": "²"}, "there is no accepted edition ² of us_ofac_cons"),
        ({"since": "last year"}, "is neither a day nor an instant"),
    ],
)
def test_editions_that_are_not_there_cannot_be_compared(
    three: Workspace, moments: dict[str, str], says: str
) -> None:
    with pytest.raises(InputError, match=says) as refused:
        three.diff(KEY, **moments)

    assert refused.value.remedy


def test_nothing_is_compared_where_nothing_is_on_file(packaged: Workspace) -> None:
    with pytest.raises(InputError, match="there is no edition of this source to compare"):
        packaged.diff(KEY)
    with pytest.raises(UnknownNameError):
        packaged.diff("us_nothing")


def test_a_folder_of_editions_is_recorded_day_by_day(workspace: Workspace, tmp_path: Path) -> None:
    write_list(tmp_path / KEY / "2021-06-16" / "consolidated.xml", "06/16/2021", [LANTERN])
    write_list(tmp_path / KEY / "2021-06-03" / "consolidated.xml", "06/03/2021", [HARBOUR])
    (tmp_path / KEY / "notes").mkdir()
    (tmp_path / KEY / "notes" / "x.xml").write_text("x")
    (tmp_path / KEY / "README.md").write_text("x")
    (tmp_path / "list" / "2021-06-05").mkdir(parents=True)
    (tmp_path / "list" / "2021-06-05" / "own.csv").write_text("name\nExample Ltd\n")
    told: list[str] = []

    found = workspace.update_from(tmp_path, progress=told.append)

    assert [(one.source, str(one.edition.published), one.state) for one in found] == [
        ("list", "2021-06-05", "recorded"),
        (KEY, "2021-06-03", "recorded"),
        (KEY, "2021-06-16", "recorded"),
    ]
    assert told[0] == f"{KEY}/notes is passed over: its name is no day (YYYY-MM-DD)."
    assert told[1].startswith("list 2021-06-05")
    assert [one.state for one in workspace.update_from(tmp_path, [KEY])] == ["unchanged"] * 2


def test_a_folder_that_holds_no_edition_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no KEY/DAY/file below this folder"):
        workspace.update_from(tmp_path)
    with pytest.raises(InputError, match="this is not a folder"):
        workspace.update_from(tmp_path / "absent")
    with pytest.raises(InputError, match="for list"):
        list(editions_below(tmp_path, ["list"]))


def test_files_of_a_day_are_editions_of_their_own_but_tables_belong_together(
    tmp_path: Path,
) -> None:
    day = tmp_path / KEY / "2021-06-03"
    day.mkdir(parents=True)
    for name in ("a.xml", "cons_add.csv", "cons_prim.csv", "b.xml"):
        (day / name).write_text("x")

    found = [[file.name for file in files] for _, _, files in editions_below(tmp_path, [KEY])]

    assert found == [["cons_add.csv", "cons_prim.csv"], ["a.xml"], ["b.xml"]]


@pytest.mark.parametrize(
    ("source", "says"),
    [("us_dod_1237", "comes with Proscribe and takes no files"), ("us_ofac_con", "Did you mean")],
)
def test_not_every_source_takes_files(workspace: Workspace, source: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        workspace.import_files(source, __file__)


def test_a_file_that_is_not_there_is_named(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.xml: the file cannot be read"):
        workspace.import_files(KEY, tmp_path / "absent.xml")


def test_every_source_has_a_state(three: Workspace) -> None:
    found = {one.key: one for one in three.sources()}

    assert found["us_dod_1237"].state == "fresh"
    assert found["us_ofac_sdn"].state == "empty"
    assert found["us_ofac_sdn"].to_json()["records"] is None
    assert found[KEY].state == "stale"
    told = found[KEY].to_json()
    assert (told["records"], told["entities"], told["published"]) == (2, 2, "2021-12-16")
    every = [one.edition for one in three.sources(every=True) if one.key == KEY]
    assert [str(edition.published) for edition in every if edition is not None] == [
        "2021-06-03",
        "2021-06-16",
        "2021-12-16",
    ]


def test_an_edition_is_fresh_until_the_habit_of_its_source_is_over(three: Workspace) -> None:
    changes = three.diff(KEY)
    editions = (changes.before, changes.after)

    def state(today: date) -> tuple[str, int | None]:
        [one] = [one for one in status(editions, {}, every=False, today=today) if one.key == KEY]
        return one.state, one.age_days

    assert state(date(2021, 12, 16)) == ("fresh", 0)
    assert state(date(2022, 12, 16)) == ("stale", 365)


def test_a_later_edition_that_was_refused_is_told_of(three: Workspace, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>Access denied</html>")
    three.import_files(KEY, page, published="2022-01-05")

    [one] = [one for one in three.sources() if one.key == KEY]

    assert one.edition is not None
    assert str(one.edition.published) == "2021-12-16"
    assert one.warnings[0].startswith("the edition of 2022-01-05 was refused: ")


def test_a_source_that_was_only_ever_refused_is_quarantined(
    workspace: Workspace, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>Access denied</html>")
    workspace.import_files("us_ofac_sdn", page)

    [one] = [one for one in workspace.sources() if one.key == "us_ofac_sdn"]

    assert (one.state, one.to_json()["accepted"]) == ("quarantined", False)
    assert one.warnings
    assert workspace.check("Apple Inc", regimes=["SDN"]).verdict.outcome.value == "REVIEW"


def test_a_house_list_put_back_as_it_was_is_told_not_to_count(
    workspace: Workspace, tmp_path: Path
) -> None:
    whole = tmp_path / "whole.csv"
    whole.write_text("name\nExample Lantern Ltd\nExample Mill Ltd\n")
    short = tmp_path / "short.csv"
    short.write_text("name\nExample Mill Ltd\n")
    workspace.import_files("list", whole)
    workspace.import_files("list", short, accept=True)

    again = workspace.import_files("list", whole)

    assert again.state == "unchanged"
    assert again.overtaken is not None
    assert "which stays the newest" in again.overtaken
    whole.write_text(f"{whole.read_text()}\n")
    assert workspace.import_files("list", whole).state == "recorded"
